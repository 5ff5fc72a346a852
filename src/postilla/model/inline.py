r"""Inline text: `*italic*`, `**bold**`, `^sup^`, `~sub~` and backslash escapes, as a tree that every writer renders.

- `*` and `**` open where no word is cut (the character before is not a letter, digit or combining mark, the one
  after is no space) and close the same way, so `HLA-B*57:01 and HLA-C*06:02` stays as it is.
- `^` and `~` may stand within a word and enclose no spaces: `CO~2~`, `Ca^2+^`.
- A backslash before a punctuation mark of ASCII makes it plain: `\*`. Before anything else it is a backslash.
- What opens and never closes is literal. Nothing fails, and the time taken grows with the length of the text only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["italic", "bold", "sup", "sub"]

NESTING = 16
"""Marks that may stand open at once; when one more opens, the outermost becomes literal."""

TAGS: Mapping[Kind, str] = MappingProxyType({"italic": "em", "bold": "strong", "sup": "sup", "sub": "sub"})
"""The HTML element of each kind of mark."""

# Every branch begins with a plain character: so the search is a look at one character at a time.
_SPECIAL = re.compile(r"\\[!-/:-@\[-`{-~]|\*\**|\^\^*|~~*")
_NEEDS_ESCAPE = re.compile(r"[\\*^~]")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain characters, escapes already resolved."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked run."""

    kind: Kind
    children: tuple[Node, ...]


Node: TypeAlias = Text | Mark


@dataclass(slots=True)
class _Opener:
    """A mark that waits for its partner: its character, how many are left of it, and its place in the output."""

    char: str
    count: int
    place: int


def parse(source: str) -> tuple[Node, ...]:
    """Read inline text; never fails. Neighbouring plain runs are one `Text`, and no `Text` is empty."""
    if _SPECIAL.search(source) is None:
        return (Text(source),) if source else ()
    out: list[str | Mark] = []
    waiting: list[_Opener] = []
    end = 0
    for match in _SPECIAL.finditer(source):
        _plain(source[end : match.start()], out, waiting)
        end = match.end()
        run = match[0]
        if run[0] == "\\":
            out.append(run[1])
            continue
        before = source[match.start() - 1] if match.start() else ""
        after = source[end] if end < len(source) else ""
        if run[0] == "*":
            _stars(len(run), before, after, out, waiting)
        elif len(run) == 1:
            _script(run, after, out, waiting)
        else:
            out.append(run)
    _plain(source[end:], out, waiting)
    return _joined(out)


@lru_cache(maxsize=8192)
def to_html(source: str) -> str:
    """Inline text as HTML phrasing content; `&`, `<`, `>` and `"` are escaped."""
    return "".join(_html(node) for node in parse(source))


@lru_cache(maxsize=8192)
def to_plain(source: str) -> str:
    """Inline text without its marks; nothing is escaped."""
    return "".join(_text(node) for node in parse(source))


def escape(text: str) -> str:
    """The inline text that shows `text` exactly: `to_plain(escape(text)) == text`, and no mark is in it."""
    return _NEEDS_ESCAPE.sub(r"\\\g<0>", text)


def _plain(text: str, out: list[str | Mark], waiting: list[_Opener]) -> None:
    if not text:
        return
    out.append(text)
    if waiting and any(opener.char != "*" for opener in waiting) and _SPACE.search(text):
        waiting[:] = [opener for opener in waiting if opener.char == "*"]


def _stars(count: int, before: str, after: str, out: list[str | Mark], waiting: list[_Opener]) -> None:
    """A run of `*`: closes what it can, or else opens."""
    if count > 3:
        out.append("*" * count)
        return
    left = count
    if before and not before.isspace() and not _in_word(after):
        left = _close_stars(count, out, waiting)
    if left == count and after and not after.isspace() and not _in_word(before):
        _open("*", count, out, waiting)
    elif left:
        out.append("*" * left)


def _close_stars(count: int, out: list[str | Mark], waiting: list[_Opener]) -> int:
    """Close the nearest openers that a run of `count` fits; returns how many of its characters are left."""
    while count:
        for index in range(len(waiting) - 1, -1, -1):
            opener = waiting[index]
            if opener.char == "*" and (3 in (opener.count, count) or opener.count == count):
                break
        else:
            return count
        # Of two runs of three, the inner pair is the italic one.
        width = 1 if opener.count == count == 3 else min(opener.count, count)
        _close(index, width, "italic" if width == 1 else "bold", out, waiting)
        count -= width
    return 0


def _script(char: str, after: str, out: list[str | Mark], waiting: list[_Opener]) -> None:
    for index in range(len(waiting) - 1, -1, -1):
        if waiting[index].char == char:
            _close(index, 1, "sup" if char == "^" else "sub", out, waiting)
            return
    if after and not after.isspace():
        _open(char, 1, out, waiting)
    else:
        out.append(char)


def _open(char: str, count: int, out: list[str | Mark], waiting: list[_Opener]) -> None:
    if len(waiting) == NESTING:
        del waiting[0]
    waiting.append(_Opener(char, count, len(out)))
    out.append(char * count)


def _close(index: int, width: int, kind: Kind, out: list[str | Mark], waiting: list[_Opener]) -> None:
    """Make a mark of all that was written since the opener; openers above it stay as literal text within."""
    opener = waiting[index]
    mark = Mark(kind, _joined(out[opener.place + 1 :]))
    opener.count -= width
    if opener.count:
        del waiting[index + 1 :]
        out[opener.place :] = [opener.char * opener.count, mark]
    else:
        del waiting[index:]
        out[opener.place :] = [mark]


def _in_word(char: str) -> bool:
    return bool(char) and (char.isalnum() or bool(unicodedata.combining(char)))


def _joined(parts: Sequence[str | Mark]) -> tuple[Node, ...]:
    nodes: list[Node] = []
    run: list[str] = []
    for part in parts:
        if isinstance(part, str):
            run.append(part)
            continue
        if run:
            nodes.append(Text("".join(run)))
            run.clear()
        nodes.append(part)
    if run:
        nodes.append(Text("".join(run)))
    return tuple(nodes)


def _html(node: Node) -> str:
    if isinstance(node, Text):
        text = node.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace('"', "&quot;")
    tag = TAGS[node.kind]
    return f"<{tag}>{''.join(_html(child) for child in node.children)}</{tag}>"


def _text(node: Node) -> str:
    return node.text if isinstance(node, Text) else "".join(_text(child) for child in node.children)
