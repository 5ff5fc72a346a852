"""Entry: one record as the archive knows it, and whether the public may see it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from postilla.model import Head


@dataclass(frozen=True, slots=True)
class Entry:
    """The head of a record, the file that it came from and the digest of that file."""

    path: str
    """The file, relative to the root of the archive, with forward slashes."""
    head: Head
    digest: str
    """Hexadecimal digest of the file's bytes."""


class Hidden(StrEnum):
    """Why an article is in no page, list or count."""

    DRAFT = "draft"
    EMBARGO = "embargo"


def hidden_because(head: Head, now: dt.datetime) -> Hidden | None:
    """The reason why an article is not public at the moment `now`, or None.

    Withdrawn articles are public: their page is a tombstone. So are articles in press.
    """
    if head.draft:
        return Hidden.DRAFT
    if head.embargo and dt.datetime.fromisoformat(head.embargo) > now:
        return Hidden.EMBARGO
    return None
