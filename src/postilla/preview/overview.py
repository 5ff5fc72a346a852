"""The preview's own page: what is not published yet, what is wrong, and what has changed since the preview began."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from postilla import addresses
from postilla.archive import Archive
from postilla.diagnostics import Report
from postilla.pages import Renderer

LATEST = 100
"""So many changed files are remembered."""
SHOWN = 200
"""So many findings stand on the page; `postilla check` tells all."""


class Draft(NamedTuple):
    """An article that is not published, or not yet in an issue."""

    title: str
    address: str
    status: str
    path: str


class Changed(NamedTuple):
    """A file that has changed, and in what."""

    path: str
    fields: Sequence[str]
    address: str
    """Of the page that shows it; empty where there is none."""


class Overview(NamedTuple):
    """What the page shows."""

    unread: int
    trouble: str
    """Why the pages of `docs/` could not be made; empty where they were."""
    drafts: Sequence[Draft]
    in_press: Sequence[Draft]
    findings: Sequence[tuple[str, str]]
    """Severity and text of each."""
    more: int
    """How many more there are."""
    summary: str
    changes: Sequence[Changed]
    """The latest first."""


def overview_of(
    archive: Archive, report: Report, changes: Sequence[Changed], unread: int, trouble: str
) -> Overview:
    """What there is to tell of an archive."""

    def drafts(ids: Sequence[str], statuses: Sequence[str]) -> list[Draft]:
        entries = [archive.entries[id] for id in ids]
        return [
            Draft(e.head.title, addresses.article(e.head.id), status, e.path)
            for e, status in zip(entries, statuses, strict=True)
        ]

    hidden = [id for id in archive.order if id in archive.hidden]
    in_press = [id for id in archive.order if archive.head(id).in_press and id not in archive.hidden]
    told = [(str(found.severity), found.text()) for found in report.findings[:SHOWN]]
    return Overview(
        unread,
        trouble,
        drafts(hidden, [archive.hidden[id] for id in hidden]),
        drafts(in_press, ["in-press"] * len(in_press)),
        told,
        len(report.findings) - len(told),
        report.summary(),
        changes[::-1],
    )


def remember(changes: dict[str, Changed], change: Changed) -> None:
    """Put a change of a file last, with what has changed in that file before; those longest ago are forgotten."""
    before = changes.pop(change.path, None)
    fields = (*change.fields, *(before.fields if before else ()))
    changes[change.path] = change._replace(fields=tuple(dict.fromkeys(fields)))
    while len(changes) > LATEST:
        del changes[next(iter(changes))]


def page(overview: Overview, renderer: Renderer, root: str) -> str:
    """The inside of `<main>`; `root` is the path at which the site begins."""
    return renderer.render("preview.html", root, view=overview)
