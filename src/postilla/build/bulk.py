"""Bulk files: all articles of a list in one file, put together from entries that are made once for each article.

The files that hold every article of the archive once are the store: an index, kept beside the manifest, says where in
them each entry stands. So after a change only the entries of changed articles are made, whatever the size of the
archive, and no more than one entry is in memory. Files of other lists are copied from the store.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

from postilla import addresses
from postilla.formats import FORMATS
from postilla.pages import BulkList, bulk_file

from .cache import digest, pack, unpack
from .plan import BulkFile, Manifest, Output
from .rendering import Entries

BLOCK = 1 << 20
"""Bytes copied at once."""


class _Place(NamedTuple):
    """Where an entry stands."""

    file: IO[bytes]
    start: int
    length: int


class _Index(NamedTuple):
    """What stands in one store, entry by entry; by columns, as a manifest is kept, which is read sooner than rows."""

    key: str
    """Of the file, which says that it holds what the columns tell of, whatever became of the build that wrote it."""
    ids: list[str]
    keys: list[str]
    lengths: list[int]


@dataclass(slots=True)
class Bulk:
    """The bulk files of one build, from `open` to `finish`."""

    files: Sequence[BulkFile]
    formats: tuple[str, ...]
    keys: Mapping[str, str]
    """The key of each article's entries, by id."""
    fingerprint: str
    """Of the code that writes them."""
    _previous: Path = field(default_factory=Path)
    _target: Path = field(default_factory=Path)
    _wanted: list[tuple[BulkFile, str, int]] = field(default_factory=list)
    _spools: dict[str, IO[bytes]] = field(default_factory=dict)
    _places: dict[str, dict[str, _Place]] = field(default_factory=dict)
    """By format and id."""
    _listed: dict[tuple[str, ...], str] = field(default_factory=dict)
    """The digest of the ids and keys of all entries of a list, which has a file in several formats."""
    _opened: list[IO[bytes]] = field(default_factory=list)

    @classmethod
    def of(
        cls, lists: Iterable[BulkList], whole: Iterable[BulkList], keys: Mapping[str, str], fingerprint: str
    ) -> Bulk:
        """The bulk files of some lists; `whole` are those among them that hold each article once."""
        stores = {of.address for of in whole}
        files = [
            BulkFile(addresses.output(bulk_file(of.address, format)), format, of.ids, of.address in stores)
            for of in lists
            for format in of.formats
        ]
        formats = tuple(dict.fromkeys(file.format for file in files if file.is_store))
        return cls(files, formats, keys, fingerprint)

    def open(self, index: bytes | None, standing: Manifest, previous: Path, target: Path) -> None:
        """Look at what stands from the build before.

        Args:
            index: what `encoded` gave then.
            standing: the files that are as they were published.
            previous: the folder of the site that stands.
            target: the folder of what is made now.
        """
        self._previous, self._target = previous, target
        self._places = {format: {} for format in self.formats}
        with contextlib.suppress(Exception):  # whatever a damaged index raises, the entries are made again
            for path, known in unpack(index or b"", dict).items():
                if path in standing and standing[path].key == known.key:
                    self._look_at(path, known)

    def _look_at(self, path: str, known: _Index) -> None:
        format = next((f for f in self.formats if path.endswith(f".{FORMATS[f].extension}")), None)
        frame = FORMATS[format].frame if format else None
        if format is None or frame is None:
            return
        file = (self._previous / path).open("rb")
        self._opened.append(file)
        start, gap = len(frame.begin.encode()), len(frame.between.encode())
        places, keys = self._places[format], self.keys
        for id, key, length in zip(known.ids, known.keys, known.lengths, strict=True):
            if keys.get(id) == key:
                places[id] = _Place(file, start, length)
            start += length + gap

    def missing(self, id: str) -> bool:
        """Whether the entries of an article have to be made."""
        return any(id not in self._places[format] for format in self.formats)

    def key(self, file: BulkFile) -> str:
        """The key of a file: of every entry in it."""
        listed = self._listed.get(file.ids)
        if listed is None:
            lines = "\n".join(f"{id} {self.keys[id]}" for id in file.ids)
            listed = self._listed[file.ids] = digest(lines.encode()).hex()
        return digest(f"{self.fingerprint} {file.format} {listed}".encode()).hex()

    def want(self, file: BulkFile, key: str, part: int = -1) -> None:
        """A file is not as it stands, and is written when all entries are there; `part` is as in `Output`."""
        self._wanted.append((file, key, part))

    def add(self, entries: Entries) -> None:
        """Keep the entries of an article."""
        for format, text in zip(self.formats, entries.texts, strict=True):
            spool = self._spools.get(format)
            if spool is None:
                # in the folder of what is made, where there is room for it; it has no name and ends with the build
                spool = self._spools[format] = tempfile.TemporaryFile(dir=self._target)  # noqa: SIM115
                self._opened.append(spool)
            else:
                spool.write(self._between(format))
            self._places[format][entries.id] = _Place(spool, spool.tell(), len(text))
            spool.write(text)

    def finish(self) -> Manifest:
        """Write every file that is wanted; afterwards nothing is open."""
        made: Manifest = {}
        try:
            for file, key, part in self._wanted:
                target = self._target / file.path
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as out:
                    self._write(file, out)
                facts = target.stat()
                made[file.path] = Output(key, facts.st_size, facts.st_mtime_ns, part)
        finally:
            self.close()
        return made

    def close(self) -> None:
        """Close what is open."""
        for opened in self._opened:
            opened.close()
        self._opened.clear()

    def encoded(self) -> bytes:
        """The index of the stores, for the build after."""
        return pack({file.path: self._index(file) for file in self.files if file.is_store})

    def _index(self, file: BulkFile) -> _Index:
        ids, places = list(file.ids), self._places[file.format]
        return _Index(self.key(file), ids, [self.keys[id] for id in ids], [places[id].length for id in ids])

    def _between(self, format: str) -> bytes:
        frame = FORMATS[format].frame
        return frame.between.encode() if frame else b""

    def _write(self, file: BulkFile, out: IO[bytes]) -> None:
        frame = FORMATS[file.format].frame
        if frame is None:
            return
        begin, between, end = (part.encode() for part in frame)
        out.write(begin)
        places = self._places[file.format]
        for number, run in enumerate(_runs((places[id] for id in file.ids), len(between))):
            if number:
                out.write(between)
            _copy(run, out)
        out.write(end)


def _runs(places: Iterable[_Place], gap: int) -> Iterator[_Place]:
    """Entries that follow each other in one file, with what stands between them, as one."""
    file, begin, end = None, 0, 0
    for place in places:
        if place.file is file and end + gap == place.start:
            end += gap + place.length
            continue
        if file:
            yield _Place(file, begin, end - begin)
        file, begin, end = place.file, place.start, place.start + place.length
    if file:
        yield _Place(file, begin, end - begin)


def _copy(place: _Place, out: IO[bytes]) -> None:
    place.file.seek(place.start)
    left = place.length
    while left and (data := place.file.read(min(left, BLOCK))):
        out.write(data)
        left -= len(data)
