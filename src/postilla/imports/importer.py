"""The import: read every file, decide what each record is, write what is new or changed."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from postilla.build import read_heads, read_vocabularies, run_in_pool
from postilla.errors import SettingsError
from postilla.formats.reading import SOURCES, Candidate, Problem, detect, is_meant_as_table, read
from postilla.model import Head, PartialDate, Related, Relation, Source
from postilla.model.inline import to_plain
from postilla.settings import Settings

from . import ledger, writing
from .fetching import fetch
from .files import placed
from .inputs import LARGEST, WORKBOOKS, Companions, Item, Refused, gather
from .making import UnusableError, make, wanted_id
from .matching import Known, fitted
from .report import Entry, ImportReport
from .terms import Terms, refuse_unless_open, write_terms

Progress = Callable[[str, int, int], None]
_TELLING = frozenset({".nxml", ".ris", ".nbib", ".medline", ".bib", ".bibtex"})
"""Files with these names should hold articles; tables, JSON and XML may lie in a folder for other reasons."""
FEW = 48
"""So many files are read here, one record at a time; more are read by workers, each file as a whole."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to import."""

    format: str = ""
    """The format of every file; by default that of its content."""
    into: str = ""
    """The folder for new records, relative to the archive; by default that of the records."""
    type: str = "commentary"
    """The type of articles whose source does not name one."""
    journal: str = ""
    """The journal of articles whose source does not name one."""
    update: bool = False
    force: bool = False
    create_terms: bool = False
    dry: bool = False
    today: datetime.date = datetime.date(1970, 1, 1)


class Given(NamedTuple):
    """What one file gave."""

    item: Item
    format: str
    found: Sequence[Candidate | Problem]
    skipped: str = ""
    """Why nothing was read of a file that only lay in a folder or archive, and may be none of articles."""


class _Pending(NamedTuple):
    """A record on its way to be written."""

    entry: Entry
    job: writing.Job


def run_import(
    settings: Settings,
    paths: Iterable[Path],
    options: Options,
    progress: Progress,
    wanted: Sequence[tuple[str, str]] = (),
    contact: str = "",
) -> ImportReport:
    """Import everything at some paths, and what services know of some identifiers (`wanted`: kind and identifier).

    Raises:
        SettingsError: a path, format, type or journal that is not there.
        MachineError: the disk refuses.
    """
    importer = Importer(settings, options, progress)
    fetched = (Given(*answer) for answer in fetch(wanted, settings.cache_dir, contact))
    return importer.take(chain(importer.given(gather(paths)), fetched))


