"""An article without a journal.

Every article belongs to a journal. Where the archive has only one, `mkdocs.yml` can name it once and for all, and
the records need not.

Wrong: a record without `journal` in an archive whose settings name none.

To mend it, add `journal:` with a key of `_vocabulary/journals.yml`, or set `journal:` of the plugin `postilla` in
`mkdocs.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity

from .context import Context, Finding

CODE = "P320"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Report records without a journal, unless the archive has a default."""
    if context.archive.default_journal:
        return
    for entry in context.published:
        if not entry.head.journal:
            yield Finding(
                entry.path,
                "journal",
                "the article has no journal",
                help="add `journal:`, or name the archive's only journal in mkdocs.yml",
            )
