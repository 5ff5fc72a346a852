"""Highwire Press tags (`citation_*`), which Google Scholar asks for and Zotero reads.

Specification: Google Scholar's inclusion guidelines for webmasters, and what Zotero's "Embedded Metadata" documents.
A date is `YYYY/MM/DD` or the year alone; a day is never invented. What belongs to an author follows the author.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.model import url_of

from .metadata import CitedWork, Metadata
from .publication import first_and_last

Tag = tuple[str, str]
"""Name and content."""

SINGLE = frozenset(
    "citation_" + name
    for name in (
        "title", "publication_date", "journal_title", "journal_abbrev", "volume", "issue", "firstpage", "lastpage",
        "doi", "pmid", "publisher", "language", "keywords", "article_type", "abstract_html_url", "fulltext_html_url",
        "public_url", "pdf_url",
    )
)  # fmt: skip
"""The tags that a page may have once."""


def highwire_tags(meta: Metadata) -> list[Tag]:
    """The tags of an article, in their order."""
    return [(f"citation_{name}", content) for name, content in _tags(meta) if content]


def _tags(meta: Metadata) -> Iterator[Tag]:
    record, archive, venue = meta.record, meta.archive, meta.archive.venue
    page = meta.absolute(archive.address)
    yield "title", meta.title
    for creator in record.creators:
        yield "author", creator.inverted
        if creator.orcid:
            yield "author_orcid", url_of("orcid", creator.orcid)
        for institution in creator.institutions:
            yield "author_institution", institution.name
    yield "publication_date", slashed(record.published)
    yield "journal_title", venue.title
    yield "journal_abbrev", venue.abbreviation
    yield "issn", venue.issn_print
    yield "issn", venue.issn_online
    yield "volume", record.volume
    yield "issue", record.issue
    yield "firstpage", record.first_page
    yield "lastpage", record.last_page
    yield "doi", record.doi
    yield "pmid", record.pmid
    yield "publisher", venue.publisher
    yield "article_type", archive.type
    yield "language", archive.language
    yield "keywords", "; ".join(record.keywords)
    yield ("fulltext_html_url" if record.has_text else "abstract_html_url"), page
    if meta.pdf:
        yield "pdf_url", meta.absolute(meta.pdf)
    for work in record.references:
        yield "reference", _reference(work)


def slashed(date: str) -> str:
    """`2021/10/01`; the year alone where no day is known, for Scholar takes nothing between."""
    return date.replace("-", "/") if len(date) == len("2021-10-01") else date[:4]


def _reference(work: CitedWork) -> str:
    """One work as pairs of Highwire names, or as text where it was not told apart; never with a DOI it has not."""
    if not work.title and work.text:
        return work.text
    parts = (
        ("title", work.title),
        ("author", work.authors[0] if work.authors else ""),
        ("journal_title", work.journal),
        ("publication_date", work.year),
        ("volume", work.volume),
        ("firstpage", first_and_last(work.pages)[0]),
        ("doi", work.doi),
    )
    # a semicolon would end the pair
    return "; ".join([f"citation_{name}={value.replace(';', ',')}" for name, value in parts if value])
