"""Pages into files: what each worker does with its share of the plan."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from postilla import addresses
from postilla.errors import BuildError
from postilla.formats import FORMATS, Frame, Item, Publication, RecordMetadata, shortened
from postilla.pages import (
    Around,
    ArticleParts,
    ArticleView,
    Card,
    FeedView,
    FileView,
    Page,
    Renderer,
    SiteFacts,
    citation_files,
    citation_lines,
    feed_text,
    head_of,
    linkset_text,
    twin_text,
    with_pictures,
)
from postilla.records import text_of
from postilla.words import language_of

from .cache import Reader
from .plan import Output
from .publications import item_of
from .shell import Shell
from .sources import load_page, load_tail


class Job(NamedTuple):
    """One page to render; an article's comes with the path of its record."""

    path: str
    key: str
    page: Page
    record: str
    """Empty for other pages."""


class FileJob(NamedTuple):
    """An article to write in some formats: into a file, or as entries of bulk files where there is no path."""

    path: str
    key: str
    formats: tuple[str, ...]
    publication: Publication
    record: str
    """The path of its record."""
    record_key: str


class Entries(NamedTuple):
    """The entries of one article in every bulk format, in the order of the formats."""

    id: str
    texts: tuple[bytes, ...]


def framed(format: str, entries: Sequence[bytes]) -> bytes:
    """A file of some articles; one of a single article is framed as one of several: CSL-JSON is always a list."""
    begin, between, end = (part.encode() for part in FORMATS[format].frame or Frame())
    return begin + between.join(entries) + end


class Bench(NamedTuple):
    """What a worker needs for every page."""

    shell: Shell
    listings: Mapping[str, Shell]
    """The shells of hand-written pages that ask for a listing, by address."""
    site: SiteFacts
    cards: dict[str, Card]
    """Of every article, by id; filled when the plan is begun."""
    records: dict[str, tuple[str, str]]
    """The path and the key of every record, by the id of its article; filled when the plan is begun."""
    root: Path
    cache: Path
    target: Path


