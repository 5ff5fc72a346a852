"""Taxonomy: the terms of one vocabulary and the articles of each."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from postilla.model import Head, Place, Term

from .taxonomies import TaxonomyRow

T = TypeVar("T", bound=Term)
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

    def with_heads(self, heads: Mapping[str, Head]) -> Taxonomy[T]:
        """The same taxonomy with other heads of some articles, by id, that name the same terms and the same date."""
        terms = {term.id for head in heads.values() for term in self.of_article(head)}
        articles, years = dict(self._articles), dict(self._years)
        for term in terms:
            articles[term] = tuple(heads.get(head.id, head) for head in articles[term])
            years[term] = _by_year(articles[term])
        return dataclasses.replace(self, _articles=articles, _years=years)

    def with_names(self, terms: Iterable[T]) -> Taxonomy[T] | None:
        """The same with other terms; None where they have not the same ids and aliases in the same order."""
        others = tuple(terms)
        if [(t.id, t.aliases) for t in others] != [(t.id, t.aliases) for t in self.terms]:
            return None
        by_id = {term.id: term for term in others}
        keys = {key: by_id[term.id] for key, term in self._keys.items()}
        return dataclasses.replace(self, terms=others, _keys=keys)

    def with_places(
        self, before: Mapping[str, Head], after: Mapping[str, Head], heads: Iterable[Head]
    ) -> Taxonomy[T]:
        """The same taxonomy with other heads of some articles.

        Args:
            before: these heads as they were, by id.
            after: as they are now, with the same date.
            heads: those of all public articles now, in the archive's order.
        """
        some = [*before.values(), *after.values()]
        terms = dict.fromkeys(term.id for head in some for term in self.of_article(head))
        ids = {*after, *(head.id for term in terms for head in self.articles(term))}
        of_terms = (head for head in heads if head.id in ids)
        found, positions = _assigned(self.row, self._keys, of_terms, self.default)
        articles = {term: found[term] for term in terms if term in found}
        ranks = {term: _ranks(of_term) for term, of_term in articles.items() if self.row.ordered}
        return dataclasses.replace(
            self,
            _articles=_exchanged(self._articles, terms, articles),
            _years=_exchanged(self._years, terms, {term: _by_year(articles[term]) for term in articles}),
            _positions=_exchanged(self._positions, terms, positions),
            _ranks=_exchanged(self._ranks, terms, ranks),
        )

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


def _exchanged(before: Mapping[str, V], terms: Iterable[str], after: Mapping[str, V]) -> dict[str, V]:
    """What is known of each term, for some terms anew; a term of which nothing is known has no entry."""
    made = dict(before)
    for term in terms:
        made.pop(term, None)
        if term in after:
            made[term] = after[term]
    return made


def _folded(key: str) -> str:
    return " ".join(key.casefold().split())


def _assigned(
    row: TaxonomyRow, keys: Mapping[str, T], heads: Iterable[Head], default: str
) -> tuple[dict[str, tuple[Head, ...]], dict[str, dict[str, int]]]:
    lists: dict[str, list[Head]] = {}
    positions: dict[str, dict[str, int]] = {}
    fallback: tuple[Place | str, ...] = (default,) if default else ()
    for head in heads:
        for place in row.places(head) or fallback:
            key = place if isinstance(place, str) else place.id
            term = keys.get(key) or keys.get(_folded(key))
            if term is None:
                continue
            of_term = lists.setdefault(term.id, [])
            # A record may name a term twice, by its id and by an alias.
            if not (of_term and of_term[-1] is head):
                of_term.append(head)
            if row.ordered and isinstance(place, Place) and place.position:
                positions.setdefault(term.id, {}).setdefault(head.id, place.position)
    articles = {name: _by_position(of_term, positions.get(name, {})) for name, of_term in lists.items()}
    return articles, positions


def _by_position(heads: list[Head], positions: Mapping[str, int]) -> tuple[Head, ...]:
    if positions:
        last = max(positions.values()) + 1
        heads.sort(key=lambda head: positions.get(head.id, last))
    return tuple(heads)


def _ranks(heads: Iterable[Head]) -> dict[str, int]:
    return {head.id: rank for rank, head in enumerate(heads)}


def _by_year(heads: Iterable[Head]) -> dict[int, tuple[Head, ...]]:
    years: dict[int, list[Head]] = {}
    for head in heads:
        years.setdefault(head.published.year if head.published else 0, []).append(head)
    return {year: tuple(of_year) for year, of_year in years.items()}
