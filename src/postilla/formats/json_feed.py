"""JSON Feed 1.1, with an extension `_scholar` that holds what other feeds say in PRISM.

Specification: https://www.jsonfeed.org/version/1.1/.
"""

from __future__ import annotations

import json
from typing import Any

from postilla.model import url_of

from .feed import Entry, Feed, body
from .jsonld import known

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed."""
    whole = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "description": feed.description,
        "language": feed.language,
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    meta, record, venue = entry.meta, entry.meta.record, entry.meta.archive.venue
    return known(
        {
            "id": entry.id,
            "url": entry.link,
            "external_url": meta.doi_address,
            "title": meta.title,
            "content_html": str(body(entry)),
            "summary": record.teaser,
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [
                known({"name": one.name, "url": url_of("orcid", one.orcid)}) for one in record.creators
            ],
            "tags": [name for name in (meta.archive.type, *meta.archive.specialties) if name],
            "language": meta.archive.language,
            "_scholar": known(
                {
                    "citation": entry.citation,
                    "doi": record.doi,
                    "pmid": record.pmid,
                    "journal": venue.title,
                    "issn": [issn for issn in (venue.issn_print, venue.issn_online) if issn],
                    "volume": record.volume,
                    "issue": record.issue,
                    "pages": record.pages,
                    "published": record.published,
                    "license": meta.license,
                    "status": meta.archive.status,
                    "about_works": [
                        known(
                            {
                                "relation": each.relation,
                                "title": each.work.title or each.work.text,
                                "url": each.work.link,
                                "doi": each.work.doi,
                            }
                        )
                        for each in entry.works
                    ],
                }
            ),
        }
    )
