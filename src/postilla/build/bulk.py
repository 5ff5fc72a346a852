"""Bulk files: all articles of a list in one file, put together from entries that are made once for each article.

The files that hold every article of the archive once are the store: an index, kept beside the manifest, says where in
them each entry stands. So after a change only the entries of changed articles are made, whatever the size of the
archive, and no more than one entry is in memory. Files of other lists are copied from the store.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

from postilla import addresses
from postilla.formats import FORMATS
from postilla.pages import BulkList, bulk_file

from .plan import BulkFile, Manifest, Output
from .rendering import Entries

BLOCK = 1 << 20
"""Bytes copied at once."""


class _Place(NamedTuple):
    """Where an entry stands."""

    file: IO[bytes]
    start: int
    length: int


Row = tuple[str, str, int]
"""Id, key and length of an entry."""


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
    _wanted: list[tuple[BulkFile, str]] = field(default_factory=list)
    _spools: dict[str, IO[bytes]] = field(default_factory=dict)
    _places: dict[str, dict[str, _Place]] = field(default_factory=dict)
    """By format and id."""
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
        with contextlib.suppress(ValueError, TypeError, AttributeError, OSError):
            for path, (key, rows) in json.loads(index or b"{}").items():
                # the key says that the file holds what the index tells of, whatever became of the build that wrote it
                if path in standing and standing[path].key == key:
                    self._look_at(path, rows)

    def _look_at(self, path: str, rows: Sequence[Row]) -> None:
        format = next((f for f in self.formats if path.endswith(f".{FORMATS[f].extension}")), None)
        frame = FORMATS[format].frame if format else None
        if format is None or frame is None:
            return
        file = (self._previous / path).open("rb")
        self._opened.append(file)
        start, gap = len(frame.begin.encode()), len(frame.between.encode())
        for id, key, length in rows:
            if self.keys.get(id) == key:
                self._places[format][id] = _Place(file, start, length)
            start += length + gap

    def missing(self, id: str) -> bool:
        """Whether the entries of an article have to be made."""
        return any(id not in self._places[format] for format in self.formats)

    def key(self, file: BulkFile) -> str:
        """The key of a file: of every entry in it."""
        state = hashlib.blake2b(f"{self.fingerprint} {file.format}\n".encode(), digest_size=16)
        state.update("\n".join(f"{id} {self.keys[id]}" for id in file.ids).encode())
        return state.hexdigest()

    def want(self, file: BulkFile, key: str) -> None:
        """A file is not as it stands, and is written when all entries are there."""
        self._wanted.append((file, key))

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
            for file, key in self._wanted:
                target = self._target / file.path
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as out:
                    self._write(file, out)
                facts = target.stat()
                made[file.path] = Output(key, facts.st_size, facts.st_mtime_ns)
        finally:
            self.close()
        return made

    def close(self) -> None:
        """Close what is open."""
        for opened in self._opened:
            opened.close()
        self._opened.clear()

    def encoded(self) -> bytes:
        """The index of the stores, for the build after: by path the key of the file and its rows."""
        stores = (file for file in self.files if file.is_store)
        return json.dumps({file.path: (self.key(file), self._rows(file)) for file in stores}).encode()

    def _rows(self, file: BulkFile) -> list[Row]:
        places = self._places[file.format]
        return [(id, self.keys[id], places[id].length) for id in file.ids]

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
