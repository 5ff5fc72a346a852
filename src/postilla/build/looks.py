"""What one look into a file beside the records tells, kept until the file changes."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from .cache import Cache, pack, unpack
from .sources import SETTLED, FileFacts


def look(
    state: str,
    into: Callable[[Path], Any],
    root: Path,
    files: Mapping[str, FileFacts],
    paths: Iterable[str],
    cache: Cache,
) -> dict[str, Any]:
    """What `into` says of the files at some paths: None of one that cannot be read, nothing of one that is not there.

    Args:
        state: the name under which the cache keeps it, with the fingerprint of the code that looks.
        into: looks into one file and returns plain data. It is asked again only when size or time have changed.
        root: where the paths begin.
        files: every file beside the records, by path.
        paths: which of them are looked into.
        cache: keeps what was said.
    """
    known: dict[str, tuple[int, int, Any]] = {}
    with contextlib.suppress(Exception):  # whatever a damaged entry raises, it is made again
        known = {
            path: (size, mtime, said)
            for path, (size, mtime, said) in unpack(cache.state(state) or b"", dict).items()
        }
    settled = time.time_ns() - SETTLED
    kept: dict[str, tuple[int, int, Any]] = {}
    told: dict[str, Any] = {}
    for path in sorted(set(paths)):
        facts = files.get(path)
        if facts is None:
            continue
        before = known.get(path)
        try:
            told[path] = (
                before[2] if before and before[:2] == (facts.size, facts.mtime) else into(root / path)
            )
        except OSError:
            # other permissions change neither size nor time
            told[path] = None
            continue
        if facts.mtime < settled:
            kept[path] = (facts.size, facts.mtime, told[path])
    if kept.keys() != known.keys() or any(kept[path][:2] != known[path][:2] for path in kept):
        cache.keep_state(state, pack(kept))
    return told
