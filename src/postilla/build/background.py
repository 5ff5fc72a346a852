"""The search of a preview: indexed in a thread when somebody first asks for it, and again when the archive changes."""

from __future__ import annotations

import mimetypes
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from postilla import addresses
from postilla.errors import PostillaError

from .cache import Cache
from .indexing import Indexing

LEAVING = 0.4
"""Seconds that what is being made may take to end."""
BUILDING = b'{"building":true}'
"""In place of `search/index.json` until there is an index; the search then says so and asks again."""


class Answer(NamedTuple):
    """What a server has to say when it is asked for a file of the search."""

    status: int
    """200; 404 for a file that is not there, 503 where the index could not be made."""
    kind: str
    """Its media type."""
    data: bytes


class BackgroundSearch:
    """Gives the files of the search to a server, whichever: hand it every path that is asked for.

    All methods may be called from any thread.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        """Begin without an archive; `tell` is given an error of the machine, in one line."""
        self._tell = tell
        self._guard = threading.Lock()
        self._wanted: Indexing | None = None
        self._made: Indexing | None = None
        self._thread: threading.Thread | None = None
        self._failed = ""
        self._folder: Path | None = None
        self._known: dict[str, str] = {}
        """The key of each file in the folder."""
        self._abandoned = threading.Event()

    def renew(self, indexing: Indexing) -> None:
        """The archive is now this one; it is not indexed before somebody searches."""
        with self._guard:
            self._wanted, self._failed = indexing, ""

    def answer(self, path: str) -> Answer | None:
        """The answer to a path from the root of the site, without a slash in front; None where it is none of ours."""
        if path == addresses.SEARCH_INDEX:
            return self._index()
        if not path.startswith(addresses.SEARCH_FILES):
            return None
        with self._guard:
            file = self._folder / path if self._folder and path in self._known else None
        return _found(file)

    def wait(self) -> None:
        """Wait until no index is being made."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def close(self) -> None:
        """Wait, and remove what was written."""
        self.wait()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder, self._known = None, {}

    def abandon(self) -> None:
        """End what is being made, which nobody wants any more, and remove what was written."""
        self._abandoned.set()
        with self._guard:
            folder, self._folder, self._known = self._folder, None, {}
            thread = self._thread
        if thread is not None:
            thread.join(LEAVING)  # it removes what it has made half
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _index(self) -> Answer:
        with self._guard:
            if self._failed:
                self._failed, failed = "", self._failed  # so that the next question tries again
                return Answer(503, "text/plain; charset=utf-8", failed.encode())
            if self._folder and self._made is self._wanted:
                return _found(self._folder / addresses.SEARCH_INDEX)
            if self._thread is None and self._wanted:
                self._thread = threading.Thread(target=self._make, args=(self._wanted,), daemon=True)
                self._thread.start()
            return Answer(200, "application/json", BUILDING)

    def _make(self, indexing: Indexing) -> None:
        failed = ""
        try:
            self._write(indexing)
        except PostillaError as error:
            failed = str(error)
        except OSError as error:
            failed = f"the index of the search cannot be written: {error.filename}: {error.strerror}"
        with self._guard:
            self._thread, self._failed = None, failed
            if not failed:
                self._made = indexing
        if failed and not self._abandoned.is_set():
            self._tell(failed)

    def _write(self, indexing: Indexing) -> None:
        cache = Cache(indexing.settings.cache_dir)
        try:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="postilla-search-"))
            folder = self._folder
            for planned in indexing.files(cache, _silent, is_stopped=self._abandoned.is_set):
                if self._abandoned.is_set():
                    return
                if self._known.get(planned.path) == planned.key:
                    continue
                file = folder / planned.path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(planned.read() if planned.read else planned.data or b"")
                with self._guard:
                    self._known[planned.path] = planned.key
        finally:
            cache.close()


def _found(file: Path | None) -> Answer:
    if file is None:
        return Answer(404, "text/plain; charset=utf-8", b"there is no such file")
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Answer(200, kind, file.read_bytes())


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody watches the progress."""
