"""Following: what happens between a saved file and the browsers that show it."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import postilla
from postilla.build import BackgroundSearch, Live, Progress, end_workers
from postilla.diagnostics import Report
from postilla.errors import PostillaError
from postilla.pages import Renderer
from postilla.settings import Settings
from postilla.words import language_of

from .answers import OWN, Answer, Answers, root_of
from .browsers import Browsers
from .docs import Docs, DocsMaker
from .lines import count, findings, is_in_passing, line, line_of_docs, line_of_templates, named, pages_of
from .overview import Changed, overview_of, page, remember
from .reports import report_for
from .watching import Watcher

Tell = Callable[[str], None]
"""Is given one line for the terminal."""

TEMPLATES = Path(postilla.__file__).parent / "templates"
URGENT = frozenset({"docs"})
"""What is done later, but does not wait until nobody asks for pages."""
QUIET = 0.25
"""Seconds without a request after which there is time for what is not urgent."""
LONGEST = 2.0
"""Seconds after which it is done in any case."""
LEAVE = 0.3
"""Seconds that the end waits for what is being done."""
PATIENCE = 30.0
"""Seconds that a page of `docs/` waits for a newer one that is being made."""


class Following:
    """An archive, the pages of `docs/` around it, and the browsers that show them, kept up to date."""

    def __init__(
        self,
        maker: DocsMaker,
        watcher: Watcher,
        tell: Tell,
        *,
        warn: Tell,
        with_hidden: bool = True,
        jobs: int | None = None,
        progress: Progress,
    ) -> None:
        """Read what the cache knows of the records.

        Raises:
            PostillaError: the archive cannot be read at all.
        """
        self._maker, self._watcher, self._tell, self._warn = maker, watcher, tell, warn
        self._with_hidden, self._jobs, self._progress = with_hidden, jobs, progress
        self._settings = maker.settings().with_changes(jobs=jobs)
        self._live = Live(self._settings, with_hidden=with_hidden)
        self._docs: Docs | None = None
        self._troubles: dict[str, str] = {}
        """What went wrong, by what was being done; gone when it goes well."""
        self._summed: Report | None = None
        """The report of which the terminal had the summary last."""
        self._folder = Path(tempfile.mkdtemp(prefix="postilla-preview-"))
        self._rounds = 0
        self._changing = threading.RLock()
        """Held while the archive is being changed."""
        self._stopped, self._begun, self._idle = threading.Event(), threading.Event(), threading.Event()
        self._idle.set()  # whenever no change is being taken in
        self._reading: threading.Thread | None = None
        self._wanted: set[str] = set()
        self._work = threading.Condition()
        self._changes: dict[str, Changed] = {}
        self._anew: set[str] = set()
        """The files for which the pages of `docs/` are made again, as the terminal names them."""
        self.answers = Answers(self._settings, lambda: self._live, lambda: self._docs)
        self.browsers = Browsers(self.answers, lambda address: report_for(address, self._live, self._trouble))
        self.answers.own = {"": self._overview}
        self.answers.fetch = self._fetch
        self._search = BackgroundSearch(tell)
        self._searched: object = None
        """The snapshot that is searched: without another one, what was indexed holds."""
        self.answers.search = self._search.answer
        self._asked = time.monotonic()
        self.later: dict[str, Callable[[], None]] = {"docs": self._render_docs, "findings": self._examine}
        """What is done when there is nothing more urgent, by name, in this order; `want` asks for it."""

    @property
    def settings(self) -> Settings:
        """Those of the archive as it is shown."""
        return self._settings

    @property
    def live(self) -> Live:
        """The archive as it is shown."""
        return self._live

    def begin(self) -> None:
        """Make the pages of `docs/` for the first time, and start all that goes on beside the server.

        Raises:
            PostillaError: the pages of `docs/` cannot be made.
        """
        if self._live.note:
            self._warn(self._live.note)
        self._reading = self._start(self._read_rest)
        self._docs = self._made_docs()
        self._live.show_in(self._docs, self._docs.folder)
        self._look_at_links()
        self._watcher.watch([self._settings.articles_dir, TEMPLATES, *self._maker.watched])
        self._start(self._follow)
        self._start(self._do_later)
        # what changed before it was watched; the folder stands for all that is in it
        self._watcher.touch(str(self._settings.articles_dir))
        self.want("findings")
        self._begun.wait(PATIENCE)

    def end(self) -> None:
        """Stop everything."""
        self._stopped.set()
        end_workers()
        self._watcher.close()
        self.browsers.end()
        with self._work:
            self._work.notify_all()
        if self._reading:
            self._reading.join(LEAVE)
        # a change that is being taken in may take longer than anybody waits, and the cache bears to be left open
        if self._changing.acquire(timeout=LEAVE):
            self._live.close()
            self._changing.release()
        self._search.abandon()
        shutil.rmtree(self._folder, ignore_errors=True)

    def want(self, name: str) -> None:
        """Ask for one of `later`."""
        with self._work:
            self._wanted.add(name)
            self._work.notify_all()

    def _start(self, run: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=run, name=f"postilla{run.__name__}", daemon=True)
        thread.start()
        return thread

    # Records that the cache did not know

    def _read_rest(self) -> None:
        with self._told("records"):
            self._read_all()
        self._begun.set()

    def _read_all(self) -> None:
        live, total = self._live, self._live.unread
        if total:
            self._tell(f"reading {count(total, 'record')}; pages show those that have been read")
            for sources in live.read_rest(self._stopped, self._progress):
                with self._changing:
                    if live is not self._live or self._stopped.is_set():
                        return
                    live.add(sources)
                self._begun.set()
                self.browsers.tell()
            if self._stopped.is_set():
                return
            self._tell(f"{count(total, 'record')} read")
            self._look_at_links()
            self.want("findings")

    def _fetch(self, address: str) -> bool:
        """Read the record of a page that is asked for before its turn; whether there was one."""
        first, _, rest = address.partition("/")
        with self._changing:
            paths = (
                self._live.unread_of(rest.partition("/")[0])
                if first == "articles" and self._live.unread
                else ()
            )
            if paths:
                self._live.update(paths)
        return bool(paths)

    # Changes

    def _follow(self) -> None:
        while not self._stopped.is_set():
            paths = self._watcher.changed()
            if paths and not self._stopped.is_set():
                self._idle.clear()
                try:
                    with self._told("changes"):
                        self._take(paths)
                finally:
                    self._idle.set()

    def _take(self, paths: Collection[str]) -> None:
        """Show what has changed."""
        started = time.perf_counter()
        root, articles = self._settings.root.absolute(), self._settings.articles_dir.absolute()
        records = [path for path in paths if Path(path).is_relative_to(articles)]
        if templates := self._below([TEMPLATES], paths):
            self._live.forget_templates()
        if by_hand := self._below(self._maker.watched, paths):
            self._anew |= by_hand
            self.want("docs")
        with self._changing:
            before = self._live.report()
            change = self._live.update([Path(os.path.relpath(path, root)).as_posix() for path in records])
        self._look_at_links()
        if change.is_nothing:
            is_told = self._live.report().findings != before.findings
            if is_told:
                self.want("findings")
            reloaded = self.browsers.tell() if is_told or len(records) < len(paths) else []
            if templates:
                self._tell(line_of_templates(templates, reloaded, started))
            return
        files = named(change, self._live)
        for one in files:
            remember(self._changes, Changed(*one))
        reloaded = self.browsers.tell(pages_of(change, self._live))
        if files:
            self._tell(line(change, files, reloaded, time.perf_counter() - started))
        self.want("findings")

    def _below(self, folders: Collection[Path], paths: Collection[str]) -> set[str]:
        """Those of some paths that lie in one of some folders, as the terminal names them, without editors' own."""
        root = f"{self._settings.root.absolute()}{os.sep}"
        return {
            path.removeprefix(root)
            for path in paths
            if not is_in_passing(path) and any(Path(path).is_relative_to(folder) for folder in folders)
        }

    def _look_at_links(self) -> None:
        """Bring the menus and the search up to date, and pages of `docs/` that show anything that changed."""
        snapshot = self._live.snapshot
        if self._settings.has_search and not self._live.unread and snapshot is not self._searched:
            self._searched = snapshot
            self._search.renew(snapshot.indexing())
        docs = self._docs
        if docs is None:
            return
        if docs.menus != self._live.menus:
            with self._changing:
                self._docs = docs.with_menus(self._live.menus)
                self._live.show_in(self._docs, self._docs.folder)
            self.want("docs")
        elif any(self._live.resolve(link) != address for link, address in docs.asked.items()):
            self.want("docs")

    # What takes longer

    def _do_later(self) -> None:
        while not self._stopped.is_set():
            with self._work:
                self._work.wait_for(lambda: self._wanted or self._stopped.is_set())
                name = next((name for name in self.later if name in self._wanted), "")
                self._wanted.discard(name)
            if not name or (name not in URGENT and not self._is_quiet()):
                continue
            with self._told(name):
                self.later[name]()

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """What goes wrong in the block is told in the terminal and on every page, and the preview goes on."""
        try:
            yield
            if self._troubles.pop(what, ""):
                self.browsers.tell()
        except Exception as error:  # noqa: BLE001 - one fault is no reason to follow nothing any more
            if self._stopped.is_set():
                return  # what it worked with has been closed
            is_known = isinstance(error, PostillaError)
            told = str(error) if is_known else f"a fault of postilla itself: {type(error).__name__}: {error}"
            if self._troubles.get(what) != told:
                self._troubles[what] = told
                self._warn(told)
            self.browsers.tell()

    @property
    def _trouble(self) -> str:
        return "\n".join(self._troubles.values())

    def _is_quiet(self) -> bool:
        """Wait until nobody has asked for a page for a moment; False at the end."""
        last = time.monotonic() + LONGEST
        while time.monotonic() < min(last, self._asked + QUIET):
            if self._stopped.wait(QUIET / 4):
                return False
        return not self._stopped.is_set()

    def _made_docs(self) -> Docs:
        self._rounds += 1
        return self._maker.render(self._live, self._folder / str(self._rounds))

    def _render_docs(self) -> None:
        started, anew = time.perf_counter(), self._anew
        self._anew = set()
        settings = self._maker.settings().with_changes(jobs=self._jobs)
        self._watcher.watch([settings.articles_dir, TEMPLATES, *self._maker.watched])
        if settings != self._settings.with_changes(hand_written=settings.hand_written):
            with self._changing:
                live, old = Live(settings, with_hidden=self._with_hidden), self._live
                if self._docs is not None:
                    live.show_in(self._docs, self._docs.folder)
                self._live = live
                old.close()
            if self._live.unread:
                self._reading = self._start(self._read_rest)
        if root_of(settings) != root_of(self._settings):
            self._warn(f"the site begins at {root_of(settings)} now; start the preview again to see it there")
        self._settings = self._live.settings = settings
        docs = self._made_docs()
        with self._changing:
            self._docs = docs
            self._live.show_in(docs, docs.folder)
        self._look_at_links()
        reloaded = self.browsers.tell()
        self._tell(line_of_docs(anew, len(docs.addresses), reloaded, started))
        # somebody may still be reading the files of the round before
        shutil.rmtree(self._folder / str(self._rounds - 2), ignore_errors=True)
        self.want("findings")

    def _examine(self) -> None:
        if self._live.unread:
            return  # what another record names may be one of these; it is asked for again when they have been read
        gc.collect()  # pages refer to one another, and the archive of before to them; Python would look much later
        report = self._live.examine(lambda: self._idle.wait(LONGEST))
        self.browsers.tell()
        if report != self._summed:
            before, self._summed = self._summed, report
            for told in findings(report, before):
                self._warn(told)
            self._tell(report.summary())

    # Browsers

    def ask(self, path: str) -> Answer:
        """The answer to a path of a request."""
        self._asked = time.monotonic()
        return self.answers.at(path)

    def _overview(self) -> Answer:
        live = self._live
        view = overview_of(
            live.snapshot.archive, live.report(), list(self._changes.values()), live.unread, self._trouble
        )
        title = language_of(self._settings.language).word("preview")
        return self.answers.own_page(
            title, OWN, 200, page(view, Renderer(self._settings.language), self.answers.root)
        )
