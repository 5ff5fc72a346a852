"""Running text between a source and a record: a little tree that is written as inline text, as Markdown or as HTML.

Everything from the source is escaped, so that no text can become markup of the record.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape as html_escape
from types import MappingProxyType
from typing import TypeAlias

from postilla.model import inline

from .characters import clean

SIGNS: Mapping[str, str] = MappingProxyType({"italic": "*", "bold": "**", "sup": "^", "sub": "~"})
_SIGNLESS = frozenset({"u", "s", "code"})
"""Marks that Markdown has no sign for: they are HTML in a text, and nothing in inline text."""
_TAGS: Mapping[str, str] = MappingProxyType(
    {**{str(k): v for k, v in inline.TAGS.items()}, "u": "u", "s": "s", "code": "code"}
)

_BLOCK_SPECIAL = re.compile(r"[\\*^~`\[\]$<|]|&(?=[#A-Za-z])")
_LINE_START = re.compile(r"(?=[-+>#=:_])|(?<=\d)(?=[.)]\s)")
_UNSAFE_URL = re.compile(r"[\s<>\"\\^`{}|()\[\]]")


@dataclass(frozen=True, slots=True)
class Run:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Marked text; `kind` is a kind of inline text, or `u`, `s`, `code`."""

    kind: str
    children: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation, and how the source prints it."""

    ids: tuple[str, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the web, or to a place of the text (`#fig1`)."""

    url: str
    children: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Raw:
    """Markup of the record's own: a formula, a note's mark, a line break; `plain` is what it says."""

    source: str
    plain: str


Phrase: TypeAlias = Run | Marked | Cite | Link | Raw


def plain(phrases: Iterable[Phrase]) -> str:
    """What the text says, on one line."""
    return " ".join("".join(map(_plain, phrases)).split())


def _plain(phrase: Phrase) -> str:
    if isinstance(phrase, Run):
        return phrase.text
    if isinstance(phrase, Cite):
        return phrase.shown
    if isinstance(phrase, Raw):
        return phrase.plain
    return "".join(map(_plain, phrase.children))


def inline_text(phrases: Sequence[Phrase]) -> tuple[str, bool]:
    """Inline text, and whether all marks could be kept: some cannot stand within a word or around spaces."""
    writer = _Writer(blocks=False)
    text = _collapsed(writer.written(phrases, " ", " "))
    return text, not writer.lost


def markdown(phrases: Sequence[Phrase]) -> str:
    """A paragraph of Markdown on one line."""
    text = _collapsed(_Writer(blocks=True).written(phrases, " ", " "))
    if text.startswith("Table:"):
        return "Table\\:" + text[6:]
    if match := re.match(r"\d+(?=[.)](?:\s|$))", text):
        return f"{match[0]}\\{text[match.end() :]}"
    return f"\\{text}" if text[:1] and text[0] in "-+>#=:_" else text


def html(phrases: Sequence[Phrase]) -> str:
    """Running text as HTML within the Markdown of a record, for the cells of a table with spans."""
    return _collapsed("".join(map(_html, phrases)))


def _html(phrase: Phrase) -> str:
    if isinstance(phrase, Run):
        text = html_escape(clean(phrase.text), quote=False)
        return re.sub(r"[$\[\\`]", lambda match: f"&#{ord(match[0])};", text)
    if isinstance(phrase, Marked):
        tag = _TAGS[phrase.kind]
        return f"<{tag}>{''.join(map(_html, phrase.children))}</{tag}>"
    if isinstance(phrase, Link):
        inner = "".join(map(_html, phrase.children))
        return f'<a href="{html_escape(phrase.url)}">{inner}</a>'
    return _citation(phrase) if isinstance(phrase, Cite) else phrase.source


def _collapsed(text: str) -> str:
    return (
        "\n".join(" ".join(line.split()) for line in text.split("\0"))
        if "\0" in text
        else " ".join(text.split())
    )


