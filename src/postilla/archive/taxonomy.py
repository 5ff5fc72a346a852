"""Taxonomy: the terms of one vocabulary and the articles of each."""

from __future__ import annotations

import dataclasses
import math
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from postilla.model import Head, Place, Term

from .order import OrderKey, order_key
from .taxonomies import TaxonomyRow

T = TypeVar("T", bound=Term)
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Taxonomy(Generic[T]):
    """One vocabulary over all public articles. Methods that take a `term_id` want an id, not an alias."""

    row: TaxonomyRow
    terms: tuple[T, ...]
    """Every term, retired ones too, in display order."""
    default: str
    """The term of articles that name none, or empty."""
    _keys: Mapping[str, T]
    _articles: Mapping[str, tuple[Head, ...]]
    _years: Mapping[str, Mapping[int, tuple[Head, ...]]]
    _positions: Mapping[str, Mapping[str, int]]
    _ranks: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(
        cls, row: TaxonomyRow, terms: Iterable[T], heads: Iterable[Head], default: str = ""
    ) -> Taxonomy[T]:
        """The taxonomy of `heads`, which are public and in the archive's order.

        Places that name no term are left out: a check finds them. Of two terms with one id the first counts.
        """
        by_id: dict[str, T] = {}
        for term in terms:
            by_id.setdefault(term.id, term)
        keys = {_folded(term.id): term for term in by_id.values()}
        for term in by_id.values():
            for alias in term.aliases:
                keys.setdefault(_folded(alias), term)
        articles, positions = _assigned(row, keys, heads, default)
        return cls(
            row,
            tuple(by_id.values()),
            default,
            keys,
            articles,
            {term_id: _by_year(of_term) for term_id, of_term in articles.items()},
            positions,
            {term_id: _ranks(of_term) for term_id, of_term in articles.items() if row.ordered},
        )

    def with_heads(self, before: Mapping[str, Head], after: Mapping[str, Head]) -> Taxonomy[T]:
        """The same taxonomy with other heads of some articles, which keep their places in the archive's order.

        Args:
            before: these heads as they were, by id.
            after: as they are now.
        """
        articles, years = dict(self._articles), dict(self._years)
        positions, ranks = dict(self._positions), dict(self._ranks)
        for id, head in after.items():
            was, now = (_placed(self.row, self._keys, one, self.default) for one in (before[id], head))
            for term in {**was, **now}:
                here = (head,) if term in now else ()
                there = (before[id],) if term in was else ()
                old = partial(_place, positions.get(term, {}))
                given = {other: at for other, at in positions.get(term, {}).items() if other != id}
                _put(positions, term, given | ({id: now[term]} if now.get(term) else {}))
                place = partial(_place, positions.get(term, {}))
                _put(articles, term, _exchanged(articles.get(term, ()), there, old, here, place))
                of_years, year = dict(years.get(term, {})), _year(head)
                _put(of_years, year, _exchanged(of_years.get(year, ()), there, old, here, place))
                _put(years, term, of_years)
                if self.row.ordered:
                    _put(ranks, term, _ranks(articles.get(term, ())))
        return dataclasses.replace(self, _articles=articles, _years=years, _positions=positions, _ranks=ranks)

    def with_names(self, terms: Iterable[T]) -> Taxonomy[T] | None:
        """The same with other terms; None where they have not the same ids and aliases in the same order."""
        others = tuple(terms)
        if [(t.id, t.aliases) for t in others] != [(t.id, t.aliases) for t in self.terms]:
            return None
        by_id = {term.id: term for term in others}
        keys = {key: by_id[term.id] for key, term in self._keys.items()}
        return dataclasses.replace(self, terms=others, _keys=keys)

    def get(self, key: str) -> T | None:
        """The term with this id or alias; upper and lower case are one."""
        return self._keys.get(key) or self._keys.get(_folded(key))

    def of_article(self, head: Head) -> tuple[T, ...]:
        """The terms of an article, in the record's order."""
        places = self.row.places(head) or ((self.default,) if self.default else ())
        found = (self.get(place if isinstance(place, str) else place.id) for place in places)
        return tuple({term.id: term for term in found if term}.values())

    def successor(self, term_id: str) -> T | None:
        """The term that took the place of a retired one; None where it is not retired or nothing did."""
        seen = {term_id}
        term = self.get(term_id)
        while term and term.retired:
            term = self.get(term.retired.see)
            if term is None or term.id in seen:
                return None
            seen.add(term.id)
        return term if len(seen) > 1 else None

    def articles(self, term_id: str) -> tuple[Head, ...]:
        """The articles of a term: by position where the row is ordered, then in the archive's order."""
        return self._articles.get(term_id, ())

    def count(self, term_id: str) -> int:
        """How many articles a term has."""
        return len(self.articles(term_id))

    def years(self, term_id: str) -> tuple[tuple[int, int], ...]:
        """The years of a term and how many articles each has, newest first; undated ones are in no year."""
        years = self._years.get(term_id, {})
        return tuple((year, len(years[year])) for year in sorted(years, reverse=True) if year)

    def in_year(self, term_id: str, year: int) -> tuple[Head, ...]:
        """The articles of a term in one year; year 0 has those without a date."""
        return self._years.get(term_id, {}).get(year, ())

    def position(self, term_id: str, article_id: str) -> int:
        """The position that the record gives the article; 0 where it gives none."""
        return self._positions.get(term_id, {}).get(article_id, 0)

    def rank(self, term_id: str, article_id: str) -> int:
        """The place of an article in an ordered term, from 1; 0 where it has none."""
        return self._ranks.get(term_id, {}).get(article_id, -1) + 1

    def neighbours(self, term_id: str, article_id: str) -> tuple[Head | None, Head | None]:
        """The articles before and after one in an ordered term; None at the ends, and where no order is."""
        rank = self._ranks.get(term_id, {}).get(article_id)
        if rank is None:
            return (None, None)
        articles = self._articles[term_id]
        before = articles[rank - 1] if rank else None
        return (before, articles[rank + 1] if rank + 1 < len(articles) else None)


