"""The workshop of the search: bundles are made here while the build goes on with something else."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, ParamSpec, Self, TypeVar

from postilla.errors import MachineError
from postilla.search import (
    BOUNDS,
    Bundle,
    Engine,
    Index,
    Searchable,
    blank_stubs,
    read_index,
    stub,
    write_index,
)
from postilla.settings import Settings

from . import pool
from .cache import Reader
from .findable import texts
from .sources import load_page

P = ParamSpec("P")
R = TypeVar("R")

OLD = 86_400
"""Seconds after which a folder of stubs is one that a killed build has left."""
_FOLDER = "search-"


class Found(NamedTuple):
    """An article as it can be found, and where its texts are kept."""

    article: Searchable
    path: str
    """Of its record."""
    key: str


class _Stubs(NamedTuple):
    """Stubs to write: all that another process has to know."""

    folder: Path
    found: Sequence[Found]
    depth: str
    root: Path
    cache: Path
    language: str


class Workshop:
    """Makes indexes of bundles, in a folder of its own, from entering it until it is left.

    Pagefind is a process of its own and does most of the work. What comes before and after it is done by another one
    where there are several bundles: here it would take turns with the plan of the site.
    """

    def __init__(
        self,
        settings: Settings,
        cache: Path,
        engine: Engine,
        depth: str,
        find: Callable[[Bundle], Sequence[Found]],
        *,
        with_worker: bool,
        is_stopped: Callable[[], bool],
    ) -> None:
        """Prepare it.

        Args:
            settings: of the archive.
            cache: the file of the cache; the folder of the workshop is beside it.
            engine: Pagefind.
            depth: how much of the texts is searched.
            find: the articles of a bundle, by address; it is called in threads.
            with_worker: whether there is memory, and a reason, for one more process.
            is_stopped: whether nobody wants a bundle any more; who waits for one then gets a `MachineError`.
        """
        self._settings, self._cache, self._engine = settings, cache, engine
        self._depth, self._find, self._with_worker = depth, find, with_worker
        self._is_abandoned, self._was_left = is_stopped, False
        # one language for all articles, so that one query finds them all
        self._stemming = settings.language.split("-")[0].lower()
        # as many at once as weigh what one may, whatever the number of processors: memory runs out first
        self._room = _Room(BOUNDS[depth])
        self._threads = ThreadPoolExecutor(settings.workers + 1)  # one waits for Pagefind
        self._worker: pool.Worker | None = None
        self._folder: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        # where something went wrong, bundles are still being made that nobody wants
        self._was_left = True
        if self._worker:
            self._worker.end()
        self._threads.shutdown(cancel_futures=True)
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def begin(self, bundles: Sequence[Bundle]) -> list[Future[Index]]:
        """Begin to make the index of each bundle, in this order."""
        if bundles and self._folder is None:
            _sweep(self._cache.parent)
            self._folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=self._cache.parent))
        articles = sum(len(bundle.articles) for bundle in bundles)
        if self._with_worker and len(bundles) > 1 and articles > pool.SMALL:
            self._worker = self._worker or pool.Worker()
        return [self._threads.submit(self._make, bundle) for bundle in bundles]

    def make(self, bundle: Bundle) -> Index:
        """The index of one bundle, now."""
        return self.begin([bundle])[0].result()

    def _is_stopped(self) -> bool:
        return self._was_left or self._is_abandoned()

    def _make(self, bundle: Bundle) -> Index:
        if self._is_stopped():
            raise MachineError("the index of the search is not wanted any more")
        settings, folder = self._settings, Path(tempfile.mkdtemp(dir=self._folder))
        stubs, out = folder / "stubs", folder / "index"
        job = _Stubs(stubs, self._find(bundle), self._depth, settings.root, self._cache, settings.language)
        do = self._worker.call if self._worker else _here
        articles = do(_write_stubs, job)
        # other bundles are written and read meanwhile: only Pagefind needs much memory
        with self._room.taken(bundle.weight):
            write_index(self._engine, stubs, out, self._stemming, self._is_stopped)
        index = do(read_index, self._engine, bundle.name, out, articles)
        shutil.rmtree(folder, ignore_errors=True)
        return index


def _here(work: Callable[P, R], *arguments: P.args, **more: P.kwargs) -> R:
    return work(*arguments, **more)


def _write_stubs(job: _Stubs) -> dict[str, str]:
    """Write the stubs of a bundle; the address of each article, by the name of its stub."""
    written: dict[str, str] = {}
    blanks = blank_stubs(job.folder, len(job.found))
    with closing(Reader(job.cache)) as reader:
        for file, (article, path, key) in zip(blanks, job.found, strict=True):
            parts = load_page(reader, job.root, path, key, job.language)
            file.write_text(stub(article, parts.keywords, texts(parts, job.depth)), "utf-8")
            written[file.name] = article.address
    return written


class _Room:
    """Lets as many bundles in as their weights allow together, and one always."""

    def __init__(self, weight: int) -> None:
        self._left, self._inside = weight, 0
        self._changed = threading.Condition()

    @contextmanager
    def taken(self, weight: int) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: weight <= self._left or not self._inside)
            self._left -= weight
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._left += weight
                self._inside -= 1
                self._changed.notify_all()


def _sweep(folder: Path) -> None:
    """Remove what builds that were killed have left; a build that runs is younger."""
    for left in folder.glob(f"{_FOLDER}*"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - OLD:
                shutil.rmtree(left, ignore_errors=True)
