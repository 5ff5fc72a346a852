"""Times of whole commands over one archive, beside plain MkDocs over the same articles, in one run.

Each round goes through all scenarios in their order, so that a machine that grows slower or faster meanwhile
does so for all of them; what is told is the median of the rounds.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from . import edits, generate, measure, plain
from .articles import Articles
from .edits import Ground, Step
from .measure import Cost

MANY = 100_000
"""From so many articles on, one round is enough."""
EPOCH = "1767225600"
"""SOURCE_DATE_EPOCH of every build: 1 January 2026, the day after the last article."""
_PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Scenario:
    """One row of the table."""

    name: str
    place: str
    """The folder of the ground in which the command runs; its site lies in `site/` there."""
    command: tuple[str, ...]
    before: Step
    """What is done first; it is not measured."""
    after: Step
    """Raises `EditError` where the site is not what it has to be."""
    makes_site: bool = True
    goes_on: bool = False
    """Whether it goes on with what the scenario before it made; its row has the costs of both."""


PLAIN = (_PYTHON, "-m", "mkdocs", "build", "-q")
BUILD = (_PYTHON, "-m", "postilla.cli", "build", "-q")
_CHECK = (_PYTHON, "-m", "postilla.cli", "check")

SCENARIOS = (
    Scenario("plain MkDocs + Material", "plain", PLAIN, edits.forget_plain, edits.plain_stands),
    Scenario("cold", "archive", BUILD, edits.forget_site, edits.archive_stands),
    Scenario("nothing changed", "archive", BUILD, edits.nothing, edits.archive_stands),
    Scenario("one article edited", "archive", BUILD, edits.edit_article, edits.article_shows),
    Scenario("one term renamed", "archive", BUILD, edits.rename, edits.name_shows),
    Scenario(
        "one term of the menu renamed", "archive", BUILD, edits.rename_in_menu, edits.name_shows_in_menu
    ),
    Scenario("cold, pages only", "archive", BUILD, edits.pages_only, edits.pages_stand),
    Scenario("cold, every format", "archive", BUILD, edits.every_format, edits.formats_stand),
    Scenario("one article edited, every format", "archive", BUILD, edits.edit_article, edits.article_shows),
    Scenario("`check`, cold", "archive", _CHECK, edits.forget_cache, edits.nothing, makes_site=False),
    Scenario("`check`, warm", "archive", _CHECK, edits.nothing, edits.nothing, makes_site=False),
)
"""Every scenario, in the order of a round; the first is what the others are compared with."""


@dataclass(frozen=True, slots=True)
class SiteSize:
    """What a build left: pages are HTML files."""

    pages: int
    files: int
    page_bytes: int
    bytes: int

    @classmethod
    def of(cls, folder: Path) -> SiteSize:
        """Count the files of a site; hidden folders do not belong to it."""
        pages = files = page_bytes = total = 0
        for here, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                size = (Path(here) / name).stat().st_size
                files, total = files + 1, total + size
                if name.endswith(".html"):
                    pages, page_bytes = pages + 1, page_bytes + size
        return cls(pages, files, page_bytes, total)


@dataclass(frozen=True, slots=True)
class Row:
    """A scenario and what its runs cost."""

    scenario: Scenario
    costs: tuple[Cost, ...]
    size: SiteSize | None

    @property
    def seconds(self) -> float:
        """The median of the runs."""
        return statistics.median(cost.seconds for cost in self.costs)

    @property
    def processor_seconds(self) -> float:
        """The median of the runs."""
        return statistics.median(cost.processor_seconds for cost in self.costs)


def measured(work: Path, count: int, runs: int, seed: int) -> list[Row]:
    """Generate an archive of a size below `work` and run every scenario `runs` times.

    Raises:
        FileExistsError: it is there already.
        CommandError: a command failed.
        EditError: a command did not do what it has to do.
    """
    ground = Ground(work / f"{count}", Articles(seed, count), count)
    tell(f"{count:,} articles: writing them")
    generate.write(ground.archive, count, seed)
    plain.write(ground.plain, count, seed)
    return run(SCENARIOS, ground, runs)


def run(scenarios: Sequence[Scenario], ground: Ground, runs: int) -> list[Row]:
    """Run all scenarios in their order, `runs` times.

    Raises:
        CommandError: a command failed.
        EditError: a command did not do what it has to do.
    """
    costs: dict[str, list[Cost]] = {scenario.name: [] for scenario in scenarios}
    sizes: dict[str, SiteSize] = {}
    for number in range(1, runs + 1):
        ground = replace(ground, round=number)
        total = Cost(0, 0, 0, 0)
        for scenario in scenarios:
            cost = _once(scenario, ground)
            total = total + cost if scenario.goes_on else cost
            costs[scenario.name].append(total)
            tell(f"{ground.count:,} articles, round {number}: {scenario.name}: {total.seconds:.2f} s")
            if scenario.makes_site and number == runs:
                sizes[scenario.name] = SiteSize.of(ground.place(scenario.place) / "site")
    return [Row(s, tuple(costs[s.name]), sizes.get(s.name)) for s in scenarios]


def environment() -> Mapping[str, str]:
    """The environment of every measured command."""
    here = os.fspath(Path(__file__).resolve().parents[1])
    mine = {"PYTHONPATH": here, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    # what pip installs is compiled, and what is worked on has to be on its second run, as a user's is
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | mine


def rounds(count: int, runs: int | None) -> int:
    """How many rounds a size gets: what was asked for, otherwise three, and one for the largest."""
    return runs or (1 if count >= MANY else 3)


def _once(scenario: Scenario, ground: Ground) -> Cost:
    scenario.before(ground)
    os.sync()  # what was written before is not to be written while the clock runs
    cost = measure.run(scenario.command, ground.place(scenario.place), environment())
    scenario.after(ground)
    return cost


def tell(line: str) -> None:
    """Say how far it is."""
    print(line, file=sys.stderr, flush=True)


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, with ratios to the first row.

    On a machine that does other work as well, processor seconds are the steadier measure; they leave out what
    several processors gain. Own memory is the peak without mapped files, such as the cache's.
    """
    lines = [
        "| what | s | range | ratio | CPU s | ratio | peak MB | own MB | pages | files | bytes a page | site MB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        all_seconds = [cost.seconds for cost in row.costs]
        cells = [
            row.scenario.name,
            f"{row.seconds:.2f}",
            f"{min(all_seconds):.2f}–{max(all_seconds):.2f}",
            f"{row.seconds / rows[0].seconds:.3f}",
            f"{row.processor_seconds:.2f}",
            f"{row.processor_seconds / rows[0].processor_seconds:.3f}",
            f"{statistics.median(cost.peak_bytes for cost in row.costs) / 1e6:,.0f}",
            f"{statistics.median(cost.own_bytes for cost in row.costs) / 1e6:,.0f}",
        ]
        size = row.size
        if size:
            mean = size.page_bytes // max(1, size.pages)
            cells += [f"{size.pages:,}", f"{size.files:,}", f"{mean:,}", f"{size.bytes / 1e6:,.0f}"]
        else:
            cells += [""] * 4
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
