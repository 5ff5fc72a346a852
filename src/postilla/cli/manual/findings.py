"""The pages of the findings: one for each code, and their index."""

from __future__ import annotations

from collections.abc import Iterator

from postilla.cli.catalogue import GROUPS, KINDS
from postilla.diagnostics import Code

from .markdown import page, prose, table

_INTRODUCTION = """\
Every finding has a permanent code. `postilla check` tells all findings at once, each with file, line and column, what
was found, what was wanted and how to mend it. An *error* stops a build; a *warning* is told, and stops a build only
with `fail_on: warning` (see [Settings](../settings.md)).
"""


def findings_pages() -> Iterator[tuple[str, str]]:
    """The path and the text of each page."""
    yield "findings/index.md", _index()
    for kind in KINDS.values():
        yield f"findings/{kind.code.lower()}.md", _page(kind)


def _index() -> str:
    parts = []
    for start, title in GROUPS.items():
        rows = [
            (f"[{kind.code}]({kind.code.lower()}.md)", str(kind.severity), prose(kind.title))
            for kind in KINDS.values()
            if kind.code.startswith(start)
        ]
        if rows:
            parts += [f"## {title}", table(("code", "severity", "finding"), rows)]
    return page(
        "Findings", "Every finding that postilla can tell of a record, by its code.", _INTRODUCTION, *parts
    )


def _page(kind: Code) -> str:
    description = f"What the finding {kind.code} means and how to mend it."
    severity = (
        f"**{kind.code}** is an **{kind.severity}**."
        if kind.severity == "error"
        else f"**{kind.code}** is a **{kind.severity}**."
    )
    return page(
        f"{kind.code}: {kind.title}",
        description,
        severity,
        prose(kind.explanation),
        "[All findings](index.md)",
    )
