"""The relations that an article's type needs and that the article does not have."""

from __future__ import annotations

from collections.abc import Iterator

from postilla.archive import Entry
from postilla.model import ArticleType

from .context import Context


def lacking(context: Context) -> Iterator[tuple[Entry, ArticleType, str]]:
    """Every published article with its type and a relation that is missing, in the order of the type's `needs`."""
    types = context.archive.taxonomy(ArticleType)
    for entry in context.published:
        term = types.get(entry.head.type)
        if term is None:
            continue
        given = {str(related.relation) for related in entry.head.related}
        for need in term.needs:
            if need not in given:
                yield entry, term, need
