"""The table of taxonomies: one row for each vocabulary that groups articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from postilla.model import ArticleType, Collection, Head, Journal, Place, Series, Specialty, Term


@dataclass(frozen=True, slots=True)
class TaxonomyRow:
    """How one vocabulary groups articles."""

    name: str
    """The vocabulary, the key in `Archive.taxonomies` and the first part of the address."""
    term: type[Term]
    places: Callable[[Head], tuple[Place | str, ...]]
    """What a record says: ids or aliases of terms, with positions where the row is ordered."""
    field: str
    """The path of the n-th place in a record, with `{}` for n."""
    by_year: bool = False
    """Whether a term has a page for each year."""
    ordered: bool = False
    """Whether the articles of a term stand by position first."""

    def path(self, index: int) -> str:
        """The path of the value in the record that gives place number `index`."""
        return self.field.format(index)


TAXONOMIES: Mapping[str, TaxonomyRow] = {
    row.name: row
    for row in (
        TaxonomyRow(
            "specialties", Specialty,
            lambda head: head.specialties, "specialties[{}]", by_year=True,
        ),
        TaxonomyRow(
            "series", Series,
            lambda head: head.series, "series[{}].id", ordered=True,
        ),
        TaxonomyRow(
            "collections", Collection,
            lambda head: head.collections, "collections[{}].id", by_year=True, ordered=True,
        ),
        TaxonomyRow(
            "types", ArticleType,
            lambda head: (head.type,), "type", by_year=True,
        ),
        TaxonomyRow(
            "journals", Journal,
            lambda head: (head.journal,) if head.journal else (), "journal",
        ),
    )
}  # fmt: skip
"""Every taxonomy, by name, in the order of menus and of the reference."""
