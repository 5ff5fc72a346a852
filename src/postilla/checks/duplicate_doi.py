"""Two articles with one DOI.

A DOI names one article. DOIs are compared without regard to case, as the DOI system does.

Wrong: `doi: 10.5555/jim.1` in one record and `doi: 10.5555/JIM.1` in another.

To mend it, look both up at https://doi.org/ and correct the wrong one. If the two records are the same article,
delete one and put its id under `aliases` of the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity
from postilla.model import doi_key

from .context import Context, Finding
from .shared import shared

CODE = "P305"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Compare the DOIs of all records."""
    dois = ((doi_key(entry.head.doi), (entry.path, "doi")) for entry in context.entries)
    for _, (path, field), (other, _) in shared(dois):
        yield Finding(
            path,
            field,
            f"{other} has the same DOI",
            "wanted a DOI of its own",
            "look both up at https://doi.org/ and correct the wrong one",
        )
