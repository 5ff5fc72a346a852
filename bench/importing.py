"""Imports of real files: commentaries in JATS, and every reference of the corpus as an item of CSL-JSON."""

from __future__ import annotations

import contextlib
import gzip
import json
import shutil
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from postilla.model import IdentifierError
from postilla.model.identifiers import parse_doi

from . import measure
from .build import environment
from .measure import CommandError, Cost
from .references import FILE

TIMES = 5
"""How often the commentaries are imported in one go, under other names, so that the start of Python counts less."""
CONFIG = """\
site_name: Imports
plugins: [{postilla: {jobs: 2, journal: bench}}]
theme: {name: material, font: false}
"""
_IMPORT = (sys.executable, "-m", "postilla.cli", "import", "--create-terms", "--journal", "bench", "-q")


@dataclass(frozen=True, slots=True)
class Row:
    """One import, and what its runs cost."""

    name: str
    records: int
    costs: tuple[Cost, ...]

    @property
    def seconds(self) -> float:
        """The median of the runs."""
        return statistics.median(cost.seconds for cost in self.costs)


def measured(work: Path, corpus: Path, runs: int) -> list[Row]:
    """Import the corpus `runs` times into empty archives below `work`.

    Raises:
        CommandError: a command failed, or wrote fewer records than it had to.
    """
    jats = work / "jats"
    files = sorted((corpus / "jats/commentaries").glob("*.xml"))
    for number in range(TIMES):
        folder = jats / str(number)
        folder.mkdir(parents=True)
        for file in files:
            data = file.read_bytes()
            # another article, so that it is not taken for the same
            (folder / file.name).write_bytes(
                data.replace(b"10.7554/eLife.", f"10.5555/bench{number}.".encode())
            )
    items = work / "references.json"
    count = write_csl(corpus / FILE, items)
    sources = (("commentaries in JATS", jats, len(files) * TIMES), ("references in CSL-JSON", items, count))
    return [_row(work, name, source, wanted, runs) for name, source, wanted in sources]


def _row(work: Path, name: str, source: Path, wanted: int, runs: int) -> Row:
    costs = []
    for _ in range(runs):
        archive = work / "archive"
        shutil.rmtree(archive, ignore_errors=True)
        (archive / "articles/_vocabulary").mkdir(parents=True)
        (archive / "docs").mkdir()
        (archive / "mkdocs.yml").write_text(CONFIG, "utf-8")
        vocabularies = archive / "articles/_vocabulary"
        (vocabularies / "types.yml").write_text("- {id: commentary, name: Commentary}\n", "utf-8")
        (vocabularies / "journals.yml").write_text("- {id: bench, name: Bench}\n", "utf-8")
        costs.append(measure.run([*_IMPORT, str(source)], archive, environment()))
        found = sum(1 for _ in (archive / "articles").rglob("*.md"))
        if found < wanted:
            raise CommandError(f"{name}: {found:,} records of {wanted:,}")
    return Row(name, wanted, tuple(costs))


def table(rows: list[Row]) -> str:
    """The figures in Markdown."""
    lines = [
        "| import | records | seconds | a second | processor seconds | peak memory |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        peak = max(cost.peak_bytes for cost in row.costs) / 1e6
        busy = statistics.median(cost.processor_seconds for cost in row.costs)
        lines.append(
            f"| {row.name} | {row.records:,} | {row.seconds:.1f} | {row.records / row.seconds:,.0f} "
            f"| {busy:.1f} | {peak:,.0f} MB |"
        )
    return "\n".join(lines)


def write_csl(source: Path, target: Path) -> int:
    """Write the references of the corpus as CSL-JSON, each with a key of its own; returns how many."""
    seen: set[str] = set()
    count = 0
    with target.open("w", encoding="utf-8") as file:
        file.write("[")
        for item in _items(source):
            for name in ("DOI", "PMID"):
                key = f"{name} {item.get(name, '').lower()}"
                if key in seen:
                    del item[name]
                elif name in item:
                    seen.add(key)
            # without identifiers two of one place in a journal would be one
            item.setdefault("DOI", f"10.5555/bench.{count}")
            file.write((",\n" if count else "\n") + json.dumps(item, ensure_ascii=False))
            count += 1
        file.write("\n]\n")
    return count


def _items(source: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            facts: dict[str, Any] = {key: value or "" for key, value in json.loads(line).items()}
            pages = "-".join(filter(None, (facts["fpage"], facts["lpage"])))
            item: dict[str, Any] = {
                "type": "article-journal",
                "title": facts["title"] or f"{facts['container']} {facts['volume']}, {pages}",
                "container-title": facts["container"],
                "author": [{key: v for key, v in author.items() if v} for author in facts["authors"] or ()],
                "issued": {"raw": facts["year"]},
                "volume": facts["volume"], "issue": facts["issue"], "page": pages, "PMID": facts["pmid"],
            }  # fmt: skip
            with contextlib.suppress(IdentifierError):
                item["DOI"] = parse_doi(facts["doi"]).rstrip(".,;")
            yield {key: value for key, value in item.items() if value}
