"""What an examination rests on and what it found, kept so that nothing is examined again where nothing changed."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import os
from collections.abc import Mapping
from typing import NamedTuple

from postilla.checks import Locate
from postilla.diagnostics import Diagnostic, Report
from postilla.settings import Settings

from .fingerprint import EXAMINING, fingerprint
from .sources import Survey


class Related(NamedTuple):
    """What the rules over all records seen as one found: it holds as long as no record has another structure."""

    key: str
    """Of the code, the settings, the vocabularies, the structures of the records and the files, and of the day.

    Empty where a file may become another one without a sign, since it is new or cannot be read: all is looked at again.
    """
    moment: str
    """When it was found (ISO 8601)."""
    until: str
    """The end of the next embargo; empty where there is none."""
    findings: tuple[Diagnostic, ...]
    records: Mapping[str, str]
    """The key of each record in which something was found, by path."""
    articles: int
    """How many are public."""
    hidden: str
    """Which are not."""

    def holds(self, now: datetime.datetime) -> bool:
        """Whether the same articles are public at the moment `now`."""
        begun = datetime.datetime.fromisoformat(self.moment)
        end = datetime.datetime.fromisoformat(self.until) if self.until else None
        return begun <= now and (end is None or now < end)

    def in_place(self, keys: Mapping[str, str], locate: Locate) -> Related:
        """The same findings at the places that they have now; `keys` are those of all records, by path."""
        moved = {path for path, key in self.records.items() if keys.get(path) != key}
        if not moved:
            return self
        findings = []
        for finding in self.findings:
            if finding.path not in moved:
                findings.append(finding)
                continue
            span, source = locate(finding.path, finding.field)
            findings.append(dataclasses.replace(finding, span=span, source=source))
        return self._replace(findings=tuple(findings), records={path: keys[path] for path in self.records})


class Examined(NamedTuple):
    """What the last examination found, kept for the next: it holds as long as nothing that it rests on changes."""

    key: str
    """Of the code, the settings, the vocabularies, the records and the files, and of the day."""
    report: Report
    related: Related


def state_of(around: str, records: Mapping[str, str]) -> str:
    """The digest of everything that findings and pages are made from, but for shells and the moment.

    Args:
        around: the `surroundings`.
        records: by path, the key of each record; or its structure, which leaves out what belongs to one article alone.
    """
    state = hashlib.blake2b(around.encode(), digest_size=16)
    for path, told in sorted(records.items()):
        state.update(f"{path} {told}\n".encode())
    return state.hexdigest()


def surroundings(settings: Settings, survey: Survey, vocabularies: str) -> str:
    """The digest of all that but the records: code, settings, vocabularies, and the files beside the records."""
    state = hashlib.blake2b(fingerprint(EXAMINING).encode(), digest_size=16)
    state.update(repr((settings.with_changes(jobs=0), vocabularies, survey.folder.findings)).encode())
    state.update(repr(sorted(survey.folder.files.items())).encode())
    return state.hexdigest()


def build_time() -> datetime.datetime:
    """The moment embargoes are compared with: SOURCE_DATE_EPOCH where it is set, otherwise now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return datetime.datetime.now(datetime.UTC)
