"""The article record: its head, its tail, and both with their places in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from postilla.diagnostics import Span

from .dates import PartialDate
from .names import Affiliation, Author, Person
from .vocabulary import nearest_span
from .work import Related, Work


class Dates(NamedTuple):
    """The dates of an article's way through the journal, beside the date of publication."""

    received: PartialDate | None = None
    accepted: PartialDate | None = None
    online: PartialDate | None = None
    updated: PartialDate | None = None


class Place(NamedTuple):
    """An article's place in a series or collection; position 0 where it has none."""

    id: str
    position: int = 0


class Withdrawn(NamedTuple):
    """Why an article is no longer shown: its page is a tombstone that keeps the metadata."""

    date: PartialDate
    reason: str


class Video(NamedTuple):
    """A video abstract or an interview."""

    url: str
    title: str = ""
    kind: str = "video-abstract"
    duration: str = ""
    transcript: str = ""


class Head(NamedTuple):
    """What lists, indexes and relations need of an article: about 1 kB."""

    id: str
    title: str
    type: str
    authors: tuple[Author, ...] = ()
    journal: str = ""
    published: PartialDate | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    elocation: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    subtitle: str = ""
    short_title: str = ""
    dates: Dates = Dates()
    specialties: tuple[str, ...] = ()
    series: tuple[Place, ...] = ()
    collections: tuple[Place, ...] = ()
    related: tuple[Related, ...] = ()
    language: str = ""
    translations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    withdrawn: Withdrawn | None = None
    video: Video | None = None
    in_press: bool = False
    draft: bool = False
    featured: bool = False
    embargo: str = ""
    """A date and time with zone (ISO 8601), or empty."""

    @property
    def issued(self) -> PartialDate | None:
        """The date that citations give: of publication or, of an article in press, when it was first online."""
        return self.published or self.dates.online


class Reference(NamedTuple):
    """One entry of the reference list."""

    id: str
    work: Work


class Figure(NamedTuple):
    """A figure: its file lies in the folder of the record's own files; empty where there is only a caption."""

    id: str
    file: str = ""
    alt: str = ""
    label: str = ""
    caption: str = ""
    credit: str = ""


class Supplement(NamedTuple):
    """A supplementary file beside the record, or elsewhere by address."""

    file: str = ""
    url: str = ""
    label: str = ""
    title: str = ""
    bytes: int = 0


class Funding(NamedTuple):
    """One funder and its awards."""

    funder: str
    ror: str = ""
    doi: str = ""
    awards: tuple[str, ...] = ()


class Copyright(NamedTuple):
    """Year and holder, or a statement as the journal words it."""

    year: str = ""
    holder: str = ""
    statement: str = ""

    def __str__(self) -> str:
        """The statement, or `© year holder`."""
        return self.statement or " ".join(p for p in ("©", self.year, self.holder) if p)


class Pdf(NamedTuple):
    """The PDF: a file beside the record, or an address; `bytes` is 0 where the size is not known."""

    file: str = ""
    url: str = ""
    bytes: int = 0


class Version(NamedTuple):
    """One entry of the version history."""

    version: str
    date: PartialDate
    note: str = ""


class Source(NamedTuple):
    """Where an imported record came from."""

    format: str
    file: str = ""
    date: PartialDate | None = None


class Tail(NamedTuple):
    """What only the article's own page and its exports need; loaded where a page is made."""

    affiliations: Mapping[str, Affiliation]
    editors: tuple[Person, ...] = ()
    translated_titles: Mapping[str, str] | None = None
    keywords: tuple[str, ...] = ()
    abstract: str = ""
    summary: str = ""
    archive_note: str = ""
    references: tuple[Reference, ...] = ()
    figures: tuple[Figure, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    competing_interests: str = ""
    """`none`, the statement, or empty where nothing was stated."""
    funding: tuple[Funding, ...] = ()
    acknowledgements: str = ""
    data_availability: str = ""
    ethics: str = ""
    license: str = ""
    copyright: Copyright | None = None
    pdf: Pdf | None = None
    history: tuple[Version, ...] = ()
    source: Source | None = None
    text: str = ""
    """The Markdown after the front matter."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its file gives it."""

    path: str
    """The file, relative to the root of the archive, with forward slashes."""
    head: Head
    tail: Tail
    spans: Mapping[str, Span]
    """The place of every value in the file, by its path (`authors[0].orcid`); `text` is the Markdown's."""

    def span(self, field: str) -> Span:
        """The place of a field, or of the nearest thing around it that is in the file."""
        return nearest_span(self.spans, field)
