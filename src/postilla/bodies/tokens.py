"""What the scan takes out of a text, and the marks that stand in its place until it is put back.

A mark is a number between two code points that Unicode reserves for use inside a program (noncharacters). They are
removed from every text first, so no text can forge a mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPEN, CLOSE = "\ufdd0", "\ufdd1"

MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
"""A mark; group 1 is the index of its token."""

FORBIDDEN = re.compile(
    # said by what is allowed, since a class that begins with ASCII is searched many times as fast
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd"
    + "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 17))
    + "]"
)
"""Controls, halves of surrogate pairs and noncharacters: not allowed in HTML."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding before its place is turned into line and column."""

    start: int
    end: int
    code: str
    message: str
    note: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A part of the text that Markdown does not see; `source[start:end]` of the text."""

    start: int
    end: int
    source: str
    """What is shown when the place turns out to be code or an attribute."""
    faults: tuple[Fault, ...] = ()
    """Told when the token is used; in code nothing is wrong."""

    def fault(self, code: str, message: str, note: str = "", help: str = "") -> Fault:
        """A fault at the token's place."""
        return Fault(self.start, self.end, code, message, note, help)


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup(Token):
    """HTML of the author, or made of his text, that goes through the sanitiser with the rest."""

    html: str
    block: bool = False
    """Whether it stands beside paragraphs and not in one."""
    raw: bool = False
    """Whether the author wrote it as HTML, so that its elements may be badly nested."""
    text: str = ""
    """What it says, for the alternative text of an image."""
    files: tuple[str, ...] = ()
    """Files beside the record that it shows or links to."""


def mark(index: int) -> str:
    """The mark of the token with this index."""
    return f"{OPEN}{index}{CLOSE}"


def cleaned(text: str) -> str:
    """The text with one replacement character for each forbidden one, so that columns stay."""
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def escaped(text: str) -> str:
    """Text for HTML content and attribute values in double quotes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")
