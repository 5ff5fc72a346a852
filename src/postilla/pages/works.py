"""The views of discussed works: everything this archive says about one, and the lists that lead there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from postilla import addresses
from postilla.archive import Archive, Discussed
from postilla.model import Relation, Work
from postilla.words import Language

from .cards import Cards, status_word
from .citation import author_list, work_line, work_links
from .lists import home_link
from .views import Link, Related, WorkEntry, WorksView, WorkView

LIMIT = 500
"""A list of more works is split by year."""

_ELSEWHERE = "other-works"
"""The key of the words for works of no journal, and their slug: an address is the same in every language."""


class Works:
    """Makes the pages of discussed works."""

    def __init__(self, archive: Archive, cards: Cards, language: Language) -> None:
        self._archive, self._cards, self._language = archive, cards, language
        self._journals = _by_journal(archive.works.values(), language.word(_ELSEWHERE))
        self._title = language.word("discussed-works")
        self._crumbs = (home_link(language), Link(self._title, addresses.DISCUSSED))
        self._described = archive.relations.described

    def index(self) -> WorksView:
        """The first page: the journals, and all works where they are few."""
        parts = tuple(
            (title, len(works), addresses.discussed_journal(slug))
            for slug, (title, works) in self._journals.items()
        )
        total = len(self._archive.works) + len(self._described)
        shown = (
            [*self._archive.works.values(), *self._described]
            if total <= LIMIT
            else list(self._described)[:LIMIT]
        )
        kicker = self._language.word("index")
        return WorksView(kicker, self._title, total, self._crumbs[:1], parts, self._entries(shown))

    def journal_pages(self) -> Iterator[tuple[str, WorksView]]:
        """Address and view of the works of each journal, by year where they are many."""
        for slug, (title, works) in self._journals.items():
            address = addresses.discussed_journal(slug)
            crumbs = self._crumbs
            if len(works) <= LIMIT:
                yield (
                    address,
                    WorksView(self._title, title, len(works), crumbs, (), self._entries(works)),
                )
                continue
            years = _by_year(works)
            undated = self._entries(years.pop(0, []))
            parts = tuple((str(y), len(of), addresses.discussed_journal(slug, y)) for y, of in years.items())
            yield address, WorksView(self._title, title, len(works), crumbs, parts, undated)
            for year, of_year in years.items():
                here = addresses.discussed_journal(slug, year)
                shown = tuple((name, count, "" if to == here else to) for name, count, to in parts)
                entries = self._entries(of_year)
                named = self._language.word("of-year", title=title, year=year)
                yield (
                    here,
                    WorksView(
                        self._title,
                        named,
                        len(of_year),
                        (*crumbs, Link(title, address)),
                        shown,
                        entries,
                    ),
                )

    def work(self, discussed: Discussed) -> WorkView:
        """The page of one work."""
        work = discussed.work
        links = work_links(work, self._language)
        if discussed.article:
            links = (Link(self._language.word("read-here"), addresses.article(discussed.article)), *links)
        groups: dict[Relation, list[str]] = {}
        for link in discussed.incoming:
            groups.setdefault(link.relation, []).append(link.article)
        status = self._archive.work_status(work.key)
        return WorkView(
            title=work.title or work.text or work.doi or work.pmid,
            authors=author_list(work.authors, work.et_al),
            source=work_line(work),
            links=links,
            status=status_word(status),
            banners=(),
            breadcrumbs=(*self._crumbs, *self._journal_crumb(work)),
            groups=tuple(
                Related(self._language.form(len(ids), f"back-{relation}"), self._cards.by_id(ids))
                for relation, ids in groups.items()
            ),
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
            work = discussed.work
            articles = self._cards.titles(discussed.articles)
            entries.append(
                WorkEntry(
                    work.title or work.text or work.doi or work.pmid,
                    addresses.work(work),
                    author_list(work.authors, work.et_al),
                    work_line(work),
                    status_word(self._archive.work_status(work.key)) if work.key else "",
                    articles,
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
