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
from .plan import Planned, Standing

Part = Callable[[], Iterable[Planned]]
"""What plans one or a few files of the site."""

MANY = 2_000
"""With more parts to make anew, the whole plan is made: it streams, and parts that are made by themselves do not."""
_STATE = "plan"


class Kept(NamedTuple):
    """A plan as it is kept for the next build."""

    structure: str
    """The digest of all that it was made from, apart from titles, texts and what else belongs to one article alone."""
    whole: str
    """The key of all that it was made from, and the site with it."""
    articles: dict[str, str]
    """The key of each article's record."""
    formats: dict[str, str]
    """The key of what formats say of each article."""
    shown: dict[str, tuple[int, ...]]
    """Of each article, the parts that show it."""
    replaced: tuple[str, ...]
    """Told to the editor after each build: the lists in whose place a page of `docs/` stands."""


class Planning:
    """One plan, from the parts that there are and what was kept of an earlier one."""

    def __init__(
        self,
        cache: Cache,
        structure: str,
        whole: str,
        articles: Mapping[str, str],
        formats: Mapping[str, str],
    ) -> None:
        """Prepare a plan.

        Args:
            cache: where plans are kept.
            structure: the digest of all that the plan is made from, apart from what belongs to one article alone.
            whole: the key of all that it is made from.
            articles: the key of the record of each article, by id.
            formats: the key of what formats say of each article; filled while the plan is made.
        """
        self._cache, self._structure, self._whole = cache, structure, whole
        self._articles, self._formats = dict(articles), formats
        self.replaced: tuple[str, ...] = ()

    def edited(self, standing: Standing) -> tuple[Kept, AbstractSet[int]] | None:
        """The plan that was kept, and which of its parts must be made anew; None where all must."""
        kept: Kept | None = None
        with contextlib.suppress(Exception):  # whatever a damaged entry raises, the whole plan is made
            kept = unpack(self._cache.state(_STATE) or b"", Kept)
        if kept is None or kept.structure != self._structure or kept.whole != standing.whole:
            return None
        edited = [id for id, key in self._articles.items() if kept.articles.get(id) != key]
        again = {part for id in edited for part in kept.shown.get(id, ())}
        return (kept, again) if len(again) <= MANY else None

    def again(
        self, kept: Kept, wanted: AbstractSet[int], standing: Standing, parts: Iterable[Part], shown: Shown
    ) -> Iterator[Planned]:
        """The plan with the parts of these numbers made anew; of the others only which files stand."""
        made: list[Planned] = []
        showing = {
            id: of_id if wanted.isdisjoint(of_id) else tuple(part for part in of_id if part not in wanted)
            for id, of_id in kept.shown.items()
        }
        shown.take()
        for number, part in enumerate(parts):
            if number in wanted:
                made += (item._replace(part=number) for item in part())
                for id in shown.take():
                    showing[id] = (*showing.get(id, ()), number)
        stand = [path for path, file in standing.files.items() if file.part >= 0 and file.part not in wanted]
        if stand:
            yield Planned("", "", standing=stand)
        yield from made
        self.replaced = kept.replaced
        self._keep(showing)

    def anew(self, parts: Iterable[Part], shown: Shown, replaced: Sequence[str]) -> Iterator[Planned]:
        """The whole plan, as it comes; `replaced` is filled meanwhile."""
        showing: dict[str, list[int]] = {}
        shown.take()
        for number, part in enumerate(parts):
            yield from (item._replace(part=number) for item in part())
            for id in shown.take():
                showing.setdefault(id, []).append(number)
        self.replaced = tuple(replaced)
        self._keep({id: tuple(showing.pop(id)) for id in list(showing)})

    def _keep(self, shown: dict[str, tuple[int, ...]]) -> None:
        formats = dict(self._formats)
        kept = Kept(self._structure, self._whole, self._articles, formats, shown, self.replaced)
        self._cache.keep_state(_STATE, pack(kept))
