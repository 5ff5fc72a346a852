"""What an import did and what it could not carry, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from postilla.formats.reading import Loss

STATUSES = {
    "new": "new",
    "updated": "updated",
    "same": "unchanged",
    "there": "in the archive already",
    "twice": "more than once in this import",
    "refused": "refused",
}
"""What can become of a record, and how the summary says so."""
SHOWN = 20
"""Entries of one kind that the terminal shows; the report in a file has them all."""


@dataclass(slots=True)
class Entry:
    """One record of one file."""

    file: str
    place: str
    title: str
    status: str = ""
    path: str = ""
    losses: tuple[Loss, ...] = ()
    notes: tuple[str, ...] = ()
    """Why it was refused, which fields were kept, what it may be the same as."""


@dataclass(slots=True)
class ImportReport:
    """Everything that an import has to tell."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    """File, place and message of what could not be read."""
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """File and reason of what lay in a folder or archive and is of no format."""
    files: int = 0
    unknown: dict[str, dict[str, int]] = field(default_factory=dict)
    """Of each vocabulary the names that no term has, with how often they occur."""
    created: dict[str, list[str]] = field(default_factory=dict)
    """Of each vocabulary the terms that were added."""
    dry: bool = False

    @property
    def has_failures(self) -> bool:
        """Whether something was not imported that should have been, or all that there was is of no format."""
        return (
            bool(self.problems) or self._is_vain or any(entry.status == "refused" for entry in self.entries)
        )

    @property
    def _is_vain(self) -> bool:
        return bool(self.skipped) and not self.entries

    def counts(self) -> Counter[str]:
        """How many records of each status."""
        return Counter(entry.status for entry in self.entries)

    def summary(self) -> list[str]:
        """A few lines for the terminal: what failed, what was lost by kind, what is unknown, the counts."""
        lines = [f"{_at(file, place)}: {message}" for file, place, message in self.problems]
        lines += [
            ": ".join(filter(None, (_at(e.file, e.place), e.title[:60], note)))
            for e in self.entries
            if e.status == "refused"
            for note in e.notes
        ]
        told = [
            f"{_at(e.file, e.place)}: {note}"
            for e in self.entries
            if e.status != "refused"
            for note in e.notes
        ]
        lines += told[:SHOWN]
        if len(told) > SHOWN:
            lines.append(f"… and {len(told) - SHOWN:,} more of these: see the report")
        if self._is_vain:
            lines += [f"{_at(file, '')}: {why}" for file, why in self.skipped[:SHOWN]]
        elif self.skipped:
            lines.append(f"files of no format, left out: {_listed([file for file, _ in self.skipped])}")
        for vocabulary, names in self.unknown.items():
            if names:
                listed = ", ".join(
                    f"{name} ({count})"
                    for name, count in sorted(names.items(), key=lambda one: (-one[1], one[0]))[:SHOWN]
                )
                more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
                lines.append(f"not in the vocabulary {vocabulary}: {listed}{more}")
        for vocabulary, ids in self.created.items():
            if ids:
                lines.append(
                    f"{'would be ' if self.dry else ''}added to the vocabulary {vocabulary}: {_listed(ids)}"
                )
        kinds = Counter(
            (loss.kind, loss.what.partition(":")[0].partition("`")[0].strip())
            for e in self.entries
            for loss in e.losses
        )
        if kinds:
            shown = kinds.most_common(SHOWN)
            lines.append("not carried as it was:")
            lines += [f"  {count:>6,}  {kind}: {what}" for (kind, what), count in shown]
            if len(kinds) > SHOWN:
                lines.append(
                    f"  … and {sum(kinds.values()) - sum(n for _, n in shown):,} more: see the report"
                )
        counts = self.counts()
        parts = [f"{counts[status]:,} {words}" for status, words in STATUSES.items() if counts[status]]
        total = f"{_count(len(self.entries), 'record')} in {_count(self.files, 'file')}"
        lines.append(
            f"{total}: {', '.join(parts) or 'nothing to import'}{' (nothing was written)' if self.dry else ''}"
        )
        if counts["there"]:
            lines.append(
                "--update takes over what changed in the source of records that are in the archive already"
            )
        return lines

    def text(self) -> str:
        """The whole report: every file, every record, everything that was lost."""
        return "\n".join([*self._lines(), *self.summary()]) + "\n"

    def _lines(self) -> Iterator[str]:
        for entry in self.entries:
            yield f"{_at(entry.file, entry.place)} → {entry.path or '(no record)'}: {STATUSES[entry.status]}"
            if entry.title:
                yield f"    {entry.title}"
            for note in entry.notes:
                yield f"    {note}"
            for loss in entry.losses:
                yield f"    {loss.kind} {loss.place}: {loss.what}"
        for file, why in self.skipped:
            yield f"{_at(file, '')}: left out: {why}"

    def json(self) -> str:
        """The same for programs."""
        return json.dumps(self._data(), ensure_ascii=False, indent=1) + "\n"

    def _data(self) -> dict[str, Any]:
        return {
            "files": self.files,
            "dry_run": self.dry,
            "counts": dict(sorted(self.counts().items())),
            "problems": [
                {"file": file, "place": place, "message": message} for file, place, message in self.problems
            ],
            "skipped": [{"file": file, "why": why} for file, why in self.skipped],
            "unknown": self.unknown,
            "created": self.created,
            "records": [
                {
                    "file": entry.file,
                    "place": entry.place,
                    "title": entry.title,
                    "status": entry.status,
                    "path": entry.path,
                    "notes": list(entry.notes),
                    "losses": [loss._asdict() for loss in entry.losses],
                }
                for entry in self.entries
            ],
        }


def _listed(ids: Sequence[str]) -> str:
    return f"{', '.join(ids[:SHOWN])}{' …' if len(ids) > SHOWN else ''}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _at(file: str, place: str) -> str:
    shown = f"{file}: {place}" if place else file
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in shown)
