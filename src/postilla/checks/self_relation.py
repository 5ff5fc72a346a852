"""An article that is related to itself.

An article comments on, corrects or continues *another* one.

Wrong: `- {relation: comments-on, doi: 10.5555/jim.1}` in the record whose own `doi` is 10.5555/jim.1. It happens
when the DOI of the commentary is copied where that of the discussed work belongs.

To mend it, write the identifier of the other work.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity
from postilla.model import Head, Related, Work, doi_key

from .context import Context, Finding

CODE = "P308"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Compare what each record says in `related` with its own id, DOI and PubMed numbers."""
    for entry in context.entries:
        for index, related in enumerate(entry.head.related):
            field = _own(entry.head, related)
            if field:
                yield Finding(
                    entry.path,
                    f"related[{index}].{field}",
                    "this is the article itself",
                    "wanted another work",
                    f"write the {'id' if field == 'article' else field.upper()} of the other work",
                )


def _own(head: Head, related: Related) -> str:
    """The field in which a relation names the article that it stands in, or empty."""
    if related.article:
        return "article" if related.article in (head.id, *head.aliases) else ""
    work = related.work or Work()
    if head.doi and doi_key(work.doi) == doi_key(head.doi):
        return "doi"
    if head.pmid and work.pmid == head.pmid:
        return "pmid"
    return "pmcid" if head.pmcid and work.pmcid == head.pmcid else ""
