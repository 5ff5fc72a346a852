"""Snapshot: an archive at one moment, and what stands at every address of its site, planned when it is asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from postilla import addresses
from postilla.archive import Archive
from postilla.diagnostics import Diagnostic, Report
from postilla.model import Vocabulary
from postilla.pages import FoundPages, is_bulk_file
from postilla.settings import Settings

from .cache import Cache
from .fingerprint import RENDERING, fingerprint
from .formatting import Formatting
from .host import Host
from .parts import maps
from .pictures import Size
from .placing import Placed
from .plan import Planned, planned_data
from .publish import shell_key, site_key
from .rendering import Bench, Worker, framed
from .site import Site
from .sitemap import is_map
from .sources import Folder, Source, Sources, Survey, beside
from .whole_site import written_by_hand


class Vocabularies(NamedTuple):
    """What `read_vocabularies` gives."""

    by_name: Mapping[str, Vocabulary]
    told: list[Diagnostic]
    key: str


class Read(NamedTuple):
    """All that was read of an archive."""

    survey: Survey
    sources: Mapping[str, Source]
    """By the path of the record, sorted."""
    vocabularies: Vocabularies

    @classmethod
    def of(
        cls, settings: Settings, folder: Folder, sources: Mapping[str, Source], vocabularies: Vocabularies
    ) -> Read:
        """All that was read, in the order of the paths."""
        keys = {path: source.key for path, source in sources.items()}
        survey = Survey(settings.root, folder, keys, {}, (), settings.language, False)
        return cls(survey, dict(sorted(sources.items())), vocabularies)

    def after(
        self,
        folder: Folder,
        sources: Mapping[str, Source],
        vocabularies: Vocabularies,
        touched: AbstractSet[str],
    ) -> Read:
        """The same after a change; of the records only those `touched` can be other ones, or new, or gone."""
        keys = dict(self.survey.keys)
        for path in touched:
            keys.pop(path, None)
        keys |= {path: sources[path].key for path in touched if path in sources}
        if not touched <= self.sources.keys():
            sources = dict(sorted(sources.items()))
        return Read(dataclasses.replace(self.survey, folder=folder, keys=keys), sources, vocabularies)


class Snapshot(Site):
    """An archive whose records were read by somebody else, with the host around it."""

    def __init__(self, settings: Settings, cache: Cache, read: Read) -> None:
        vocabularies = dict(read.vocabularies.by_name)
        super().__init__(
            settings,
            cache,
            read.survey,
            vocabularies,
            read.vocabularies.told,
            read.vocabularies.key,
            {},
            _silent,
        )
        self._sources = Sources(settings.root, cache, read.survey.folder, read.sources)
        self._host: Host | None = None
        self.folder = Path()

    def with_archive(self, archive: Archive) -> Snapshot:
        """This, with the archive that its records make, where that is known."""
        self.archive, self._articles = archive, len(archive.entries)
        return self

    def after(self, before: Snapshot, changed: Iterable[Source]) -> Snapshot:
        """This, with what the one before knows already; it has the same articles; other are only the `changed`."""
        if before._vocabularies == self._vocabularies and before.settings == self.settings:
            self._introductions = before._introductions
        self._by_id, self._records = dict(before._by_id), dict(before._records)
        for source in changed:
            id = source.head.head.id if source.head.head else ""
            if (
                id in self._by_id and self._by_id[id].path == source.path
            ):  # of two with one id the first counts
                self._by_id[id], self._records[id] = source, (source.path, source.key)
        return self

    def with_pictures(self, sizes: dict[str, Size]) -> Snapshot:
        """This, with the sizes of its pictures, where they are known."""
        self._pictures = sizes
        return self

    def with_host(self, host: Host, folder: Path) -> Snapshot:
        """This, with other shells and pages of `docs/` from now on; `folder` has the files that come with them."""
        self._host, self.folder = host, folder
        self._by_hand = written_by_hand(folder)
        for made in ("bench", "_everything", "_pages", "_maps_at", "_site_files", "formatting"):
            self.__dict__.pop(made, None)
        return self

    @property
    def pictures(self) -> dict[str, Size]:
        """The sizes of the pictures beside the records, by path."""
        return self._pictures

    @property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """Those that the archive was made from."""
        return self._vocabularies

    @property
    def has_host(self) -> bool:
        """Whether there is one yet."""
        return self._host is not None

    @property
    def host(self) -> Host:
        """Whoever gives shells and hand-written pages."""
        if self._host is None:
            raise LookupError("this archive has no host yet")
        return self._host

    def examined(self, between: Callable[[], object]) -> Report:
        """Every finding, those between records too, as `Site.examine` has them; `between` is called now and then."""
        self._find(between)
        return self.report

    def record_of(self, id: str) -> str:
        """The path of the record of a public article."""
        return self._by_id[id].path

    def article_of(self, path: str) -> str:
        """The id of the public article of a record, or of a file that a record names; empty if it is of none."""
        stem = PurePosixPath(path).stem  # mostly the id
        if stem in self._by_id and self._by_id[stem].path == path:
            return stem
        return self._of_files.get(path, "")

    @cached_property
    def _of_files(self) -> Mapping[str, str]:
        of_files = {source.path: id for id, source in self._by_id.items()}
        for id, source in self._by_id.items():
            of_files |= {
                beside(source.path, id, name.name, inside=name.inside): id for name in source.head.named
            }
        return of_files

    @cached_property
    def bench(self) -> Bench:
        """What renders the pages of this archive; nothing is written to its target."""
        bench = self._bench(self.host, Path())
        bench.records.update(self._records)
        return bench

    @cached_property
    def _everything(self) -> str:
        return shell_key(self.bench, fingerprint(RENDERING))

    @cached_property
    def _pages(self) -> FoundPages:
        return FoundPages(self.archive, self.facts, self.bench.site, self._introductions[0], self.bench.cards)

    @cached_property
    def formatting(self) -> Formatting:
        """Plans the files in other formats than HTML."""
        return Formatting(self.archive, self._by_id, self.bench.site, fingerprint(RENDERING))

    def at(self, address: str) -> Planned | None:
        """What the archive has at an address; None where it has nothing.

        Raises:
            BuildError: a page of `docs/` stands where no other page can.
            SettingsError: a page of `docs/` asks for a listing that does not exist.
        """
        path = addresses.output(address)
        return next((item for item in self._candidates(address) if item.path == path), None)

    def _candidates(self, address: str) -> Iterator[Planned]:
        placed = Placed(self.host, self._everything, site_key(self.bench, fingerprint(RENDERING)))
        asked = self.host.listings.get(address, ("", None))[0]
        listed = "" if asked == "home" else f"{asked}/"
        for of in (listed, address) if asked and listed != address else (address,):
            for make in self._pages.at(of):
                yield from placed.files(make)
        if asked:
            placed.refuse_unknown(address)
        first, _, rest = address.partition("/")
        if first == "articles":
            id = rest.partition("/")[0]
            if id in self.archive.entries:
                yield from self._files_of(id)
                yield from self.formatting.files_of(id)
        elif not address.endswith("/"):
            yield from self._elsewhere(address)

    def _elsewhere(self, address: str) -> Iterable[Planned]:
        """What the site has beside pages and the files of articles; see `takes_long`."""
        if is_map(address):
            return self._maps_at
        return self.formatting.bulk_files if is_bulk_file(address) else self._site_files

    @cached_property
    def _maps_at(self) -> Sequence[Planned]:
        """The maps of the site, which need all pages."""
        placed = Placed(self.host, self._everything, site_key(self.bench, fingerprint(RENDERING)))
        pages = FoundPages(self.archive, self.facts, self.bench.site, self._introductions[0], {})
        for make in pages.parts():
            for _ in placed.files(make):
                pass
        return list(maps(self.settings, placed))

    @cached_property
    def _site_files(self) -> Sequence[Planned]:
        return list(planned_data(self._whole_site(self.bench.site)))

    def written(self, planned: Planned, worker_of: Callable[[], Worker]) -> bytes:
        """A file that is no page: an article in some format, or several."""
        bulk, (format, *_) = planned.bulk, (*planned.formats, "")
        ids: Sequence[str] = bulk.ids if bulk else (planned.article,) if planned.article else ()
        if not ids:
            return planned.data or b""
        format, worker = bulk.format if bulk else format, worker_of()
        jobs = (self.formatting.job(Planned("", "", article=id, formats=(format,))) for id in ids)
        return framed(format, [worker.entry(format, job) for job in jobs])


def takes_long(address: str) -> bool:
    """Whether what can stand at an address is made from all articles: a map of the site, or a file of many."""
    return is_map(address) or is_bulk_file(address)


def _silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""
