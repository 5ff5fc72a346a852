"""The folder of records: which files there are, and what each gives, read again only where its bytes changed."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from postilla.diagnostics import Diagnostic, Severity, Span
from postilla.errors import SettingsError
from postilla.model import Vocabulary
from postilla.records import MAX_FILE, VOCABULARIES, decode, decode_vocabulary

from . import pool
from .cache import Cache, Reader, unpack
from .process import HeadPart, PagePart, Processed, key_of, process

Progress = Callable[[str, int, int], None]
"""`progress(stage, done, total)`: called now and then while something longer than a second goes on."""

VOCABULARY = "_vocabulary"
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

    def enter(folder: Path, prefix: str) -> None:
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            refuse(prefix, f"the folder cannot be read: {error.strerror}", "mend its permissions")
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
                        enter(Path(entry.path), path)
                    continue
                facts = entry.stat()
            except OSError as error:
                refuse(path, f"the file cannot be read: {error.strerror}", "mend its permissions")
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


class Sources:
    """Every record of the archive, and the way to what is kept of each."""

    def __init__(self, root: Path, cache: Cache, folder: Folder, sources: Sequence[Source]) -> None:
        self.root, self.cache, self.folder = root, cache, folder
        self.by_path = {source.path: source for source in sources}

    @property
    def findings(self) -> Iterable[Diagnostic]:
        """What is wrong in the folder and in each record by itself."""
        yield from self.folder.findings
        for source in self.by_path.values():
            yield from source.head.findings

    def locate(self, path: str, field: str) -> tuple[Span, str]:
        """The place of a field of a record, and the line it stands on, for a finding.

        Places are not kept: reading a record again costs less than a cache of the places of all of them.
        """
        data = (self.root / path).read_bytes()
        record = decode(path, data).record
        span = record.span(field) if record else Span(1, 1)
        lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
        return span, lines[span.line - 1] if span.line <= len(lines) else ""


Hint = tuple[int, int, str]
"""Size and modification time of a record as last read, and its key."""


def read(
    root: Path, articles: str, cache: Cache, workers: int, progress: Progress, language: str = "en"
) -> Sources:
    """Read every record, from the cache where its bytes are known.

    Size and modification time only spare reading a file: what decides is the digest of its bytes.
    """
    folder = scan(root, articles)
    code = key_of("", b"", language).encode()
    hints = cache.hints()
    usable = hints if cache.state("reading") == code else {}
    keys, fresh, unreadable = _keys(root, folder, usable, language)
    heads = cache.get("head", list(keys.values()), HeadPart)
    missing = [path for path, key in keys.items() if key not in heads]
    for path, made in _processed(root, missing, cache, workers, progress, language):
        # the file may have changed since its key was taken
        keys[path] = made.key
        heads[made.key] = unpack(made.head, HeadPart)
        if path in fresh:
            fresh[path] = (*fresh[path][:2], made.key)
    gone = hints.keys() - folder.records.keys()
    if fresh or gone:
        cache.keep_hints(fresh, gone)
    if usable is not hints:
        cache.keep_state("reading", code)
    folder = Folder(folder.records, folder.files, (*folder.findings, *unreadable))
    return Sources(root, cache, folder, [Source(path, key, heads[key]) for path, key in sorted(keys.items())])


def _keys(
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
            unreadable.append(
                _refused(path, f"the file cannot be read: {error.strerror}", "mend its permissions")
            )
            continue
        if facts.mtime < settled:
            fresh[path] = (facts.size, facts.mtime, keys[path])
    return keys, fresh, unreadable


def _read(file: Path) -> bytes:
    # one byte more than is allowed tells that a file is too large without reading all of it
    with file.open("rb") as opened:
        return opened.read(MAX_FILE + 1)


def _processed(
    root: Path, paths: Sequence[str], cache: Cache, workers: int, progress: Progress, language: str
) -> Iterator[tuple[str, Processed]]:
    """What each record gives, kept in the cache on the way."""
    batch: list[tuple[str, str, bytes]] = []
    jobs = [(str(root), path, language) for path in paths]
    for number, (path, made) in enumerate(pool.run(_process_files, jobs, workers), 1):
        batch += [
            ("head", made.key, made.head),
            ("page", made.key, made.page),
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


def load_page(reader: Reader, root: Path, path: str, key: str, language: str = "en") -> PagePart:
    """The page's part of a record: from the cache, or made again from the file."""
    part = reader.get("page", key, PagePart)
    return part or unpack(process(path, (root / path).read_bytes(), language).page, PagePart)


def read_vocabularies(root: Path, articles: str) -> tuple[dict[str, Vocabulary], list[Diagnostic]]:
    """Every vocabulary; one without a file has no terms."""
    vocabularies: dict[str, Vocabulary] = {}
    findings: list[Diagnostic] = []
    folder = root / articles / VOCABULARY
    for name in VOCABULARIES:
        path = f"{articles}/{VOCABULARY}/{name}.yml"
        file = root / path
        data = b""
        try:
            if file.exists():
                data = file.read_bytes()
        except OSError as error:
            findings.append(
                Diagnostic(
                    path, Span(1, 1), Severity.ERROR, "P113", "", f"the file cannot be read: {error.strerror}"
                )
            )
        vocabularies[name], told = decode_vocabulary(name, path, data)
        findings += told
    known = {f"{name}.yml" for name in VOCABULARIES}
    for file in sorted(folder.glob("*.y*ml")) if folder.is_dir() else []:
        if file.name not in known:
            findings.append(
                Diagnostic(
                    f"{articles}/{VOCABULARY}/{file.name}",
                    Span(1, 1),
                    Severity.ERROR,
                    "P202",
                    "",
                    "there is no such vocabulary",
                    help=f"the vocabularies are {', '.join(sorted(known))}",
                )
            )
    return vocabularies, findings


def beside(record: str, identifier: str, name: str, *, inside: bool) -> str:
    """The path of a file that a record names: beside the record, or in the folder that bears its id."""
    parent = PurePosixPath(record).parent
    return str(parent / identifier / name if inside else parent / name)
