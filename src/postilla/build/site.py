"""Site: the whole job in order. Read the records, see them as one, check them; then plan, render and publish."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from postilla import addresses, checks
from postilla.archive import Archive, Hidden
from postilla.diagnostics import Diagnostic, Report
from postilla.errors import RecordsError
from postilla.formats import Item, RecordMetadata
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
from .examined import Examined, Related, build_time, state_of, surroundings
from .examining import context_of, introductions, known_journal, locator
from .facts import article_facts, formats_of, site_facts
from .fingerprint import RENDERING, SEARCHING, fingerprint
from .formatting import Formatting
from .grouped import used
from .host import Host, MenuItem, Menus
from .indexing import Indexing
from .linking import resolved
from .parts import Parts
from .pictures import Size, measure, pictures
from .placing import Placed
from .plan import Planned, Standing
from .planning import Planning
from .publications import Publications, items_of
from .publish import Published, Publisher, shell_key, site_key
from .rendering import Bench
from .sources import Progress, Source, Sources, Survey, beside, load_page, read_vocabularies, survey
from .staging import SiteDirectory
from .timing import timed
from .whole_site import whole_site, written_by_hand


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
        kept: Examined | None = None
        with contextlib.suppress(Exception):  # whatever a damaged entry raises, it is made again
            kept = unpack(self._cache.state("examined") or b"", Examined)
            kept = kept if kept.related.holds(self._now) else None
        if kept is None or kept.key != self._key_today:
            kept = self._examined(kept.related if kept else None, between)
            if kept.related.key or self._sources.is_readable:
                self._cache.keep_state("examined", pack(kept))
        self.report, self._articles, self._hidden = kept.report, kept.related.articles, kept.related.hidden

    def _examined(self, known: Related | None, between: Callable[[], object]) -> Examined:
        read = self._sources
        locate = locator(read, self._vocabularies, self.settings.root)
        if known and known.key == self._structures_today:
            related = known.in_place(self._survey.keys, locate)
        else:
            related = self._related(locate, between)
        findings = [*self._told_early, *self._introductions[1], *read.findings, *related.findings]
        return Examined(self._key_today, Report.of(findings, len(read.folder.records)), related)

    def _related(self, locate: checks.Locate, between: Callable[[], object]) -> Related:
        """What is found in all records seen as one."""
        archive, read = self.archive, self._sources
        key = self._structures_today if read.is_settled and read.is_readable else ""
        with timed(self._timings, "check"):
            context = context_of(
                archive, read, self._vocabularies, self.settings, lambda path: path in self._pictures, locate
            )
            findings = checks.run(context, between)
        ends = [e.head.embargo for e in context.entries if archive.hidden.get(e.head.id) is Hidden.EMBARGO]
        keys = self._survey.keys
        return Related(
            key=key,
            moment=self._now.isoformat(),
            until=min(ends, key=datetime.datetime.fromisoformat, default=""),
            findings=tuple(findings),
            records={found.path: keys[found.path] for found in findings if found.path in keys},
            articles=len(archive.entries),
            hidden=" ".join(sorted(archive.hidden)),
        )

    @cached_property
    def _around(self) -> str:
        return surroundings(self.settings, self._survey, self._vocabularies_key)

    @cached_property
    def _key(self) -> str:
        return state_of(self._around, self._survey.keys)

    @property
    def _today(self) -> datetime.date:
        return self._now.astimezone(checks.EASTERNMOST).date()

    @property
    def _key_today(self) -> str:
        return f"{self._key} {self._today}"

    @property
    def _structures_today(self) -> str:
        return f"{self._structures} {self._today}"

    @cached_property
    def _structures(self) -> str:
        by_path = self._sources.by_path
        return state_of(self._around, {path: source.head.structure for path, source in by_path.items()})

    @cached_property
    def _sources(self) -> Sources:
        with timed(self._timings, "read records"):
            read = self._survey.read(self._cache, self.settings.workers, self._progress)
        keys = {source.path: source.key for source in read.by_path.values()}
        if keys != self._survey.keys:  # a record has changed since it was looked at
            self._survey = dataclasses.replace(self._survey, keys=keys)
            self._key = state_of(self._around, self._survey.keys)
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
        whole = self._whole(host, everything, with_index)

        def plan(standing: Standing, formatting: Formatting) -> Iterator[Planned]:
            public = {id: self._by_id[id].key for id in self.archive.entries}
            structure = self._structure(host, everything)
            planning = Planning(self._cache, structure, whole, public, formatting.keys)
            planned = self._all_but_search(host, bench, everything, standing, formatting, planning)
            if with_index and self.settings.has_search:
                planned = self.indexing().files(self._cache, self._progress, beside=planned)
            yield from planned
            self._replaced = planning.replaced

        with collecting_seldom():
            done = publisher.publish(
                whole,
                plan,
                bench,
                lambda article: self._by_id[article].path,
                self._expected,
                lambda: Formatting(self.archive, self._by_id, bench.site, fingerprint(RENDERING)),
            )
        done.articles, done.replaced = self._articles, self._replaced
        done.timings = {**self._timings, **done.timings}
        self._cache.end_build(self._used)
        return done

    def _used(self) -> Iterator[str]:
        """The keys of everything in the cache that a build like this one needs."""
        yield from used(self._survey.keys)
        yield from json.loads(self._cache.state("search") or b"[]")

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
        return self._digest(host, f"{everything} {self._structures}")

    def _digest(self, host: Host, made_from: str) -> str:
        state = hashlib.blake2b(f"{made_from}\n".encode(), digest_size=16)
        for address, (name, shell) in sorted(host.listings.items()):
            state.update(repr((address, name, shell.parts)).encode())
        state.update(repr((sorted(host.addresses), sorted(self._by_hand))).encode())
        # an embargo that has ended changes which articles are public, and no file
        state.update(self._hidden.encode())
        return state.hexdigest()

    def _all_but_search(
        self,
        host: Host,
        bench: Bench,
        everything: str,
        standing: Standing,
        formatting: Formatting,
        planning: Planning,
    ) -> Iterator[Planned]:
        pages = SitePages(self.archive, self.facts, bench.site, self._introductions[0], bench.cards)
        placed = Placed(host, everything, site_key(bench, fingerprint(RENDERING)))
        bench.records.update(self._records)
        about_site = partial(self._whole_site, bench.site)
        parts = Parts(self.archive, self.settings, pages, placed, formatting, about_site, self._files_of)
        kept, again = planning.edited(standing) or (None, frozenset())
        numbered = enumerate(self.archive.order)
        if kept and formatting.know({id: kept.formats[id] for number, id in numbered if number not in again}):
            yield from planning.again(kept, again, standing, parts, pages.shown)
        else:
            pages.make_cards()
            yield from planning.anew(parts, pages.shown, placed.replaced)

    @cached_property
    def _records(self) -> dict[str, tuple[str, str]]:
        return {id: (source.path, source.key) for id, source in self._by_id.items()}

    def _whole_site(self, site: SiteFacts) -> Mapping[str, bytes]:
        return whole_site(self.settings, self.archive, site, self._by_hand)

    def _expected(self) -> int:
        """About how many pages there will be: all but the lists."""
        archive = self.archive
        named = len(archive.people.pages) + len(archive.people.redirects)
        return len(archive.entries) + named + len(archive.works) + len(archive.aliases)

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
