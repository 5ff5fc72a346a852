"""Site: the whole job in order. Read the records, see them as one, check them; then plan, render and publish."""

from __future__ import annotations

import datetime
import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from postilla import addresses, checks
from postilla.archive import Archive, Entry
from postilla.diagnostics import Report
from postilla.errors import BuildError, RecordsError, SettingsError
from postilla.model import Vocabulary, Work
from postilla.pages import (
    ArticleFacts,
    Page,
    PdfView,
    SiteFacts,
    SitePages,
    menu_series,
    menu_specialties,
)
from postilla.settings import Settings
from postilla.words import language_of

from . import staging
from .cache import Cache
from .examining import introductions, known_journal, locator, named_files
from .fingerprint import RENDERING, fingerprint
from .host import Host
from .plan import Planned, page_key, unique
from .publish import Published, Publisher, shell_key
from .rendering import Bench
from .sitemap import sitemaps
from .sources import Progress, Source, Sources, beside, read, read_vocabularies
from .staging import SiteDirectory


class MenuItem(NamedTuple):
    """One entry of a menu that stands on every page."""

    name: str
    address: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Menus:
    """The menus made from the vocabularies; nothing in them changes with an article."""

    specialties: tuple[MenuItem, ...]
    series: tuple[MenuItem, ...]


def _silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


