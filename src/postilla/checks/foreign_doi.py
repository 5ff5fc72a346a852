"""A DOI with another journal's prefix.

The publisher registers all DOIs of a journal under one prefix, which the vocabulary `journals` may give as
`doi_prefix`. Another prefix means that the DOI or the journal is wrong, or that the journal changed its publisher.

Wrong: `doi: 10.7554/eLife.00001` in a record of a journal with `doi_prefix: '10.1172'`.

To mend it, look the DOI up at https://doi.org/ and correct what is wrong. If the journal had several prefixes,
leave `doi_prefix` out of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity
from postilla.model import Journal

from .context import Context, Finding

CODE = "P319"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Compare each DOI with the prefix of its journal."""
    journals = context.archive.taxonomy(Journal)
    for entry in context.entries:
        for journal in journals.of_article(entry.head):
            prefix = journal.doi_prefix
            if entry.head.doi and prefix and not entry.head.doi.startswith(f"{prefix}/"):
                yield Finding(
                    entry.path,
                    "doi",
                    f"the DOIs of {journal.id} begin with {prefix}",
                    f"wanted {prefix}/…",
                    "look the DOI up at https://doi.org/, and see whether `journal` is right",
                )
