"""Two articles at one position.

The articles of a series stand in an order that readers follow; so do those of a collection that gives positions.
Two cannot stand in the same place.

Wrong: `series: [{id: engineered-cells, position: 3}]` in two records.

To mend it, number one of them anew. Gaps are allowed.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.archive import TAXONOMIES
from postilla.diagnostics import Severity
from postilla.model import Place

from .context import Context, Finding
from .shared import Owner, shared

CODE = "P315"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Compare the positions in every ordered taxonomy."""
    for value, (path, field), (other, _) in shared(_positions(context)):
        yield Finding(
            path,
            field,
            f"{other} has the same {value}",
            "wanted a position of its own",
            "give one of the two another number; gaps are allowed",
        )


def _positions(context: Context) -> Iterator[tuple[str, Owner]]:
    for entry in context.entries:
        for name, row in TAXONOMIES.items():
            if not row.ordered:
                continue
            for index, place in enumerate(row.places(entry.head)):
                if isinstance(place, Place) and place.position:
                    term = context.archive.taxonomies[name].get(place.id)
                    value = f"position {place.position} in {name}/{term.id}" if term else ""
                    yield value, (entry.path, f"{name}[{index}].position")
