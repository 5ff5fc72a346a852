"""What the search costs: making its index, beside one run of Pagefind over the same pages, and using it."""

from __future__ import annotations

import re
import shutil
import sqlite3
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from postilla.search import find_engine

from . import edits, generate, measure, reader
from .articles import Articles
from .build import environment
from .edits import Ground
from .measure import Cost
from .reader import Reading

_PYTHON = sys.executable
ALL_TEXTS = 20_000
"""Up to so many articles the search has full texts; the yardstick is not run above: it would need too much memory."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One size."""

    count: int
    yardstick: Cost | None
    whole: Sequence[Cost]
    edited: Sequence[Cost]
    index_bytes: int
    files: int
    bundles: int
    reading: Reading


def measured(work: Path, count: int, runs: int, seed: int) -> Measured:
    """Measure one size in a folder.

    Raises:
        FileExistsError: the archive is there already.
        CommandError: a command failed.
        EditError: the site does not show an edit.
    """
    ground = Ground(work / f"{count}", Articles(seed, count), count)
    archive = ground.archive
    generate.write(archive, count, seed)
    _tell(f"{count:,} articles: building their pages")
    build = (_PYTHON, "-m", "postilla.cli", "build", "-q")
    measure.run(build, archive, environment())
    yardstick = None
    if count <= ALL_TEXTS:
        engine = find_engine()
        out = work / f"{count}" / "one"
        command = (str(engine.path), "--site", "site", "--output-path", str(out), "--silent")
        yardstick = measure.run(command, archive, environment())
        shutil.rmtree(out)
        _tell(f"{count:,} articles: one index of the pages: {yardstick.seconds:.1f} s")
    index = (_PYTHON, "-m", "bench.index_once", str(archive))
    whole, edited = [], []
    for number in range(1, runs + 1):
        ground = replace(ground, round=number)
        _forget_index(archive)
        whole.append(measure.run(index, Path.cwd(), environment()))
        edits.edit_article(ground)
        edited.append(measure.run(index, Path.cwd(), environment()))
        _tell(f"{count:,} articles: {whole[-1].seconds:.1f} s, one edited {edited[-1].seconds:.1f} s")
    settings = archive / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("search: false", "search: true"), "utf-8")
    measure.run(build, archive, environment())
    files = [path for path in (archive / "site/assets/postilla/index").rglob("*") if path.is_file()]
    bundles = [path for path in files if path.suffix == ".pf_meta"]
    size = sum(path.stat().st_size for path in files)
    reading = reader.read(archive / "site", reader.queries(ground.articles, count, seed))
    return Measured(count, yardstick, whole, edited, size, len(files), len(bundles), reading)


def read_again(work: Path, count: int, runs: int, seed: int) -> list[tuple[int, Reading]]:
    """Only search again, in a site that `measured` has left in a folder; each of the runs.

    Raises:
        CommandError: there is no such site.
    """
    site = work / f"{count}" / "archive" / "site"
    if not (site / "search/index.json").is_file():
        raise measure.CommandError(f"{site}: no site with a search; a run with --keep leaves one")
    asked = reader.queries(Articles(seed, count), count, seed)
    return [(count, reader.read(site, asked)) for _ in range(runs)]


def _forget_index(archive: Path) -> None:
    """Take the index out of the cache, and leave the records there."""
    shutil.rmtree(archive / "index", ignore_errors=True)
    for file in (archive / ".cache/postilla").glob("cache-*.sqlite"):
        with sqlite3.connect(file) as db:
            db.execute("DELETE FROM entries WHERE part LIKE 'search%'")


def table(rows: Sequence[Measured]) -> str:
    """Two Markdown tables: making the index, and using it."""
    made = [
        "| articles | one run: s | MB | bundles | s | ratio | MB | ratio | one edited: s | ratio | site MB | files |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        seconds = statistics.median(cost.seconds for cost in row.whole)
        peak = statistics.median(cost.peak_bytes for cost in row.whole)
        edited = statistics.median(cost.seconds for cost in row.edited)
        one = row.yardstick
        cells = [
            f"{row.count:,}",
            f"{one.seconds:.1f}" if one else "",
            f"{one.peak_bytes / 1e6:,.0f}" if one else "",
            f"{row.bundles}",
            f"{seconds:.1f}",
            f"{seconds / one.seconds:.2f}" if one else "",
            f"{peak / 1e6:,.0f}",
            f"{peak / one.peak_bytes:.2f}" if one else "",
            f"{edited:.1f}",
            f"{edited / seconds:.2f}",
            f"{row.index_bytes / 1e6:,.1f}",
            f"{row.files:,}",
        ]
        made.append(f"| {' | '.join(cells)} |")
    return "\n".join([*made, "", reading_table([(row.count, row.reading) for row in rows])])


def reading_table(readings: Sequence[tuple[int, Reading]]) -> str:
    """A Markdown table of using the index, by the number of articles."""
    used = [
        "| articles | before: B | first: kB | s | later, median: kB | most: kB | median: ms | most: ms |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    return "\n".join([*used, *(f"| {count:,} | {' | '.join(one.cells())} |" for count, one in readings)])


def _tell(line: str) -> None:
    print(re.sub(r"\s+", " ", line), file=sys.stderr, flush=True)
