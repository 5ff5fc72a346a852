"""Indexing: the bundles of the search from the cache, or made anew, and the few files that tell a browser of them."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple, Self

from postilla import addresses
from postilla.archive import Archive
from postilla.pages import Cards
from postilla.search import (
    BOUNDS,
    Bundle,
    Engine,
    Index,
    Searchable,
    Weighed,
    find_engine,
    read_index,
    split,
    stub,
    write_index,
)
from postilla.search.stub import FACETS
from postilla.settings import Settings
from postilla.words import Language

from .cache import Cache, Reader, digest, pack
from .findable import full_title, searchable, suggested, texts
from .fingerprint import SEARCHING, fingerprint
from .plan import Planned
from .sources import Progress, Source, load_page

MANY = 20_000
"""From so many articles on the search finds words of abstracts only, unless the settings say otherwise."""
OLD = 86_400
"""Seconds after which a folder of stubs is one that a killed build has left."""
_FOLDER = "search-"


class Kept(NamedTuple):
    """What a build needs to know of a bundle whose files it does not write."""

    files: tuple[tuple[str, str], ...]
    """Path in the folder of the bundle, and digest."""
    fragments: tuple[tuple[str, str], ...]
    """Address of each article, and its name in the results of Pagefind."""
    entry: str
    """What Pagefind wants to read first, as JSON."""


class Made(NamedTuple):
    """The files of a bundle, as the cache keeps them."""

    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Indexing:
    """What is to be indexed. Nothing in it changes, so it can be handed to another thread."""

    archive: Archive
    sources: Mapping[str, Source]
    """By the id of the article."""
    settings: Settings
    language: Language
    """Of the interface."""
    cache: Path

    @property
    def depth(self) -> str:
        """How much of the texts is searched: `full` or `abstract`."""
        automatic = "full" if len(self.archive.entries) <= MANY else "abstract"
        return self.settings.search_text or automatic

    def files(self, cache: Cache, progress: Progress) -> Iterator[Planned]:
        """Every file of the search for the plan; bundles that are not in `cache` are made, and kept in it.

        The cache must belong to the thread that goes through the files.

        Raises:
            MachineError: Pagefind is missing, failed, or has not indexed every article.
        """
        engine = find_engine()
        bundles = [
            _Keyed(bundle, self._key(bundle, engine)) for bundle in split(self._weighed(), BOUNDS[self.depth])
        ]
        keys = [one.key for one in bundles]
        known = cache.get("search", keys, Kept)
        cache.keep_state("search", json.dumps(keys).encode())
        fragments: dict[str, str] = {}
        listed: list[tuple[str, object]] = []
        with _Workshop(self, engine) as workshop:
            todo = [one for one in bundles if one.key not in known]
            made, done = workshop.make([one.bundle for one in todo]), 0
            progress("indexing", done, len(todo))
            for one in bundles:
                kept, files = known.get(one.key), _Files(one.key, cache, partial(workshop.again, one.bundle))
                if kept is None:
                    kept, done = files.keep(next(made)), done + 1
                    progress("indexing", done, len(todo))
                folder = f"{addresses.SEARCH_FILES}{engine.version}/{one.bundle.name}/"
                for path, of in kept.files:
                    yield Planned(folder + path, f"search {of}", read=partial(files.read, path))
                files.let_go()
                fragments.update(kept.fragments)
                listed.append((folder, json.loads(kept.entry)))
        yield from self._lists(listed, fragments, engine)

    def _weighed(self) -> Iterator[Weighed]:
        is_full = self.depth == "full"
        for id, entry in self.archive.entries.items():
            short, long = self.sources[id].head.findable
            published = entry.head.published
            yield Weighed(id, published.year if published else 0, short + (long if is_full else 0))

    def _key(self, bundle: Bundle, engine: Engine) -> str:
        """The key of a bundle; what is found of its articles is made for it and let go."""
        state = hashlib.blake2b(digest_size=16)
        state.update(
            f"{fingerprint(SEARCHING)} {engine.version} {self.depth} {self.settings.language}\n".encode()
        )
        for id, one in self.found(bundle):
            state.update(json.dumps([self.sources[id].key, one], ensure_ascii=False).encode())
        return state.hexdigest()

    def found(self, bundle: Bundle) -> Iterator[tuple[str, Searchable]]:
        """The articles of a bundle as they can be found, by id."""
        cards = Cards(self.archive, self.language)
        for id in bundle.articles:
            yield id, searchable(id, self.archive, cards, self.language)

    def _lists(
        self, bundles: Sequence[tuple[str, object]], fragments: Mapping[str, str], engine: Engine
    ) -> Iterator[Planned]:
        """The orders of all articles, the suggestions, and the file that names everything."""
        archive = self.archive
        titles = sorted((full_title(archive.head(id)).casefold(), id) for id in archive.order)
        orders = {"date": archive.order, "title": [id for _, id in titles]}
        made: dict[str, str] = {}
        for name, ids in orders.items():
            text = "\n".join(fragments[addresses.article(id)] for id in ids)
            planned = _hashed(f"by-{name}", "txt", text)
            made[name] = planned.path
            yield planned
        suggestions = _hashed("suggestions", "json", _json(suggested(archive)))
        yield suggestions
        prefix, plural = "search-", "found"
        words = {
            key.removeprefix(prefix): text
            for key, text in self.language.words.items()
            if key.startswith(prefix)
        }
        text = _json(
            {
                "engine": engine.version,
                "articles": len(archive.order),
                "bundles": bundles,
                "orders": made,
                "suggestions": suggestions.path,
                "facets": [[name, self.language.word(f"facet-{name}")] for name in FACETS],
                "language": self.language.tag,
                "words": words,
                "counts": self.language.counts[plural],
            }
        )
        yield _whole(addresses.SEARCH_INDEX, text)


class _Keyed(NamedTuple):
    bundle: Bundle
    key: str


class _Files:
    """The files of a bundle: at hand where it was made just now, otherwise read when the first is wanted."""

    def __init__(self, key: str, cache: Cache, again: Callable[[], Index]) -> None:
        self._key, self._cache, self._again = key, cache, again
        self._files: dict[str, bytes] = {}

    def keep(self, index: Index) -> Kept:
        """Have these files at hand and in the cache."""
        self._files = dict(index.files)
        kept = Kept(
            tuple((path, digest(data).hex()) for path, data in index.files), index.fragments, index.entry
        )
        self._cache.put(
            [("search", self._key, pack(kept)), ("search files", self._key, pack(Made(index.files)))]
        )
        return kept

    def read(self, path: str) -> bytes:
        """A file by its path in the bundle."""
        if not self._files:
            made = self._cache.get("search files", [self._key], Made).get(self._key)
            self._files = dict(made.files if made else self._again().files)
        return self._files[path]

    def let_go(self) -> None:
        """Have them in the cache only: the next bundle needs the memory."""
        self._files = {}


class _Workshop:
    """Makes indexes in threads, in a folder of its own: Pagefind is another process and does most of the work."""

    def __init__(self, plan: Indexing, engine: Engine) -> None:
        self._plan, self._engine = plan, engine
        # one language for all articles, so that one query finds them all
        self._stemming = plan.settings.language.split("-")[0].lower()
        # as many at once as weigh what one may, whatever the number of processors: memory runs out first
        self._room = _Room(BOUNDS[plan.depth])
        self._executor = ThreadPoolExecutor(plan.settings.workers + 1)  # one waits for Pagefind
        self._folder: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._executor.shutdown(cancel_futures=True)
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def make(self, bundles: Sequence[Bundle]) -> Iterator[Index]:
        """The index of each bundle in turn."""
        if bundles and self._folder is None:
            _sweep(self._plan.cache.parent)
            self._folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=self._plan.cache.parent))
        yield from self._executor.map(self._one, bundles)

    def again(self, bundle: Bundle) -> Index:
        """The index of a bundle whose files the cache has lost."""
        return next(self.make([bundle]))

    def _one(self, bundle: Bundle) -> Index:
        plan, folder = self._plan, Path(tempfile.mkdtemp(dir=self._folder))
        reader = Reader(plan.cache)
        try:
            for id, found in plan.found(bundle):
                source = plan.sources[id]
                parts = load_page(reader, plan.settings.root, source.path, source.key, plan.settings.language)
                file = folder / "stubs" / addresses.output(found.address)
                file.parent.mkdir(parents=True)
                file.write_text(stub(found, parts.keywords, texts(parts, plan.depth)), "utf-8")
        finally:
            reader.close()
        # other bundles are written and read meanwhile: only Pagefind needs much memory
        with self._room.taken(bundle.weight):
            write_index(self._engine, folder / "stubs", folder / "index", self._stemming)
        index = read_index(self._engine, bundle.name, folder / "index", len(bundle.articles))
        shutil.rmtree(folder, ignore_errors=True)
        return index


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


def _hashed(name: str, suffix: str, text: str) -> Planned:
    """A file whose name changes with its content."""
    short = hashlib.blake2b(text.encode()).hexdigest()[:8]
    return _whole(f"{addresses.SEARCH_FILES}{name}.{short}.{suffix}", text)


def _whole(path: str, text: str) -> Planned:
    data = text.encode()
    return Planned(path, f"search {digest(data).hex()}", data=data)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
