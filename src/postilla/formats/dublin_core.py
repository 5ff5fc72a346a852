"""Dublin Core (`DC.*`) and PRISM tags, in short: for library software that reads nothing else.

Specifications: DCMI, "Expressing Dublin Core metadata using HTML/XHTML meta and link elements"; PRISM 3.0.
"""

from __future__ import annotations

from .highwire import Tag
from .metadata import Metadata

SCHEMA = "http://purl.org/dc/elements/1.1/"
"""What `DC.` stands for; pages say so with `<link rel="schema.DC">`."""


def dublin_core_tags(meta: Metadata) -> list[Tag]:
    """The tags of an article, in their order."""
    record, venue = meta.record, meta.archive.venue
    tags = [
        ("DC.title", meta.title),
        *(("DC.creator", creator.inverted) for creator in record.creators),
        ("DC.date", record.published),
        ("DC.identifier", f"doi:{record.doi}" if record.doi else ""),
        ("DC.publisher", venue.publisher),
        ("DC.rights", meta.license),
        ("prism.publicationName", venue.title),
        ("prism.issn", venue.issn_print),
        ("prism.eIssn", venue.issn_online),
        ("prism.volume", record.volume),
        ("prism.number", record.issue),
        ("prism.startingPage", record.first_page),
        ("prism.doi", record.doi),
    ]
    return [(name, content) for name, content in tags if content]
