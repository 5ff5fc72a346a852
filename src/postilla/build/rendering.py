"""Pages into files: what each worker does with its share of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from postilla import addresses
from postilla.errors import BuildError
from postilla.model import Head
from postilla.pages import ArticleView, Page, RedirectView, Renderer, SiteFacts, article_parts
from postilla.words import language_of

from .cache import Reader
from .plan import Output
from .shell import Shell
from .sources import load_page


class Job(NamedTuple):
    """One page to render; an article's comes with its head and the path of its record."""

    path: str
    key: str
    page: Page
    head: Head | None
    record: str


class Bench(NamedTuple):
    """What a worker needs for every page."""

    shell: Shell
    listings: Mapping[str, Shell]
    """The shells of hand-written pages that ask for a listing, by address."""
    site: SiteFacts
    root: Path
    cache: Path
    target: Path


class _Worker:
    """One process's renderer; made once by `set_up`."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._renderer = Renderer(bench.site.language)
        self._language = language_of(bench.site.language)
        self._reader = Reader(bench.cache)

    def close(self) -> None:
        self._reader.close()

    def write(self, job: Job) -> tuple[str, Output]:
        data = self.render(job).encode()
        file = self._bench.target / job.path
        try:
            file.write_bytes(data)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        facts = file.stat()
        return job.path, Output(job.key, facts.st_size, facts.st_mtime_ns)

    def render(self, job: Job) -> str:
        """The whole page as text."""
        bench, page = self._bench, job.page
        base = "../" * addresses.depth(page.address)
        context: dict[str, Any] = {"view": page.view, "site_name": bench.site.name}
        if job.head is not None and isinstance(page.view, ArticleView):
            part = load_page(self._reader, bench.root, job.record, page.view.key, bench.site.language)
            context["parts"] = article_parts(page.view, job.head, part.tail, part.bodies, self._language)
        listing = bench.listings.get(page.address)
        # a hand-written page has a title of its own
        inner = self._renderer.render(page.template, base, bare=listing is not None, **context)
        if listing:
            return listing.fill({"base": base, "listing": inner}, page.section)
        target = page.view.target.address if isinstance(page.view, RedirectView) else page.address
        head = f'<link rel="canonical" href="{escape(bench.site.url + target)}">' if bench.site.url else ""
        if target != page.address:
            head += f'<meta http-equiv="refresh" content="0; url={escape(base + target)}">'
            head += '<meta name="robots" content="noindex">'
        values = {
            "base": base,
            "lang": escape(page.language),
            "title": escape(
                page.title if page.template == "home.html" else f"{page.title} | {bench.site.name}"
            ),
            "description": escape(_shortened(page.description)),
            "head": head,
            "main": inner,
        }
        return bench.shell.fill(values, page.section)


_worker: _Worker | None = None


def set_up(bench: Bench) -> None:
    """Prepare this process for `render_pages`."""
    global _worker  # noqa: PLW0603 - a pool gives a job nothing but its arguments; this is what the initialiser is for
    _worker = _Worker(bench)


def let_go() -> None:
    """Close what `set_up` opened in this process; those of the pool end with it."""
    global _worker  # noqa: PLW0603 - as above
    if _worker is not None:
        _worker.close()
    _worker = None


def render_pages(jobs: Sequence[Job]) -> list[tuple[str, Output]]:
    """Render pages and write them below the bench's target; path and facts of each file."""
    if _worker is None:
        raise BuildError("a page was asked for before `set_up`")
    return [_worker.write(job) for job in jobs]


def _shortened(text: str, limit: int = 300) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
