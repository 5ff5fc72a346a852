"""A term that is no longer given.

A retired term keeps its page for the articles that have it, and points to its successor. New articles take the
successor.

Wrong: `specialties: [haematology]` after the term was retired in favour of `hematology`.

To mend it, write the successor that the finding names.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.archive import TAXONOMIES
from postilla.diagnostics import Severity

from .context import Context, Finding

CODE = "P311"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Look for terms that were retired."""
    for entry in context.entries:
        for name, row in TAXONOMIES.items():
            taxonomy = context.archive.taxonomies[name]
            for index, place in enumerate(row.places(entry.head)):
                term = taxonomy.get(place if isinstance(place, str) else place.id)
                if term is None or term.retired is None:
                    continue
                successor = taxonomy.successor(term.id)
                yield Finding(
                    entry.path,
                    row.path(index),
                    f"{term.id} was retired in {term.retired.date}",
                    f"wanted {successor.id}" if successor else "nothing took its place",
                    f"write {successor.id}" if successor else "choose another term, or leave it out",
                )
