"""The views of lists: a term, a year, a month; and of the indexes that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from postilla import addresses
from postilla.archive import Archive, Taxonomy
from postilla.model import ArticleType, Head, PartialDate, Series, Specialty, Term
from postilla.words import Language

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


def home_link(language: Language) -> Link:
    """The first step of every way back."""
    return Link(language.word("home"), addresses.HOME)


def index_link(name: str, language: Language) -> Link:
    """The link to the index of a taxonomy."""
    return Link(language.word(f"all-of-{name}"), addresses.index(name))


def turns(links: Sequence[Link]) -> dict[str, tuple[Link, Link]]:
    """The older and the newer neighbour of each of some lists, which stand newest first, by address."""
    row = [NO_LINK, *links, NO_LINK]
    return {link.address: (row[at + 1], row[at - 1]) for at, link in enumerate(links, 1)}


class Lists:
    """Makes the lists and indexes of terms and years."""

    def __init__(
        self, archive: Archive, cards: Cards, intros: Mapping[tuple[str, str], str], language: Language
    ) -> None:
        self._archive, self._cards, self._intros = archive, cards, intros
        self._language, self._word = language, language.word
        self._home = home_link(language)
        self._foreign = language.foreign(archive.default_language)

    # Terms

    def index(self, name: str) -> IndexView:
        """All terms of one taxonomy, with counts; retired ones apart."""
        taxonomy = self._archive.taxonomies[name]
        terms = sorted(taxonomy.terms, key=_series_order) if name == "series" else taxonomy.terms
        used = [t for t in terms if not t.retired]
        retired = [t for t in terms if t.retired]
        groups = [EntryGroup("", tuple(self._entry(taxonomy, t) for t in used))]
        if retired:
            groups.append(
                EntryGroup(self._word("no-longer-used"), tuple(self._entry(taxonomy, t) for t in retired))
            )
        return IndexView(
            self._word("index"), self._word(f"all-of-{name}"), "", (), (self._home,), tuple(groups), (),
        )  # fmt: skip

    def collections_index(self) -> IndexView:
        """Collections and types on one page, as the journal's menu has them."""
        types = self._archive.taxonomies["types"]
        collections = self._archive.taxonomies["collections"]
        used = [t for t in types.terms if types.count(t.id)]
        title = self._word("all-of-collections")
        return IndexView(
            self._word("index"), title, "", (), (self._home,),
            (
                EntryGroup(title, tuple(self._entry(collections, t) for t in collections.terms)),
                EntryGroup(self._word("by-type"), tuple(self._entry(types, t) for t in used)),
            ),
            (),
        )  # fmt: skip

    def _entry(self, taxonomy: Taxonomy[Term], term: Term) -> Entry:
        name = self._name(term)
        detail = self._language.date(term.date) if isinstance(term, Series) else ""
        intro = self._intro(taxonomy.row.name, term.id)
        return Entry(name, addresses.term(taxonomy.row.name, term.id), taxonomy.count(term.id), detail, intro)

    def is_split(self, taxonomy: Taxonomy[Term], term: Term) -> bool:
        """Whether a term has a page for each year."""
        return taxonomy.row.by_year and taxonomy.count(term.id) > WHOLE

    def term(self, name: str, term: Term) -> ListView:
        """The page of a term: everything, or the newest and the years."""
        taxonomy, newest_word = self._archive.taxonomies[name], self._word("newest")
        articles = taxonomy.articles(term.id)
        split = self.is_split(taxonomy, term)
        if split:
            newest = sorted(articles, key=lambda head: self._rank(head.id))[:NEWEST]
            groups: tuple[CardGroup, ...] = (CardGroup(newest_word, "newest", "", self._cards.of(newest)),)
        elif taxonomy.row.ordered:
            groups = (CardGroup("", "", "", self._cards.of(articles[:LIST_LIMIT])),)
        else:
            groups = self._by_year(articles)
        parts = tuple(
            (str(year), count, Link(str(year), addresses.term(name, term.id, year)))
            for year, count in (taxonomy.years(term.id) if split else ())
        )
        return ListView(
            kicker=self._word(f"one-of-{name}"),
            title=self._name(term),
            detail=self._language.date(term.date) if isinstance(term, Series) else "",
            count=len(articles),
            intro_html=self._intro(name, term.id),
            notes=self._notes(taxonomy, term),
            breadcrumbs=(self._home, index_link(name, self._language)),
            parts=(((newest_word, len(articles), Link(newest_word)), *parts) if parts else ()),
            groups=groups,
            ordered=name == "series" and len(articles) > 1,
            see_also=self._see_also(term, articles),
            previous=NO_LINK,
            next=NO_LINK,
            language=self._foreign,
        )

    def term_year(self, name: str, term: Term, year: int) -> ListView:
        """One year of a term."""
        taxonomy, newest = self._archive.taxonomies[name], self._word("newest")
        articles = taxonomy.in_year(term.id, year)
        title = self._name(term)
        years = [y for y, _ in taxonomy.years(term.id)]
        at = years.index(year)
        links = {y: Link(str(y), addresses.term(name, term.id, y)) for y in years}
        here = Link(title, addresses.term(name, term.id))
        parts = [(str(y), n, Link(str(y)) if y == year else links[y]) for y, n in taxonomy.years(term.id)]
        return ListView(
            self._word(f"one-of-{name}"), self._word("of-year", title=title, year=year), "", len(articles), "", (),
            (self._home, index_link(name, self._language), here),
            ((newest, taxonomy.count(term.id), Link(newest, here.address)), *parts),
            self._by_month(articles), False, (),
            links[years[at + 1]] if at + 1 < len(years) else NO_LINK,
            links[years[at - 1]] if at else NO_LINK,
            self._foreign,
        )  # fmt: skip

    def _notes(self, taxonomy: Taxonomy[Term], term: Term) -> tuple[tuple[str, Link], ...]:
        if not term.retired:
            return ()
        successor = taxonomy.successor(term.id)
        since = self._language.date(term.retired.date)
        if successor is None:
            return ((self._word("retired-since", date=since), NO_LINK),)
        return ((self._word("retired-see", date=since), term_link(taxonomy.row.name, successor)),)

    def _see_also(self, term: Term, articles: Iterable[Head]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
        if not isinstance(term, Specialty):
            return ()
        series = self._archive.taxonomies["series"]
        found = {t.id: t for head in articles for t in series.of_article(head)}
        links = tuple(term_link("series", t) for t in series.terms if t.id in found)
        return ((self._word("series-of-specialty"), links),) if links else ()

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
        return YearsView(self._word("articles-by-year"), rows, sum(counts.values()), (self._home,))

    def year(self, year: int) -> ListView:
        """One year, by month; or its months, where one page would be too long."""
        ids = self._archive.years[year]
        years = sorted(self._archive.years)
        at = years.index(year)
        heads = [self._archive.head(id) for id in ids]
        if self.is_split_year(year):
            groups: tuple[CardGroup, ...] = tuple(
                CardGroup(self._month_name(year, month), f"m{month:02}", addresses.year(year, month), ())
                for month in self.split_months(year)
            )
            # what has no month has no page of its own
            unknown = self._cards.by_id(self._archive.months.get((year, 0), ()))
            groups += (CardGroup(self._month_name(year, 0), "m00", "", unknown),) if unknown else ()
        else:
            groups = self._by_month(heads)
        return ListView(
            self._word("year"), str(year), "", len(ids), "", (), (self._home, self._years_link()), (), groups,
            False, (),
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
        links = [Link(self._month_name(year, m), addresses.year(year, m)) for m in months]
        crumbs = (self._home, self._years_link(), Link(str(year), addresses.year(year)))
        return ListView(
            self._word("month"), self._month_name(year, month), "", len(heads), "", (), crumbs, (),
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
            CardGroup(str(y), f"y{y}", addresses.year(y), self._cards.of(of_year))
            if y
            else CardGroup(self._word("status-in-press"), "y0", "", self._cards.of(of_year))
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
            CardGroup(self._month_name(year, month), f"m{month:02}", "", self._cards.of(of_month))
            for (year, month), of_month in months.items()
        )

    def _rank(self, id: str) -> tuple[int, int, int]:
        date = self._archive.head(id).published
        return date.newest_first() if date else (-9999, 0, 0)

    # Names

    def _name(self, term: Term) -> str:
        if isinstance(term, ArticleType):
            return term.plural or self._word("plural-of-type", name=term.name)
        return term.name

    def _years_link(self) -> Link:
        return Link(self._word("years"), addresses.YEARS)

    def _month_name(self, year: int, month: int) -> str:
        if not month:
            return self._word("month-not-known", year=year)
        return self._language.date(PartialDate(year, month))

    def _intro(self, taxonomy: str, term: str) -> str:
        return self._intros.get((taxonomy, term), "")


def _series_order(term: Term) -> tuple[int, int, int]:
    """Newest series first; those without a date last."""
    return term.date.newest_first() if isinstance(term, Series) and term.date else (1, 0, 0)