class Worker:
    """One process's renderer; made once by `set_up`."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self._target = os.fspath(bench.target)
        self._renderer = Renderer(bench.site.language, bench.cards)
        self._reader = Reader(bench.cache)
        self._shells: dict[tuple[str, str], Shell] = {}
        """By the way to the root and the section."""
        self._loaded: tuple[str, ArticleParts] | None = None
        """What was last loaded, by the key of the record."""
        self._records: dict[str, RecordMetadata] = {}
        """By the id of the article."""
        self._item: tuple[Publication, Item, dict[str, bytes]] | None = None
        """What was written last in other formats: the files of an article come one after the other."""

    def close(self) -> None:
        """Close the cache."""
        self._reader.close()

    def turn_to(self, bench: Bench) -> None:
        """Render for another bench from now on, whose site has the same language."""
        self.bench = bench
        self._renderer.show(bench.cards)
        self._shells.clear()
        self._records.clear()
        self._item = None

    def make(self, job: Job | FileJob) -> tuple[str, Output] | Entries:
        """Do one job below the bench's target; path and facts of the file, or entries that have none."""
        if isinstance(job, Job):
            return self.write(job.path, job.key, self.render(job).encode())
        entries = [self.entry(format, job) for format in job.formats]
        if not job.path:
            return Entries(job.publication.head.id, tuple(entries))
        return self.write(job.path, job.key, framed(job.formats[0], entries))

    def entry(self, format: str, job: FileJob) -> bytes:
        """An article in one format; what a file beside its page holds is an entry of a bulk file too."""
        if self._item is None or self._item[0] is not job.publication:
            bench = self.bench
            tail = load_tail(self._reader, bench.root, job.record, job.record_key, bench.site.language)
            item = item_of(job.publication, tail, self._parts(job.record, job.record_key))
            self._item = (job.publication, item, {})
        _, item, made = self._item
        if format not in made:
            write = FORMATS[format].entry
            if write is None:
                raise BuildError(f"{format} is no format of single articles")
            made[format] = write(item).encode("utf-8", "replace")
        return made[format]

    def write(self, job_path: str, key: str, data: bytes) -> tuple[str, Output]:
        """Write a file below the bench's target; its path and facts."""
        path = f"{self._target}/{job_path}"
        folder = path.rpartition("/")[0]
        # names as text: a Path for every page costs time, and says nothing more
        with contextlib.suppress(FileExistsError):
            try:
                os.mkdir(folder)  # noqa: PTH102
            except FileNotFoundError:
                os.makedirs(folder)  # noqa: PTH103
        facts = _write(path, data)
        return job_path, Output(key, facts.st_size, facts.st_mtime_ns)

    def render(self, job: Job) -> str:
        """The whole page as text."""
        bench, page = self.bench, job.page
        if isinstance(page.view, FeedView):
            return feed_text(page.address, page.view, bench.site.metadata, self._metadata)
        if isinstance(page.view, FileView):
            return self._file(page.view)
        base = "../" * addresses.depth(page.address)
        context: dict[str, Any] = {"view": page.view, "site_name": bench.site.name}
        parts: ArticleParts | None = None
        if isinstance(page.view, ArticleView):
            parts = self._parts(job.record, page.view.key)
            if page.view.pictures:
                parts = with_pictures(parts, page.view.pictures)
            context["parts"] = parts
            context["citations"] = citation_lines(page.view, parts)
            context["downloads"] = citation_files(page.view.id, bench.site.citation_files)
        listing = bench.listings.get(page.address)
        # a hand-written page has a title of its own
        inner = self._renderer.render(page.template, base, bare=listing is not None, **context)
        if listing:
            return listing.at(base, page.section).fill({"listing": inner})
        described = shortened(page.description)
        around = Around(
            page.address,
            page.title,
            described,
            page.language,
            bench.site.metadata,
            base,
            bench.site.has_linksets,
        )
        values = {
            "lang": escape(page.language),
            "title": escape(
                page.title if page.template == "home.html" else f"{page.title} | {bench.site.name}"
            ),
            "description": escape(described),
            "head": head_of(page.view, around, parts),
            "main": inner,
        }
        shell = self._shells.get((base, page.section))
        if shell is None:
            shell = self._shells[base, page.section] = bench.shell.at(base, page.section)
        return shell.fill(values)

    def _file(self, view: FileView) -> str:
        bench, site = self.bench, self.bench.site.metadata
        if view.kind == "linkset":
            return linkset_text(view, site)
        path, key = bench.records[view.id]
        text = text_of((bench.root / path).read_bytes())
        return twin_text(view, self._parts(path, key), text, site, language_of(bench.site.language))

    def _parts(self, record: str, key: str) -> ArticleParts:
        """What a record gives; the files of an article come one after the other."""
        if self._loaded is None or self._loaded[0] != key:
            bench = self.bench
            self._loaded = key, load_page(self._reader, bench.root, record, key, bench.site.language)
        return self._loaded[1]

    def _metadata(self, id: str) -> RecordMetadata:
        """What a record says; an article may stand in many feeds."""
        known = self._records.get(id)
        if known is None:
            known = self._records[id] = self._parts(*self.bench.records[id]).metadata
        return known


def _write(path: str, data: bytes) -> os.stat_result:
    """Write a file and look at it, in the fewest calls of the system: there are some for every page."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(opened, rest) :]
        return os.fstat(opened)
    finally:
        os.close(opened)


_worker: Worker | None = None


def set_up(bench: Bench) -> None:
    """Prepare this process for `render_pages`."""
    global _worker  # noqa: PLW0603 - a pool gives a job nothing but its arguments; this is what the initialiser is for
    _worker = Worker(bench)


def let_go() -> None:
    """Close what `set_up` opened in this process; those of the pool end with it."""
    global _worker  # noqa: PLW0603 - as above
    if _worker is not None:
        _worker.close()
    _worker = None


def render_pages(jobs: Sequence[Job | FileJob]) -> list[tuple[str, Output] | Entries]:
    """Render pages and write files below the bench's target; path and facts of each, or entries of bulk files."""
    if _worker is None:
        raise BuildError("a page was asked for before `set_up`")
    return [_worker.make(job) for job in jobs]
