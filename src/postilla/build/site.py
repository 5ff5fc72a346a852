"""Site: the whole job in order. Read the records, see them as one, check them; then plan, render and publish."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from postilla import addresses, checks
from postilla.archive import Archive, Hidden
from postilla.diagnostics import Diagnostic, Report
from postilla.errors import RecordsError
from postilla.formats import BESIDE_ARTICLES, FORMATS, Item, RecordMetadata
from postilla.model import Vocabulary
from postilla.pages import (
    ArticleFacts,
    SiteFacts,
    SitePages,
    menu_series,
    menu_specialties,
)
from postilla.settings import Settings
from postilla.words import language_of

from . import staging
from .cache import Cache, Reader, pack, unpack
from .collector import collecting_seldom
from .examined import Examined, build_time, state_of, surroundings
from .examining import active_files, introductions, known_journal, locator, named_files
from .facts import article_facts, formats_of, site_facts
from .fingerprint import RENDERING, SEARCHING, fingerprint
from .formatting import Formatting
from .host import Host, MenuItem, Menus
from .indexing import Indexing
from .linking import resolved
from .pictures import Size, measure, pictures
from .placing import Placed
from .plan import Manifest, Planned, planned_data
from .planning import Part, Planning
from .publications import Publications, items_of
from .publish import Published, Publisher, shell_key, site_key
from .rendering import Bench
from .sitemap import sitemaps
from .sources import Progress, Source, Sources, Survey, at_place, beside, load_page, read_vocabularies, survey
from .staging import SiteDirectory
from .timing import timed
from .whole_site import NEWEST, whole_site, written_by_hand


def _silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


class Site:
    """An archive that has been read and checked, ready to be published."""

    def __init__(
        self,
        settings: Settings,
        cache: Cache,
        survey: Survey,
        vocabularies: Mapping[str, Vocabulary],
        told: Sequence[Diagnostic],
        vocabularies_key: str,
        timings: dict[str, float],
        progress: Progress,
    ) -> None:
        self.settings, self.report = settings, Report.of((), 0)
        self._cache, self._survey, self._vocabularies, self._told_early = cache, survey, vocabularies, told
        self._vocabularies_key, self._timings, self._progress = vocabularies_key, timings, progress
        self._now = build_time()
        self._language = language_of(settings.language)
        self._articles, self._hidden = 0, ""
        self._replaced: tuple[str, ...] = ()
        self._by_hand: frozenset[str] = frozenset()

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
        cache = Cache(settings.cache_dir)
        with collecting_seldom():
            with timed(timings, "look"):
                vocabularies, told, vocabularies_key = read_vocabularies(settings.root, settings.articles)
                known_journal(settings, vocabularies)
                formats_of(settings, 0)
                found = survey(settings.root, settings.articles, cache, settings.language)
            site = cls(
                settings, cache, found, vocabularies, told, vocabularies_key, timings, progress or _silent
            )
            site._find()
        return site

    def _find(self, between: Callable[[], object] = lambda: None) -> None:
        """Fill in the report: the kept one where it holds; `between` is called now and then."""
        with contextlib.suppress(Exception):  # whatever a damaged entry raises, it is made again
            kept = unpack(self._cache.state("examined") or b"", Examined)
            if kept.holds(self._key_today, self._now):
                self.report, self._articles, self._hidden = kept.report, kept.articles, kept.hidden
                return
        archive, read = self.archive, self._sources
        with timed(self._timings, "check"):
            named = named_files(read)
            context = checks.Context(
                archive=archive,
                vocabularies=self._vocabularies,
                entries=tuple(read.entries),
                locate=locator(read, self._vocabularies, self.settings.root),
                has_file=lambda path, name: at_place(path, name) in read.folder.files,
                is_picture=lambda path, name: at_place(path, name) in self._pictures,
                active=active_files(read, named, self._cache),
                files_named=named,
                reserved=frozenset(self.settings.hand_written),
                made=frozenset(FORMATS[format].extension for format in BESIDE_ARTICLES),
                unread=frozenset(
                    PurePosixPath(s.path).stem for s in read.by_path.values() if not s.head.head
                ),
            )
            findings = [
                *self._told_early,
                *self._introductions[1],
                *read.findings,
                *checks.run(context, between),
            ]
        self.report = Report.of(findings, len(read.folder.records))
        ends = [e.head.embargo for e in context.entries if archive.hidden.get(e.head.id) is Hidden.EMBARGO]
        until = min(ends, key=datetime.datetime.fromisoformat, default="")
        self._articles, self._hidden = len(archive.entries), " ".join(sorted(archive.hidden))
        examined = Examined(
            self._key_today, self._now.isoformat(), until, self.report, self._articles, self._hidden
        )
        self._cache.keep_state("examined", pack(examined))

    @cached_property
    def _around(self) -> str:
        return surroundings(self.settings, self._survey, self._vocabularies_key)

    @cached_property
    def _key(self) -> str:
        return state_of(self._around, self._survey)

    @property
    def _key_today(self) -> str:
        return f"{self._key} {self._now.astimezone(checks.EASTERNMOST).date()}"

    @cached_property
    def _sources(self) -> Sources:
        with timed(self._timings, "read records"):
            read = self._survey.read(self._cache, self.settings.workers, self._progress)
        keys = {source.path: source.key for source in read.by_path.values()}
        if keys != self._survey.keys:  # a record has changed since it was looked at
            self._survey = dataclasses.replace(self._survey, keys=keys)
            self._key = state_of(self._around, self._survey)
        return read

    @cached_property
    def archive(self) -> Archive:
        """All records seen as one; not even read where nothing changed and nobody asks."""
        entries = self._sources.entries
        with timed(self._timings, "relate"):
            return Archive.of(
                entries,
                self._vocabularies,
                now=self._now,
                default_journal=self.settings.journal,
                default_language=self.settings.language,
            )

    @cached_property
    def _pictures(self) -> dict[str, Size]:
        read = self._sources
        paths = (
            path
            for source in read.by_path.values()
            if source.head.head
            for _, path in pictures(source.head.head.id, source.path, source.head)
        )
        return measure(self.settings.root, read.folder.files, paths, self._cache)

    @cached_property
    def _introductions(self) -> tuple[dict[tuple[str, str], str], list[Diagnostic]]:
        return introductions(self._vocabularies, self.settings)

    @cached_property
    def _by_id(self) -> dict[str, Source]:
        return {s.head.head.id: s for s in reversed(list(self._sources.by_path.values())) if s.head.head}

    @property
    def menus(self) -> Menus:
        """The menus of every page."""
        specialties, series = (self._vocabularies[name].terms for name in ("specialties", "series"))
        return Menus(
            tuple(MenuItem(*link) for link in menu_specialties(specialties)),
            tuple(MenuItem(*link, detail) for link, detail in menu_series(series, self._language)),
        )

    @property
    def note(self) -> str:
        """Why the cache is not used; empty where it is."""
        return self._cache.note

    def resolve(self, link: str) -> str | None:
        """The address that `article:…`, `term:…/…` or `work:…` in a hand-written page means; None if unknown."""
        return resolved(self.archive, link)

    def publish(self, host: Host, directory: SiteDirectory, *, with_index: bool = True) -> Published:
        """Render what changed and make the site stand, all or nothing.

        Args:
            host: gives the shells.
            directory: where the site stands.
            with_index: whether the index of the search is made too; a preview makes it when it is first wanted.

        Raises:
            BuildError: two pages want one address.
            MachineError: the disk, a permission or a worker failed; the earlier site can be restored.
        """
        self._by_hand = written_by_hand(directory.path)
        bench = self._bench(host, directory.path / staging.NEXT)
        everything = shell_key(bench, fingerprint(RENDERING))
        publisher = Publisher(self._cache, directory, self.settings.workers, self._progress)
        with collecting_seldom():
            done = publisher.publish(
                self._whole(host, everything, with_index),
                lambda standing: self._plan(host, bench, everything, standing, with_index),
                bench,
                lambda article: self._by_id[article].path,
                self._expected,
                lambda: Formatting(self.archive, self._by_id, bench.site, fingerprint(RENDERING)),
            )
        done.articles, done.replaced = self._articles, self._replaced
        done.timings = {**self._timings, **done.timings}
        indexed = json.loads(self._cache.state("search") or b"[]")
        self._cache.end_build([*self._survey.keys.values(), *indexed])
        return done

    def items(self, ids: Iterable[str]) -> Iterator[Item]:
        """Articles as formats take them, one after the other; the ids are those of public articles."""
        return items_of(
            Publications(self.archive, self._by_id, self.settings.site_url),
            self._by_id,
            self._cache.path,
            self.settings,
            ids,
        )

    def _bench(self, host: Host, target: Path) -> Bench:
        shells = {address: shell for address, (_, shell) in host.listings.items()}
        intro, root = self._introductions[0].get(("", "intro"), ""), self.settings.root
        facts = site_facts(self.settings, intro, host.feed_style, self._articles)
        return Bench(host.shell, shells, facts, {}, {}, root, self._cache.path, target)

    def close(self) -> None:
        """Close the cache."""
        self._cache.close()

    def indexing(self) -> Indexing:
        """What the search has to find, for `Indexing.files`; it may be used in another thread."""
        return Indexing(self.archive, self._by_id, self.settings, self._language, self._cache.path)

    def _whole(self, host: Host, everything: str, with_index: bool) -> str:
        """The key of all that the plan is made from."""
        index = f"{fingerprint(SEARCHING)} {with_index and self.settings.has_search}"
        return self._digest(host, f"{everything} {self._key} {index}")

    def _structure(self, host: Host, everything: str) -> str:
        """The same without what belongs to one article alone, such as its title and text."""
        records = ((path, source.head.structure) for path, source in self._sources.by_path.items())
        return self._digest(host, f"{everything} {self._around} {sorted(records)}")

    def _digest(self, host: Host, made_from: str) -> str:
        state = hashlib.blake2b(f"{made_from}\n".encode(), digest_size=16)
        for address, (name, shell) in sorted(host.listings.items()):
            state.update(repr((address, name, shell.parts)).encode())
        state.update(repr((sorted(host.addresses), sorted(self._by_hand))).encode())
        # an embargo that has ended changes which articles are public, and no file
        state.update(self._hidden.encode())
        return state.hexdigest()

    def _plan(
        self, host: Host, bench: Bench, everything: str, standing: Manifest, with_index: bool
    ) -> Iterator[Planned]:
        planned = self._all_but_search(host, bench, everything, standing)
        if with_index and self.settings.has_search:
            planned = self.indexing().files(self._cache, self._progress, beside=planned)
        yield from planned

    def _all_but_search(
        self, host: Host, bench: Bench, everything: str, standing: Manifest
    ) -> Iterator[Planned]:
        pages = SitePages(self.archive, self.facts, bench.site, self._introductions[0], bench.cards)
        placed = Placed(host, everything, site_key(bench, fingerprint(RENDERING)))
        bench.records.update(self._records)
        parts = self._parts(pages, placed, bench.site)
        public = {id: self._by_id[id].key for id in self.archive.entries}
        planning = Planning(self._cache, self._structure(host, everything), public)
        edited = planning.edited(standing)
        if edited:
            yield from planning.again(*edited, parts, pages.shown)
        else:
            pages.make_cards()
            yield from planning.anew(parts, pages.shown, placed.replaced)
        self._replaced = planning.replaced

    @cached_property
    def _records(self) -> dict[str, tuple[str, str]]:
        return {id: (source.path, source.key) for id, source in self._by_id.items()}

    def _parts(self, pages: SitePages, placed: Placed, site: SiteFacts) -> Iterator[Part]:
        """What plans all files of the site, one or a few at a time."""
        yield from (partial(placed.files, make) for make in pages.parts())
        yield partial(self._maps, placed)
        yield partial(self._about_site, pages, site)
        yield self._files

    def _maps(self, placed: Placed) -> Iterator[Planned]:
        placed.refuse_unknown()  # all pages have come
        for path, data in sitemaps(self.settings.site_url, placed.mapped).items():
            yield planned_data(path, data)

    def _about_site(self, pages: SitePages, site: SiteFacts) -> Iterator[Planned]:
        pages.shown.update(self.archive.order[:NEWEST])
        for path, data in whole_site(self.settings, self.archive, site, self._by_hand).items():
            yield planned_data(path, data)

    def _expected(self) -> int:
        """About how many pages there will be: all but the lists."""
        archive = self.archive
        named = len(archive.people.pages) + len(archive.people.redirects)
        return len(archive.entries) + named + len(archive.works) + len(archive.aliases)

    def _files(self) -> Iterator[Planned]:
        for id in self.archive.entries:
            yield from self._files_of(id)

    def _files_of(self, id: str) -> Iterator[Planned]:
        """The files of one article."""
        source, files = self._by_id[id], self._sources.folder.files
        if self.archive.head(id).withdrawn:
            return
        # several figures may well show one file
        names = {
            beside(source.path, id, named.name, inside=named.inside): named.name
            for named in source.head.named
        }
        for path, name in names.items():
            facts = files.get(path)
            if facts is not None:
                key = f"file {path} {facts.size} {facts.mtime}"
                path_there = addresses.output(addresses.file(id, name))
                yield Planned(path_there, key, copy=self.settings.root / path)

    def record_metadata(self, id: str) -> RecordMetadata:
        """What the record of a public article says, for metadata."""
        source = self._by_id[id]
        with contextlib.closing(Reader(self._cache.path)) as reader:
            parts = load_page(reader, self.settings.root, source.path, source.key, self.settings.language)
        return parts.metadata

    @cached_property
    def facts(self) -> Callable[[str], ArticleFacts]:
        """What is known of a public article beside its head, by id.

        It holds values and not this site, which pages would otherwise keep in memory until cycles are looked for.
        """
        archive, by_id, language = self.archive, self._by_id, self._language
        files, sizes = self._sources.folder.files, self._pictures
        return lambda article: article_facts(archive.head(article), by_id[article], files, sizes, language)
