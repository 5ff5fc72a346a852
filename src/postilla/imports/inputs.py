"""What there is to import: files, folders and archives, each file with its bytes and with those beside it."""

from __future__ import annotations

import os
import posixpath
import stat
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from postilla.errors import SettingsError
from postilla.formats.reading import SOURCES

LARGEST = 512 << 20
"""Bytes of one file that is read; whole bibliographies have fewer."""
LARGEST_ARCHIVE = 4 << 30
"""Bytes that all files of a zip archive may have together when they are unpacked."""
MOST_MEMBERS = 200_000
"""Files in a zip archive."""
RATIO = 200
"""How many times smaller than its content a file in an archive may be; text is packed twenty times,
a bomb a thousand."""
DEPTH = 32
"""Folders within each other."""
_RANKS = {
    suffix: rank for rank, row in reversed(list(enumerate(SOURCES.values()))) for suffix in row.suffixes
}
"""Of two files about one article the first is imported: full texts come before lists."""

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".numbers"})
"""Files of spreadsheet programs: not read, but told of, since a list of articles may well be in them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file to read: a path, or a member of a zip archive."""

    name: str
    """As reports name it: `jats/a.xml`, `package.zip/a.xml`."""
    path: str
    member: str = ""
    named: bool = False
    """Whether somebody asked for this very file, so that it must be of a known format."""

    def read(self) -> bytes:
        """Its bytes, `LARGEST` and one at most.

        Raises:
            OSError: it cannot be read.
        """
        if not self.member:
            with Path(self.path).open("rb") as file:
                return file.read(LARGEST + 1)
        try:
            with zipfile.ZipFile(self.path) as archive:
                return member_bytes(archive, archive.getinfo(self.member))
        except (
            zipfile.BadZipFile,
            KeyError,
            RuntimeError,
            NotImplementedError,
            EOFError,
            ValueError,
        ) as error:
            raise OSError(0, f"the archive cannot be read: {error}") from error

    @property
    def beside(self) -> str:
        """The folder of the file, within the archive where it is in one."""
        return posixpath.dirname(self.member) if self.member else str(Path(self.path).parent)


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that is not read, and why."""

    name: str
    why: str


def gather(paths: Iterable[Path]) -> Iterator[Item | Refused]:
    """Every file to look at, in order of the paths; in a folder or archive full texts first, then by name.

    Raises:
        SettingsError: there is no such path.
    """
    for path in paths:
        if not path.exists():
            raise SettingsError(f"there is no {path}")
        name = path.as_posix()
        if path.is_dir():
            yield from sorted(_folder(path, name.rstrip("/")), key=_rank)
        elif _suffix(name) not in WORKBOOKS and zipfile.is_zipfile(path):
            yield from sorted(_archive(path, name), key=_rank)
        elif not stat.S_ISREG(path.stat().st_mode):
            yield Refused(name, "this is no ordinary file")
        else:
            yield Item(name, str(path), named=True)


def _folder(folder: Path, name: str, depth: int = 0) -> Iterator[Item | Refused]:
    if depth > DEPTH:
        yield Refused(name, f"folders nest more than {DEPTH} deep")
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Refused(name, f"the folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        here = f"{name}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(Path(entry.path), here, depth + 1)
        elif entry.is_symlink() and not entry.is_file():
            yield Refused(here, "the link leads nowhere")
        elif entry.is_file() and entry.name.lower().endswith(".zip"):
            yield from _archive(Path(entry.path), here)
        elif entry.is_file() and _is_looked_at(entry.name):
            yield Item(here, entry.path)


def _rank(source: Item | Refused) -> int:
    return _RANKS.get(_suffix(source.name), 0)


def _is_looked_at(name: str) -> bool:
    """Whether a file that nobody named may hold articles."""
    suffix = _suffix(name)
    return not name.startswith(".") and (suffix in _RANKS or suffix in WORKBOOKS)


def _suffix(name: str) -> str:
    return posixpath.splitext(name.lower())[1]


def _archive(path: Path, name: str) -> Iterator[Item | Refused]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield Refused(name, f"the archive cannot be read: {error}")
        return
    if len(members) > MOST_MEMBERS:
        yield Refused(name, f"the archive holds {len(members):,} files; {MOST_MEMBERS:,} are read at most")
        return
    if sum(member.file_size for member in members) > LARGEST_ARCHIVE:
        yield Refused(name, f"the files of the archive have more than {LARGEST_ARCHIVE:,} bytes together")
        return
    for member in sorted(members, key=lambda member: member.filename):
        here = f"{name}/{member.filename}"
        if member.is_dir():
            continue
        if why := refusal(member):
            yield Refused(here, why)
        elif _is_looked_at(posixpath.basename(member.filename)):
            yield Item(here, str(path), member.filename)


def refusal(member: zipfile.ZipInfo) -> str:
    """Why a member of an archive is not read; empty where nothing is wrong with it."""
    name = member.filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        return "its name leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link"
    if member.file_size > LARGEST:
        return f"it has {member.file_size:,} bytes; {LARGEST:,} are read at most"
    if member.file_size > 1 << 20 and member.file_size > RATIO * max(member.compress_size, 1):
        return "it is packed so tightly that it may be meant to fill the machine"
    if member.flag_bits & 1:
        return "it is encrypted"
    return ""


def member_bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, never more than its header says.

    Raises:
        ValueError: it is refused, or longer than it says.
    """
    if why := refusal(member):
        raise ValueError(why)
    with archive.open(member) as file:
        data = file.read(member.file_size + 1)
    if len(data) > member.file_size:
        raise ValueError("it is longer than it says")
    return data


