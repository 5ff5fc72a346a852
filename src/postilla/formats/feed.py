"""A feed: the newest articles of a list, and what each of its three formats says of them in common."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from postilla.model import PartialDate

from .metadata import CitedWork, Metadata
from .xml import DECLARATION, EMPTY, Xml, element, escape, joined, lined

NEWEST = 50
"""So many articles stand in a feed."""


class Discussed(NamedTuple):
    """A work that an article is about, in a feed."""

    relation: str
    """`Comments on`."""
    work: CitedWork
    source: str
    """Its citation line."""

    @property
    def title(self) -> str:
        """Its title, or what stands for it."""
        return self.work.title or self.work.text or self.work.link

    @property
    def rest(self) -> str:
        """What follows the title: a full stop where it needs one, and the source."""
        if not self.source:
            return ""
        return f" {self.source}" if self.title.endswith((".", "?", "!")) else f". {self.source}"


class Entry(NamedTuple):
    """One article in a feed."""

    meta: Metadata
    citation: str
    """`J Clin Invest. 2021;131(19):e153204`."""
    works: tuple[Discussed, ...]
    undated: str
    """The date that stands for that of publication where there is none (ISO 8601): for articles in press."""

    @property
    def id(self) -> str:
        """The DOI's address, which stays when the archive moves; the page's own where there is no DOI."""
        return self.meta.doi_address or self.link

    @property
    def link(self) -> str:
        """The page of the article."""
        return self.meta.absolute(self.meta.archive.address)

    @property
    def published(self) -> datetime.datetime:
        """The first moment that the date of publication may mean."""
        return moment(self.meta.record.published or self.undated)

    @property
    def updated(self) -> datetime.datetime:
        """When the article or its status last changed, by the record: never earlier than it was published."""
        return max(moment(self.meta.archive.modified or self.undated), self.published)


class Feed(NamedTuple):
    """A feed, whole."""

    title: str
    description: str
    address: str
    """Of the feed itself, absolute."""
    page: str
    """Of the page whose articles it has, absolute."""
    language: str
    home: str
    """The site's address."""
    words: FeedWords
    style: str
    """The address of the stylesheet, relative to the feed."""
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime.datetime:
        """The newest change of its articles."""
        return max(entry.updated for entry in self.entries)


class FeedWords(NamedTuple):
    """What a feed says to somebody who opens it in a browser."""

    about: str
    """`This is a feed: …`."""
    page: str
    """The words of the link to the page."""
    feeds: str
    """The words of the link to all feeds."""
    feeds_address: str


class FeedFormat(NamedTuple):
    """A format of feeds."""

    id: str
    name: str
    file: str
    media_type: str
    write: Callable[[Feed], str]


@lru_cache(maxsize=4096)
def moment(date: str) -> datetime.datetime:
    """The first moment of a date, as precise as known; UTC."""
    first = PartialDate.parse(date).earliest()
    return datetime.datetime(first.year, first.month, first.day, tzinfo=datetime.UTC)


def body(entry: Entry) -> Xml:
    """What an entry shows: citation, the works discussed, the abstract; paragraphs that are HTML and XHTML alike."""
    return joined([above(entry), element("p", entry.meta.record.teaser), below(entry)])


def above(entry: Entry, prefix: str = "") -> Xml:
    """What an entry shows above its abstract; `prefix` is that of the elements' names."""
    line = _linked("", entry.citation, entry.link, ".", prefix) if entry.citation else EMPTY
    works = entry.works
    return joined(
        [
            line,
            *(_linked(f"{each.relation}: ", each.title, each.work.link, each.rest, prefix) for each in works),
        ]
    )


def below(entry: Entry, prefix: str = "") -> Xml:
    """What an entry shows below its abstract: the DOI."""
    address = entry.meta.doi_address
    return _linked("", address, address, "", prefix) if address else EMPTY


def is_of_web(address: str) -> bool:
    """Whether an address may be a link."""
    return address.startswith(("https://", "http://"))


def introduction(feed: Feed, prefix: str = "") -> Xml:
    """What somebody is told who opens the feed in a browser; `prefix` is that of the elements' names."""
    words, link = feed.words, f"{prefix}a"
    to_page = element(link, words.page, of={"href": feed.page})
    to_feeds = element(link, words.feeds, of={"href": words.feeds_address})
    return element(f"{prefix}p", f"{words.about} ", to_page, " · ", to_feeds)


def document(root: str, content: Iterable[Xml], of: Mapping[str, str], style: str) -> str:
    """A feed as XML.

    Args:
        root: the name of its element.
        content: of the element.
        of: its attributes, namespaces among them.
        style: the address of a stylesheet (CSS) that lets browsers show it; empty for none.
    """
    look = f'<?xml-stylesheet type="text/css" href="{escape(style)}"?>\n' if style else ""
    return f"{DECLARATION}{look}{element(root, lined(content), of=of)}\n"


def _linked(before: str, text: str, address: str, after: str, prefix: str = "") -> Xml:
    linked = element(f"{prefix}a", text, of={"href": address}) if is_of_web(address) else text
    return element(f"{prefix}p", before, linked, after)