class Importer:
    """One import. Reading and writing may go on in workers; what a record is, is decided here, in order."""

    def __init__(self, settings: Settings, options: Options, progress: Progress) -> None:
        self._settings, self._options, self._progress = settings, options, progress
        self.report = ImportReport(dry=options.dry)
        if options.format and options.format not in SOURCES:
            raise SettingsError(f"there is no format {options.format!r}; there are {', '.join(SOURCES)}")
        self._into = self._folder()
        settings.articles_dir.mkdir(parents=True, exist_ok=True) if not options.dry else None
        vocabularies, _, _ = read_vocabularies(settings.root, settings.articles)
        broken = [
            v.path
            for v in vocabularies.values()
            if v.terms == () and not v.is_whole and (settings.root / v.path).exists()
        ]
        if broken:
            raise SettingsError(f"{', '.join(broken)} cannot be read: run `postilla check` and mend it first")
        if options.create_terms:
            refuse_unless_open(settings.articles_dir)
        self._terms = Terms(vocabularies, create=options.create_terms)
        if options.journal and not self._terms.find("journals", options.journal):
            raise SettingsError(f"there is no journal {options.journal!r} in the vocabulary journals")
        heads = read_heads(settings, progress) if settings.articles_dir.is_dir() else ()
        self._known = Known(heads)
        self._lines = ledger.load(settings.articles_dir)
        self._companions = Companions()
        self._new: set[str] = set()
        self._changed = False
        self._total = 0

    def _folder(self) -> str:
        articles = self._settings.articles_dir.resolve()
        into = (self._settings.root / (self._options.into or self._settings.articles)).resolve()
        if not into.is_relative_to(articles):
            raise SettingsError(f"--into {self._options.into}: records lie in {self._settings.articles}/")
        return into.relative_to(self._settings.root.resolve()).as_posix()

    def take(self, given: Iterable[Given]) -> ImportReport:
        """Decide and write what was read."""
        waiting: list[Entry] = []

        def jobs() -> Iterator[writing.Job]:
            for pending in self._pending(given):
                waiting.append(pending.entry)
                yield pending.job

        try:
            for done, outcome in enumerate(
                run_in_pool(writing.run, jobs(), self._settings.workers, chunk=16), 1
            ):
                self._note(waiting[done - 1], outcome)
                if done % 50 == 0 and self._total <= FEW:
                    self._progress("writing records", done, 0)
        finally:
            # an import that is stopped leaves the terms of what it has written, and knows it again
            self._keep()
        self.report.unknown = {
            name: dict(sorted(found.items())) for name, found in self._terms.unknown.items() if found
        }
        self.report.created = {name: sorted(new) for name, new in self._terms.new.items() if new}
        return self.report

    def _note(self, entry: Entry, outcome: writing.Outcome) -> None:
        """Enter in report and ledger what became of a record."""
        entry.status, entry.path = outcome.status, outcome.path
        entry.notes += outcome.findings
        if outcome.kept:
            entry.notes += (_kept(outcome),)
        key = (outcome.id, outcome.format)
        if outcome.line and outcome.line != self._lines.get(key, ""):
            self._lines[key], self._changed = outcome.line, True

    def _keep(self) -> None:
        """Write new terms and the ledger."""
        if not self._options.dry:
            write_terms(self._settings.articles_dir, self._terms)
            if self._changed:
                ledger.save(self._settings.articles_dir, self._lines)

    def given(self, sources: Iterable[Item | Refused]) -> Iterator[Given]:
        """What each file gives, in order."""
        items = list(self._items(sources))
        self._total = len(items)
        if len(items) <= FEW:
            for item in items:
                yield from _streamed(item, self._options.format)
            return
        jobs = ((item, self._options.format) for item in items)
        yield from run_in_pool(read_items, jobs, self._settings.workers, chunk=4)

    def _items(self, sources: Iterable[Item | Refused]) -> Iterator[Item]:
        for source in sources:
            if isinstance(source, Refused):
                self.report.problems.append((source.name, "", source.why))
            else:
                yield source

    def _pending(self, given: Iterable[Given]) -> Iterator[_Pending]:
        seen: set[str] = set()
        for item, format, found, skipped in given:
            if skipped:
                self.report.skipped.append((item.name, skipped))
                continue
            if item.name not in seen:
                seen.add(item.name)
                self.report.files += 1
                if self._total > FEW:
                    self._progress("importing files", self.report.files, self._total)
            group: list[Candidate] = []
            for one in found:
                if isinstance(one, Problem):
                    self.report.problems.append((item.name, one.place, one.message))
                    continue
                if group and not one.part:
                    yield from self._decided(item, format, group)
                    group = []
                group.append(one)
            if group:
                yield from self._decided(item, format, group)

    def _decided(self, item: Item, format: str, group: Sequence[Candidate]) -> Iterator[_Pending]:
        """An article and its sub-articles: all ids are known before any is written."""
        made: list[tuple[Candidate, Entry, Head, writing.Job | None]] = []
        main = ""
        for candidate in group:
            entry = Entry(item.name, candidate.place, to_plain(str(candidate.fields.get("title", ""))))
            self.report.entries.append(entry)
            if candidate.part and not main:
                entry.status, entry.notes = "refused", ("the article that it belongs to was not imported",)
                continue
            try:
                head, job = self._record(item, format, candidate, entry, main)
            except UnusableError as error:
                entry.status, entry.notes, entry.losses = "refused", (str(error),), tuple(candidate.losses)
                continue
            if not candidate.part:
                main = head.id
            entry.losses = tuple(candidate.losses)
            made.append((candidate, entry, head, job))
        translations = tuple(
            head.id for candidate, _, head, _ in made if candidate.part_of == "translation-of"
        )
        for candidate, entry, head, job in made:
            if job is None:
                continue
            is_one = bool(translations) and (head.id == main or candidate.part_of == "translation-of")
            others = tuple(id for id in (main, *translations) if id != head.id) if is_one else ()
            yield _Pending(
                entry, job._replace(head=job.head._replace(translations=others)) if is_one else job
            )

    def _record(
        self, item: Item, format: str, candidate: Candidate, entry: Entry, main: str
    ) -> tuple[Head, writing.Job | None]:
        options = self._options
        today = options.today
        source = Source(
            format,
            posixpath.basename(item.name) or item.name,
            PartialDate(today.year, today.month, today.day),
        )
        journal = self._terms.find("journals", options.journal) if options.journal else ""
        if main and candidate.part_of and candidate.part_of != "translation-of":
            candidate.fields["related"] = self._part_of(main, candidate)
        head, tail = make(
            candidate, self._terms, default_type=options.type, default_journal=journal,
            has_default_journal=bool(self._settings.journal), source=source, today=today,
            language=self._settings.language,
        )  # fmt: skip
        if main and not candidate.fields.get("doi"):
            own = fitted(f"{main}-{_part(candidate)}")
            known = own if own in self._known.paths else ""
        else:
            known = self._known.match(head)
        probable = "" if known or candidate.part else self._known.probable(head)
        if probable and not (head.doi or head.pmid) and fitted(wanted_id(candidate)) == probable:
            # nothing but its title identifies it, and this is the id that it got the last time
            known, probable = probable, ""
        if known and known in self._new:
            entry.status, entry.path = "twice", self._known.paths[known]
            entry.notes = (f"the same article as {known}, which this import brought already",)
            return head._replace(id=known), None
        if known and not options.update:
            entry.status, entry.path = "there", self._known.paths[known]
            return head._replace(id=known), None
        if known:
            id, path = known, self._known.paths[known]
        else:
            id = self._known.new_id(
                f"{main}-{_part(candidate)}" if main and not head.doi else wanted_id(candidate)
            )
            folder = f"{self._into}/{head.published.year}" if head.published else self._into
            path = f"{folder}/{id}.md"
        head = head._replace(id=id)
        if probable and probable != id:
            entry.notes = (f"{path} may be the same article as {probable}: title and year are alike",)
        tail, copies = placed(head, tail, candidate, item, self._companions)
        if not known:
            self._known.add(head, path)
            self._new.add(id)
        job = writing.Job(
            str(self._settings.root), path, head, tail, copies, update=bool(known),
            last=self._lines.get((id, format), ""), force=options.force, dry=options.dry,
        )  # fmt: skip
        return head, job

    def _part_of(self, main: str, candidate: Candidate) -> tuple[Related, ...]:
        """The relations of a sub-article: to its article first, which it may name once more by its identifier."""
        others: tuple[Related, ...] = candidate.fields.get("related", ())
        return (
            Related(Relation(candidate.part_of), main),
            *(one for one in others if not (one.work and self._known.with_key(one.work.key) == main)),
        )


