"""Sitemaps (sitemaps.org 0.9): every page with the date on which its content last changed, as the records say.

`sitemap.xml` is an index of one sitemap for the articles of each year and one for all other pages, so that a new
article changes two files and a crawler need not read the others again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import quote

from postilla.formats import XML_DECLARATION, Xml, xml_element, xml_lines
from postilla.pages import ArticleView, Page

LIMIT = 50_000
"""Addresses in one file, by the protocol; what has more is split."""

INDEX, FOLDER = "sitemap.xml", "sitemaps/"
PAGES = "pages"
"""The sitemap of everything but articles."""

_NAMESPACE = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}


class Mapped(NamedTuple):
    """One page in a sitemap."""

    address: str
    lastmod: str
    """ISO 8601, as precise as known; empty where nothing is dated."""
    part: str = PAGES
    """Which sitemap it is in: a year, or `PAGES`."""


def sitemaps(site_url: str, pages: Iterable[Mapped]) -> dict[str, bytes]:
    """The index and the sitemaps, by path; none where the site has no absolute address with a final slash."""
    if not site_url:
        return {}
    parts: dict[str, list[Mapped]] = {}
    for page in sorted(pages):
        parts.setdefault(page.part, []).append(page)
    files: dict[str, bytes] = {}
    entries = []
    for part, mapped in sorted(parts.items()):
        for number, start in enumerate(range(0, len(mapped), LIMIT), 1):
            some = mapped[start : start + LIMIT]
            path = f"{FOLDER}{part}.xml" if number == 1 else f"{FOLDER}{part}-{number}.xml"
            files[path] = _urlset(site_url, some)
            entries.append(_entry("sitemap", site_url + path, max(page.lastmod for page in some)))
    return {INDEX: _document("sitemapindex", entries), **files}


def is_map(address: str) -> bool:
    """Whether an address can be one of them."""
    return address == INDEX or address.startswith(FOLDER)


def mapped_page(page: Page) -> Mapped:
    """A page in the sitemap where it belongs: an article in that of its year."""
    if isinstance(page.view, ArticleView):
        return Mapped(page.address, page.lastmod, page.view.year.name or "undated")
    return Mapped(page.address, page.lastmod)


def _urlset(site_url: str, pages: Sequence[Mapped]) -> bytes:
    return _document(
        "urlset", [_entry("url", site_url + quote(page.address), page.lastmod) for page in pages]
    )


def _document(name: str, entries: Sequence[Xml]) -> bytes:
    return f"{XML_DECLARATION}{xml_element(name, xml_lines(entries), of=_NAMESPACE)}\n".encode()


def _entry(tag: str, address: str, date: str) -> Xml:
    return xml_element(tag, xml_element("loc", address), xml_element("lastmod", date))
