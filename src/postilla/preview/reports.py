"""Reports: what is wrong in the record of an open page, and in the archive, as the browser's script wants it."""

from __future__ import annotations

from pathlib import PurePosixPath

from postilla.build import Live
from postilla.diagnostics import Severity
from postilla.words import language_of


def report_for(address: str, live: Live, trouble: str) -> object:
    """What the script of a page shows over and below it.

    Args:
        address: of the page.
        live: the archive.
        trouble: what went wrong beside the records; empty where nothing did.
    """
    language, report = language_of(live.settings.language), live.report()
    first, _, rest = address.partition("/")
    id = rest.partition("/")[0] if first == "articles" else ""
    entry = live.snapshot.archive.entries.get(id)
    own = [
        found
        for found in report.findings
        if id and ((entry and entry.path == found.path) or PurePosixPath(found.path).stem == id)
    ]
    errors = [found.text() for found in own if found.severity is Severity.ERROR]
    parts = [
        language.word("preview-reading", count=language.number(live.unread)) if live.unread else "",
        language.count(report.errors, "preview-errors") if report.errors else "",
        language.count(report.warnings, "preview-warnings") if report.warnings else "",
    ]
    return {
        "errors": [trouble, *errors] if trouble else errors,
        "warnings": [found.text() for found in own if found.severity is not Severity.ERROR],
        "title": language.word("preview-trouble" if trouble else "preview-of-record"),
        "close": language.word("close"),
        "label": language.word("preview"),
        "told": [part for part in parts if part],
    }
