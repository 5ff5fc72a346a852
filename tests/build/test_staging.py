"""The site directory: nothing that interrupts a build loses the earlier site or leaves a mixture."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from postilla.build.lock import Lock
from postilla.build.staging import NEXT, Look, SiteDirectory, recover, walk
from postilla.errors import MachineError

OLD = {
    "index.html": "old",
    "a/index.html": "old a",
    "a/b/index.html": "old b",
    "c/index.html": "old c",
    "about/index.html": "x",
}
HOST = {"index.html": "host", "about/index.html": "new about"}
NEXT_PAGES = {"a/index.html": "new a", "d/e/index.html": "new e", "index.html": "new"}
NEW = {
    "index.html": "new",
    "a/index.html": "new a",
    "a/b/index.html": "old b",
    "about/index.html": "new about",
    "d/e/index.html": "new e",
}
DROP = ["index.html", "a/index.html", "c/index.html", "about/index.html"]


def leave(site: Path) -> None:
    """A build that ends without a commit."""
    directory = SiteDirectory(site)
    directory.open()
    directory.set_aside()
    write(site, HOST)
    write(site / NEXT, NEXT_PAGES)
    directory.close()


class Killed(BaseException):
    """Ends a build as a kill would: nothing catches it."""


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def content(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text("utf-8") for path, *_ in walk(folder)}


def build(site: Path) -> None:
    """What a build does to the site directory, without the rest of it."""
    directory = SiteDirectory(site)
    try:
        directory.open()
        directory.set_aside()
        write(site, HOST)
        write(site / NEXT, NEXT_PAGES)
        directory.commit(DROP)
        directory.close()
    except Killed:
        # the system gives back the lock of a process that it has ended
        if directory._lock._db:
            directory._lock._db.close()
        raise


def test_a_build_replaces_the_site_and_leaves_nothing_of_itself(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, OLD)
    build(site)
    assert content(site) == NEW
    assert not [entry.name for entry in site.iterdir() if entry.name.startswith(".")]
    assert not (site / "c").exists()


def test_a_first_build_needs_no_site(tmp_path: Path) -> None:
    build(tmp_path / "site")
    assert content(tmp_path / "site") == {**HOST, **NEXT_PAGES}


def test_without_a_commit_the_earlier_site_comes_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, OLD)
    leave(site)
    assert content(site) == OLD


def test_a_first_build_that_fails_leaves_no_site(tmp_path: Path) -> None:
    site = tmp_path / "new" / "site"
    leave(site)
    assert content(site) == {}


def _kill_at(monkeypatch: pytest.MonkeyPatch, number: int) -> Callable[[], int]:
    """Let the n-th change of the file system kill the build."""
    count = 0

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            nonlocal count
            count += 1
            if count == number:
                raise Killed
            return function(*args, **options)

        return call

    for name in ("replace", "unlink", "rmdir", "mkdir"):
        monkeypatch.setattr(os, name, counted(getattr(os, name)))
    return lambda: count


@pytest.mark.parametrize("number", range(1, 60))
def test_a_kill_at_any_step_leaves_the_earlier_or_the_new_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    site = tmp_path / "site"
    write(site, OLD)
    with monkeypatch.context() as patch:
        _kill_at(patch, number)
        with contextlib.suppress(Killed):
            build(site)
    # the second build may be killed as well
    with monkeypatch.context() as patch:
        _kill_at(patch, number // 2 + 1)
        with contextlib.suppress(Killed):
            recover(site)
    recover(site)
    assert content(site) in (OLD, NEW)
    build(site)
    assert content(site) == NEW


def test_the_kills_reach_beyond_the_last_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "site", OLD)
    count = _kill_at(monkeypatch, 0)
    build(tmp_path / "site")
    assert 20 < count() < 60


def test_another_process_looks_at_the_earlier_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, {**OLD, ".nojekyll": "", ".lock2": "", "a/.hidden": "", "ü/\udcff\n.html": "a strange name"})
    look = Look(site)
    assert sorted(look.result()) == sorted(walk(site))
    assert {path for path, *_ in walk(site)} == {*OLD, ".nojekyll", "a/.hidden", "ü/\udcff\n.html"}
    assert Look(tmp_path / "none").result() == []


def test_where_that_process_fails_this_one_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, OLD)
    (tmp_path / "empty.py").touch()
    for program in (tmp_path / "none", tmp_path / "empty.py", tmp_path / "index.html"):
        monkeypatch.setattr("postilla.build.staging.walking.__file__", str(program))
        assert sorted(Look(tmp_path).result()) == sorted(walk(tmp_path))
    monkeypatch.setattr("postilla.build.staging.sys.executable", str(tmp_path / "none"))
    assert sorted(Look(tmp_path).result()) == sorted(walk(tmp_path))


def test_a_process_that_nobody_asks_is_ended(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    directory = SiteDirectory(tmp_path / "site")
    directory.open()
    assert directory._look is not None
    process = directory._look._process
    directory.close()
    assert process is not None
    assert process.returncode is not None
    assert content(tmp_path / "site") == OLD


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    first = SiteDirectory(tmp_path / "site")
    first.open()
    with pytest.raises(MachineError, match="another build is at work"):
        SiteDirectory(tmp_path / "site").open()
    first.close()
    second = SiteDirectory(tmp_path / "site")
    second.open()
    second.close()


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import sys, os, pathlib; from postilla.build.lock import Lock; "
        "Lock(pathlib.Path(sys.argv[1])).acquire(); os._exit(9)"
    )
    lost = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert lost.returncode == 9
    lock = Lock(tmp_path)
    lock.acquire()
    lock.release()


def test_a_site_directory_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("", "utf-8")
    with pytest.raises(MachineError, match="cannot be"):
        SiteDirectory(tmp_path / "site").open()
