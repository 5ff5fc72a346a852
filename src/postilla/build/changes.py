"""Changes: what is another thing now than it was, of all that was read of an archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from postilla.diagnostics import Diagnostic
from postilla.model import Head

from .snapshot import Read, Vocabularies
from .sources import Source


class Change(NamedTuple):
    """What an update found."""

    records: Mapping[str, Sequence[str]]
    """Of each record that is another one now: the fields that differ; `new`, `gone`, or `text`."""
    files: frozenset[str]
    """The files beside the records that are other ones now."""
    vocabularies: frozenset[str]
    """The names of the vocabularies that are other ones now."""

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it was."""
        return not (self.records or self.files or self.vocabularies)


def difference(before: Read, read: Read, touched: Iterable[str]) -> Change:
    """What `read` has that `before` had not, and the other way round; `touched` are the records to compare."""
    pairs = ((path, before.sources.get(path), read.sources.get(path)) for path in sorted(touched))
    records = {path: _fields(old, new) for path, old, new in pairs if old is not new}
    was, files = before.survey.folder.files, read.survey.folder.files
    paths = was.keys() | files.keys() if was is not files else ()
    changed = frozenset(path for path in paths if was.get(path) != files.get(path))
    old, new = before.vocabularies, read.vocabularies
    names: frozenset[str] = frozenset()
    if old.key != new.key:
        names = frozenset(
            n for n, one in new.by_name.items() if _told(old, n) != _told(new, n) or old.by_name[n] != one
        )
    return Change(records, changed, names)


def _told(vocabularies: Vocabularies, name: str) -> list[Diagnostic]:
    path = vocabularies.by_name[name].path
    return [found for found in vocabularies.told if found.path == path]


def _fields(old: Source | None, new: Source | None) -> Sequence[str]:
    if old is None or new is None:
        return ("new",) if new else ("gone",)
    was, now = old.head.head, new.head.head
    if was is None or now is None:
        return ("readable again",) if now else ("unreadable",)
    return tuple(f for f, a, b in zip(Head._fields, was, now, strict=True) if a != b) or ("text",)