def _put(known: dict[K, V], key: K, value: V) -> None:
    """What is known of something; nothing empty is kept."""
    if value:
        known[key] = value
    else:
        known.pop(key, None)


def _exchanged(
    heads: Iterable[Head],
    gone: Iterable[Head],
    old: Callable[[Head], tuple[float, OrderKey]],
    others: Iterable[Head],
    place: Callable[[Head], tuple[float, OrderKey]],
) -> tuple[Head, ...]:
    """Heads that are sorted by their `old` places without some, and with others at their new ones."""
    left = list(heads)
    for head in gone:
        at = bisect_left(left, old(head), key=old)  # a term may have most articles of the archive
        del left[at]
    for head in others:
        insort(left, head, key=place)
    return tuple(left)


def _place(positions: Mapping[str, int], head: Head) -> tuple[float, OrderKey]:
    return positions.get(head.id, math.inf), order_key(head)


def _folded(key: str) -> str:
    return " ".join(key.casefold().split())


def _placed(row: TaxonomyRow, keys: Mapping[str, Term], head: Head, default: str) -> dict[str, int]:
    """The terms of an article by id, and its position in each; 0 where none is given.

    A record may name a term twice, by its id and by an alias.
    """
    placed: dict[str, int] = {}
    for place in row.places(head) or ((default,) if default else ()):
        key = place if isinstance(place, str) else place.id
        term = keys.get(key) or keys.get(_folded(key))
        if term is not None:
            position = place.position if row.ordered and isinstance(place, Place) else 0
            placed[term.id] = placed.get(term.id) or position
    return placed


def _assigned(
    row: TaxonomyRow, keys: Mapping[str, Term], heads: Iterable[Head], default: str
) -> tuple[dict[str, tuple[Head, ...]], dict[str, dict[str, int]]]:
    lists: dict[str, list[Head]] = {}
    positions: dict[str, dict[str, int]] = {}
    for head in heads:
        for term, position in _placed(row, keys, head, default).items():
            lists.setdefault(term, []).append(head)
            if position:
                positions.setdefault(term, {})[head.id] = position
    articles = {name: _by_position(of_term, positions.get(name, {})) for name, of_term in lists.items()}
    return articles, positions


def _by_position(heads: list[Head], positions: Mapping[str, int]) -> tuple[Head, ...]:
    if positions:  # the order of the archive stays where none is given
        heads.sort(key=lambda head: positions.get(head.id, math.inf))
    return tuple(heads)


def _ranks(heads: Iterable[Head]) -> dict[str, int]:
    return {head.id: rank for rank, head in enumerate(heads)}


def _year(head: Head) -> int:
    return head.published.year if head.published else 0


def _by_year(heads: Iterable[Head]) -> dict[int, tuple[Head, ...]]:
    years: dict[int, list[Head]] = {}
    for head in heads:
        years.setdefault(_year(head), []).append(head)
    return {year: tuple(of_year) for year, of_year in years.items()}
