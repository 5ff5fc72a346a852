"""RSS 2.0 with Dublin Core and PRISM: the feed that library services read.

Specifications: the RSS Advisory Board's RSS 2.0.11; Crossref's "Recommendations on RSS feeds for scholarly publishers".
"""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from email.utils import format_datetime

from .atom import citation_elements
from .feed import Entry, Feed, body, html
from .trees import XHTML, add, document

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "xhtml": XHTML,
}


def rss(feed: Feed) -> str:
    """The feed as RSS."""
    root = ET.Element("rss", version="2.0")
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.page)
    add(channel, "description", feed.description)
    add(channel, "language", feed.language)
    add(channel, "atom:link", rel="self", type="application/rss+xml", href=feed.address)
    add(channel, "lastBuildDate", _timestamp(feed.updated))
    add(channel, "docs", "https://www.rssboard.org/rss-specification")
    add(channel, "generator", "postilla")
    words = feed.words
    p = add(channel, "xhtml:p", f"{words.about} ")
    add(p, "xhtml:a", words.page, href=feed.page).tail = " · "
    add(p, "xhtml:a", words.feeds, href=words.feeds_address)
    for entry in feed.entries:
        _item(channel, entry)
    return document(root, NAMESPACES, feed.style)


def _item(channel: ET.Element, entry: Entry) -> None:
    meta = entry.meta
    item = add(channel, "item")
    add(item, "title", meta.title)
    add(item, "link", entry.link)
    add(item, "guid", entry.id, isPermaLink="true" if entry.id == entry.link else "false")
    add(item, "pubDate", _timestamp(entry.published))
    for name in (meta.archive.type, *meta.archive.specialties):
        add(item, "category", name)
    for creator in meta.record.creators:
        add(item, "dc:creator", creator.name)
    add(item, "description", meta.record.teaser or entry.citation)
    # what somebody sees who opens the feed in a browser: `link` is no link there
    add(add(item, "xhtml:p"), "xhtml:a", entry.citation or meta.title, href=entry.link)
    add(item, "content:encoded", html(body(entry)))
    add(item, "dc:title", meta.title)
    if meta.record.published:
        add(item, "dc:date", meta.record.published)
    if meta.license:
        add(item, "dc:rights", meta.license)
    for each in entry.works:
        if each.work.link:
            add(item, "dc:relation", each.work.link)
    for tag, text in citation_elements(entry):
        add(item, tag, text)


def _timestamp(moment: datetime.datetime) -> str:
    return format_datetime(moment)
