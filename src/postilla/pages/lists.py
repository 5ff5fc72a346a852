"""The views of lists: a term, a year, a month; and of the indexes that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from postilla import addresses
from postilla.archive import Archive, Taxonomy
from postilla.model import MONTHS, ArticleType, Head, Series, Specialty, Term

from .cards import Cards, term_link
from .views import CardGroup, Entry, EntryGroup, IndexView, Link, ListView, YearsView

WHOLE = 50
"""A term with more articles is split by year; up to here its one page lists all."""
NEWEST = 25
"""So many of the newest articles stand on the first page of a term that is split."""
LIST_LIMIT = 500
"""No page lists more: a list page stays below 400 kB."""

CENTURY = 100
"""The chart of years shows its empty ones too, or it would not read as time; over a longer span it shows none."""

NO_LINK = Link("")
HOME = Link("Home", addresses.HOME)


class Lists:
    """Makes the lists and indexes of terms and years."""

    def __init__(self, archive: Archive, cards: Cards, intros: Mapping[tuple[str, str], str]) -> None:
        self._archive, self._cards, self._intros = archive, cards, intros

    # Terms

    def index(self, name: str) -> IndexView:
        """All terms of one taxonomy, with counts; retired ones apart."""
        taxonomy = self._archive.taxonomies[name]
        terms = sorted(taxonomy.terms, key=_series_order) if name == "series" else taxonomy.terms
        used = [t for t in terms if not t.retired]
        retired = [t for t in terms if t.retired]
        groups = [EntryGroup("", tuple(self._entry(taxonomy, t) for t in used))]
        if retired:
            groups.append(EntryGroup("No longer used", tuple(self._entry(taxonomy, t) for t in retired)))
        return IndexView(
            "Index", taxonomy.row.plural, "", (), (HOME,), tuple(groups), (),
        )  # fmt: skip

    def collections_index(self) -> IndexView:
        """Collections and types on one page, as the journal's menu has them."""
        types = self._archive.taxonomies["types"]
        collections = self._archive.taxonomies["collections"]
        used = [t for t in types.terms if types.count(t.id)]
        return IndexView(
            "Index", "Collections", "", (), (HOME,),
            (
                EntryGroup("Collections", tuple(self._entry(collections, t) for t in collections.terms)),
                EntryGroup("By type", tuple(self._entry(types, t) for t in used)),
            ),
            (),
        )  # fmt: skip

    def _entry(self, taxonomy: Taxonomy[Term], term: Term) -> Entry:
        name = term.plural_name if isinstance(term, ArticleType) else term.name
        detail = term.date.words() if isinstance(term, Series) and term.date else ""
        intro = self._intro(taxonomy.row.name, term.id)
        return Entry(name, addresses.term(taxonomy.row.name, term.id), taxonomy.count(term.id), detail, intro)

    def is_split(self, taxonomy: Taxonomy[Term], term: Term) -> bool:
        """Whether a term has a page for each year."""
        return taxonomy.row.by_year and taxonomy.count(term.id) > WHOLE

    def term(self, name: str, term: Term) -> ListView:
        """The page of a term: everything, or the newest and the years."""
        taxonomy = self._archive.taxonomies[name]
        articles = taxonomy.articles(term.id)
        split = self.is_split(taxonomy, term)
        if split:
            newest = sorted(articles, key=lambda head: self._rank(head.id))[:NEWEST]
            groups: tuple[CardGroup, ...] = (CardGroup("Newest", "newest", "", self._cards.of(newest)),)
        elif taxonomy.row.ordered:
            groups = (CardGroup("", "", "", self._cards.of(articles[:LIST_LIMIT])),)
        else:
            groups = self._by_year(articles)
        parts = tuple(
            (str(year), count, Link(str(year), addresses.term(name, term.id, year)))
            for year, count in (taxonomy.years(term.id) if split else ())
        )
        return ListView(
            kicker=taxonomy.row.singular,
            title=term.plural_name if isinstance(term, ArticleType) else term.name,
            detail=term.date.words() if isinstance(term, Series) and term.date else "",
            count=len(articles),
            intro_html=self._intro(name, term.id),
            notes=self._notes(taxonomy, term),
            breadcrumbs=(HOME, Link(taxonomy.row.plural, addresses.index(name))),
            parts=((("Newest", len(articles), Link("Newest")), *parts) if parts else ()),
            groups=groups,
            ordered=name == "series" and len(articles) > 1,
            see_also=self._see_also(term, articles),
            previous=NO_LINK,
            next=NO_LINK,
        )

    def term_year(self, name: str, term: Term, year: int) -> ListView:
        """One year of a term."""
        taxonomy = self._archive.taxonomies[name]
        articles = taxonomy.in_year(term.id, year)
        title = term.plural_name if isinstance(term, ArticleType) else term.name
        years = [y for y, _ in taxonomy.years(term.id)]
        at = years.index(year)
        links = {y: Link(str(y), addresses.term(name, term.id, y)) for y in years}
        here = Link(title, addresses.term(name, term.id))
        parts = [(str(y), n, Link(str(y)) if y == year else links[y]) for y, n in taxonomy.years(term.id)]
        return ListView(
            taxonomy.row.singular, f"{title}, {year}", "", len(articles), "", (),
            (HOME, Link(taxonomy.row.plural, addresses.index(name)), here),
            (("Newest", taxonomy.count(term.id), Link("Newest", here.address)), *parts),
            self._by_month(articles), False, (),
            links[years[at + 1]] if at + 1 < len(years) else NO_LINK,
            links[years[at - 1]] if at else NO_LINK,
        )  # fmt: skip

    def _notes(self, taxonomy: Taxonomy[Term], term: Term) -> tuple[tuple[str, Link], ...]:
        if not term.retired:
            return ()
        successor = taxonomy.successor(term.id)
        since = f"This term is no longer used since {term.retired.date.words()}"
        if successor is None:
            return ((f"{since}.", NO_LINK),)
        return ((f"{since}; see", term_link(taxonomy.row.name, successor)),)

    def _see_also(self, term: Term, articles: Iterable[Head]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        if not isinstance(term, Specialty):
            return ()
        series = self._archive.taxonomies["series"]
        found = {t.id: t for head in articles for t in series.of_article(head)}
        links = tuple(term_link("series", t) for t in series.terms if t.id in found)
        return (("Series with articles in this specialty", links),) if links else ()

    # Years

    def years(self) -> YearsView:
        """Articles per year as a chart and a table, oldest first so that the bars read as time."""
        counts = {year: len(ids) for year, ids in sorted(self._archive.years.items())}
        highest = max(counts.values(), default=1)
        span = range(min(counts, default=0), max(counts, default=-1) + 1)
        rows = tuple(
            (str(year), addresses.year(year), count, max(2, round(100 * count / highest)))
            if (count := counts.get(year, 0))
            else (str(year), "", 0, 0)
            for year in (span if len(span) <= CENTURY else counts)
        )
        return YearsView("Articles by year", rows, sum(counts.values()), (HOME,))

    def year(self, year: int) -> ListView:
        """One year, by month; or its months, where one page would be too long."""
        ids = self._archive.years[year]
        years = sorted(self._archive.years)
        at = years.index(year)
        heads = [self._archive.head(id) for id in ids]
        if self.is_split_year(year):
            groups: tuple[CardGroup, ...] = tuple(
                CardGroup(_month_name(year, month), f"m{month:02}", addresses.year(year, month), ())
                for month in self.split_months(year)
            )
            # what has no month has no page of its own
            unknown = self._cards.by_id(self._archive.months.get((year, 0), ()))
            groups += (CardGroup(_month_name(year, 0), "m00", "", unknown),) if unknown else ()
        else:
            groups = self._by_month(heads)
        return ListView(
            "Year", str(year), "", len(ids), "", (), (HOME, Link("Years", addresses.YEARS)), (), groups, False, (),
            Link(str(years[at - 1]), addresses.year(years[at - 1])) if at else NO_LINK,
            Link(str(years[at + 1]), addresses.year(years[at + 1])) if at + 1 < len(years) else NO_LINK,
        )  # fmt: skip

    def is_split_year(self, year: int) -> bool:
        """Whether a year has a page for each month."""
        return len(self._archive.years[year]) > LIST_LIMIT

    def split_months(self, year: int) -> tuple[int, ...]:
        """The months of a year that have pages of their own."""
        if not self.is_split_year(year):
            return ()
        return tuple(m for m in range(12, 0, -1) if (year, m) in self._archive.months)

    def month(self, year: int, month: int) -> ListView:
        """One month of a long year."""
        heads = [self._archive.head(id) for id in self._archive.months[year, month]]
        months = self.split_months(year)
        at = months.index(month)
        links = [Link(_month_name(year, m), addresses.year(year, m)) for m in months]
        crumbs = (HOME, Link("Years", addresses.index("years")), Link(str(year), addresses.year(year)))
        return ListView(
            "Month", _month_name(year, month), "", len(heads), "", (), crumbs, (),
            (CardGroup("", "", "", self._cards.of(heads)),), False, (),
            links[at + 1] if at + 1 < len(links) else NO_LINK,
            links[at - 1] if at else NO_LINK,
        )  # fmt: skip

    # Groups

    def _by_year(self, heads: Sequence[Head]) -> tuple[CardGroup, ...]:
        years: dict[int, list[Head]] = {}
        for head in heads:
            years.setdefault(head.published.year if head.published else 0, []).append(head)
        return tuple(
            CardGroup(
                str(y) if y else "In press", f"y{y}", addresses.year(y) if y else "", self._cards.of(of_year)
            )
            for y, of_year in years.items()
        )

    def _by_month(self, heads: Sequence[Head]) -> tuple[CardGroup, ...]:
        months: dict[tuple[int, int], list[Head]] = {}
        for head in heads[:LIST_LIMIT]:
            if head.published:
                months.setdefault((head.published.year, head.published.month), []).append(head)
        if len(months) == 1 and not next(iter(months))[1]:
            return (CardGroup("", "", "", self._cards.of(heads)),)
        return tuple(
            CardGroup(_month_name(year, month), f"m{month:02}", "", self._cards.of(of_month))
            for (year, month), of_month in months.items()
        )

    def _rank(self, id: str) -> tuple[int, int, int]:
        date = self._archive.head(id).published
        return date.newest_first() if date else (-9999, 0, 0)

    def _intro(self, taxonomy: str, term: str) -> str:
        return self._intros.get((taxonomy, term), "")


def _series_order(term: Term) -> tuple[int, int, int]:
    """Newest series first; those without a date last."""
    return term.date.newest_first() if isinstance(term, Series) and term.date else (1, 0, 0)


def _month_name(year: int, month: int) -> str:
    return f"{MONTHS[month - 1]} {year}" if month else f"{year}, month not known"
