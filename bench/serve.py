"""What the preview takes: from start to the first page, and from a saved file to new bytes and to what a browser shows.

The edits go round: a title, a text, a specialty, the name of a term. Each is timed from the moment before the file is
written to the moment at which the page that shows it has come whole.
"""

from __future__ import annotations

import contextlib
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from postilla import addresses

from . import generate
from .articles import Articles, id_of
from .build import environment
from .edits import Ground, forget_cache
from .measure import CommandError
from .vocabularies import RENAMED

EDITS = 50
PAUSE = 0.01
"""Seconds between two looks at a page: each takes the server from what is measured, and a browser only listens."""
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: seconds of every run, or bytes."""

    name: str
    values: tuple[float, ...]
    unit: str = "ms"

    def text(self) -> str:
        """`| start, warm | median | 95th percentile | most |`."""
        scale = {"ms": 1e3, "s": 1.0, "MB": 1e-6}[self.unit]
        ordered = sorted(value * scale for value in self.values)
        told = (
            statistics.median(ordered),
            ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))],
            ordered[-1],
        )
        form = "{:.2f}" if self.unit == "s" else "{:,.0f}"
        return f"| {self.name} | {' | '.join(form.format(value) for value in told)} | {self.unit} |"


def measured(work: Path, count: int, runs: int, seed: int, chromium: str) -> list[Row]:
    """Generate an archive of a size below `work` and serve it.

    Raises:
        FileExistsError: it is there already.
        CommandError: the preview did not start, or does not show an edit.
    """
    ground = Ground(work / f"{count}", Articles(seed, count), count)
    generate.write(ground.archive, count, seed)
    cold, warm, memory = [], [], list[float]()
    for _ in range(runs):
        forget_cache(ground)
        os.sync()
        with _served(ground) as preview:
            cold.append(preview.first)
    _check(ground)
    for _ in range(runs):
        os.sync()
        with _served(ground) as preview:
            warm.append(preview.first)
    rows = [
        Row("start to first page, no cache", tuple(cold), "s"),
        Row("start to first page, warm", tuple(warm), "s"),
    ]
    with _served(ground) as preview:
        time.sleep(5)  # what goes on after the start is not to be measured with the edits
        rows += [Row(f"{name}: new bytes", tuple(times)) for name, times in _edited(ground, preview).items()]
        if chromium:
            shown = _seen(ground, preview, chromium)
            rows += [Row(f"{name}: in Chromium", tuple(times)) for name, times in shown.items()]
        memory.append(preview.memory)
    return [*rows, Row("memory at most", tuple(memory), "MB")]


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown."""
    head = "| what | median | 95th percentile | most | |\n|---|--:|--:|--:|---|"
    return "\n".join([head, *(row.text() for row in rows)])


@dataclass(frozen=True, slots=True)
class _Preview:
    address: str
    first: float
    """Seconds from the start to the first page."""
    process: int

    def get(self, address: str) -> str:
        try:
            with urllib.request.urlopen(f"{self.address}{address}") as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError:
            return ""

    @property
    def memory(self) -> float:
        """Bytes that it held at most."""
        status = Path(f"/proc/{self.process}/status").read_text("ascii")
        return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) * 1024


@contextlib.contextmanager
def _served(ground: Ground) -> Iterator[_Preview]:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "postilla.cli", "serve", "--port", "0"],
        cwd=ground.archive, env=environment(), stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        lines = []
        for line in process.stderr or ():
            lines.append(line)
            if found := re.match(r"Serving on (\S+)", line):
                break
        else:
            raise CommandError(f"the preview has not started: {''.join(lines)}")
        preview = _Preview(found[1], 0.0, process.pid)
        if id_of(ground.edited) not in preview.get(addresses.article(id_of(ground.edited))):
            raise CommandError("the preview does not show an article")
        yield _Preview(found[1], time.perf_counter() - started, process.pid)
    finally:
        process.terminate()
        process.communicate()


def _check(ground: Ground) -> None:
    subprocess.run(
        [sys.executable, "-m", "postilla.cli", "check", "-q"],
        cwd=ground.archive,
        env=environment(),
        check=False,
    )


def _changes(ground: Ground) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """What is edited, the address of a page that shows it, and what writes the file."""
    record = ground.archive / ground.articles.path(ground.edited)
    terms = ground.archive / "articles/_vocabulary/specialties.yml"
    page, list_page = addresses.article(id_of(ground.edited)), addresses.term("specialties", RENAMED.id)

    def written(path: Path, text: str) -> Callable[[], object]:
        return lambda: path.write_text(text, "utf-8", newline="\n")

    for number in range(EDITS):
        text, vocabulary = record.read_text("utf-8"), terms.read_text("utf-8")
        mark = f"Edit {number}x"
        kind = number % 4
        if kind == 0:
            text = re.sub(r"^title: .*$", f"title: '{mark}'", text, count=1, flags=re.MULTILINE)
            yield "title", page, written(record, text)
        elif kind == 1:
            yield "text", page, written(record, f"{text}\n{mark} said.\n")
        elif kind == 2:
            has = f"specialties: [{RENAMED.id}]"
            other = "specialties: []" if has in text else has
            text = re.sub(r"^specialties: .*$", f"{other} # {mark}", text, count=1, flags=re.MULTILINE)
            yield "specialty", page, written(record, text)
        else:
            pattern = rf"^(- id: {re.escape(RENAMED.id)}\n  name: ).*$"
            vocabulary = re.sub(pattern, rf"\g<1>{mark}", vocabulary, count=1, flags=re.MULTILINE)
            yield "vocabulary term", list_page, written(terms, vocabulary)


def _edited(ground: Ground, preview: _Preview) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    for name, address, change in _changes(ground):
        before = preview.get(address)
        started = time.perf_counter()
        change()
        while preview.get(address) == before:
            if time.perf_counter() - started > PATIENCE:
                raise CommandError(f"the preview does not show another {name}")
            time.sleep(PAUSE)
        times.setdefault(name, []).append(time.perf_counter() - started)
        time.sleep(0.5)
    return times


def _seen(ground: Ground, preview: _Preview, chromium: str) -> dict[str, list[float]]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not needed without a browser

    times: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_init_script("addEventListener('DOMContentLoaded', () => console.debug('bench: shown'))")
        for name, address, change in _changes(ground):
            if not page.url.endswith(address):
                with page.expect_response(lambda response: "/_preview/events" in response.url):
                    page.goto(f"{preview.address}{address}", wait_until="load")
            time.sleep(0.5)
            with page.expect_event("console", lambda said: said.text == "bench: shown"):
                started = time.perf_counter()
                change()
            times.setdefault(name, []).append(time.perf_counter() - started)
        browser.close()
    return times
