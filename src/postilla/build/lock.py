"""A lock on the site directory: two builds into one would spoil each other."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from postilla.errors import MachineError

NAME = ".lock"


class Lock:
    """Held from `acquire` to `release`, or to the end of the process, however it ends.

    SQLite's exclusive transaction is the one lock of the standard library that every system has and no kill leaves
    behind.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._db: sqlite3.Connection | None = None

    def acquire(self) -> None:
        """Take the lock; the folder is made where it is missing.

        Raises:
            MachineError: another build holds it, or the folder cannot be written.
        """
        if self._db is not None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self._path, timeout=0.2, isolation_level=None)
            try:
                db.execute("PRAGMA journal_mode=OFF")
                db.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error:
                db.close()
                raise
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise MachineError(
                    f"another build is at work in {self._path.parent}; wait until it has ended"
                ) from error
            raise MachineError(
                f"the site directory {self._path.parent} cannot be written: {error}"
            ) from error
        except sqlite3.DatabaseError:
            # a file of that name that is none of ours stands in the way
            self._path.unlink()
            self.acquire()
            return
        except OSError as error:
            raise MachineError(
                f"the site directory {self._path.parent} cannot be made: {error.strerror}"
            ) from error
        self._db = db

    def release(self) -> None:
        """Give the lock back; nothing of it stays in the site."""
        if self._db is None:
            return
        with contextlib.suppress(OSError):
            self._path.unlink()
        with contextlib.suppress(sqlite3.Error):
            self._db.close()
        self._db = None
