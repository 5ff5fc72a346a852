"""Two records with one id.

The id of an article is its address, so every record has one of its own. It is the stem of the file unless the
record gives another, which is how two files in different folders come to share one.

Wrong: `articles/2020/jci100.md` and `articles/2021/jci100.md`, neither with an `id`.

To mend it, rename the file that was added last, or give it an `id` of its own. The id of a published article
stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity

from .context import Context, Finding

CODE = "P301"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Report each file of every shared id."""
    for shared, entries in sorted(context.archive.duplicates.items()):
        for entry in entries:
            other = next(one.path for one in entries if one is not entry)
            yield Finding(
                entry.path,
                "id",
                f"the id {shared} is also that of {other}",
                "wanted an id of its own",
                "rename the file that was added last, or give it an `id`",
            )
