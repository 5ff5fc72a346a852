"""An article without a specialty.

Readers find articles by specialty first. An article without one is found by search, author and issue only.

Wrong: a record without `specialties` in an archive that has `_vocabulary/specialties.yml`.

To mend it, add `specialties:` with one or more terms of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity

from .context import Context, Finding

CODE = "P312"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Report articles without any specialty; an archive without the vocabulary wants none."""
    if not context.terms("specialties"):
        return
    for entry in context.published:
        if not entry.head.specialties:
            yield Finding(
                entry.path,
                "specialties",
                "the article has no specialty",
                help="add `specialties:` with terms of _vocabulary/specialties.yml",
            )
