"""A translation that does not exist or does not point back.

`translations` lists the ids of the same article in other languages. Each of them lists this one too, or says in
`related` that it is a `translation-of` it.

Wrong: `translations: [jim8]` in `jim7.md` while `jim8.md` says nothing of `jim7`.

To mend it, add this article's id to `translations` of the other record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postilla.archive import Entry
from postilla.diagnostics import Severity
from postilla.model import Head, Relation

from .closest import suggestion
from .context import Context, Finding

CODE = "P317"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Look at both ends of every translation."""
    entries = context.entries
    by_id: dict[str, Entry] = {}
    for entry in entries:
        for name in (entry.head.id, *entry.head.aliases):
            by_id.setdefault(name, entry)
    for entry in entries:
        for index, translation in enumerate(entry.head.translations):
            field = f"translations[{index}]"
            other = by_id.get(translation)
            if other is None and translation in context.unread:
                continue
            if other is None:
                note = suggestion(translation, by_id) or "wanted the id of a record"
                yield Finding(entry.path, field, f"there is no article {translation}", note, "correct the id")
            elif other.head.id == entry.head.id:
                yield Finding(entry.path, field, f"{translation} is the article itself", help="leave it out")
            elif not _points_to(other.head, entry.head, by_id):
                yield Finding(
                    entry.path,
                    field,
                    f"{other.path} does not name {entry.head.id}",
                    "a translation names its original",
                    f"add `translations: [{entry.head.id}]` there",
                )


def _points_to(other: Head, head: Head, by_id: Mapping[str, Entry]) -> bool:
    named = [*other.translations]
    named += [related.article for related in other.related if related.relation is Relation.TRANSLATION_OF]
    return any(name in by_id and by_id[name].head.id == head.id for name in named)
