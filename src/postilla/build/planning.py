"""Planning: what stands at every address, made anew only where an article that is shown there has changed.

Most edits change a title or a text, and leave alone what every other page is made from: which articles there are, when
and by whom, on what and under which terms (the *structure* of each record). Then a page can be another one only if it
shows an article that was edited, and which articles a page shows was noted when it was planned. See decisions/0037.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from postilla.pages import Shown

from .cache import Cache, pack, unpack
from .plan import Manifest, Planned

Part = Callable[[], Iterable[Planned]]
"""What plans one or a few files of the site."""

MANY = 2_000
"""With more parts to make anew, the whole plan is made: it streams, and parts that are made by themselves do not."""
_STATE = "plan"


class Kept(NamedTuple):
    """A plan as it is kept for the next build."""

    structure: str
    """The digest of all that it was made from, apart from titles, texts and what else belongs to one article alone."""
    articles: dict[str, str]
    """The key of each article's record."""
    shown: dict[str, tuple[int, ...]]
    """Of each article, the parts that show it."""
    rows: list[tuple[tuple[str, str], ...]]
    """Of each part, path and key of its files."""
    replaced: tuple[str, ...]
    """Told to the editor after each build: the lists in whose place a page of `docs/` stands."""


class Planning:
    """One plan, from the parts that there are and what was kept of an earlier one."""

    def __init__(self, cache: Cache, structure: str, articles: Mapping[str, str]) -> None:
        """Prepare a plan.

        Args:
            cache: where plans are kept.
            structure: the digest of all that the plan is made from, apart from what belongs to one article alone.
            articles: the key of the record of each article, by id.
        """
        self._cache, self._structure, self._articles = cache, structure, dict(articles)
        self.replaced: tuple[str, ...] = ()

    def edited(self, standing: Manifest) -> tuple[Kept, AbstractSet[int]] | None:
        """The plan that was kept, and which of its parts must be made anew; None where all must.

        Args:
            standing: the files that are as an earlier build left them.
        """
        kept: Kept | None = None
        with contextlib.suppress(Exception):  # whatever a damaged entry raises, the whole plan is made
            kept = unpack(self._cache.state(_STATE) or b"", Kept)
        if kept is None or kept.structure != self._structure:
            return None
        edited = [id for id, key in self._articles.items() if kept.articles.get(id) != key]
        again = {part for id in edited for part in kept.shown.get(id, ())}
        whole = all(
            (known := standing.get(path)) and known.key == key
            for part, rows in enumerate(kept.rows)
            if part not in again
            for path, key in rows
        )
        return (kept, again) if whole and len(again) <= MANY else None

    def again(
        self, kept: Kept, wanted: AbstractSet[int], parts: Iterable[Part], shown: Shown
    ) -> Iterator[Planned]:
        """The plan with the parts of these numbers made anew; of the others only which files stand."""
        made: dict[int, list[Planned]] = {}
        showing = {
            id: [number for number in of_id if number not in wanted] for id, of_id in kept.shown.items()
        }
        shown.take()
        for number, part in enumerate(parts):
            if number in wanted:
                made[number] = list(part())
                for id in shown.take():
                    showing.setdefault(id, []).append(number)
        rows = list(kept.rows)
        standing: list[str] = []
        for number, of_part in enumerate(kept.rows):
            if number not in wanted:
                standing += [path for path, _ in of_part]
                continue
            if standing:
                yield Planned("", "", standing=standing)
                standing = []
            yield from made[number]
            rows[number] = tuple((item.path, item.key) for item in made[number])
        if standing:
            yield Planned("", "", standing=standing)
        self.replaced = kept.replaced
        self._keep(showing, rows)

    def anew(self, parts: Iterable[Part], shown: Shown, replaced: Sequence[str]) -> Iterator[Planned]:
        """The whole plan, as it comes; `replaced` is filled meanwhile."""
        showing: dict[str, list[int]] = {}
        rows: list[tuple[tuple[str, str], ...]] = []
        shown.take()
        for number, part in enumerate(parts):
            of_part = []
            for item in part():
                of_part.append((item.path, item.key))
                yield item
            rows.append(tuple(of_part))
            for id in shown.take():
                showing.setdefault(id, []).append(number)
        self.replaced = tuple(replaced)
        self._keep(showing, rows)

    def _keep(self, showing: dict[str, list[int]], rows: list[tuple[tuple[str, str], ...]]) -> None:
        shown = {id: tuple(showing.pop(id)) for id in list(showing)}
        kept = Kept(self._structure, self._articles, shown, rows, self.replaced)
        self._cache.keep_state(_STATE, pack(kept))
