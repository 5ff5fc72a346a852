"""The views of discussed works: everything this archive says about one, and the lists that lead there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from postilla import addresses
from postilla.archive import Archive, Discussed, OrderKey, order_key
from postilla.archive import Link as RelationLink
from postilla.formats import author_list
from postilla.model import Relation, Work
from postilla.words import Language

from . import splitting
from .cards import Cards, status_word
from .citation import work_line, work_links
from .lists import home_link
from .views import Link, Related, WorkEntry, WorksView, WorkView

ARTICLES_SHOWN = 8
"""So many articles stand with a work in a list; its page has all."""

_ELSEWHERE = "other-works"
"""The key of the words for works of no journal, and their slug: an address is the same in every language."""


class Works:
    """Makes the pages of discussed works."""

    def __init__(self, archive: Archive, cards: Cards, language: Language) -> None:
        self._archive, self._cards, self._language = archive, cards, language
        self._title = language.word("discussed-works")
        self._crumbs = (home_link(language), Link(self._title, addresses.DISCUSSED))
        self._described = archive.relations.described

    @cached_property
    def _journals(self) -> Mapping[str, tuple[str, list[Discussed]]]:
        return _by_journal(self._archive.works.values(), self._language.word(_ELSEWHERE))

    def index(self) -> Iterator[tuple[str, WorksView]]:
        """Address and view of the first page: the journals, and all works where they are few.

        Where they are many it has those known by description only, on as many pages as they need.
        """
        parts = tuple(
            (title, len(works), addresses.discussed_journal(slug))
            for slug, (title, works) in self._journals.items()
        )
        total = len(self._archive.works) + len(self._described)
        view = WorksView("", self._title, total, self._crumbs[:1], parts, ())
        works = list(self._described)
        if total <= splitting.LIST_LIMIT:
            works = [*self._archive.works.values(), *works]
        yield from self._paged(addresses.DISCUSSED, view, works)

    @property
    def journals(self) -> Iterable[str]:
        """The slugs of the journals that have discussed works, and of all other works together."""
        return self._journals

    def journal(self, slug: str) -> Iterator[tuple[str, WorksView]]:
        """Address and view of the works of one journal, by year where they are many."""
        title, works = self._journals[slug]
        address = addresses.discussed_journal(slug)
        view = WorksView(self._title, title, len(works), self._crumbs, (), ())
        if len(works) <= splitting.LIST_LIMIT:
            yield from self._paged(address, view, works)
            return
        years = _by_year(works)
        undated = years.pop(0, [])
        row = tuple((str(y), len(of), addresses.discussed_journal(slug, y)) for y, of in years.items())
        yield from self._paged(address, view._replace(parts=row), undated)
        for year, of_year in years.items():
            here = addresses.discussed_journal(slug, year)
            inner = view._replace(
                title=self._language.word("of-year", title=title, year=year),
                total=len(of_year),
                breadcrumbs=(*self._crumbs, Link(title, address)),
                parts=tuple((name, count, "" if to == here else to) for name, count, to in row),
            )
            yield from self._paged(here, inner, of_year)

    def _paged(
        self, address: str, view: WorksView, works: Sequence[Discussed]
    ) -> Iterator[tuple[str, WorksView]]:
        if len(works) > splitting.LIST_LIMIT:
            # by what was first said of it: a work that is discussed again stays where it is
            works = sorted(works, key=lambda work: self._key(work.incoming[-1].article))
        pages = splitting.on_pages(
            address,
            view,
            works,
            lambda of, some: of._replace(works=self._entries(some)),
            self._language,
            later=lambda of, part: of._replace(total=part.end - part.start),
        )
        for here, page, _ in pages:
            yield here, page

    def _key(self, id: str) -> OrderKey:
        return order_key(self._archive.head(id))

    def at(self, address: str) -> Iterator[Discussed]:
        """The works that can have a page at an address: mostly the one whose identifier can be read in it."""
        path = re.sub("~[0-9]+/$", "", address)
        kind, _, number = path.removeprefix(addresses.DISCUSSED).rstrip("/").partition("/")
        written = path.removeprefix(addresses.DISCUSSED).rstrip("/")
        doi = re.sub(b"_([0-9a-f]{2})", lambda match: bytes([int(match[1], 16)]), written.encode())
        for key in (f"doi:{doi.decode(errors='replace')}", f"pmid:{number if kind == 'pmid' else ''}"):
            work = self._archive.works.get(key)
            if work and addresses.work(work.work) == path:
                yield work
                return
        # a long DOI is cut in its address
        yield from (work for work in self._archive.works.values() if addresses.work(work.work) == path)

    def work(self, discussed: Discussed) -> Iterator[tuple[str, WorkView, Sequence[str]]]:
        """Address, view and articles of each page of one work."""
        work = self._cards.described(discussed)
        links = work_links(work, self._language)
        if discussed.article:
            links = (Link(self._language.word("read-here"), addresses.article(discussed.article)), *links)
        view = WorkView(
            title=work.title or work.text or work.doi or work.pmid,
            authors=author_list(work.authors, work.et_al),
            source=work_line(work),
            links=links,
            status=status_word(self._archive.work_status(work.key)),
            banners=(),
            breadcrumbs=(*self._crumbs, *self._journal_crumb(work)),
            groups=(),
        )
        pages = splitting.on_pages(
            addresses.work(work), view, discussed.incoming, self._grouped, self._language
        )
        for address, page, shown in pages:
            yield address, page, [link.article for link in shown]

    def _grouped(self, view: WorkView, incoming: Iterable[RelationLink]) -> WorkView:
        groups: dict[Relation, list[str]] = {}
        for link in incoming:
            groups.setdefault(link.relation, []).append(link.article)
        return view._replace(
            groups=tuple(
                Related(self._language.form(len(ids), f"back-{relation}"), self._cards.by_id(ids))
                for relation, ids in groups.items()
            )
        )

    def _journal_crumb(self, work: Work) -> tuple[Link, ...]:
        slug = _journal_slug(work)
        return (
            (Link(self._journals[slug][0], addresses.discussed_journal(slug)),)
            if slug in self._journals
            else ()
        )

    def _entries(self, works: Iterable[Discussed]) -> tuple[WorkEntry, ...]:
        entries = []
        for discussed in works:
            work = self._cards.described(discussed)
            articles = discussed.articles
            entries.append(
                WorkEntry(
                    work.title or work.text or work.doi or work.pmid,
                    addresses.work(work),
                    author_list(work.authors, work.et_al),
                    work_line(work),
                    status_word(self._archive.work_status(work.key)) if work.key else "",
                    self._cards.titles(articles[:ARTICLES_SHOWN]),
                    len(articles[ARTICLES_SHOWN:]),
                )
            )
        return tuple(entries)


def _by_journal(works: Iterable[Discussed], elsewhere: str) -> Mapping[str, tuple[str, list[Discussed]]]:
    journals: dict[str, tuple[str, list[Discussed]]] = {}
    for discussed in works:
        slug = _journal_slug(discussed.work)
        title = discussed.work.journal or discussed.work.container or elsewhere
        journals.setdefault(slug, (title, []))[1].append(discussed)
    return dict(sorted(journals.items(), key=lambda row: (-len(row[1][1]), row[0])))


def _journal_slug(work: Work) -> str:
    return addresses.slug(work.journal or work.container or _ELSEWHERE)


def _by_year(works: Sequence[Discussed]) -> dict[int, list[Discussed]]:
    years: dict[int, list[Discussed]] = {}
    for discussed in works:
        digits = discussed.work.published_year[:4]
        years.setdefault(int(digits) if digits.isdecimal() else 0, []).append(discussed)
    return dict(sorted(years.items(), reverse=True))
