"""Two articles with one PMID or PMCID.

PubMed and PubMed Central number each article once.

Wrong: `pmid: 34596051` in two records.

To mend it, look the number up in PubMed and correct the wrong record. If the two records are the same article,
delete one and put its id under `aliases` of the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity

from .context import Context, Finding
from .shared import shared

CODE = "P306"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Compare the PMIDs of all records, then the PMCIDs."""
    entries = context.entries
    for kind, values in (
        ("PMID", ((entry.head.pmid, (entry.path, "pmid")) for entry in entries)),
        ("PMCID", ((entry.head.pmcid, (entry.path, "pmcid")) for entry in entries)),
    ):
        for _, (path, field), (other, _) in shared(values):
            yield Finding(
                path,
                field,
                f"{other} has the same {kind}",
                f"wanted a {kind} of its own",
                "look the number up in PubMed and correct the wrong record",
            )
