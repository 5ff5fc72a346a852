"""What goes into a rendering and what comes out of it: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from postilla.diagnostics import Severity, Span
from postilla.words import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class FigureSource:
    """A figure of the record that a text may place."""

    id: str
    label: str
    """Plain, such as `Figure 1`."""
    caption: str
    """Inline text."""
    credit: str
    """Inline text."""
    alt: str
    """Plain; shown where the image is not."""
    url: str
    """Address of the image, relative to the page that shows the text."""


@dataclass(frozen=True, slots=True)
class BodySource:
    """Everything that a body depends on, so its digest is the key of the body."""

    text: str
    """Markdown, as it stands in the record."""
    prefix: str
    """Put before every id that this text brings to its page, such as `text-`; unique among the texts of one page."""
    references: tuple[str, ...]
    """Ids of the references in their order; the place in it, counted from 1, is the number that is shown."""
    figures: tuple[FigureSource, ...] = ()
    """Figures that this text may place; those that it does not place stand after it, in this order."""
    first_heading: int = 2
    """The level of HTML that `##` becomes; deeper headings follow. An abstract below an `h2` starts with 3."""
    language: Language = ENGLISH
    """What labels that only a screen reader speaks are written in; best the text's own."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text, for its table of contents."""

    level: int
    """Of HTML, 2 to 6."""
    id: str
    """With the prefix."""
    text: str
    """Plain: no marks, no citations, not escaped."""


@dataclass(frozen=True, slots=True)
class BodyFinding:
    """Something wrong in a text."""

    span: Span
    """Relative to the text: its first line is 1."""
    severity: Severity
    code: str
    """A key of `CODES`."""
    message: str
    """The fact: lower case, no full stop."""
    note: str = ""
    """What was wanted."""
    help: str = ""
    """How to mend it."""


@dataclass(frozen=True, slots=True)
class Body:
    """A text as safe HTML, and what its page needs to know about it."""

    html: str
    """Flow content; every element and attribute of it is on the list of `sanitise` or written by this room."""
    headings: tuple[Heading, ...] = ()
    """In order."""
    citations: tuple[str, ...] = ()
    """The id of the reference cited at each place, in order; place n has the id `{prefix}cite-{n}`, counted from 1."""
    placed: tuple[str, ...] = ()
    """Ids of the figures that the text itself places, in its order."""
    files: tuple[str, ...] = ()
    """Paths of files beside the record that the text shows or links to, each once, in order."""
    findings: tuple[BodyFinding, ...] = ()
    """In the order of their places."""
    words: int = 0
    """Words of the text, without citations, formulas and figures."""
