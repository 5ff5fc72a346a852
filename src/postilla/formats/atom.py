"""Atom (RFC 4287): the feed that every list has."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from postilla.model import url_of

from .feed import Entry, Feed, body, document, introduction, is_of_web
from .xml import XHTML, Xml, element, joined, void

NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:prism": "http://prismstandard.org/namespaces/basic/2.0/",
}


def atom(feed: Feed) -> str:
    """The feed as Atom."""
    return document("feed", _feed(feed), {**NAMESPACES, "xml:lang": feed.language}, feed.style)


def _feed(feed: Feed) -> Iterator[Xml]:
    yield element("title", feed.title)
    # as XHTML, so that somebody who opens the feed in a browser is told what it is and can go on
    told = element("div", element("p", feed.description), introduction(feed), of=XHTML)
    yield element("subtitle", told, of={"type": "xhtml"})
    yield element("id", feed.address)
    yield _link("self", feed.address, "application/atom+xml")
    yield _link("alternate", feed.page, "text/html")
    yield element("updated", _timestamp(feed.updated))
    yield element("generator", "postilla")
    for entry in feed.entries:
        yield element("entry", *_entry(entry), of={"xml:lang": entry.meta.archive.language})


def _entry(entry: Entry) -> Iterator[Xml]:
    meta, record = entry.meta, entry.meta.record
    yield element("title", meta.title)
    yield element("id", entry.id)
    yield _link("alternate", entry.link, "text/html")
    for each in entry.works:
        if is_of_web(each.work.link):
            yield _link("related", each.work.link, title=each.work.title or each.work.text)
    for creator in record.creators:
        yield element("author", element("name", creator.name), element("uri", url_of("orcid", creator.orcid)))
    if not record.creators:  # an entry needs an author, its own or its feed's
        yield element("author", element("name", meta.site.name))
    yield element("published", _timestamp(entry.published))
    yield element("updated", _timestamp(entry.updated))
    for name in (meta.archive.type, *meta.archive.specialties):
        yield void("category", {"term": name})
    yield element("summary", record.teaser)
    yield element("content", element("div", body(entry), of=XHTML), of={"type": "xhtml"})
    if meta.license:
        yield _link("license", meta.license)
    yield citation_elements(entry)


def citation_elements(entry: Entry) -> Xml:
    """What Dublin Core and PRISM say of an article, for feeds that are read by library software."""
    record, venue = entry.meta.record, entry.meta.archive.venue
    rows = (
        ("dc:identifier", f"doi:{record.doi}" if record.doi else ""),
        ("dc:source", entry.citation),
        ("prism:publicationName", venue.title),
        ("prism:issn", venue.issn_print),
        ("prism:eIssn", venue.issn_online),
        ("prism:volume", record.volume),
        ("prism:number", record.issue),
        ("prism:startingPage", record.first_page),
        ("prism:endingPage", record.last_page),
        ("prism:doi", record.doi),
        ("prism:publicationDate", record.published),
        ("prism:section", entry.meta.archive.type),
    )
    return joined([element(name, text) for name, text in rows if text])


def _link(rel: str, href: str, type: str = "", title: str = "") -> Xml:
    return void("link", {"rel": rel, "type": type, "href": href, "title": title})


def _timestamp(moment: datetime.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
