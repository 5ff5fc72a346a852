"""Lines for the terminal: one for each change, with what changed, which pages, and how long it took."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import PurePosixPath

from postilla.build import Change, Live

MANY = 3
"""Files that a line names; of more it says how many there are."""


def named(change: Change, live: Live) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The files of a change, and what is another in each."""
    yield from ((path, tuple(fields)) for path, fields in change.records.items())
    vocabularies = live.snapshot.vocabularies
    yield from ((vocabularies[name].path, ()) for name in sorted(change.vocabularies))
    yield from ((path, ()) for path in sorted(change.files))


def pages_of(files: Iterable[str]) -> list[str]:
    """The pages that may show some files: those of the records that they lie beside."""
    paths = [PurePosixPath(path) for path in files]
    return [f"articles/{name}/" for path in paths for name in (path.stem, path.parent.name)]


def line(change: Change, live: Live, reloaded: list[str], seconds: float) -> str:
    """What a change of records, vocabularies and files beside records was, and what came of it."""
    files = list(named(change, live))
    if len(files) > MANY:
        what = count(len(files), "file")
    else:
        what = "; ".join(path + (f" ({', '.join(fields)})" if fields else "") for path, fields in files)
    entries = live.snapshot.archive.entries
    ids = dict.fromkeys(PurePosixPath(path).stem for path in change.records)  # a moved one is two changes
    pages = [f"/articles/{id}/" for id in ids if id in entries][:MANY]
    where = ", ".join(pages) or "no page of its own"
    return f"{what}: {where}{shown(reloaded)}, {seconds * 1000:.0f} ms"


def shown(reloaded: list[str]) -> str:
    """The pages that browsers load again."""
    if not reloaded:
        return ""
    told = ", ".join(f"/{address}" for address in reloaded[:MANY])
    return f"; shown anew: {told}" + (f" and {len(reloaded) - MANY} more" if len(reloaded) > MANY else "")


def count(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def ms(started: float) -> str:
    """How long it took, from a moment of `time.perf_counter`."""
    return f"{(time.perf_counter() - started) * 1000:.0f} ms"
