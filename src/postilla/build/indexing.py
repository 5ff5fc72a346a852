"""Indexing: the bundles of the search from the cache, or made anew, and the few files that tell a browser of them."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from postilla import addresses
from postilla.archive import Archive
from postilla.pages import Cards
from postilla.search import BOUNDS, Bundle, Engine, Index, Weighed, find_engine, split
from postilla.search.stub import FACETS
from postilla.settings import Settings
from postilla.words import Language

from .cache import Cache, digest, pack
from .findable import full_title, searchable, suggested
from .fingerprint import SEARCHING, fingerprint
from .plan import Planned
from .sources import Progress, Source
from .workshop import Found, Workshop

MANY = 20_000
"""From so many articles on the search finds words of abstracts only, unless the settings say otherwise; and bundles
are made before pages, not beside them."""


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

    def files(
        self,
        cache: Cache,
        progress: Progress,
        *,
        beside: Iterable[Planned] = (),
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> Iterator[Planned]:
        """Every file of the search for the plan; bundles that are not in `cache` are made, and kept in it.

        The cache must belong to the thread that goes through the files.

        Args:
            cache: of the archive.
            progress: told how many bundles are made.
            beside: the rest of the plan. It comes while bundles are made; after them where the archive is so large
                that workers beside Pagefind would need too much memory.
            is_stopped: asked now and then whether to end.

        Raises:
            MachineError: Pagefind is missing, failed, was stopped, or has not indexed every article.
        """
        engine = find_engine()
        bundles = [
            _Keyed(bundle, self._key(bundle, engine)) for bundle in split(self._weighed(), BOUNDS[self.depth])
        ]
        cache.keep_state("search", json.dumps([one.key for one in bundles]).encode())
        is_large = len(self.archive.entries) > MANY
        with Workshop(
            self.settings,
            self.cache,
            engine,
            self.depth,
            self.find,
            with_worker=not is_large and self.settings.workers > 1,
            is_stopped=is_stopped,
        ) as workshop:
            making = _Making(engine, bundles, cache, progress, workshop)
            if is_large:
                yield from making.rest()
            for planned in beside:
                yield planned
                yield from making.ready()
            yield from making.rest()
            yield from self._lists(making.listed, making.fragments, engine)

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
        for one in self._found(bundle):
            state.update(json.dumps([one.key, one.article], ensure_ascii=False).encode())
        return state.hexdigest()

    def find(self, bundle: Bundle) -> list[Found]:
        """The articles of a bundle as they can be found, by address."""
        return sorted(self._found(bundle), key=lambda found: found.article.address)

    def _found(self, bundle: Bundle) -> Iterator[Found]:
        cards = Cards(self.archive, self.language)
        for id in bundle.articles:
            source = self.sources[id]
            yield Found(searchable(id, self.archive, cards, self.language), source.path, source.key)

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


class _Making:
    """The files of one bundle after the other, while they are made."""

    def __init__(
        self,
        engine: Engine,
        bundles: Sequence[_Keyed],
        cache: Cache,
        progress: Progress,
        workshop: Workshop,
    ) -> None:
        self._version, self._left = engine.version, deque(bundles)
        self._cache, self._progress, self._workshop = cache, progress, workshop
        self._known = cache.get("search", [one.key for one in bundles], Kept)
        todo = [one for one in bundles if one.key not in self._known]
        made = workshop.begin([one.bundle for one in todo])
        self._made = {one.key: index for one, index in zip(todo, made, strict=True)}
        self._total = len(todo)
        self.fragments: dict[str, str] = {}
        self.listed: list[tuple[str, object]] = []

    def ready(self) -> Iterator[Planned]:
        """As many as nobody has to wait for."""
        while self._left and ((made := self._made.get(self._left[0].key)) is None or made.done()):
            yield from self._next()

    def rest(self) -> Iterator[Planned]:
        """All that have not come yet."""
        while self._left:
            self._progress("indexing", self._total - len(self._made), self._total)
            yield from self._next()
        self._progress("indexing", self._total, self._total)

    def _next(self) -> Iterator[Planned]:
        bundle, key = self._left.popleft()
        files = _Files(key, self._cache, partial(self._workshop.make, bundle))
        made = self._made.pop(key, None)
        kept = files.keep(made.result()) if made else self._known[key]
        folder = f"{addresses.SEARCH_FILES}{self._version}/{bundle.name}/"
        for path, of in kept.files:
            yield Planned(folder + path, f"search {of}", read=partial(files.read, path))
        files.let_go()
        self.fragments.update(kept.fragments)
        self.listed.append((folder, json.loads(kept.entry)))


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


def _hashed(name: str, suffix: str, text: str) -> Planned:
    """A file whose name changes with its content."""
    short = hashlib.blake2b(text.encode()).hexdigest()[:8]
    return _whole(f"{addresses.SEARCH_FILES}{name}.{short}.{suffix}", text)


def _whole(path: str, text: str) -> Planned:
    data = text.encode()
    return Planned(path, f"search {digest(data).hex()}", data=data)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
