"""Live: an archive that is followed while its records change, and each page of it rendered when it is asked for.

What was read stays in memory: after an edit one record is read again. Where the edit leaves alone how articles follow
and relate to one another, the archive is not made anew either (`postilla.archive.edited`), and no page is planned but
the one that is asked for. See decisions/0080.
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from postilla import addresses
from postilla.archive import Archive, Hidden, edited
from postilla.diagnostics import Diagnostic, Report
from postilla.errors import BuildError
from postilla.model import Work
from postilla.pages import ArticleView
from postilla.settings import Settings

from .cache import Cache, unpack
from .changes import Change, difference
from .examined import build_time
from .examining import known_journal
from .folder import looked_at
from .grouped import Grouped, keep
from .host import Host, Menus
from .plan import Planned
from .process import HeadPart
from .rendering import Job, Worker
from .snapshot import Read, Snapshot, Vocabularies, takes_long
from .sources import VOCABULARY, Folder, Progress, Source, Survey, keys_of, processed, read_vocabularies, scan

RECENT = 128
"""So many pages are kept as they were last rendered."""
FIRST = 64
"""So many records are read before any are shown; each time after that, as many as there are already."""


class Made(NamedTuple):
    """What stands at an address: the bytes of a page or other text, or a file to be sent as it is."""

    data: bytes = b""
    file: Path | None = None
    record: str = ""
    """The path of the record that the page shows; empty for another page."""


class Live:
    """An archive that is followed. One thread calls what changes it, any thread the rest."""

    def __init__(self, settings: Settings, *, with_hidden: bool = True) -> None:
        """Look at every record, and read those that the cache knows.

        Args:
            settings: of the archive.
            with_hidden: show drafts and what is under embargo too, marked as such.

        Raises:
            SettingsError: a setting names something that is not there.
        """
        self.settings, self._with_hidden = settings, with_hidden
        self._cache = Cache(settings.cache_dir)
        self._lock = threading.RLock()
        self._worker: Worker | None = None
        self._recent: OrderedDict[str, tuple[int, str, Made]] = OrderedDict()
        """Pages by address, with the number of the snapshot: itself it would stay in memory as long as they."""
        self._number = 0
        self._across: tuple[Diagnostic, ...] = ()
        self._told: tuple[Read, tuple[Diagnostic, ...], Report] | None = None
        """The last report, and what it is of."""
        self._apart: tuple[Snapshot, Host, Snapshot, Worker] | None = None
        """What makes the files that take long, and the snapshot and the host that it is of."""
        self._making = threading.Lock()
        """Held while one of them is made, so that pages need not wait."""
        vocabularies = Vocabularies(*read_vocabularies(settings.root, settings.articles))
        known_journal(settings, vocabularies.by_name)
        folder, keys = self._looked(scan(settings.root, settings.articles), self._cache.hints())
        heads = Grouped(self._cache, keys).heads
        sources = {path: Source(path, key, heads[key]) for path, key in keys.items() if key in heads}
        self._unread = frozenset(keys.keys() - sources.keys())
        self._read = Read.of(settings, folder, sources, vocabularies)
        self._bad = frozenset(path for path, source in sources.items() if not source.head.head)
        """The records that cannot be read."""
        good = {path: source for path, source in self._read.sources.items() if path not in self._bad}
        self._shown = self._read._replace(sources=good)
        self._snapshot = self._anew(self._shown)

    def _looked(
        self, folder: Folder, hints: Mapping[str, tuple[int, int, str]]
    ) -> tuple[Folder, dict[str, str]]:
        """The folder with the records that cannot be read among its findings, and the keys of the others."""
        keys, _, unreadable = keys_of(self.settings.root, folder, hints, self.settings.language)
        return Folder(folder.records, folder.files, (*folder.findings, *unreadable)), keys

    @property
    def snapshot(self) -> Snapshot:
        """The archive as it is shown now."""
        return self._snapshot

    @property
    def note(self) -> str:
        """Why the cache is not used; empty where it is."""
        return self._cache.note

    @property
    def unread(self) -> int:
        """How many records have not been read yet, so that lists lack their articles."""
        return len(self._unread)

    @property
    def hidden(self) -> Mapping[str, Hidden]:
        """The articles that a build would leave out, by id."""
        return self._snapshot.archive.hidden

    @property
    def menus(self) -> Menus:
        """The menus of every page."""
        return self._snapshot.menus

    def resolve(self, link: str) -> str | None:
        """As `Site.resolve`; while records are still being read, every article and work is taken to be there."""
        found, (kind, _, name) = self._snapshot.resolve(link), link.partition(":")
        if found is None and self._unread:
            if kind == "article":
                return addresses.article(name)
            if kind == "work":
                return addresses.work(Work(doi=name))
        return found

    def close(self) -> None:
        """Close the cache."""
        with self._lock:
            if self._worker:
                self._worker.close()
            self._cache.close()

    # Reading

    def _showable(self, read: Read, before: Read, touched: AbstractSet[str]) -> Read:
        """The same with the last good version of what cannot be read."""
        good = before.vocabularies.by_name
        vocabularies = {
            name: one if one.is_whole else good.get(name, one)
            for name, one in read.vocabularies.by_name.items()
        }
        sources = read.sources
        self._bad = frozenset(
            path for path in self._bad | touched if path in sources and not sources[path].head.head
        )
        if self._bad:
            last = {path: before.sources[path] for path in self._bad if path in before.sources}
            sources = {
                path: last.get(path, source)
                for path, source in sources.items()
                if path in last or path not in self._bad
            }
        return read._replace(sources=sources, vocabularies=read.vocabularies._replace(by_name=vocabularies))

    def read_rest(self, stopped: threading.Event, progress: Progress) -> Iterator[Mapping[str, Source]]:
        """Read the records that the cache did not know, the newest first, some at a time, for `add`.

        Another thread than that of `add` and `update` may go through it.
        """
        root, language, workers = self.settings.root, self.settings.language, self.settings.workers
        # of most archives the newest records stand in the last folders
        paths, sources = sorted(self._unread, reverse=True), dict[str, Source]()
        wanted, everything = FIRST, dict(self._read.sources)
        with contextlib.closing(Cache(self._cache.path.parent)) as cache:
            for number, (path, one) in enumerate(
                processed(root, paths, cache, workers, progress, language), 1
            ):
                if stopped.is_set():
                    return
                sources[path] = everything[path] = Source(path, one.key, unpack(one.head, HeadPart))
                if len(sources) >= wanted or number == len(paths):
                    wanted = number
                    yield sources
                    sources = {}
            read = everything.values()  # so that the next start is a quick one
            keep(cache, {one.path: one.key for one in read}, {one.key: one.head for one in read})

    def add(self, sources: Mapping[str, Source]) -> None:
        """Show records that `read_rest` has read; one that has changed since is left as it is."""
        new = {path: source for path, source in sources.items() if path in self._unread}
        before = self._read
        sources = {**before.sources, **new}
        self._show(before.after(before.survey.folder, sources, before.vocabularies, new.keys()), new.keys())
        self._unread = self._unread - new.keys()

    def unread_of(self, id: str) -> Sequence[str]:
        """The paths of records that bear an id and have not been read yet."""
        return [path for path in self._unread if PurePosixPath(path).stem == id]

    def update(self, paths: Collection[str]) -> Change:
        """Look again at files and folders, by their paths from the root of the archive; show what they hold."""
        settings, before = self.settings, self._read
        was = before.survey.folder
        folder, other_facts = looked_at(settings.root, settings.articles, was, paths)
        there = folder.records
        again = {path for path in other_facts.union(paths) if path in there}
        some, keys = self._looked(Folder({p: there[p] for p in sorted(again)}, {}, folder.findings), {})
        folder = Folder(folder.records, folder.files, some.findings)
        known = dict(before.sources)
        gone = {path for path in other_facts if path in known and path not in there}
        for path in gone:
            del known[path]
        other = {path: key for path, key in keys.items() if path not in known or known[path].key != key}
        if other:
            survey = Survey(settings.root, folder, other, {}, (), settings.language, False)
            known.update(survey.read(self._cache, settings.workers, lambda *_: None).by_path)
        for path in again - keys.keys():
            known.pop(path, None)  # it can no longer be read
        touched = gone | again
        vocabularies = before.vocabularies
        if any(path.startswith(f"{settings.articles}/{VOCABULARY}") for path in paths):
            vocabularies = Vocabularies(*read_vocabularies(settings.root, settings.articles))
        read = before.after(folder, known, vocabularies, touched)
        change = difference(before, read, touched)
        self._unread = frozenset(
            path for path in self._unread if path in folder.records and path not in known
        )
        is_other = folder.findings != was.findings or vocabularies.key != before.vocabularies.key
        if is_other or not change.is_nothing:
            changed = {*change.records, *(vocabularies.by_name[name].path for name in change.vocabularies)}
            self._across = tuple(found for found in self._across if found.path not in changed)
            self._show(read, touched)
        return change

    # Showing

    def _show(self, read: Read, touched: AbstractSet[str]) -> None:
        shown = self._showable(read, self._shown, touched)
        snapshot = self._after(shown, touched)
        with self._lock:
            self._read, self._shown, self._snapshot = read, shown, snapshot
            self._number, self._apart = self._number + 1, None

    def _anew(self, read: Read) -> Snapshot:
        settings = self.settings
        archive = Archive.of(
            [entry for source in read.sources.values() if (entry := source.entry)],
            read.vocabularies.by_name,
            now=build_time(),
            default_journal=settings.journal,
            default_language=settings.language,
            with_hidden=self._with_hidden,
        )
        snapshot = Snapshot(settings, self._cache, read).with_archive(archive)
        _ = snapshot.pictures  # measured now, by the thread that has the cache
        return snapshot

    def _after(self, read: Read, touched: AbstractSet[str]) -> Snapshot:
        """The snapshot of what is shown now, made from the one before where that is possible."""
        before, was = self._snapshot, self._shown
        pairs = [(was.sources.get(path), read.sources.get(path)) for path in sorted(touched)]
        if all((old is None) == (new is None) for old, new in pairs):
            changed = [new for old, new in pairs if new is not None and new is not old]
            entries = [
                entry
                for source in changed
                if (entry := source.entry)
                if (old := was.sources[entry.path].head.head) is None or old != entry.head
            ]
            archive = edited(before.archive, entries, was.vocabularies.by_name, read.vocabularies.by_name)
            if archive is not None:
                snapshot = Snapshot(self.settings, self._cache, read).with_archive(archive)
                snapshot.after(before, changed)
                named = any(source.head.named or was.sources[source.path].head.named for source in changed)
                if not named and was.survey.folder.files is read.survey.folder.files:
                    snapshot.with_pictures(before.pictures)
                return self._hosted(snapshot)
        return self._hosted(self._anew(read))

    def _hosted(self, snapshot: Snapshot) -> Snapshot:
        _ = snapshot.pictures
        old = self._snapshot
        return snapshot.with_host(old.host, old.folder) if old.has_host else snapshot

    def show_in(self, host: Host, folder: Path) -> None:
        """Put the pages of the archive into other shells from now on, among the pages of `docs/` in a folder."""
        with self._lock:
            self._snapshot.with_host(host, folder)
            self._recent.clear()

    def forget_templates(self) -> None:
        """Read the templates again before the next page."""
        with self._lock:
            if self._worker:
                self._worker.close()
            self._worker = None
            self._recent.clear()

    # Findings

    def report(self) -> Report:
        """Every finding that is known now: those in each record at once, those between records since `examine`."""
        read, across, known = self._read, self._across, self._told
        if known and known[0] is read and known[1] is across:
            return known[2]
        own = [found for source in read.sources.values() for found in source.head.findings]
        own += [*read.survey.folder.findings, *read.vocabularies.told]
        report = Report.of([*own, *across], len(read.sources))
        self._told = read, across, report
        return report

    def examine(self, between: Callable[[], object] = lambda: None) -> Report:
        """Look for findings between records too; slower, and any thread may do it. Returns the whole report.

        It is given up where the archive changes meanwhile. `between` is called now and then, and may wait.
        """
        read, shown, snapshot = self._read, self._shown, self._snapshot
        with contextlib.closing(Cache(self._cache.path.parent)) as cache:
            site = Snapshot(self.settings, cache, read)
            if not snapshot.archive.hidden and shown.sources == read.sources:
                site.with_archive(snapshot.archive)

            def go_on() -> None:
                between()
                if read is not self._read:
                    raise _OvertakenError

            try:
                report = site.examined(go_on)
            except _OvertakenError:
                return self.report()
        own = {found for source in read.sources.values() for found in source.head.findings}
        if read is self._read:
            self._across = tuple(found for found in report.findings if found not in own)
        return self.report()

    # Pages

    def at(self, address: str) -> Made | None:
        """What the archive has at an address of its site; None where it has nothing.

        Raises:
            BuildError: a page of `docs/` stands where no other page can.
            SettingsError: a page of `docs/` asks for a listing that does not exist.
            MachineError, OSError: a file cannot be read.
        """
        if takes_long(address):
            with self._making:
                return self._made_apart(address)
        with self._lock:
            snapshot = self._snapshot
            known = self._recent.get(address)
            if known and known[0] == self._number:
                self._recent.move_to_end(address)
                return known[2]
            planned = snapshot.at(address)
            if planned is None:
                return None
            if planned.copy is not None:
                return Made(file=planned.copy)
            if planned.page is None:
                return Made(snapshot.written(planned, lambda: self._worker_of(snapshot)))
            made = known[2] if known and known[1] == planned.key else self._rendered(snapshot, planned)
            self._recent[address] = self._number, planned.key, made
            self._recent.move_to_end(address)
            while len(self._recent) > RECENT:
                self._recent.popitem(last=False)
            return made

    def _made_apart(self, address: str) -> Made | None:
        """The same for a file that takes long, by means that nothing else uses meanwhile."""
        with self._lock:
            snapshot, read, made = self._snapshot, self._shown, self._apart
            host, folder = snapshot.host, snapshot.folder
        if made is None or made[0] is not snapshot or made[1] is not host:
            own = Snapshot(self.settings, self._cache, read).with_archive(snapshot.archive)
            own.with_pictures(snapshot.pictures).with_host(host, folder)
            made = self._apart = snapshot, host, own, Worker(own.bench)
        planned = made[2].at(address)
        return Made(made[2].written(planned, lambda: made[3])) if planned else None

    def _worker_of(self, snapshot: Snapshot) -> Worker:
        if self._worker is None:
            self._worker = Worker(snapshot.bench)
        elif self._worker.bench is not snapshot.bench:
            self._worker.turn_to(snapshot.bench)
        return self._worker

    def _rendered(self, snapshot: Snapshot, planned: Planned) -> Made:
        if planned.page is None:
            raise BuildError(f"{planned.path} is no page")
        view = planned.page.view
        record = snapshot.record_of(view.id) if isinstance(view, ArticleView) else ""
        data = self._worker_of(snapshot).render(Job(planned.path, planned.key, planned.page, record))
        return Made(data.encode(), record=record)


class _OvertakenError(Exception):
    """What is being examined is no longer shown."""
