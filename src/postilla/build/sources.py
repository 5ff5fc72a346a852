"""The folder of records: which files there are, and what each gives, read again only where its bytes changed."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from postilla.archive import Entry
from postilla.diagnostics import Diagnostic, Severity, Span
from postilla.errors import SettingsError
from postilla.model import Tail, Vocabulary
from postilla.pages import ArticleParts
from postilla.records import MAX_FILE, VOCABULARIES, decode_vocabulary, place_of

from . import pool
from .cache import Cache, Reader, unpack
from .grouped import Grouped
from .process import HeadPart, Processed, key_of, process

Progress = Callable[[str, int, int], None]
"""`progress(stage, done, total)`: called now and then while something longer than a second goes on."""

VOCABULARY = "_vocabulary"
DEPTH = 32
"""Folders within each other below the folder of records."""
MEND = "mend its permissions, or remove it"
SETTLED = 2_000_000_000
"""Nanoseconds after which the time of a file can be trusted: within one tick of its clock a file may change twice."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Size and modification time (nanoseconds) of a file beside the records."""

    size: int
    mtime: int


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies below `articles/`."""

    records: Mapping[str, FileFacts]
    """Every `*.md`, by its path relative to the root of the archive, sorted."""
    files: Mapping[str, FileFacts]
    """Everything else, by the same kind of path."""
    findings: tuple[Diagnostic, ...]


def scan(root: Path, articles: str) -> Folder:
    """List the folder. Links that leave it, and what is no ordinary file, become findings.

    Raises:
        SettingsError: there is no such folder.
    """
    top = root / articles
    if not top.is_dir():
        raise SettingsError(f"there is no folder {articles}/ in {root}: put the article records there")
    records: dict[str, FileFacts] = {}
    files: dict[str, FileFacts] = {}
    findings: list[Diagnostic] = []
    real_top = top.resolve()

    def refuse(path: str, message: str, help: str) -> None:
        findings.append(_refused(path, message, help))

    def enter(folder: Path, prefix: str, depth: int = 0) -> None:
        if depth > DEPTH:
            refuse(prefix, f"folders nest more than {DEPTH} deep", "move it further up")
            return
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            refuse(prefix, f"the folder cannot be read: {error.strerror}", MEND)
            return
        for entry in entries:
            path = f"{prefix}/{entry.name}"
            if entry.name.startswith("."):
                continue
            try:
                path.encode()
            except UnicodeEncodeError:
                refuse(path.encode("utf-8", "replace").decode(), "the file's name is not UTF-8", "rename it")
                continue
            try:
                # unlike Path.resolve, realpath takes links in a circle; `stat` then says what is wrong with them
                if entry.is_symlink() and not Path(os.path.realpath(entry.path)).is_relative_to(real_top):
                    refuse(path, "the link leads out of the folder of records", "put the file itself here")
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if entry.name.endswith(".md"):
                        refuse(path, "a folder bears the name of a record", "rename it")
                    elif path != f"{articles}/{VOCABULARY}":
                        enter(Path(entry.path), path, depth + 1)
                    continue
                facts = entry.stat()
            except OSError as error:
                refuse(path, f"the file cannot be read: {error.strerror}", MEND)
                continue
            if not stat.S_ISREG(facts.st_mode):
                refuse(path, "this is no ordinary file", "remove it from the folder of records")
                continue
            kept = records if entry.name.endswith(".md") else files
            kept[path] = FileFacts(facts.st_size, facts.st_mtime_ns)

    enter(top, articles)
    return Folder(dict(sorted(records.items())), dict(sorted(files.items())), tuple(findings))


def _refused(path: str, message: str, help: str) -> Diagnostic:
    return Diagnostic(path, Span(1, 1), Severity.ERROR, "P113", "", message, help=help)


@dataclass(frozen=True, slots=True)
class Source:
    """One record file as read: its path, the key of what is kept of it, and the part that every build needs."""

    path: str
    key: str
    head: HeadPart

    @property
    def entry(self) -> Entry | None:
        """What an archive takes of it; None of a record that cannot be read."""
        return Entry(self.path, self.head.head, self.key) if self.head.head else None


class Sources:
    """Every record of the archive, and the way to what is kept of each."""

    def __init__(self, root: Path, cache: Cache, folder: Folder, by_path: Mapping[str, Source]) -> None:
        self.root, self.cache, self.folder, self.by_path = root, cache, folder, by_path

    @property
    def entries(self) -> list[Entry]:
        """Those that can be read, as an archive takes them."""
        return [entry for source in self.by_path.values() if (entry := source.entry)]

    @property
    def is_settled(self) -> bool:
        """Whether the times of the files beside the records can be trusted; see `SETTLED`."""
        settled = time.time_ns() - SETTLED
        return all(facts.mtime < settled for facts in self.folder.files.values())

    @property
    def is_readable(self) -> bool:
        """Whether every file beside the records can be read: one that cannot needs other permissions only."""
        return all(os.access(self.root / path, os.R_OK) for path in self.folder.files)

    @property
    def findings(self) -> Iterable[Diagnostic]:
        """What is wrong in the folder and in each record by itself."""
        yield from self.folder.findings
        for source in self.by_path.values():
            yield from source.head.findings

    def locate(self, path: str, field: str) -> tuple[Span, str]:
        """The place of a field of a record, and the line it stands on, for a finding.

        Places are not kept: looking one up again costs less than a cache of the places of all records.
        """
        try:
            data = _read(self.root / path)
        except OSError:
            data = b""  # it has gone since it was read
        return place_of(data, field)


Hint = tuple[int, int, str]
"""Size and modification time of a record as last read, and its key."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The folder and the key of every record in it, before anything is known of what the records say."""

    root: Path
    folder: Folder
    keys: Mapping[str, str]
    """By the path of the record."""
    _fresh: Mapping[str, Hint]
    """What is newly known of the files."""
    _gone: Sequence[str]
    """Files that were there."""
    _language: str
    _is_of_other_code: bool

    def read(self, cache: Cache, workers: int, progress: Progress) -> Sources:
        """What every record says, from the cache where its bytes are known."""
        keys, fresh = dict(self.keys), dict(self._fresh)
        grouped = Grouped(cache, keys)
        heads = grouped.heads
        missing = [path for path, key in keys.items() if key not in heads]
        for path, made in processed(self.root, missing, cache, workers, progress, self._language):
            # the file may have changed since its key was taken
            keys[path] = made.key
            heads[made.key] = unpack(made.head, HeadPart)
            if path in fresh:
                fresh[path] = (*fresh[path][:2], made.key)
        grouped.keep(keys)
        if fresh or self._gone:
            cache.keep_hints(fresh, self._gone)
        if self._is_of_other_code:
            cache.keep_state("reading", key_of("", b"", self._language).encode())
        sources = {path: Source(path, key, heads[key]) for path, key in sorted(keys.items())}
        return Sources(self.root, cache, self.folder, sources)


