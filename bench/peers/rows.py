"""One run of all generators over one archive: which commands, in which order, and what their sites must have.

Every peer stands in a row of `PEERS`. Each is built cold, then made searchable by Pagefind; where it can build less
than everything after an edit, one article is edited and both are done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bench import build, edits, generate
from bench.articles import Articles
from bench.build import Row, Scenario
from bench.edits import EditError, Ground
from postilla import addresses
from postilla.search import find_engine

from . import hugo, install, mkdocs, pelican
from .content import Content
from .site import Peer, Site

_INDEX = ("--site", "site", "--glob", "articles/**/*.html", "--root-selector", "article")

_PAGES = {
    "search": False,
    "citation_files": "none",
    "bulk_files": False,
    "feeds": "atom",
    "linksets": "never",
    "twins": "never",
}
"""Settings of postilla for the least beside its pages."""
SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "postilla, pages only": _PAGES,
    "postilla, pages + search": {**_PAGES, "search": True},
    "postilla, as it comes": {"search": True},
}
"""How postilla is built: what it does beyond its peers is its own choice, and can be told apart."""

PEERS = (
    Peer("Hugo", "hugo", ("hugo", "lib/*/site-packages/hugo/binaries/hugo"), hugo.files, ("build", "--quiet"), None),
    Peer(
        "Pelican", "pelican", ("pelican", "bin/pelican"), pelican.files, ("--quiet", "-s", "pelicanconf.py"), (),
        ("cache",),
    ),
    Peer(
        "Zensical", "zensical", ("zensical", "bin/zensical"), mkdocs.zensical_files, ("build",), (), (".cache",)
    ),
    Peer("MkDocs + Material", "mkdocs", ("", ""), mkdocs.files, build.PLAIN, ("--dirty",)),
)  # fmt: skip


def measured(work: Path, count: int, runs: int, seed: int, peers: Sequence[Peer] = PEERS) -> list[Row]:
    """Build one archive with postilla and its peers, `runs` times.

    Raises:
        FileExistsError: it is there already.
        CommandError: a peer cannot be installed, or a command failed.
        EditError: a site is not what it has to be.
    """
    environments = work / "environments"
    programs = {peer.place: _program(environments, peer.program) for peer in peers}
    search = (str(find_engine().path), *_INDEX)
    ground = Ground(work / f"{count}", Articles(seed, count), count)
    build.tell(f"{count:,} articles: writing them")
    generate.write(ground.archive, count, seed)
    content = Content.of(ground.articles)
    scenarios: list[Scenario] = []
    for peer in peers:
        generate.claim(ground.place(peer.place))
        site = Site(peer, content)
        site.write(ground)
        scenarios += _of_peer(site, programs[peer.place], search)
    scenarios += of_postilla(content)
    return build.run(scenarios, ground, runs)


def versions(peers: Sequence[Peer] = PEERS) -> str:
    """What was installed, in one line."""
    locks = [peer.program[0] for peer in peers if peer.program[0]]
    return ", ".join(
        [*(f"{name} {install.version(name)}" for name in locks), f"pagefind {find_engine().version}"]
    )


def table(rows: Sequence[Row]) -> str:
    """Two Markdown tables: seconds and processor seconds of postilla's rows as shares of those of every peer's row."""
    return "\n\n".join(
        _shares(rows, what, of)
        for what, of in (("s", lambda row: row.seconds), ("CPU s", lambda row: row.processor_seconds))
    )


def _shares(rows: Sequence[Row], what: str, of: Callable[[Row], float]) -> str:
    ours = [row for row in rows if row.scenario.place == "archive"]
    theirs = [row for row in rows if row.scenario.place != "archive"]
    lines = [
        f"| {what} ÷ those of | {' | '.join(row.scenario.name for row in ours)} |",
        f"|---|{'--:|' * len(ours)}",
    ]
    for other in theirs:
        shares = (f"{of(row) / of(other):.3f}" for row in ours)
        lines.append(f"| {other.scenario.name} | {' | '.join(shares)} |")
    return "\n".join(lines)


def _program(environments: Path, program: tuple[str, str]) -> tuple[str, ...]:
    name, path = program
    if not name:
        return ()
    build.tell(f"installing {name}")
    return (install.program(environments, name, path),)


def _of_peer(site: Site, program: tuple[str, ...], search: tuple[str, ...]) -> Iterator[Scenario]:
    peer = site.peer
    command = (*program, *peer.command)
    steps = [("cold", command, site.forget, site.stands)]
    if peer.again is not None:
        steps.append(("one article edited", (*command, *peer.again), site.edit, site.shows))
    for what, of_step, before, after in steps:
        yield Scenario(f"{peer.name}, {what}", peer.place, of_step, before, after)
        name = f"{peer.name} + Pagefind, {what}"
        yield Scenario(name, peer.place, search, edits.nothing, site.searches, goes_on=True)


def of_postilla(content: Content) -> Iterator[Scenario]:
    """The scenarios of postilla, with each of its `SETTINGS`."""
    for name, settings in SETTINGS.items():

        def forget(ground: Ground, settings: Mapping[str, Any] = settings) -> None:
            edits.forget_site(ground)
            edits.restore_article(ground)
            path = ground.archive / "mkdocs.yml"
            config = yaml.safe_load(path.read_text("utf-8"))
            config["plugins"] = [{"postilla": dict(settings)}]
            generate.write_text(path, yaml.safe_dump(config, sort_keys=False))

        def stands(ground: Ground, settings: Mapping[str, Any] = settings) -> None:
            edits.archive_stands(ground)
            site = ground.archive / "site"
            for address in content.indexes:
                if not (site / address / "index.html").is_file():
                    raise EditError(f"postilla made no page {address}, which its peers had to make")
            if (site / addresses.SEARCH_INDEX).is_file() != settings["search"]:
                raise EditError(
                    "postilla has a search where it should have none, or none where it should have one"
                )

        yield Scenario(f"{name}, cold", "archive", build.BUILD, forget, stands)
        yield Scenario(
            f"{name}, one article edited", "archive", build.BUILD, edits.edit_article, edits.article_shows
        )
