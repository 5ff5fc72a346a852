"""The site directory while it is rebuilt: the earlier site is set aside, and comes back unless the new one is complete.

Inside the site directory, all of it gone when no build is under way:

    .aside/      being filled or emptied: whatever lies in it belongs back, nothing beside it is to be deleted
    .previous/   the whole earlier site; what lies beside it is the unfinished new one
    .next/       rendered pages of the new site
    .lock        held by the build that is at work
    .commit      present from the moment `.next/` is complete: from here on a build is finished, not undone

Every step can be interrupted and done again. MkDocs empties the site directory but spares names with a dot.
"""

from __future__ import annotations

import contextlib
import json
import marshal
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from postilla.errors import MachineError

from . import walking
from .lock import Lock
from .walking import Found, found

ASIDE, PREVIOUS, NEXT, COMMIT = ".aside", ".previous", ".next", ".commit"


class SiteDirectory:
    """The site directory of one build, from `open` to `close`: no other build can change it meanwhile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock(path)
        self._look: Look | None = None
        self._found: list[Found] = []

    def open(self) -> None:
        """Take the directory, and recover from a build that was killed.

        Raises:
            MachineError: another build is at work in it, or it cannot be changed.
        """
        self._lock.acquire()
        recover(self.path)
        self._look = Look(self.path)

    def set_aside(self) -> None:
        """Move the earlier site out of the way; `close` puts it back unless `commit` comes before.

        Raises:
            MachineError: the site directory cannot be read or changed.
        """
        if self._look:
            self._found = self._look.result()
        set_aside(self.path)

    def previous(self) -> list[Found]:
        """The files of the earlier site, which was looked at while the records were read.

        Told once: of a large site they would fill memory to the end of the build.
        """
        found, self._found = self._found, []
        return found

    def commit(self, drop: Iterable[str]) -> None:
        """The new pages are complete: see `commit`."""
        commit(self.path, drop)

    def close(self) -> None:
        """Give the directory back; without a commit the earlier site stands again."""
        if self._look:
            self._look.close()
        self._look, self._found = None, []
        try:
            recover(self.path)
        finally:
            self._lock.release()


def recover(site_dir: Path) -> None:
    """Undo what a killed build left half done, or finish it where it was complete.

    Raises:
        MachineError: the site directory cannot be changed.
    """
    if not site_dir.is_dir():
        return
    with _told(site_dir):
        if (site_dir / COMMIT).exists():
            finish(site_dir)
        if (site_dir / ASIDE).is_dir():
            _move_back(site_dir)
        if (site_dir / PREVIOUS).is_dir():
            _restore(site_dir)
        shutil.rmtree(site_dir / NEXT, ignore_errors=True)
        (site_dir / f"{COMMIT}.tmp").unlink(missing_ok=True)


def set_aside(site_dir: Path) -> None:
    """Move the earlier site into `.previous/`; where there is none, nothing is what comes back.

    Raises:
        MachineError: the site directory cannot be changed.
    """
    recover(site_dir)
    with _told(site_dir):
        aside = site_dir / ASIDE
        aside.mkdir(parents=True, exist_ok=True)
        for entry in _visible(site_dir):
            entry.replace(aside / entry.name)
        aside.replace(site_dir / PREVIOUS)


def commit(site_dir: Path, drop: Iterable[str]) -> None:
    """The pages in `.next/` are complete: from now on the new site stands.

    Args:
        site_dir: the site directory, with the host's pages in place.
        drop: the files of the earlier site, by path, that the new one does not have or the host has written anew.
    """
    with _told(site_dir):
        (site_dir / NEXT).mkdir(exist_ok=True)
        temporary = site_dir / f"{COMMIT}.tmp"
        temporary.write_text(json.dumps(sorted(drop)), "utf-8")
        temporary.replace(site_dir / COMMIT)
        finish(site_dir)


def finish(site_dir: Path) -> None:
    """Carry out a commit, from its beginning or from wherever it was interrupted."""
    previous, following = site_dir / PREVIOUS, site_dir / NEXT
    drop = json.loads((site_dir / COMMIT).read_text("utf-8"))
    if previous.is_dir():
        folders = set()
        for path in drop:
            with contextlib.suppress(FileNotFoundError):
                (previous / path).unlink()
            folders.add((previous / path).parent)
        _remove_empty(folders, previous)
        _merge(previous, site_dir)
        shutil.rmtree(previous)
    if following.is_dir():
        _merge(following, site_dir)
        shutil.rmtree(following)
    (site_dir / COMMIT).unlink()


def _merge(source: Path, target: Path) -> None:
    """Move everything in `source` into `target`; a file of `source` replaces one of `target`."""
    for entry in list(os.scandir(source)):
        there = target / entry.name
        if entry.is_dir(follow_symlinks=False):
            if there.is_dir() and not there.is_symlink():
                _merge(Path(entry.path), there)
                continue
            if there.exists():
                there.unlink()
        elif there.is_dir():
            shutil.rmtree(there)
        Path(entry.path).replace(there)


def _remove_empty(folders: Iterable[Path], top: Path) -> None:
    """Remove folders that have nothing left in them, and those above that this empties."""
    for start in sorted(folders, reverse=True):
        folder = start
        while folder != top and folder.is_relative_to(top):
            try:
                folder.rmdir()
            except FileNotFoundError:
                pass
            except OSError:
                break
            folder = folder.parent


def _restore(site_dir: Path) -> None:
    for entry in _visible(site_dir):
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    # from here on nothing beside it may be deleted, should this be interrupted
    (site_dir / PREVIOUS).replace(site_dir / ASIDE)
    _move_back(site_dir)


def _move_back(site_dir: Path) -> None:
    _merge(site_dir / ASIDE, site_dir)
    (site_dir / ASIDE).rmdir()


def _visible(site_dir: Path) -> list[Path]:
    """What MkDocs would delete: every entry without a leading dot."""
    return [entry for entry in site_dir.iterdir() if not entry.name.startswith(".")]


def walk(folder: Path) -> list[Found]:
    """Every file below a folder, as `found` gives them; none where there is no such folder.

    Raises:
        MachineError: a folder cannot be read.
    """
    with _told(folder):
        return list(found(str(folder))) if folder.is_dir() else []


class Look:
    """A process that walks through a folder which nobody changes meanwhile; it begins at once and is asked once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        with contextlib.suppress(OSError):  # then this process walks itself
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", walking.__file__, str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )

    def result(self) -> list[Found]:
        """The files, as `walk` gives them, which does it where that process could not.

        Raises:
            MachineError: a folder cannot be read.
        """
        process, self._process = self._process, None
        if process is not None:
            with process:
                data, _ = process.communicate()
            if process.returncode == 0:
                with contextlib.suppress(ValueError, EOFError, TypeError):
                    told: list[Found] = marshal.loads(data)  # noqa: S302 - of our own process
                    return told
        return walk(self._folder)

    def close(self) -> None:
        """End the process, asked or not."""
        if self._process is not None:
            with self._process as process:
                process.kill()
            self._process = None


@contextlib.contextmanager
def _told(site_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or site_dir
        raise MachineError(f"the site directory cannot be changed: {where}: {error.strerror}") from error
