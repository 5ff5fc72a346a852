"""An archive after an edit that most edits are like: other words of an article, or other terms that it is listed under.

Such an edit leaves alone how articles follow and relate to one another, which takes most of the time that an archive
takes to make. The outcome is the same as that of `Archive.of`, which `tests/archive/test_edited.py` sees to.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from functools import partial

from postilla.model import Head, Term
from postilla.model.vocabulary import Vocabulary

from .archive import Archive, journal_title
from .entry import Entry, hidden_because
from .taxonomies import TAXONOMIES
from .taxonomy import Taxonomy

FREE = frozenset(
    {
        "title", "subtitle", "short_title", "language", "specialties", "series", "collections", "withdrawn", "video",
        "featured",
    }
)  # fmt: skip
"""The fields of a head that decide neither the order of articles nor what they are to one another."""
FREE_TERMS = frozenset({"specialties", "series", "collections", "types"})
"""The vocabularies from whose terms nothing else is made but their own taxonomies."""


def edited(
    archive: Archive,
    changed: Iterable[Entry],
    before: Mapping[str, Vocabulary],
    vocabularies: Mapping[str, Vocabulary],
) -> Archive | None:
    """The archive with other entries in place of some, and other vocabularies; None where it must be made anew.

    Args:
        archive: the archive as it was.
        changed: the entries that differ.
        before: the vocabularies that `archive` was made from.
        vocabularies: those of now.
    """
    others = {entry.head.id: entry for entry in changed}
    terms = {name for name in vocabularies if vocabularies[name].terms != before[name].terms}
    if not terms <= FREE_TERMS or not all(_is_free(archive, entry) for entry in others.values()):
        return None
    heads = {id: entry.head for id, entry in others.items()}
    were = {id: archive.head(id) for id in heads}
    entries = {**archive.entries, **others}
    taxonomies: dict[str, Taxonomy[Term]] = {}
    for name, row in TAXONOMIES.items():
        one = archive.taxonomies[name].with_heads(were, heads)
        if name in terms:
            public = (entry.head for entry in entries.values())
            named = one.with_names(vocabularies[name].terms)
            one = named or Taxonomy.of(row, vocabularies[name].terms, public, one.default)
        taxonomies[name] = one
    journals = dict(archive.journals)
    for id, head in heads.items():
        for term in taxonomies["journals"].of_article(head):
            journals[term.id] = journals[term.id].with_heads({id: head})
    subjects = dataclasses.replace(archive.relations.subjects, entries=entries)
    title = partial(journal_title, taxonomies["journals"])
    return dataclasses.replace(
        archive,
        entries=entries,
        taxonomies=taxonomies,
        journals=journals,
        relations=archive.relations.with_entries(subjects, heads, title),
    )


def _is_free(archive: Archive, entry: Entry) -> bool:
    old = archive.entries.get(entry.head.id)
    return (
        old is not None
        and old.path == entry.path
        and entry.head.id not in archive.duplicates
        and (hidden_because(entry.head, archive.now) is None) == (entry.head.id not in archive.hidden)
        and all(
            was == now
            for field, was, now in zip(Head._fields, old.head, entry.head, strict=True)
            if field not in FREE
        )
    )
