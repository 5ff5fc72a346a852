"""Two volumes or issues with one address.

Volumes and issues are kept as written, and their addresses are made of lower-case letters, digits and hyphens.
Two that are written differently may so come to the same address: most often they are one and the same issue.

Wrong: `issue: Suppl 1` in one record and `issue: suppl. 1` in another of the same journal and volume.

To mend it, write the volume or issue alike in all its records.
"""

from __future__ import annotations

from collections.abc import Iterator

from postilla.diagnostics import Severity

from .context import Context, Finding

CODE = "P304"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Report the articles of every volume and issue that is not written as in its first article."""
    for shelf in context.archive.journals.values():
        for volume in shelf.volumes.values():
            for issue in volume.issues.values():
                if len(volume.names) == len(issue.names) == 1:
                    continue
                for head in issue.articles:
                    path = context.archive.entries[head.id].path
                    for field, written, name in (
                        ("volume", head.volume, volume.name),
                        ("issue", head.issue, issue.name),
                    ):
                        if written != name:
                            yield Finding(
                                path,
                                field,
                                f"`{written}` and `{name}` would have one address",
                                f"other articles of this {field} have `{name}`",
                                f"write the {field} alike in all its articles",
                            )
