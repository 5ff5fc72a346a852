"""Watching: which files have changed, gathered until an editor has finished saving."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from postilla.errors import MachineError

QUIET = 0.01
"""Seconds without a further change after which a change is looked at: one save is several events."""
LONGEST = 0.1
"""Seconds after which it is looked at in any case."""
MANY = 1_000
"""Events at a stretch after which the system may have dropped some, as it does when they come too fast."""
SETTLED = 0.5
"""Seconds without an event after which such a stretch is over."""
_CHANGES: list[type[FileSystemEvent]] = [
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent,
    FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
]  # fmt: skip
"""Whoever only reads a file, as the preview does ten thousand times when it starts, is no event."""


class Watcher(FileSystemEventHandler):
    """Watches folders and files. Made once and closed once."""

    def __init__(self, *, polling: bool = False) -> None:
        """Begin.

        Args:
            polling: look at every file once a second, for file systems that tell of no change (some network drives).
        """
        self._changed: set[str] = set()
        self._news = threading.Condition()
        self._closed = False
        self._events, self._latest = 0, 0.0
        """Those at a stretch, and when the latest came."""
        self._watched: dict[Path, object] = {}
        self._lost: set[str] = set()
        """Folders among these that have gone or come, whom nobody watches until they are watched anew."""
        self._scheduling = threading.Lock()
        self._observer: BaseObserver = PollingObserver(timeout=1.0) if polling else Observer()
        self._observer.start()

    def watch(self, paths: Iterable[Path]) -> None:
        """Watch these, and all that is in the folders among them, and nothing else any more.

        Raises:
            MachineError: the system refuses.
        """
        wanted = {
            path if path.is_dir() else path.parent: path.is_dir() for path in paths if path.parent.is_dir()
        }
        with self._scheduling:
            for folder in self._watched.keys() - wanted.keys():
                self._observer.unschedule(self._watched.pop(folder))  # type: ignore[arg-type] # what `schedule` gave
            for folder in wanted.keys() - self._watched.keys():
                self._schedule(folder, wanted[folder])

    def _schedule(self, folder: Path, recursive: bool) -> None:
        try:
            self._watched[folder] = self._observer.schedule(
                self, str(folder), recursive=recursive, event_filter=_CHANGES
            )
        except OSError as error:
            raise MachineError(
                f"{folder} cannot be watched: {error.strerror}; "
                "`postilla serve --poll` looks at the files once a second instead"
            ) from error

    def _find_again(self, lost: set[str]) -> set[str]:
        """Watch folders that were removed and made anew, as a checkout does; those that are there."""
        found = set()
        with self._scheduling:
            for folder in [folder for folder in self._watched if str(folder) in lost and folder.is_dir()]:
                watch = self._watched.pop(folder)
                self._observer.unschedule(watch)  # type: ignore[arg-type] # as above
                self._schedule(folder, watch.is_recursive)  # type: ignore[attr-defined] # as above
                found.add(str(folder))
        return found

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take in what the system tells."""
        with self._news:
            now = time.monotonic()
            self._events = self._events + 1 if now - self._latest < SETTLED else 1
            self._latest = now
            if self._events == MANY:
                threading.Thread(target=self._look_again, name="postilla_look_again", daemon=True).start()
            paths = {str(path) for path in (event.src_path, event.dest_path) if path}
            self._changed |= paths
            if event.is_directory:
                self._lost |= paths & {str(folder) for folder in list(self._watched)}
            self._news.notify_all()

    def _look_again(self) -> None:
        """Once so many events have come and no further one does, take everything that is watched for changed."""
        with self._news:
            known = 0
            while self._events != known and not self._closed:
                known = self._events
                self._news.wait_for(lambda: self._closed, SETTLED)
            self._events = 0
            self._changed.update(str(folder) for folder in list(self._watched))
            self._news.notify_all()

    def changed(self) -> set[str]:
        """Wait for changes; the paths of what changed. Empty after `close`."""
        with self._news:
            self._news.wait_for(lambda: self._changed or self._closed)
            last = time.monotonic() + LONGEST
            while not self._closed and time.monotonic() < last:
                known = len(self._changed)
                self._news.wait(QUIET)
                if len(self._changed) == known:
                    break
            taken, self._changed = self._changed, set()
            lost = {*self._lost}
            if self._closed:
                return set()
        if lost:
            found = self._find_again(lost)
            with self._news:
                self._lost -= found
            taken |= found
        return taken

    def touch(self, *paths: str) -> None:
        """Take some files for changed; without any, only let `changed` return."""
        with self._news:
            self._changed.update(paths)
            self._news.notify_all()

    def close(self) -> None:
        """End."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        self._observer.stop()
