"""Two journals with one ISSN.

An ISSN names one journal in one medium: print and online have two.

Wrong: `issn_print: 0021-9738` in two journals, or the same number as `issn_print` and `issn_online` of one.

To mend it, look the number up at https://portal.issn.org/ and correct the wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity
from postilla.model import Journal

from .context import Context, Finding
from .shared import Owner, shared

CODE = "P323"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Compare the ISSNs of all journals."""
    for issn, (path, field), (_, other) in shared(_issns(context)):
        yield Finding(
            path,
            field,
            f"{issn} stands at {other} too",
            "wanted an ISSN of its own",
            "look the number up at https://portal.issn.org/",
        )


def _issns(context: Context) -> Iterator[tuple[str, Owner]]:
    for index, journal in context.terms("journals").items():
        if isinstance(journal, Journal):
            yield journal.issn_print, (context.path("journals"), f"[{index}].issn_print")
            yield journal.issn_online, (context.path("journals"), f"[{index}].issn_online")
