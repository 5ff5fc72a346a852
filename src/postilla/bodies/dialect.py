"""The dialect as a table: what the scan stops at, and who reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from . import boxes, citations, code, figures, headings, links, maths, notes, raw, tables
from .scanner import Reader, Scanner, Target
from .tokens import Markup, Token


def _escape(scanner: Scanner, match: re.Match[str]) -> None:
    """A backslash and the character that it makes plain; before a line's end it is a hard break."""
    if match[0][1] == "\n":
        token = Markup(start=match.start(), end=match.start() + 1, source="\\", html="<br>")
        scanner.put(token)


READERS: Mapping[str, tuple[str, Reader]] = MappingProxyType(
    {
        "escape": (r"\\[!-/:-@\[-`{-~\n]", _escape),
        **{name: (trigger, code.read) for name, trigger in code.TRIGGERS.items()},
        "cite": (citations.TRIGGERS["cite"], citations.read),
        "note": (notes.TRIGGERS["note"], notes.read),
        "box": (boxes.TRIGGERS["box"], boxes.read),
        "figure": (figures.TRIGGERS["figure"], figures.read),
        "image": (links.TRIGGERS["image"], links.read_image),
        "open": (links.TRIGGERS["open"], links.read_open),
        "tail": (links.TRIGGERS["tail"], links.read_tail),
        "close": (links.TRIGGERS["close"], links.read_close),
        "dollar": (maths.TRIGGERS["dollar"], maths.read),
        "angle": (raw.TRIGGERS["angle"], raw.read),
        "reference": (raw.TRIGGERS["reference"], raw.read_reference),
        "hash": (headings.TRIGGERS["hash"], headings.read),
        "caption": (tables.TRIGGERS["caption"], tables.read),
    }
)
"""Name → what begins it, and its reader; of two that begin alike the first is asked."""

# Every branch begins with a plain character: so the search is a look at one character at a time.
_STOPS = re.compile(r"\\|`|~(?=~~)|\[|\]|!(?=\[)|\$|<(?=[A-Za-z/!])|&(?=[#A-Za-z])|\#|T(?=able:)")
_TRIGGER = re.compile("|".join(f"(?P<{name}>{trigger})" for name, (trigger, _) in READERS.items()))
_READ = MappingProxyType({name: reader for name, (_, reader) in READERS.items()})


@dataclass(frozen=True, slots=True)
class Scan:
    """A text with marks, what they stand for, and the targets of links that are defined apart."""

    marked: str
    tokens: list[Token]
    targets: dict[str, Target]


def scan(text: str) -> Scan:
    """Take out of a cleaned text all that Markdown must not see."""
    scanner = Scanner(text, _STOPS, _TRIGGER, _READ)
    scanner.scan(len(text))
    scanner.flush(len(text))
    return Scan("".join(scanner.out), scanner.tokens, scanner.targets)
