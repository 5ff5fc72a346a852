"""RSS 2.0 with Dublin Core and PRISM: the feed that library services read.

Specifications: the RSS Advisory Board's RSS 2.0.11; Crossref's "Recommendations on RSS feeds for scholarly publishers".
"""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime

from .atom import citation_elements
from .feed import Entry, Feed, above, below, body, document, introduction
from .xml import EMPTY, XHTML, Xml, element, lined, void

NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "xmlns:xhtml": XHTML["xmlns"],
}


def rss(feed: Feed) -> str:
    """The feed as RSS."""
    channel = element("channel", lined(_channel(feed)))
    return document("rss", (channel,), {"version": "2.0", **NAMESPACES}, feed.style)


def _channel(feed: Feed) -> Iterator[Xml]:
    yield element("title", feed.title)
    yield element("link", feed.page)
    yield element("description", feed.description)
    yield element("language", feed.language)
    yield void("atom:link", {"rel": "self", "type": "application/rss+xml", "href": feed.address})
    yield element("lastBuildDate", format_datetime(feed.updated))
    yield element("docs", "https://www.rssboard.org/rss-specification")
    yield element("generator", "postilla")
    yield introduction(feed, "xhtml:")
    for entry in feed.entries:
        yield element("item", *_item(entry))


def _item(entry: Entry) -> Iterator[Xml]:
    meta = entry.meta
    yield element("title", meta.title)
    yield element("link", entry.link)
    yield element("guid", entry.id, of={"isPermaLink": "true" if entry.id == entry.link else "false"})
    yield element("pubDate", format_datetime(entry.published))
    for name in (meta.archive.type, *meta.archive.specialties):
        yield element("category", name)
    for creator in meta.record.creators:
        yield element("dc:creator", creator.name)
    # What somebody sees who opens the feed in a browser, where `link` is no link: paragraphs around the abstract. A
    # description that only repeats the citation comes before them, and the stylesheet does not show it.
    told, teaser = element("description", meta.record.teaser or entry.citation), meta.record.teaser
    yield EMPTY if teaser else told
    yield above(entry, "xhtml:") or element(
        "xhtml:p", element("xhtml:a", meta.title, of={"href": entry.link})
    )
    yield told if teaser else EMPTY
    yield below(entry, "xhtml:")
    yield element("content:encoded", str(body(entry)))
    yield element("dc:title", meta.title)
    yield element("dc:date", meta.record.published)
    yield element("dc:rights", meta.license)
    for each in entry.works:
        yield element("dc:relation", each.work.link)
    yield citation_elements(entry)