def survey(root: Path, articles: str, cache: Cache, language: str = "en") -> Survey:
    """Look at every record; `language` is the site's.

    Size and modification time only spare reading a file: what decides is the digest of its bytes.

    Raises:
        SettingsError: there is no such folder.
    """
    folder = scan(root, articles)
    hints = cache.hints()
    is_of_other_code = cache.state("reading") != key_of("", b"", language).encode()
    keys, fresh, unreadable = keys_of(root, folder, {} if is_of_other_code else hints, language)
    gone = sorted(hints.keys() - folder.records.keys())
    folder = Folder(folder.records, folder.files, (*folder.findings, *unreadable))
    return Survey(root, folder, keys, fresh, gone, language, is_of_other_code)


def keys_of(
    root: Path, folder: Folder, hints: Mapping[str, Hint], language: str
) -> tuple[dict[str, str], dict[str, Hint], list[Diagnostic]]:
    """The key of each record, what is newly known of the files, and the files that cannot be read."""
    keys: dict[str, str] = {}
    fresh: dict[str, Hint] = {}
    unreadable: list[Diagnostic] = []
    settled = time.time_ns() - SETTLED
    for path, facts in folder.records.items():
        hint = hints.get(path)
        if hint and hint[:2] == (facts.size, facts.mtime):
            keys[path] = hint[2]
            continue
        try:
            keys[path] = key_of(path, _read(root / path), language)
        except OSError as error:
            unreadable.append(_refused(path, f"the file cannot be read: {error.strerror}", MEND))
            continue
        if facts.mtime < settled:
            fresh[path] = (facts.size, facts.mtime, keys[path])
    return keys, fresh, unreadable


def _read(file: Path) -> bytes:
    # one byte more than is allowed tells that a file is too large without reading all of it
    with file.open("rb") as opened:
        return opened.read(MAX_FILE + 1)


