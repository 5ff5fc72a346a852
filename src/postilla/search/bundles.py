"""Bundles: the parts that the index is split into, by a rule that keeps the others as they are when an article comes.

One index of everything would need memory for everything (7 GB for 10,000 articles with their texts). The time of
publication is halved again and again, at years that depend on nothing, until no part is heavier than the bound;
a year that is too heavy by itself is halved by digests of ids. So a new article changes one bundle, which at most falls
into two, and what was published long ago stays as it was indexed. See decisions/0040.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

BOUNDS: Mapping[str, int] = {"full": 2_200_000, "abstract": 1_750_000}
"""The weight that a bundle may have, by the depth of the texts: 1 GB of memory.
Archives with abstracts are so large that this process holds 1 GB beside it."""
OWN = 100
"""What an article weighs in words beside its texts: its facts, and its place in the lists of every word."""

_YEAR, _HASH = 12, 32
"""Bits of a place: first those of the year, then those of the digest."""


class Weighed(NamedTuple):
    """An article: its id, its year (0 where it has none), and how many words of it are indexed."""

    id: str
    year: int
    words: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """Articles that are indexed together, by id, and the name of the bundle: a folder of the site."""

    name: str
    articles: tuple[str, ...]
    weight: int


def split(articles: Iterable[Weighed], bound: int) -> tuple[Bundle, ...]:
    """The bundles of an archive, oldest first; the order of `articles` does not matter.

    Every bundle weighs at most `bound`, unless a single article weighs more.
    """
    placed = sorted((_place(article), article) for article in articles)
    return tuple(_halved(placed, 0, 0, bound))


def _place(article: Weighed) -> int:
    digest = hashlib.blake2b(article.id.encode(), digest_size=_HASH // 8).digest()
    year = min(max(article.year, 0), (1 << _YEAR) - 1)
    return year << _HASH | int.from_bytes(digest, "big")


def _halved(placed: Sequence[tuple[int, Weighed]], prefix: int, length: int, bound: int) -> Iterator[Bundle]:
    """The bundles of the articles whose place begins with the `length` bits of `prefix`."""
    if not placed:
        return
    weight = sum(article.words + OWN for _, article in placed)
    if weight <= bound or len(placed) == 1 or length == _YEAR + _HASH:
        yield Bundle(_name(prefix, length), tuple(article.id for _, article in placed), weight)
        return
    shift = _YEAR + _HASH - length - 1
    middle = (prefix << 1 | 1) << shift
    for bit, half in enumerate(([p for p in placed if p[0] < middle], [p for p in placed if p[0] >= middle])):
        yield from _halved(half, prefix << 1 | bit, length + 1, bound)


def _name(prefix: int, length: int) -> str:
    """`all`, `2016-2019`, `2021`, or a part of a year by the bits of its digests: `2021-01`."""
    if not length:
        return "all"
    if length <= _YEAR:
        span = 1 << (_YEAR - length)
        first = prefix * span
        return str(first) if span == 1 else f"{first}-{first + span - 1}"
    bits = length - _YEAR
    return f"{prefix >> bits}-{prefix & ((1 << bits) - 1):0{bits}b}"