class Companions:
    """The files beside those that are imported: pictures, PDFs, supplements."""

    def __init__(self) -> None:
        self._listed: dict[tuple[str, str], Mapping[str, str]] = {}

    def find(self, item: Item, name: str, suffixes: Iterable[str]) -> str:
        """The file that a source names, with one of the suffixes where it gives none; empty where there is none.

        The result is a path, or the name of a member. A folder in the name is one below the source's own.
        """
        if not item.path:
            return ""  # it came from a service, and nothing lies beside it
        wanted = posixpath.normpath(name.replace("\\", "/").removeprefix("file:"))
        if wanted.startswith(("/", "..")) or "\0" in wanted or ":" in wanted:
            return ""
        listed = self._files(item, posixpath.dirname(wanted))
        base = posixpath.basename(wanted).lower()
        stem, suffix = posixpath.splitext(base)
        names = [base, *(base + s for s in suffixes), *((stem + s for s in suffixes) if suffix else ())]
        return next((listed[one] for one in names if one in listed), "")

    def _files(self, item: Item, folder: str) -> Mapping[str, str]:
        key = (item.path if item.member else "", posixpath.join(item.beside, folder).rstrip("/"))
        if key not in self._listed:
            self._listed[key] = self._list(item, key[1])
        return self._listed[key]

    def _list(self, item: Item, folder: str) -> Mapping[str, str]:
        if item.member:
            with zipfile.ZipFile(item.path) as archive:
                names = [
                    m.filename
                    for m in archive.infolist()
                    if posixpath.dirname(m.filename) == folder and not m.is_dir()
                ]
            return {posixpath.basename(name).lower(): name for name in sorted(names)}
        try:
            top = os.path.realpath(item.beside)
            entries = sorted(entry.path for entry in os.scandir(folder) if entry.is_file())
            return {Path(p).name.lower(): p for p in entries if Path(os.path.realpath(p)).is_relative_to(top)}
        except OSError:
            return {}

    @staticmethod
    def read(item: Item, found: str) -> bytes:
        """The bytes of a file that `find` found.

        Raises:
            OSError: it cannot be read, or is refused.
        """
        if not item.member:
            if Path(found).stat().st_size > LARGEST:
                raise OSError(0, f"it has more than {LARGEST:,} bytes")
            return Path(found).read_bytes()
        try:
            with zipfile.ZipFile(item.path) as archive:
                return member_bytes(archive, archive.getinfo(found))
        except (
            zipfile.BadZipFile,
            KeyError,
            RuntimeError,
            ValueError,
            EOFError,
            NotImplementedError,
        ) as error:
            raise OSError(0, str(error)) from error
