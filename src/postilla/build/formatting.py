"""Formatting: the citation files, JATS files and bulk files of a site, as part of its plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from postilla import addresses
from postilla.archive import Archive
from postilla.pages import BulkList, SiteFacts, bulk_lists, citation_files, whole_lists

from .bulk import Bulk
from .plan import Manifest, Planned
from .publications import Publications
from .rendering import Entries, FileJob
from .sources import Source


class Formatting:
    """The files in other formats than HTML, of one build."""

    def __init__(
        self, archive: Archive, sources: Mapping[str, Source], site: SiteFacts, fingerprint: str
    ) -> None:
        self._archive, self._sources, self._site, self._fingerprint = archive, sources, site, fingerprint
        self._publications = Publications(archive, sources, site.url)
        self._keys: dict[str, str] = {}
        """By id, as far as they are known."""
        self._last: tuple[str, FileJob] | None = None

    @cached_property
    def _bulk(self) -> Bulk:
        archive = self._archive
        lists: Iterable[BulkList] = bulk_lists(archive) if self._site.bulk_files else ()
        whole: Iterable[BulkList] = whole_lists(archive) if self._site.bulk_files else ()
        # entries are as short-lived as the code that writes them
        keys = {id: f"{self._fingerprint[:8]}{self._key(id)}" for id in archive.order}
        return Bulk.of(lists, whole, keys, self._fingerprint)

    def _key(self, id: str) -> str:
        known = self._keys.get(id)
        if known is None:
            known = self._keys[id] = self._publications.key(id)
        return known

    def open(self, index: bytes | None, standing: Manifest, previous: Path, target: Path) -> None:
        """Look at the bulk files of the build before: see `Bulk.open`."""
        self._bulk.open(index, standing, previous, target)

    def beside(self, plan: Iterable[Planned]) -> Iterator[Planned]:
        """A plan with the files of each article after its page, and the bulk files at the end."""
        left = {addresses.output(addresses.article(id)): id for id in self._archive.order}
        for item in plan:
            yield item
            for path in item.paths:
                id = left.pop(path, "")
                if id:
                    yield from self._files(id)
        for id in left.values():
            yield from self._files(id)
        yield from self.bulk_files

    def job(self, item: Planned) -> FileJob:
        """What a worker needs for an article in some formats; the same values again for the next of one article."""
        if self._last is None or self._last[0] != item.article:
            source = self._sources[item.article]
            publication = self._publications.one(item.article)
            self._last = (item.article, FileJob("", "", (), publication, source.path, source.key))
        return self._last[1]._replace(path=item.path, key=item.key, formats=item.formats)

    def want(self, item: Planned) -> None:
        """A bulk file differs from what stands."""
        if item.bulk:
            self._bulk.want(item.bulk, item.key)

    def add(self, entries: Entries) -> None:
        """The entries of an article for the bulk files."""
        self._bulk.add(entries)

    def finish(self) -> Manifest:
        """Write the bulk files."""
        return self._bulk.finish()

    def close(self) -> None:
        """Close what is open, finished or not."""
        self._bulk.close()

    def index(self) -> bytes:
        """What the next build needs to know of the bulk files."""
        return self._bulk.encoded()

    def files_of(self, id: str) -> Iterator[Planned]:
        """The files beside the page of an article."""
        key = f"{self._fingerprint} {self._key(id)}"
        formats = self._site.citation_files
        for format, file in zip(formats, citation_files(id, formats), strict=True):
            yield Planned(addresses.output(file.address), f"{format} {key}", article=id, formats=(format,))

    @property
    def bulk_files(self) -> Iterator[Planned]:
        """The files that hold several articles."""
        for file in self._bulk.files:
            yield Planned(file.path, self._bulk.key(file), bulk=file)

    def _files(self, id: str) -> Iterator[Planned]:
        yield from self.files_of(id)
        key = f"{self._fingerprint} {self._key(id)}"
        if self._bulk.formats and self._bulk.missing(id):
            yield Planned("", key, article=id, formats=self._bulk.formats)
