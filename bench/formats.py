"""What everything for machines costs: heads, feeds, sitemaps, citation files; beside a site without any of it."""

from __future__ import annotations

import sys
from pathlib import Path

from . import bare, edits, generate
from .articles import Articles
from .build import BUILD, Row, Scenario, run, tell
from .edits import EditError, Ground

_BARE = (sys.executable, "-m", "bench.bare", "build", "-q")
_EVERYTHING = (
    "citation_files: bibtex ris csl nbib jats", "bulk_files: true", "linksets: always", "twins: always", "feeds: all",
)  # fmt: skip


def bare_settings(ground: Ground) -> None:
    """Take away the site, and have nothing for machines from now on."""
    edits.set_formats(ground, *bare.SETTINGS)


def everything(ground: Ground) -> None:
    """Take away the site, and have every file there can be from now on."""
    edits.set_formats(ground, *_EVERYTHING)


def bare_stands(ground: Ground) -> None:
    """Every article has its page, and there is nothing for machines."""
    edits.pages_stand(ground)
    site = ground.archive / "site"
    found = [str(path) for name in ("feed.xml", "robots.txt", "sitemaps") for path in site.rglob(name)]
    found += [str(p) for p in site.glob("articles/*/index.html") if "citation_title" in p.read_text("utf-8")]
    if found:
        raise EditError(f"the bare site has {found[0]}")


def heads_stand(ground: Ground) -> None:
    """Every article has its page with a head, and there are feeds and sitemaps."""
    edits.archive_stands(ground)
    site = ground.archive / "site"
    if not all((site / name).exists() for name in ("feed.xml", "robots.txt", "sitemaps/pages.xml")):
        raise EditError("the site has no feeds or sitemaps")
    if not all("citation_title" in p.read_text("utf-8") for p in site.glob("articles/*/index.html")):
        raise EditError("the page of an article has no metadata")


def all_stand(ground: Ground) -> None:
    """The same, and all files are there."""
    heads_stand(ground)
    edits.formats_stand(ground)


SCENARIOS = (
    Scenario("cold, nothing for machines", "archive", _BARE, bare_settings, bare_stands),
    Scenario("nothing changed, nothing for machines", "archive", _BARE, edits.nothing, bare_stands),
    Scenario("one article edited, nothing for machines", "archive", _BARE, edits.edit_article, bare_stands),
    Scenario("cold", "archive", BUILD, edits.forget_site, heads_stand),
    Scenario("nothing changed", "archive", BUILD, edits.nothing, heads_stand),
    Scenario("one article edited", "archive", BUILD, edits.edit_article, heads_stand),
    Scenario("cold, every file there can be", "archive", BUILD, everything, all_stand),
    Scenario("nothing changed, every file", "archive", BUILD, edits.nothing, all_stand),
    Scenario("one article edited, every file", "archive", BUILD, edits.edit_article, all_stand),
)
"""Every scenario, in the order of a round; the first is what the others are compared with."""


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
    return run(SCENARIOS, ground, runs)
