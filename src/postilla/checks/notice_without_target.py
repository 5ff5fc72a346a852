"""A notice that does not say which article it is about.

A retraction that names no article retracts nothing: the article would stand without a word of warning. So what is
a warning for other types is an error for notices.

Wrong: a record of the type `retraction` without `retracts` in `related`.

To mend it, add the article to `related`, by its id or by its DOI.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity

from .context import Context, Finding
from .needs import lacking

CODE = "P314"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Report what notices lack."""
    for entry, term, need in lacking(context):
        if term.notice:
            yield Finding(
                entry.path,
                "related",
                f"a notice of the type {term.id} needs a relation {need}",
                help=f"add `- {{relation: {need}, article: …}}` to `related`",
            )