def _citation(cite: Cite) -> str:
    return f"[{'; '.join(f'@{id}' for id in cite.ids)}]"


class _Writer:
    """Writes phrases as inline text, or as Markdown where marks that have no sign are HTML."""

    def __init__(self, *, blocks: bool) -> None:
        self._blocks = blocks
        self._open: list[str] = []
        self.lost = False

    def written(self, phrases: Sequence[Phrase], before: str, after: str) -> str:
        """The phrases between the characters that stand before and after them."""
        out = ""
        for index, phrase in enumerate(phrases):
            following = self._first(phrases, index + 1) or after
            out += self._one(phrase, out[-1:] or before, following)
        return out

    def _one(self, phrase: Phrase, before: str, after: str) -> str:
        if isinstance(phrase, Run):
            text = self._escaped(phrase.text)
            if self._blocks and after == "[" and text.endswith("!"):
                text = f"{text[:-1]}\\!"
            return text
        if isinstance(phrase, Marked):
            return self._marked(phrase, before, after)
        if isinstance(phrase, Link):
            inner = self.written(phrase.children, "[", "]") if self._blocks else ""
            if not self._blocks or not inner.strip():
                return self.written(phrase.children, before, after)
            return f"[{inner.strip()}]({phrase.url})"
        if not self._blocks:
            return inline.escape(clean(phrase.shown if isinstance(phrase, Cite) else phrase.plain))
        return _citation(phrase) if isinstance(phrase, Cite) else phrase.source

    def _escaped(self, text: str) -> str:
        text = clean(text)
        return _BLOCK_SPECIAL.sub(r"\\\g<0>", text) if self._blocks else inline.escape(text)

    def _marked(self, phrase: Marked, before: str, after: str) -> str:
        kind = phrase.kind
        if kind in self._open:
            return self.written(phrase.children, before, after)
        self._open.append(kind)
        inner = self.written(phrase.children, " ", " ")
        self._open.pop()
        core = inner.strip()
        if not core:
            return inner
        lead, trail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        sign = SIGNS.get(kind, "")
        if sign and self._fits(kind, core, lead[-1:] or before, trail[:1] or after):
            return f"{lead}{sign}{core}{sign}{trail}"
        if self._blocks:
            tag = _TAGS[kind]
            return f"{lead}<{tag}>{core}</{tag}>{trail}"
        self.lost = True
        # without the mark its text stands beside other letters, so marks in it are looked at again
        return self.written(phrase.children, before, after)

    def _fits(self, kind: str, core: str, before: str, after: str) -> bool:
        char = SIGNS[kind][0]
        if char in (before, after, core[0], core[-1]):
            return False
        if char == "*":
            return not (_in_word(before) or _in_word(after))
        return not re.search(r"\s", core)

    def _first(self, phrases: Sequence[Phrase], start: int) -> str:
        """The first character that the phrases from `start` on will write, as far as it matters."""
        for phrase in phrases[start:]:
            if isinstance(phrase, Marked):
                text = "".join(map(_plain, phrase.children))
                if (
                    phrase.kind in ("sup", "sub")
                    and text.strip()
                    and not re.search(r"\s", text)
                    and phrase.kind not in self._open
                ):
                    return SIGNS[phrase.kind]
            elif isinstance(phrase, Run):
                text = phrase.text
            else:
                text = self._one(phrase, " ", " ")
            if text:
                return text[0]
        return ""


def _in_word(char: str) -> bool:
    return bool(char) and (char.isalnum() or bool(unicodedata.combining(char)))


def web_address(url: str) -> str:
    """The address in a form that Markdown takes whole, or empty where it does not lead to the web."""
    url = "".join(clean(url).split())
    if re.match(r"(?i)www\.", url):
        url = f"http://{url}"
    if not re.match(r"(?i)https?://[^/\s]", url):
        return ""
    return _UNSAFE_URL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)
