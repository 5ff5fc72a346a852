"""Atom (RFC 4287): the feed that every list has."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

from .feed import Entry, Feed, body
from .trees import XHTML, add, document

NAMESPACES = {
    "": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
}


def atom(feed: Feed) -> str:
    """The feed as Atom."""
    root = ET.Element("feed", {"xml:lang": feed.language})
    add(root, "title", feed.title)
    _subtitle(root, feed)
    add(root, "id", feed.address)
    add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    add(root, "link", rel="alternate", type="text/html", href=feed.page)
    add(root, "updated", _timestamp(feed.updated))
    add(root, "generator", "postilla")
    for entry in feed.entries:
        _entry(root, entry)
    return document(root, NAMESPACES, feed.style)


def _subtitle(root: ET.Element, feed: Feed) -> None:
    """As XHTML, so that somebody who opens the feed in a browser is told what it is and can go on."""
    div = add(add(root, "subtitle", type="xhtml"), "div", xmlns=XHTML)
    add(div, "p", feed.description)
    words = feed.words
    p = add(div, "p", f"{words.about} ")
    add(p, "a", words.page, href=feed.page).tail = " · "
    add(p, "a", words.feeds, href=words.feeds_address)


def _entry(root: ET.Element, entry: Entry) -> None:
    meta, record = entry.meta, entry.meta.record
    node = add(root, "entry", **({"xml:lang": meta.archive.language} if meta.archive.language else {}))
    add(node, "title", meta.title)
    add(node, "id", entry.id)
    add(node, "link", rel="alternate", type="text/html", href=entry.link)
    for each in entry.works:
        if each.work.link.startswith(("https://", "http://")):
            add(node, "link", rel="related", href=each.work.link, title=each.work.title or each.work.text)
    for creator in record.creators:
        author = add(node, "author")
        add(author, "name", creator.name)
        if creator.orcid:
            add(author, "uri", f"https://orcid.org/{creator.orcid}")
    if not record.creators:  # an entry needs an author, its own or its feed's
        add(add(node, "author"), "name", meta.site.name)
    add(node, "published", _timestamp(entry.published))
    add(node, "updated", _timestamp(entry.updated))
    for name in (meta.archive.type, *meta.archive.specialties):
        add(node, "category", term=name)
    if record.teaser:
        add(node, "summary", record.teaser)
    add(node, "content", type="xhtml").append(body(entry))
    if meta.license:
        add(node, "link", rel="license", href=meta.license)
    for tag, text in citation_elements(entry):
        add(node, tag, text)


def citation_elements(entry: Entry) -> list[tuple[str, str]]:
    """What Dublin Core and PRISM say of an article, for feeds that are read by library software."""
    record, venue = entry.meta.record, entry.meta.archive.venue
    rows = [
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
    ]
    return [(tag, text) for tag, text in rows if text]


def _timestamp(moment: datetime.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
