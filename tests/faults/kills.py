"""Kills builds: `python -m tests.faults.kills FOLDER HOST WAY SHARE SHARES` prints a line of JSON for each.

A process of its own, so that it can fork: each build is killed with SIGKILL in a child that has everything loaded.
`WAY` is `steps` (at each change of the file system, before it or, where bytes are written, in the middle) or `moments`
(wherever the process happens to be after a seeded time, also within SQLite). `HOST` is `plain` or `mkdocs`.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from postilla.build import SiteDirectory
from tests.build.plain import files, publish, settings_of
from tests.site.archives import SiteTest, record, small_archive

RECORDS = {
    "one": record("One", "A text[^1] with $x^2$.\n\n[^1]: A note.", pdf="one.pdf"),
    "2022/two": record("Two", published="2021-05", related="[{relation: replies-to, article: one}]"),
    "three": record(
        "Three", specialties="[salt, water]", related="[{relation: comments-on, doi: 10.5555/w, title: A}]"
    ),
    "four": record("Four", in_press="true", aliases="[old-four]"),
}
MOMENTS = {"plain": 120, "mkdocs": 60}
"""How many builds are killed at seeded moments."""
CHANGES = (
    "open",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.mkdir",
    "os.truncate",
    "os.utime",
    "sqlite3.connect",
)
"""Audit events that come before a change of the file system."""

Build = Callable[[Path], object]
PrepareKill = Callable[[int], None]


def build_plain(root: Path) -> object:
    return publish(settings_of(root))


def build_mkdocs(root: Path) -> object:
    return SiteTest(root).build()


BUILDS: dict[str, Build] = {"plain": build_plain, "mkdocs": build_mkdocs}


def prepare(folder: Path, build: Build) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """`before/` is an archive that was built and then changed: what was built, and what a fresh build makes now."""
    site = small_archive(folder / "before", RECORDS)
    site.write("articles/one.pdf", b"%PDF-1.4" + b"x" * 5_000)
    build(site.root)
    old = files(site.site_dir)
    site.edit("articles/one.md", "'One'", "'One, edited'").remove("articles/four.md")
    site.write("articles/five.md", record("Five", published="2023"))
    site.write("articles/one.pdf", b"%PDF-1.4" + b"y" * 6_000).write("docs/more.md", "# More\n")
    site.write("articles/_vocabulary/series.yml", "- {id: sea, name: Sea, date: 2025-05}\n")
    shutil.copytree(site.root, folder / "fresh", ignore=shutil.ignore_patterns("site", ".cache"))
    build(folder / "fresh")
    return old, files(folder / "fresh/site")


class Steps:
    """Counts the changes of the file system below a folder, and ends the process at one of them."""

    def __init__(self, below: Path, at: int) -> None:
        self._below, self._at = str(below), at
        self.count = 0

    def step(self) -> None:
        self.count += 1
        if self.count == self._at:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        # a pipe is opened by its number
        if event not in CHANGES or isinstance(arguments[0], int):
            return
        if not str(os.fspath(arguments[0])).startswith(self._below):
            return
        if event == "open" and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
        self.step()

    def install(self) -> None:
        sys.addaudithook(self.hook)
        whole = Path.write_bytes

        def in_half(path: Path, data: Any) -> int:
            whole(path, memoryview(data)[: memoryview(data).nbytes // 2])
            self.step()
            return whole(path, data)

        Path.write_bytes = in_half  # type: ignore[assignment,method-assign]


def killed(root: Path, build: Build, prepare_kill: Callable[[], None]) -> bool:
    """Whether a build in a process of its own was killed; otherwise it has ended well."""
    child = os.fork()
    if child == 0:
        code = 1
        with contextlib.suppress(Exception):
            prepare_kill()
            build(root)
            code = 0
        os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the build has failed"
    return False


def count_steps(root: Path, build: Build) -> int:
    reader, writer = os.pipe()
    steps = Steps(root, 0)

    def counted(root: Path) -> None:
        steps.install()
        build(root)
        os.write(writer, str(steps.count).encode())

    killed(root, counted, lambda: None)
    return int(os.read(reader, 20))


def at_step(root: Path, number: int, ended: int) -> None:
    Steps(root, number).install()


def at_moment(seconds: float, ended: int) -> None:
    """The machine may be faster now than when the build was timed: each time it ends, the next kill comes sooner."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # which ends the process, in whatever code it is
    signal.setitimer(signal.ITIMER_REAL, seconds / 2**ended)


def kills(way: str, root: Path, before: Path, build: Build, host: str) -> Iterator[tuple[str, PrepareKill]]:
    """What is done in each child before it builds, told how often the build has ended before it was killed."""
    if way == "steps":
        for number in range(1, count_steps(root, build) + 1):
            yield f"step {number}", partial(at_step, root, number)
        return
    shutil.rmtree(root)
    shutil.copytree(before, root)
    begun = time.perf_counter()
    killed(root, build, lambda: None)
    whole = time.perf_counter() - begun
    chance = random.Random(11)
    for number in range(MOMENTS[host]):
        yield f"moment {number}", partial(at_moment, chance.uniform(0, whole))


def main(folder: Path, host: str, way: str, share: int, shares: int) -> None:
    """Kill, look, build again."""
    build = BUILDS[host]
    old, new = prepare(folder, build)
    assert old != new
    root, before = folder / "small", folder / "before"
    shutil.copytree(before, root)
    for number, (name, prepare_kill) in enumerate(kills(way, root, before, build, host)):
        if number % shares != share:
            continue
        was_killed = False
        for ended in range(8 if way == "moments" else 1):
            shutil.rmtree(root)
            shutil.copytree(before, root)
            if was_killed := killed(root, build, partial(prepare_kill, ended)):
                break
        stands = "unknown"
        if number % 3 == 0:  # otherwise the next build recovers by itself
            directory = SiteDirectory(root / "site")
            directory.open()
            directory.close()
            found = files(root / "site")
            stands = "old" if found == old else "new" if found == new else "neither"
        if number % 5 == 0:  # killed again, early in the next build
            killed(root, build, Steps(root, number % 40 + 1).install)
        build(root)
        after = files(root / "site")
        wrong = sorted(path for path in after.keys() | new.keys() if after.get(path) != new.get(path))
        sys.stdout.write(
            json.dumps({"name": name, "killed": was_killed, "stands": stands, "wrong": wrong}) + "\n"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
