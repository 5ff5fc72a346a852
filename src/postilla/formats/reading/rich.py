"""Text with a few tags in it, as Crossref, CSL-JSON and reference managers keep it, as inline text or Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from types import MappingProxyType

from .candidate import Candidate
from .characters import line
from .fields import titled
from .marks import Marked, Phrase, Run, markdown

_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)(?:\s[^<>]*)?/?>")
_MARKS: Mapping[str, str] = MappingProxyType({
    "i": "italic", "em": "italic", "italic": "italic", "b": "bold", "strong": "bold", "bold": "bold", "sup": "sup",
    "sub": "sub", "inf": "sub",
})  # fmt: skip
_OTHER = frozenset({
    "span", "sc", "scp", "u", "underline", "p", "title", "sec", "br", "tt", "small", "nobr", "math", "mi", "mo",
    "mn", "mrow", "msub", "msup", "font", "div", "h4", "a",
})  # fmt: skip


def rich(text: str) -> list[Phrase]:
    """Phrases of a text with tags; what is no known tag is text."""
    stack: list[tuple[str, list[Phrase]]] = [("", [])]
    at = 0
    for match in _TAG.finditer(text):
        name = match[2].lower().rpartition(":")[2]
        if name not in _MARKS and name not in _OTHER:
            continue
        stack[-1][1].append(Run(_characters(text[at : match.start()])))
        at = match.end()
        if name not in _MARKS:
            stack[-1][1].append(Run(" ") if name in ("p", "title", "br", "sec", "div", "h4") else Run(""))
        elif not match[1]:
            stack.append((_MARKS[name], []))
        elif len(stack) > 1 and stack[-1][0] == _MARKS[name]:
            kind, children = stack.pop()
            stack[-1][1].append(Marked(kind, tuple(children)))
    stack[-1][1].append(Run(_characters(text[at:])))
    while len(stack) > 1:
        # a tag that never ends marks nothing
        _, children = stack.pop()
        stack[-1][1].extend(children)
    return stack[0][1]


def _characters(text: str) -> str:
    # twice: some sources escape what was escaped already
    return re.sub(r"[ \t\r\n]+", " ", unescape(unescape(text)) if "&" in text else text)


def title(text: str, candidate: Candidate, place: str) -> str:
    """A title as inline text, without the full stop at its end."""
    return titled(rich(text), candidate, place)


def paragraphs(text: str) -> str:
    """An abstract or note as Markdown: paragraphs end at empty lines and at tags of paragraphs."""
    parts = re.split(r"\n\s*\n|</p>\s*|<p>|<br\s*/?>\s*<br\s*/?>|</(?:jats:)?p>|<(?:jats:)?p>", text)
    return "\n\n".join(made for part in parts if line(part) and (made := markdown(rich(part))))


def labelled(parts: Sequence[tuple[str, str]]) -> str:
    """A structured abstract: its labels in bold before their paragraphs."""
    made = []
    for label, text in parts:
        body = markdown(rich(text))
        if label and body:
            shown = line(label).capitalize() if label.isupper() else line(label)
            shown = shown if shown.endswith((".", ":", "?")) else f"{shown}."
            body = f"{markdown([Marked('bold', (Run(shown),))])} {body}"
        if body:
            made.append(body)
    return "\n\n".join(made)
