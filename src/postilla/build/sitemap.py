"""The sitemap (sitemaps.org 0.9): every page with the date on which its content last changed, as the records say."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape

LIMIT = 50_000
"""Addresses in one file, by the protocol; more make an index of several files."""

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemaps(site_url: str, pages: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """The files of the sitemap, by path.

    Args:
        site_url: the site's absolute address with a final slash; without one there is no sitemap.
        pages: address and date (ISO 8601, as precise as known, or empty) of every page.
    """
    if not site_url:
        return {}
    ordered = sorted(pages)
    if len(ordered) <= LIMIT:
        return {"sitemap.xml": _urlset(site_url, ordered)}
    files: dict[str, bytes] = {}
    entries = []
    for number, start in enumerate(range(0, len(ordered), LIMIT), 1):
        part = ordered[start : start + LIMIT]
        path = f"sitemaps/{number}.xml"
        files[path] = _urlset(site_url, part)
        newest = max((date for _, date in part), default="")
        entries.append(_entry("sitemap", site_url + path, newest))
    index = f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{''.join(entries)}</sitemapindex>\n"
    return {"sitemap.xml": index.encode(), **files}


def _urlset(site_url: str, pages: Sequence[tuple[str, str]]) -> bytes:
    entries = "".join(_entry("url", site_url + quote(address), date) for address, date in pages)
    return f"{_HEAD}<urlset {_NAMESPACE}>\n{entries}</urlset>\n".encode()


def _entry(tag: str, address: str, date: str) -> str:
    lastmod = f"<lastmod>{date}</lastmod>" if date else ""
    return f"<{tag}><loc>{escape(address)}</loc>{lastmod}</{tag}>\n"
