"""Open Graph (`og:*`, `article:*`) and the one tag that Twitter's cards need: what a shared link shows.

Specification: https://ogp.me. `article:author` is left out: it wants the address of a profile, and reference managers
take a name in it for an author whom they do not know yet.
"""

from __future__ import annotations

from .highwire import Tag
from .metadata import Metadata, SiteMetadata

REPEATED = frozenset({"article:tag", "og:locale:alternate"})
"""The properties that a page may have several times."""

LONGEST = 300
"""Characters of a description; what a card shows is shorter."""


def page_properties(site: SiteMetadata, address: str, title: str, description: str) -> list[Tag]:
    """Property and content for a page that is no article."""
    url = site.url + address if site.url else ""
    return [
        ("og:type", "website"),
        ("og:title", title),
        ("og:description", shortened(description)),
        *([("og:url", url)] if url else []),
        ("og:site_name", site.name),
    ]


def article_properties(meta: Metadata, description: str, image: str) -> list[Tag]:
    """Property and content for an article.

    Args:
        meta: the article.
        description: what it is about, where it has neither abstract nor summary.
        image: the absolute address of its picture; empty for none.
    """
    record, archive = meta.record, meta.archive
    properties = [
        ("og:type", "article"),
        ("og:title", meta.title),
        ("og:description", shortened(record.teaser or description)),
        ("og:url", meta.canonical),
        ("og:site_name", meta.site.name),
        ("og:image", image),
        ("og:image:alt", record.figure[1] if image else ""),
        ("article:published_time", record.published),
        ("article:modified_time", archive.modified if archive.modified != record.published else ""),
        ("article:section", archive.type),
        *(("article:tag", name) for name in archive.specialties),
    ]
    return [(name, content) for name, content in properties if content]


def card(image: str) -> Tag:
    """The shape of the card on Twitter; everything else it takes from Open Graph."""
    return "twitter:card", "summary_large_image" if image else "summary"


def shortened(text: str, limit: int = LONGEST) -> str:
    """The text, cut between two words where it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
