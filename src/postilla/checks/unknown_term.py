"""A term that is in no vocabulary.

`type`, `journal`, `specialties`, `series` and `collections` name terms of the vocabularies in
`articles/_vocabulary/`, by their id or by an alias.

Wrong: `specialties: [imunology]`.

To mend it, write the id of the term, or add the term to the vocabulary if it is new.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.archive import TAXONOMIES
from postilla.diagnostics import Severity
from postilla.words import ENGLISH

from .closest import suggestion
from .context import Context, Finding

CODE = "P310"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Look up every term that a record names."""
    names = {
        name: {key for term in taxonomy.terms for key in (term.id, *term.aliases)}
        for name, taxonomy in context.archive.taxonomies.items()
    }
    rows = [(name, row) for name, row in TAXONOMIES.items() if context.is_whole(name)]
    for entry in context.entries:
        for name, row in rows:
            for index, place in enumerate(row.places(entry.head)):
                key = place if isinstance(place, str) else place.id
                if context.archive.taxonomies[name].get(key) is None:
                    yield Finding(
                        entry.path,
                        row.path(index),
                        f"there is no {ENGLISH.word(f'one-of-{row.name}').lower()} {key}",
                        suggestion(key, names[name]) or f"wanted a term of the vocabulary {name}",
                        f"write the id of a term, or add this one to _vocabulary/{name}.yml",
                    )