def processed(
    root: Path, paths: Sequence[str], cache: Cache, workers: int, progress: Progress, language: str
) -> Iterator[tuple[str, Processed]]:
    """What each record gives, kept in the cache on the way."""
    batch: list[tuple[str, str, bytes]] = []
    jobs = [(str(root), path, language) for path in paths]
    for number, (path, made) in enumerate(pool.run(_process_files, jobs, workers), 1):
        batch += [
            ("head", made.key, made.head),
            ("page", made.key, made.page),
            ("tail", made.key, made.tail),
        ]
        if number % 500 == 0 or number == len(jobs):
            cache.put(batch)
            batch = []
        if number % 50 == 0 or number == len(jobs):
            progress("reading records", number, len(jobs))
        yield path, made


def _process_files(jobs: Sequence[tuple[str, str, str]]) -> list[tuple[str, Processed]]:
    made = []
    for root, path, language in jobs:
        try:
            data = _read(Path(root) / path)
        except OSError:
            data = b""
        made.append((path, process(path, data, language)))
    return made


def load_page(reader: Reader, root: Path, path: str, key: str, language: str = "en") -> ArticleParts:
    """The page's part of a record: from the cache, or made again from the file."""
    part = reader.get("page", key, ArticleParts)
    return part or unpack(process(path, (root / path).read_bytes(), language).page, ArticleParts)


def load_tail(reader: Reader, root: Path, path: str, key: str, language: str = "en") -> Tail:
    """The tail of a record without its Markdown: from the cache, or made again from the file."""
    tail = reader.get("tail", key, Tail)
    return tail or unpack(process(path, (root / path).read_bytes(), language).tail, Tail)


def read_vocabularies(root: Path, articles: str) -> tuple[dict[str, Vocabulary], list[Diagnostic], str]:
    """Every vocabulary, what is wrong with them, and a digest of all; one without a file has no terms."""
    vocabularies: dict[str, Vocabulary] = {}
    findings: list[Diagnostic] = []
    folder = root / articles / VOCABULARY
    state = hashlib.blake2b(digest_size=16)
    for name in VOCABULARIES:
        path = f"{articles}/{VOCABULARY}/{name}.yml"
        data, is_there = b"", True
        try:
            data = _read_vocabulary(root / path, root / articles)
        except OSError as error:
            is_there = False
            findings.append(_refused(path, f"the file cannot be read: {error.strerror}", MEND))
            state.update(f"{error.strerror}\n".encode())
        vocabulary, wrong = decode_vocabulary(name, path, data)
        vocabularies[name] = vocabulary if is_there else dataclasses.replace(vocabulary, is_whole=False)
        findings += wrong
        state.update(f"{name} {len(data)}\n".encode() + data)
    known = {f"{name}.yml" for name in VOCABULARIES}
    try:
        names = sorted(file.name for file in folder.iterdir()) if os.path.lexists(folder) else []
    except OSError as error:
        names = []
        findings.append(
            _refused(f"{articles}/{VOCABULARY}", f"the folder cannot be read: {error.strerror}", MEND)
        )
        state.update(f"{error.strerror}\n".encode())
    for name in names:
        if name.endswith((".yml", ".yaml")) and name not in known:
            path = f"{articles}/{VOCABULARY}/{name}".encode("utf-8", "replace").decode()
            help = f"the vocabularies are {', '.join(sorted(known))}"
            findings.append(
                Diagnostic(
                    path, Span(1, 1), Severity.ERROR, "P202", "", "there is no such vocabulary", help=help
                )
            )
            state.update(f"{path}\n".encode())
    return vocabularies, findings, state.hexdigest()


def _read_vocabulary(file: Path, top: Path) -> bytes:
    if not os.path.lexists(file):
        return b""
    # a link could show a file of the machine in a finding, a pipe would never end
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(top)):
        raise OSError(errno.EPERM, "a link leads out of the folder of records")
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file")
    return _read(file)


def beside(record: str, identifier: str, name: str, *, inside: bool) -> str:
    """The path of a file that a record names: beside the record, or in the folder that bears its id."""
    return str(PurePosixPath(at_place(record, identifier)) / name) if inside else at_place(record, name)


def at_place(record: str, name: str) -> str:
    """The path of a file by its name as seen from the folder of the record."""
    return str(PurePosixPath(record).parent / name)
