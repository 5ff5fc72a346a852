"""The cache: what was made from bytes that have not changed since, in one SQLite file.

Every entry carries the digest of its content; one that does not match, and a file that SQLite cannot read, are thrown
away and made again. Two builds may share it. It can be deleted at any time, and a folder that cannot be written costs
speed only: the build then keeps its cache in a temporary folder. See decisions/0002.
"""

from __future__ import annotations

import contextlib
import dataclasses
import enum
import hashlib
import io
import pickle
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

FORMAT = 4
"""Raised when the tables change: another format is another file."""
WAIT = 30.0
"""Seconds to wait for another build that is writing."""
KEEP_BUILDS = 20
"""An entry that so many builds did not use is pruned."""

_TABLES = """
CREATE TABLE IF NOT EXISTS entries (
    key TEXT NOT NULL, part TEXT NOT NULL, digest BLOB NOT NULL, data BLOB NOT NULL, PRIMARY KEY (key, part)
);
CREATE TABLE IF NOT EXISTS uses (key TEXT PRIMARY KEY, build INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hints (path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, key TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""

MARK = "INSERT OR REPLACE INTO uses VALUES (?, ?)"
FORGET = "DELETE FROM uses WHERE build < ?"
# the keys stand in an index, so that the data need not be read
PRUNE = (
    "DELETE FROM entries WHERE rowid IN (SELECT rowid FROM entries WHERE key NOT IN (SELECT key FROM uses))"
)
"""What notes that a build uses an entry, and what takes away those that no build since one has used."""


def digest(data: bytes) -> bytes:
    """Sixteen bytes of BLAKE2b: enough to tell entries apart and to see damage."""
    return hashlib.blake2b(data, digest_size=16).digest()


@cache
def _find_class(module: str, name: str) -> Any:
    # nothing is imported for it, and a function would be called
    found = getattr(sys.modules.get(module), name, None) if module.startswith("postilla.") else None
    if (
        isinstance(found, type)
        and found.__module__ == module
        and (issubclass(found, (tuple, enum.Enum)) or dataclasses.is_dataclass(found))
    ):
        return found
    raise pickle.UnpicklingError(f"{module}.{name} is no value of postilla")


class _Unpickler(pickle.Unpickler):
    """Reads only values of this package: a foreign file in the cache folder cannot run anything."""

    find_class = staticmethod(_find_class)


def pack(value: Any) -> bytes:
    """A value of the model as bytes."""
    return pickle.dumps(value, protocol=5)


def unpack(data: bytes, kind: type[T]) -> T:
    """The value of `pack`; `pickle.UnpicklingError` and others where the bytes are none of that kind."""
    value = _Unpickler(io.BytesIO(data)).load()
    if not isinstance(value, kind):
        raise pickle.UnpicklingError(f"{type(value).__name__} stands where {kind.__name__} was kept")
    return value


class Cache:
    """An open cache. Any method that meets a broken file starts an empty one and goes on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self.note = ""
        """Why the folder is not used; empty where it is."""
        self._generation = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = self._open(folder)
        except (OSError, sqlite3.Error) as error:
            self.note = f"the cache in {folder} cannot be written ({error}); building without it"
            self._temporary = tempfile.TemporaryDirectory(prefix="postilla-cache-")
            self._folder = Path(self._temporary.name)
            self._db = self._open(self._folder)
        generation = self.state("generation") or b""
        self._generation = int(generation) if generation.isdigit() else 0

    @property
    def path(self) -> Path:
        """The file, for workers that read from it."""
        return self._folder / f"cache-{FORMAT}.sqlite"

    def _open(self, folder: Path, *, again: bool = True) -> sqlite3.Connection:
        path = folder / f"cache-{FORMAT}.sqlite"
        # its owner sees to it that one thread at a time uses it
        db = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=OFF")
            # what is read through a mapping counts as memory of this process, and came no sooner
            db.execute("PRAGMA mmap_size=0")
            db.executescript(_TABLES)
            # a folder that can be read but not written shows only here
            db.execute("INSERT OR REPLACE INTO state VALUES ('probe', 1)")
        except sqlite3.DatabaseError as error:
            db.close()
            damaged = not isinstance(error, sqlite3.OperationalError)
            if damaged and again:
                discard(folder)
                return self._open(folder, again=False)
            raise
        return db

    def _recover(self) -> None:
        """Throw the damaged file away; what it held is made again."""
        with contextlib.suppress(sqlite3.Error):
            self._db.close()
        discard(self._folder)
        self._db = self._open(self._folder, again=False)

    def get(self, part: str, keys: Sequence[str], kind: type[T]) -> dict[str, T]:
        """The values of those keys that the cache holds whole."""
        found: dict[str, T] = {}
        try:
            for start in range(0, len(keys), 500):
                chunk = keys[start : start + 500]
                marks = ",".join("?" * len(chunk))
                query = f"SELECT key, digest, data FROM entries WHERE part = ? AND key IN ({marks})"  # noqa: S608 - marks only
                for key, check, data in self._db.execute(query, (part, *chunk)):
                    # whatever a damaged entry raises, it is made again
                    with contextlib.suppress(Exception):
                        if digest(data) == check:
                            found[key] = unpack(data, kind)
        except sqlite3.DatabaseError:
            self._recover()
        return found

    def put(self, entries: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep packed values: (part, key, bytes). A full disk costs speed, never the build."""
        rows = [(key, part, digest(data), data) for part, key, data in entries]
        self._write("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", rows)
        self._mark(key for key, *_ in rows)

    def hints(self) -> dict[str, tuple[int, int, str]]:
        """Size, modification time and key of each record as last read: what spares reading it again."""
        try:
            return {
                path: (size, mtime, key) for path, size, mtime, key in self._db.execute("SELECT * FROM hints")
            }
        except sqlite3.DatabaseError:
            self._recover()
            return {}

    def keep_hints(self, changed: Mapping[str, tuple[int, int, str]], gone: Iterable[str]) -> None:
        """Remember the files as they are now."""
        rows = [(path, *hint) for path, hint in changed.items()]
        self._write("INSERT OR REPLACE INTO hints VALUES (?, ?, ?, ?)", rows)
        self._write("DELETE FROM hints WHERE path = ?", [(path,) for path in gone])

    def state(self, name: str) -> bytes | None:
        """A named value, such as a manifest."""
        try:
            row = self._db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        except sqlite3.DatabaseError:
            self._recover()
            return None
        return row[0] if row and isinstance(row[0], bytes) else None

    def keep_state(self, name: str, value: bytes) -> None:
        """Keep a named value."""
        self._write("INSERT OR REPLACE INTO state VALUES (?, ?)", [(name, value)])

    def forget_state(self, name: str) -> None:
        """Forget a named value."""
        self._write("DELETE FROM state WHERE name = ?", [(name,)])

    def states(self, prefix: str) -> Iterator[str]:
        """The names that begin with `prefix`."""
        with contextlib.suppress(sqlite3.DatabaseError):
            yield from (
                r[0]
                for r in self._db.execute(
                    "SELECT name FROM state WHERE name GLOB ?", (f"{prefix}*",)
                ).fetchall()
            )

    def end_build(self, used: Callable[[], Iterable[str]]) -> None:
        """Count a build; prune what the last builds did not use. `used` is asked now and then."""
        self._generation += 1
        self.keep_state("generation", str(self._generation).encode())
        # marking every used entry on every build would write as much as it saves
        if self._generation % (KEEP_BUILDS // 2) == 0:
            self._mark(used())
            self._write(FORGET, [(self._generation - KEEP_BUILDS,)])
            self._write(PRUNE, [()])

    def _mark(self, used: Iterable[str]) -> None:
        """Note that this build uses entries; beside them, or to note it would write all of them again."""
        self._write(MARK, [(key, self._generation) for key in used])

    def _write(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._db.executemany(statement, rows)
                self._db.execute("COMMIT")
            except sqlite3.Error:
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise
        except sqlite3.OperationalError as error:
            # a full disk or a lock held too long: the entry is made again next time
            self.note = f"the cache cannot be written ({error})"
        except sqlite3.DatabaseError:
            self._recover()

    def close(self) -> None:
        """Close the file; a temporary cache is removed."""
        with contextlib.suppress(sqlite3.Error):
            self._db.close()
        if self._temporary:
            self._temporary.cleanup()


class Reader:
    """A worker's view of the cache: reads, never writes."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT, check_same_thread=False
        )

    def get(self, part: str, key: str, kind: type[T]) -> T | None:
        """The value of a key, or None where the cache does not hold it whole."""
        # a damaged file or entry is the same as none: the caller makes it again
        with contextlib.suppress(Exception):
            row = self._db.execute(
                "SELECT digest, data FROM entries WHERE part = ? AND key = ?", (part, key)
            ).fetchone()
            if row and digest(row[1]) == row[0]:
                return unpack(row[1], kind)
        return None

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def discard(folder: Path) -> None:
    """Remove the cache's files from a folder, and nothing else."""
    for file in folder.glob("cache-*.sqlite*"):
        with contextlib.suppress(OSError):
            file.unlink()
