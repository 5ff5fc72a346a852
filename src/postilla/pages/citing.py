"""How to cite an article: ready-made lines, and the files for reference managers beside its page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from postilla import addresses
from postilla.formats import FORMATS, STYLES, citation
from postilla.model import Journal

from .views import ArticleParts, ArticleView, Download


class CitationLine(NamedTuple):
    """One line under "How to cite"."""

    style: str
    """As readers know it; empty for the journal's own."""
    text: str
    """Inline text."""


def citation_lines(view: ArticleView, parts: ArticleParts) -> tuple[CitationLine, ...]:
    """The line of an article in every style."""
    journal = None
    if view.journal_title:
        journal = Journal(id="", name=view.journal.name, abbreviation=view.journal_title)
    status = (view.card.status,)
    return tuple(
        CitationLine(style.name, citation(style.id, parts.head, journal, status)) for style in STYLES.values()
    )


def citation_files(id: str, formats: Iterable[str]) -> tuple[Download, ...]:
    """The files beside an article, by the ids of their formats."""
    return tuple(
        Download(row.name, addresses.file(id, f"{id}.{row.extension}"), row.media_type)
        for row in (FORMATS[format] for format in formats)
    )
