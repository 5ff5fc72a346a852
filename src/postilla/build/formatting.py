"""Formatting: the citation files, JATS files and bulk files of a site, as part of its plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from postilla import addresses
from postilla.archive import Archive
from postilla.pages import BulkList, SiteFacts, bulk_lists, citation_files, whole_lists

from .bulk import Bulk
from .cache import digest
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
        self.keys: dict[str, str] = {}
        """The key of what is written of each article, in whichever format, as far as it is known."""
        self._before: tuple[bytes | None, Manifest, Path, Path] | None = None
        self._last: tuple[str, FileJob] | None = None

    @cached_property
    def _bulk(self) -> Bulk:
        archive = self._archive
        lists: Iterable[BulkList] = bulk_lists(archive) if self._site.bulk_files else ()
        whole: Iterable[BulkList] = whole_lists(archive) if self._site.bulk_files else ()
        keys = {id: self._key(id) for id in archive.order}
        bulk = Bulk.of(lists, whole, keys, self._fingerprint)
        if self._before:
            bulk.open(*self._before)
        return bulk

    def _key(self, id: str) -> str:
        known = self.keys.get(id)
        if known is None:
            # what is written is as short-lived as the code that writes it
            made_from = f"{self._fingerprint} {self._publications.key(id)}"
            known = self.keys[id] = digest(made_from.encode()).hex()
        return known

    def open(self, index: bytes | None, standing: Manifest, previous: Path, target: Path) -> None:
        """Look at the bulk files of the build before, when they are first wanted: see `Bulk.open`."""
        self._before = index, standing, previous, target

    def know(self, keys: Mapping[str, str]) -> bool:
        """Take the keys of some articles as they were, instead of asking again what is said of each.

        Returns whether their entries are still in the bulk files.
        """
        self.keys.update(keys)
        return not self._bulk.formats or not any(map(self._bulk.missing, keys))

    def speaks_of(self, id: str) -> Iterable[str]:
        """The articles that the formats say something of in what they say of this one."""
        return (link.article for link in self._publications.links(id))

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
            self._bulk.want(item.bulk, item.key, item.part)

    def add(self, entries: Entries) -> None:
        """The entries of an article for the bulk files."""
        self._bulk.add(entries)

    def finish(self) -> Manifest:
        """Write the bulk files."""
        return self._bulk.finish()

    def close(self) -> None:
        """Close what is open, finished or not."""
        if "_bulk" in self.__dict__:
            self._bulk.close()

    def index(self) -> bytes:
        """What the next build needs to know of the bulk files."""
        return self._bulk.encoded()

    def files_of(self, id: str) -> Iterator[Planned]:
        """The files beside the page of an article."""
        key, formats = self._key(id), self._site.citation_files
        for format, file in zip(formats, citation_files(id, formats), strict=True):
            yield Planned(addresses.output(file.address), key, article=id, formats=(format,))

    def planned(self, id: str) -> Iterator[Planned]:
        """The same, and the article's entries in bulk files where they are not there yet."""
        yield from self.files_of(id)
        if self._bulk.formats and self._bulk.missing(id):
            yield Planned("", self._key(id), article=id, formats=self._bulk.formats)

    @property
    def bulk_files(self) -> Iterator[Planned]:
        """The files that hold several articles."""
        for file in self._bulk.files:
            yield Planned(file.path, self._bulk.key(file), bulk=file)
