"""A file that is not there.

A PDF lies beside its record and is named after it; figures and supplements lie in a folder that bears the
record's id.

Wrong: `pdf: jci153204.pdf` in `articles/2021/jci153204.md` without a file `articles/2021/jci153204.pdf`.

To mend it, add the file, or correct its name: upper and lower case matter. A PDF that lies elsewhere is given as
`pdf: {url: …}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity

from .context import Context, Finding

CODE = "P316"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Look for each file that a record names."""
    for entry in context.published:
        for field, name in context.files_named.get(entry.path, ()):
            if not context.has_file(entry.path, name):
                yield Finding(
                    entry.path,
                    field,
                    f"there is no file {name}",
                    "wanted the name of a file of this record",
                    "add the file, or correct its name: upper and lower case matter",
                )
