"""`robots.txt` (RFC 9309): everything may be read, and where the sitemap is."""

from __future__ import annotations


def robots_txt(site_url: str) -> str:
    """The file. Crawlers look for it at the root of a host only; below that it says nothing, and harms nothing."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"
