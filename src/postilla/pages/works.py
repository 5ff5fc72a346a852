"""The views of discussed works: everything this archive says about one, and the lists that lead there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from postilla import addresses
from postilla.archive import Archive, Discussed
from postilla.model import RELATIONS, Work

from .cards import Cards, status_word
from .citation import author_list, work_line, work_links
from .views import Link, Related, WorkEntry, WorksView, WorkView

LIMIT = 500
"""A list of more works is split by year."""

_HOME = Link("Home", addresses.HOME)
_DISCUSSED = Link("Discussed works", addresses.DISCUSSED)
_ELSEWHERE = "Other works"


class Works:
    """Makes the pages of discussed works."""

    def __init__(self, archive: Archive, cards: Cards) -> None:
        self._archive, self._cards = archive, cards
        self._journals = _by_journal(archive.works.values())
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
        return WorksView("Index", "Discussed works", total, (_HOME,), parts, self._entries(shown))

    def journal_pages(self) -> Iterator[tuple[str, WorksView]]:
        """Address and view of the works of each journal, by year where they are many."""
        for slug, (title, works) in self._journals.items():
            address = addresses.discussed_journal(slug)
            crumbs = (_HOME, _DISCUSSED)
            if len(works) <= LIMIT:
                yield (
                    address,
                    WorksView("Discussed works", title, len(works), crumbs, (), self._entries(works)),
                )
                continue
            years = _by_year(works)
            undated = self._entries(years.pop(0, []))
            parts = tuple((str(y), len(of), addresses.discussed_journal(slug, y)) for y, of in years.items())
            yield address, WorksView("Discussed works", title, len(works), crumbs, parts, undated)
            for year, of_year in years.items():
                here = addresses.discussed_journal(slug, year)
                shown = tuple((name, count, "" if to == here else to) for name, count, to in parts)
                entries = self._entries(of_year)
                named = f"{title}, {year}"
                yield (
                    here,
                    WorksView(
                        "Discussed works",
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
        links = work_links(work)
        if discussed.article:
            links = (Link("Read it in this archive", addresses.article(discussed.article)), *links)
        groups: dict[str, list[str]] = {}
        for link in discussed.incoming:
            groups.setdefault(RELATIONS[link.relation].back, []).append(link.article)
        status = self._archive.work_status(work.key)
        return WorkView(
            title=work.title or work.text or work.doi or work.pmid,
            authors=author_list(work.authors, work.et_al),
            source=work_line(work),
            links=links,
            status=status_word(status),
            banners=(),
            breadcrumbs=(_HOME, _DISCUSSED, *self._journal_crumb(work)),
            groups=tuple(
                Related(_plural(name, len(ids)), self._cards.by_id(ids)) for name, ids in groups.items()
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
            articles = tuple(Link(c.title, c.address) for c in self._cards.by_id(discussed.articles))
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


def _by_journal(works: Iterable[Discussed]) -> Mapping[str, tuple[str, list[Discussed]]]:
    journals: dict[str, tuple[str, list[Discussed]]] = {}
    for discussed in works:
        slug = _journal_slug(discussed.work)
        title = discussed.work.journal or discussed.work.container or _ELSEWHERE
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


def _plural(name: str, count: int) -> str:
    if count == 1 or name.endswith(("by", "on")):
        return name
    irregular = {
        "Commentary": "Commentaries",
        "Reply": "Replies",
        "Expression of concern": "Expressions of concern",
    }
    return irregular.get(name, f"{name}s")
