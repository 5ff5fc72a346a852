"""An article that does not say what it is about.

The vocabulary `types` says which relations a type needs: a commentary comments on a work, a reply replies to one.
Without the relation the article stands alone, and the page of the discussed work does not know it.

Wrong: a record of the type `commentary` without `comments-on` in `related`.

To mend it, add the work to `related`: its DOI or PMID is enough, its title if it has neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity

from .context import Context, Finding
from .needs import lacking

CODE = "P313"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Report what articles that are no notices lack."""
    for entry, term, need in lacking(context):
        if not term.notice:
            yield Finding(
                entry.path,
                "related",
                f"the type {term.id} needs a relation {need}",
                help=f"add `- relation: {need}` and the work to `related`",
            )
