"""An article from the future.

An article that is not published yet is `in_press`, or has an `embargo` that hides it until a moment in time. A
date in the future without either is most often a slip of the pen.

Wrong: `published: 2201-10-01` where 2021-10-01 is meant.

To mend it, correct the date, or add `in_press: true` or `embargo:` with a date and time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from postilla.diagnostics import Severity

from .context import Context, Finding

CODE = "P318"
SEVERITY = Severity.ERROR

EASTERNMOST = dt.timezone(dt.timedelta(hours=14))
"""Where every day begins first: a date is in the future when no place on earth has it yet."""


def check(context: Context) -> Iterator[Finding]:
    """Compare the dates of publication with the moment of the build."""
    today = context.archive.now.astimezone(EASTERNMOST).date()
    for entry in context.published:
        head = entry.head
        if head.in_press or head.embargo or not head.published or head.published.earliest() <= today:
            continue
        yield Finding(
            entry.path,
            "published",
            f"{head.published} is in the future",
            "wanted a date that has come",
            "correct the date, or add `in_press: true` or `embargo:`",
        )
