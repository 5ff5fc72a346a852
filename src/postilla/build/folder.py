"""The folder of records looked at again: only where something is said to have changed, if that is enough."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from .sources import DEPTH, VOCABULARY, FileFacts, Folder, scan

GONE = FileFacts(0, 0)
"""Of no file."""


def looked_at(root: Path, articles: str, folder: Folder, paths: Collection[str]) -> tuple[Folder, set[str]]:
    """What lies in the folder now, as `scan` would say; and which records are new, gone, or other ones.

    Where no file beside the records is, the mapping of them is the same one as before.

    Args:
        root: of the archive.
        articles: the folder of records, relative to it.
        folder: what lay there before.
        paths: the only files that may have changed, relative to the root; a path of a folder stands for all in it.
    """
    ordinary = {path: _facts(root, articles, path) for path in paths if _counts(articles, path)}
    if folder.findings or articles in paths or any(facts is None for facts in ordinary.values()):
        return _scanned(root, articles, folder)
    gone = tuple(f"{path}/" for path, facts in ordinary.items() if facts is GONE)
    if gone and any(known.startswith(gone) for known in (*folder.records, *folder.files)):
        return _scanned(root, articles, folder)  # a folder has gone
    records = {path: facts for path, facts in ordinary.items() if facts and path.endswith(".md")}
    files = {path: facts for path, facts in ordinary.items() if facts and not path.endswith(".md")}
    now = Folder(_with(folder.records, records), _with(folder.files, files), ())
    return now, _others(folder, now, records)


def _scanned(root: Path, articles: str, before: Folder) -> tuple[Folder, set[str]]:
    now = scan(root, articles)
    if now.files == before.files:
        now = replace(now, files=before.files)
    return now, _others(before, now, now.records.keys() | before.records.keys())


def _others(before: Folder, now: Folder, paths: Iterable[str]) -> set[str]:
    """Which of these records are not as they were."""
    return {path for path in paths if now.records.get(path) != before.records.get(path)}


def _with(before: Mapping[str, FileFacts], found: Mapping[str, FileFacts]) -> Mapping[str, FileFacts]:
    """The facts with what was found in place of what was known; the same mapping where that is nothing new."""
    there = {path: facts for path, facts in found.items() if facts is not GONE}
    gone = (found.keys() - there.keys()) & before.keys()
    if not gone and all(before.get(path) == facts for path, facts in there.items()):
        return before
    after = {**before, **there}
    for path in gone:
        del after[path]
    return after if there.keys() <= before.keys() else dict(sorted(after.items()))


def _counts(articles: str, path: str) -> bool:
    """Whether a path can be one of a record or of a file beside one."""
    inside, below, rest = path.partition(f"{articles}/")
    names = rest.split("/")
    return not inside and bool(below) and names[0] != VOCABULARY and not any(n.startswith(".") for n in names)


def _facts(root: Path, articles: str, path: str) -> FileFacts | None:
    """Of an ordinary file; `GONE` where nothing is, None for what only a scan of everything can judge."""
    try:
        path.encode()
        facts = os.lstat(root / path)
    except (FileNotFoundError, NotADirectoryError):
        return GONE
    except (OSError, ValueError):
        return None
    top, folder = os.path.realpath(root / articles), os.path.dirname(root / path)  # noqa: PTH120 - as text, no Path
    expected = os.path.normpath(os.path.join(top, os.path.relpath(folder, root / articles)))  # noqa: PTH118
    deep = path.count("/") - articles.count("/") > DEPTH
    is_plain = stat.S_ISREG(facts.st_mode) and os.path.realpath(folder) == expected
    return FileFacts(facts.st_size, facts.st_mtime_ns) if is_plain and not deep else None
