"""What an examination rests on and what it found, kept so that nothing is examined again where nothing changed."""

from __future__ import annotations

import datetime
import hashlib
import os
from typing import NamedTuple

from postilla.diagnostics import Report
from postilla.settings import Settings

from .fingerprint import EXAMINING, fingerprint
from .sources import Survey


class Examined(NamedTuple):
    """What the last examination found, kept for the next: it holds as long as nothing that it rests on changes."""

    key: str
    """Of the code, the settings, the vocabularies, the records and the files, and of the day."""
    moment: str
    """When it was made (ISO 8601)."""
    until: str
    """The end of the next embargo; empty where there is none."""
    report: Report
    articles: int
    """How many are public."""
    hidden: str
    """Which are not."""

    def holds(self, key: str, now: datetime.datetime) -> bool:
        """Whether an examination at the moment `now` would find the same."""
        begun = datetime.datetime.fromisoformat(self.moment)
        end = datetime.datetime.fromisoformat(self.until) if self.until else None
        return self.key == key and begun <= now and (end is None or now < end)


def state_of(around: str, survey: Survey) -> str:
    """The digest of everything that findings and pages are made from, but for shells and the moment.

    Args:
        around: the `surroundings`.
        survey: has the records.
    """
    state = hashlib.blake2b(around.encode(), digest_size=16)
    for path, key in sorted(survey.keys.items()):
        state.update(f"{path} {key}\n".encode())
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
