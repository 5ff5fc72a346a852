"""How a list that is too long for one page is split: one rule for every kind of list (decisions/0025)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from postilla import addresses
from postilla.words import Language

from .views import Link, ListView, NamesView, NameView, WorksView, WorkView

__all__ = ["LIST_LIMIT", "Part", "on_pages", "split"]

LIST_LIMIT = 500
"""No page lists more: a list page stays below 400 kB."""

T = TypeVar("T")
V = TypeVar("V", ListView, NameView, NamesView, WorkView, WorksView)


class Part(NamedTuple):
    """One page of a list."""

    number: int
    """In its address; 0 for the page that has the list's own."""
    start: int
    """The place of its first item in the whole list, from 0."""
    end: int


def split(count: int, *, ordered: bool = False) -> list[Part]:
    """The pages of a list of `count` items, as they are read.

    A list with an order is split into blocks of `LIST_LIMIT` from its beginning, which has the list's own address.

    Any other list stands newest first, and is split into blocks of half as many, counted from the *oldest*. The page
    with the list's own address keeps the newest, at least a block of them; when it would hold too many, it gives off
    its oldest as a new block. So a newer item changes that page only, and a block keeps its address and what it holds.
    """
    if ordered or count <= LIST_LIMIT:
        starts = range(0, max(count, 1), LIST_LIMIT)
        return [
            Part(number if number > 1 else 0, start, min(start + LIST_LIMIT, count))
            for number, start in enumerate(starts, 1)
        ]
    size = max(LIST_LIMIT // 2, 1)
    blocks = -((LIST_LIMIT - count) // size)
    ends = range(count - blocks * size, count + 1, size)
    older = [Part(blocks - n, start, start + size) for n, start in enumerate(ends[:-1])]
    return [Part(0, 0, ends[0]), *older]


def on_pages(
    address: str,
    view: V,
    items: Sequence[T],
    show: Callable[[V, Sequence[T]], V],
    language: Language,
    *,
    ordered: bool = False,
    later: Callable[[V, Part], V] = lambda view, _part: view,
) -> Iterator[tuple[str, V, Sequence[T]]]:
    """Address, view and items of each page of a list.

    Args:
        address: of the list.
        view: what its first page shows beside the items; those after it, only the title and the way back.
        items: all of them, in order.
        show: puts the items of a page into its view.
        language: of the words that name a page.
        ordered: whether the order has a meaning, so that blocks are counted from the first; otherwise from the last.
        later: what the view of a further page has in place of the first one's.
    """
    first, *rest = split(len(items), ordered=ordered)
    shown = items[first.start : first.end]
    if not rest:
        yield address, show(view, shown), shown
        return
    own = language.word("part", number=1) if ordered else language.word("newest")
    links = [Link(own, address)]
    links += [
        Link(language.word("part", number=part.number), addresses.part(address, part.number)) for part in rest
    ]
    # the number of the newest, and so of all, stands on the first page only: it changes
    counts: tuple[tuple[str, int, str], ...] = tuple(
        (link.name, part.end - part.start, link.address) for link, part in zip(links[1:], rest, strict=True)
    )
    row: tuple[tuple[str, int, str], ...] = view.parts or ((own, len(shown), ""),)
    yield address, show(view._replace(parts=(*row, *counts)), shown), shown
    crumbs = (*view.breadcrumbs, Link(view.title, address))
    for at, part in enumerate(rest, 1):
        before, after = links[at - 1], links[at + 1] if at + 1 < len(links) else Link("")
        title = language.word("of-part", title=view.title, number=part.number)
        inner = view._replace(
            title=title,
            breadcrumbs=crumbs,
            parts=(),
            previous=before if ordered else after,
            next=after if ordered else before,
        )
        shown = items[part.start : part.end]
        yield links[at].address, show(later(inner, part), shown), shown
