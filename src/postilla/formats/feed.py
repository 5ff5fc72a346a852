"""A feed: the newest articles of a list, and what each of its three formats says of them in common."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import NamedTuple

from postilla.model import PartialDate

from .metadata import CitedWork, Metadata
from .trees import XHTML, add

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


def moment(date: str) -> datetime.datetime:
    """The first moment of a date, as precise as known; UTC."""
    first = PartialDate.parse(date).earliest()
    return datetime.datetime(first.year, first.month, first.day, tzinfo=datetime.UTC)


def body(entry: Entry) -> ET.Element:
    """What an entry shows: citation, the works discussed, the abstract; an XHTML `div`."""
    div = ET.Element("div", xmlns=XHTML)
    if entry.citation:
        _linked(add(div, "p"), "", entry.citation, entry.link, ".")
    for each in entry.works:
        _linked(add(div, "p"), f"{each.relation}: ", each.title, each.work.link, each.rest)
    if entry.meta.record.teaser:
        add(div, "p", entry.meta.record.teaser)
    if entry.meta.doi_address:
        _linked(add(div, "p"), "", entry.meta.doi_address, entry.meta.doi_address, "")
    return div


def html(element: ET.Element) -> str:
    """An XHTML element as HTML."""
    return ET.tostring(element, encoding="unicode", method="html").replace(f' xmlns="{XHTML}"', "")


def _linked(parent: ET.Element, before: str, text: str, address: str, after: str) -> None:
    parent.text = before or None
    if not address.startswith(("https://", "http://")):
        parent.text = f"{before}{text}{after}"
        return
    add(parent, "a", text, href=address).tail = after or None