def _kept(outcome: writing.Outcome) -> str:
    fields = ", ".join(outcome.kept)
    return f"{outcome.path}: {fields} stayed, though this source says otherwise; --force takes it"


def _part(candidate: Candidate) -> str:
    return candidate.part.lower()


def read_items(jobs: Sequence[tuple[Item, str]]) -> list[Given]:
    """Read a few files, each as a whole."""
    return [given for item, format in jobs for given in _streamed(item, format, whole=True)]


def _streamed(item: Item, format: str, *, whole: bool = False) -> Iterator[Given]:
    """What a file gives, one record at a time unless it is wanted `whole`."""
    try:
        data = item.read()
    except OSError as error:
        yield Given(item, "", [Problem("", f"the file cannot be read: {error.strerror or error}")])
        return
    if len(data) > LARGEST:
        yield Given(item, "", [Problem("", f"the file has more than {LARGEST:,} bytes")])
        return
    row = SOURCES[format] if format else detect(data)
    if row is None:
        why, is_telling = _unknown(data, item.name)
        if item.named or is_telling:
            yield Given(item, "", [Problem("", why)])
        else:
            yield Given(item, "", [], why)
        return
    found = _guarded(row.name, data)
    if whole:
        yield Given(item, row.name, list(found))
        return
    group: list[Candidate | Problem] = []
    for one in found:
        if group and not (isinstance(one, Candidate) and one.part):
            yield Given(item, row.name, group)
            group = []
        group.append(one)
    yield Given(item, row.name, group)


def _guarded(format: str, data: bytes) -> Iterator[Candidate | Problem]:
    """Whatever a file makes a reader stumble over is a problem of that file, and of no other."""
    try:
        yield from read(data, SOURCES[format])
    except Exception as error:  # noqa: BLE001  (a file must not end an import with a traceback)
        yield Problem(
            "", f"the reader of {format} stumbled over this file ({type(error).__name__}: {str(error)[:100]})"
        )


def _unknown(data: bytes, name: str) -> tuple[str, bool]:
    """Why a file is of no format, and whether its name says that it should be of one."""
    suffix = posixpath.splitext(name.lower())[1]
    is_telling = suffix in _TELLING
    if not data.strip():
        return "the file is empty", is_telling
    if re.search(rb"(?i)<(?:!doctype\s+html|html)[\s>]", data[:4096]):
        return "this is a web page, and no file of an article", is_telling or suffix == ".xml"
    if suffix in SOURCES["csv"].suffixes:
        first = next(_guarded("csv", data), None)
        why = first.message if isinstance(first, Problem) else "no table of articles"
        return why, is_meant_as_table(data)
    if suffix in WORKBOOKS:
        return "a workbook of a spreadsheet program: save its sheet as CSV (UTF-8), and import that", False
    return f"no format that can be imported: {', '.join(SOURCES)}; --format says which it is", is_telling