class Site:
    """An archive that has been read and checked, ready to be published."""

    def __init__(
        self,
        settings: Settings,
        cache: Cache,
        sources: Sources,
        vocabularies: Mapping[str, Vocabulary],
        archive: Archive,
        report: Report,
        intros: Mapping[tuple[str, str], str],
        timings: dict[str, float],
        progress: Progress,
    ) -> None:
        self.settings, self.archive, self.report = settings, archive, report
        self._cache, self._sources, self._vocabularies = cache, sources, vocabularies
        self._intros, self._timings, self._progress = intros, timings, progress
        self._language = language_of(settings.language)
        self._by_id = {s.head.head.id: s for s in reversed(list(sources.by_path.values())) if s.head.head}

    @classmethod
    def read(cls, settings: Settings, *, progress: Progress | None = None) -> Site:
        """Read, relate and check every record.

        Raises:
            RecordsError: the findings stop a build, by the setting `fail_on`; it carries the report.
            SettingsError: a setting names something that is not there.
            MachineError: the machine does not let the records be read.
        """
        site = cls.examine(settings, progress=progress)
        if site.report.stops(settings.stop_severity):
            site.close()
            raise RecordsError(site.report)
        return site

    @classmethod
    def examine(cls, settings: Settings, *, progress: Progress | None = None) -> Site:
        """The same whatever the findings are; `report` has them all."""
        timings: dict[str, float] = {}
        progress = progress or _silent
        cache = Cache(settings.cache_dir)
        with _timed(timings, "read records"):
            vocabularies, findings = read_vocabularies(settings.root, settings.articles)
            sources = read(
                settings.root, settings.articles, cache, settings.workers, progress, settings.language
            )
        known_journal(settings, vocabularies)
        with _timed(timings, "relate"):
            entries = [
                Entry(source.path, source.head.head, source.key)
                for source in sources.by_path.values()
                if source.head.head
            ]
            archive = Archive.of(
                entries,
                vocabularies,
                now=build_time(),
                default_journal=settings.journal,
                default_language=settings.language,
            )
        with _timed(timings, "check"):
            context = checks.Context(
                archive=archive,
                vocabularies=vocabularies,
                entries=tuple(entries),
                locate=locator(sources, vocabularies, settings.root),
                has_file=lambda path, name: str(PurePosixPath(path).parent / name) in sources.folder.files,
                files_named=named_files(sources),
            )
            intros, told = introductions(vocabularies, settings)
            findings += [*told, *sources.findings, *checks.run(context)]
        report = Report.of(findings, len(sources.folder.records))
        return cls(settings, cache, sources, vocabularies, archive, report, intros, timings, progress)

    @property
    def menus(self) -> Menus:
        """The menus of every page."""
        return Menus(
            tuple(MenuItem(*link) for link in menu_specialties(self.archive)),
            tuple(MenuItem(*link, detail) for link, detail in menu_series(self.archive, self._language)),
        )

    @property
    def note(self) -> str:
        """Why the cache is not used; empty where it is."""
        return self._cache.note

    def resolve(self, link: str) -> str | None:
        """The address that `article:…`, `term:…/…` or `work:…` in a hand-written page means; None if unknown."""
        kind, _, name = link.partition(":")
        if kind == "article":
            id = self.archive.aliases.get(name, name)
            return addresses.article(id) if id in self.archive.entries else None
        if kind == "term":
            taxonomy_name, _, key = name.partition("/")
            taxonomy = self.archive.taxonomies.get(taxonomy_name)
            term = taxonomy.get(key) if taxonomy else None
            return addresses.term(taxonomy_name, term.id) if term else None
        if kind == "work":
            discussed = self.archive.work(Work(doi=name).key)
            return addresses.work(discussed.work) if discussed else None
        return None

    def publish(self, host: Host, directory: SiteDirectory) -> Published:
        """Render what changed and make the site stand, all or nothing.

        Raises:
            BuildError: two pages want one address.
            MachineError: the disk, a permission or a worker failed; the earlier site can be restored.
        """
        timings = self._timings
        facts = self._site_facts()
        bench = Bench(
            host.shell,
            {address: shell for address, (_, shell) in host.listings.items()},
            facts,
            self.settings.root,
            self._cache.path,
            directory.path / staging.NEXT,
        )
        everything = shell_key(bench, fingerprint(RENDERING))
        publisher = Publisher(self._cache, directory, self.settings.workers, self._progress)
        heads = {id: (source.head.head, source.path) for id, source in self._by_id.items()}
        done = publisher.publish(
            self._key(host, everything),
            lambda: unique(self._plan(host, bench, facts, everything)),
            bench,
            heads,
        )
        done.articles = len(self.archive.entries)
        done.timings = {**timings, **done.timings}
        self._cache.end_build([source.key for source in self._sources.by_path.values()])
        return done

    def close(self) -> None:
        """Close the cache."""
        self._cache.close()

    def _key(self, host: Host, everything: str) -> str:
        """The key of all that the plan is made from."""
        state = hashlib.blake2b(everything.encode(), digest_size=16)
        for address, (name, shell) in sorted(host.listings.items()):
            state.update(repr((address, name, shell.parts)).encode())
        state.update(repr((sorted(host.addresses), self.settings, sorted(self._intros.items()))).encode())
        # an embargo that has ended changes which articles are public, and no file
        state.update(repr((self._vocabularies, sorted(self.archive.hidden.items()))).encode())
        for path, source in self._sources.by_path.items():
            state.update(f"{path} {source.key}\n".encode())
        state.update(repr(sorted(self._sources.folder.files.items())).encode())
        return state.hexdigest()

    def _plan(self, host: Host, bench: Bench, facts: SiteFacts, everything: str) -> Iterator[Planned]:
        wanted: dict[str, list[str]] = {}
        for address, (name, _) in host.listings.items():
            wanted.setdefault("" if name == "home" else f"{name}/", []).append(address)
        mapped: list[tuple[str, str]] = []
        for page in SitePages(self.archive, self._facts, facts, self._intros):
            for address in wanted.pop(page.address, ()):
                # the key of a listing holds its own shell, since the page around it is written by hand
                listed = page._replace(address=address)
                shell = "".join(bench.listings[address].parts)
                yield _page(listed, page_key(listed, everything + shell))
            if page.template == "article.html" and page.address in host.addresses:
                raise BuildError(f"a page of docs/ stands at the address of an article: {page.address}")
            if page.address not in host.addresses:
                if page.template != "redirect.html":
                    mapped.append((page.address, page.lastmod))
                yield _page(page, page_key(page, everything))
        if wanted:
            names = ", ".join(host.listings[a][0] for addresses_ in wanted.values() for a in addresses_)
            raise SettingsError(f"a page of docs/ asks for a listing that does not exist: {names}")
        mapped += [(address, "") for address in host.addresses]
        for path, data in sitemaps(self.settings.site_url, mapped).items():
            yield Planned(
                path, page_key(Page(path, "", "", "", "", "", "", data.decode()), everything), data=data
            )
        yield from self._files()

    def _files(self) -> Iterator[Planned]:
        files = self._sources.folder.files
        for id in self.archive.entries:
            source = self._by_id[id]
            if self.archive.head(id).withdrawn:
                continue
            for named in source.head.named:
                path = beside(source.path, id, named.name, inside=named.inside)
                facts = files.get(path)
                if facts is not None:
                    key = f"file {path} {facts.size} {facts.mtime}"
                    yield Planned(addresses.file(id, named.name), key, copy=self.settings.root / path)

    def _facts(self, id: str) -> ArticleFacts:
        source = self._by_id[id]
        part = source.head
        # a tombstone keeps the metadata and gives nothing to download
        file, url, size = part.pdf if not (part.head and part.head.withdrawn) else ("", "", 0)
        if file:
            size = self._size(source, file, inside=False)
        pdf = PdfView(addresses.file(id, file) if file else url, self._language.size(size))
        supplements = tuple(
            (n.name, self._language.size(self._size(source, n.name, inside=True)))
            for n in part.named
            if n.field.startswith("supplements")
        )
        return ArticleFacts(
            source.key, source.path, pdf, supplements, part.license, part.copyrighted, part.institutions
        )

    def _size(self, source: Source, name: str, *, inside: bool) -> int:
        id = source.head.head.id if source.head.head else ""
        facts = self._sources.folder.files.get(beside(source.path, id, name, inside=inside))
        return facts.size if facts else 0

    def _site_facts(self) -> SiteFacts:
        settings = self.settings
        return SiteFacts(
            settings.site_name,
            settings.site_url,
            settings.language,
            self._intros.get(("", "intro"), ""),
            settings.repo_url,
            settings.edit_uri,
        )


def build_time() -> datetime.datetime:
    """The moment embargoes are compared with: SOURCE_DATE_EPOCH where it is set, otherwise now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return datetime.datetime.now(datetime.UTC)


def _page(page: Page, key: str) -> Planned:
    return Planned(addresses.output(page.address), key, page=page)


class _timed:  # noqa: N801 - read as a statement
    """Adds the seconds of a block to a table."""

    def __init__(self, timings: dict[str, float], stage: str) -> None:
        self._timings, self._stage, self._start = timings, stage, 0.0

    def __enter__(self) -> None:
        self._start = time.perf_counter()

    def __exit__(self, *error: object) -> None:
        self._timings[self._stage] = self._timings.get(self._stage, 0.0) + time.perf_counter() - self._start
