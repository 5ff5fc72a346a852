"""The views of lists: a term, a year, a month; and of the indexes that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from postilla import addresses
from postilla.archive import Archive, Taxonomy
from postilla.model import ArticleType, Head, PartialDate, Series, Specialty, Term
from postilla.words import Language

from . import splitting
from .cards import Cards, term_link
from .views import CardGroup, Entry, EntryGroup, IndexView, Link, ListView, YearsView

WHOLE = 50
"""A term with more articles is split by year; up to here its one page lists all."""
NEWEST = 25
"""So many of the newest articles stand on the first page of a term that is split."""
CENTURY = 100
"""The chart of years shows its empty ones too, or it would not read as time; over a longer span it shows none."""

NO_LINK = Link("")

ListPages = Iterator[tuple[str, ListView, Sequence[Head]]]
"""Address, view and articles of each page of a list."""


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


def later_list(view: ListView, part: splitting.Part) -> ListView:
    """A further page of a list has the articles only."""
    return view._replace(
        count=part.end - part.start,
        intro_html="",
        notes=(),
        groups=(),
        see_also=(),
        first=part.start + 1 if view.ordered else 1,
    )


def one_group(cards: Cards, name: str = "", id: str = "") -> Callable[[ListView, Sequence[Head]], ListView]:
    """What shows articles on a list in one group; without a name it has no heading."""
    return lambda view, heads: view._replace(groups=(CardGroup(name, id, "", cards.of(heads)),))


class Lists:
    """Makes the lists and indexes of terms and years."""

    def __init__(
        self, archive: Archive, cards: Cards, intros: Mapping[tuple[str, str], str], language: Language
    ) -> None:
        self._archive, self._cards, self._intros = archive, cards, intros
        self._language, self._word = language, language.word
        self._home, self._plain = home_link(language), one_group(cards)
        self._foreign = language.foreign(archive.default_language)
        years = sorted(archive.years, reverse=True)
        self._years = turns([Link(str(year), addresses.year(year)) for year in years])

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
            "", self._word(f"all-of-{name}"), "", (), (self._home,), tuple(groups), (),
        )  # fmt: skip

    def collections_index(self) -> IndexView:
        """Collections and types on one page, as the journal's menu has them."""
        types = self._archive.taxonomies["types"]
        collections = self._archive.taxonomies["collections"]
        used = [t for t in types.terms if types.count(t.id)]
        title = self._word("all-of-collections")
        return IndexView(
            "", title, "", (), (self._home,),
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

    def term(self, name: str, term: Term) -> ListPages:
        """The pages of a term that have its own address: everything, or the newest where it is split by year."""
        taxonomy, address = self._archive.taxonomies[name], addresses.term(name, term.id)
        articles, ordered = taxonomy.articles(term.id), taxonomy.row.ordered
        view = self._of_term(name, term)._replace(
            detail=self._language.date(term.date) if isinstance(term, Series) else "",
            intro_html=self._intro(name, term.id),
            notes=self._notes(taxonomy, term),
            ordered=name == "series" and len(articles) > 1,
            see_also=self._see_also(term, articles),
        )
        if not self.is_split(taxonomy, term):
            show = self._plain if ordered else self._by_year
            yield from self._paged(address, view, articles, show, ordered=ordered)
            return
        newest = self._word("newest")
        years = tuple(
            (str(year), count, addresses.term(name, term.id, year)) for year, count in taxonomy.years(term.id)
        )
        # what has no date is in no year, and so has no other place
        undated = taxonomy.in_year(term.id, 0)
        shown = sorted(articles, key=lambda head: self._rank(head.id))[:NEWEST]
        yield from self._paged(
            address,
            view._replace(parts=((newest, len(articles), ""), *years) if years else ()),
            undated if len(undated) > NEWEST else shown,
            one_group(self._cards, newest, "newest"),
            whole=articles,
        )

    def years_of(self, name: str, term: Term) -> Iterator[int]:
        """The years of a term that have pages of their own, newest first."""
        taxonomy = self._archive.taxonomies[name]
        return (year for year, _ in taxonomy.years(term.id)) if self.is_split(taxonomy, term) else iter(())

    def term_year(self, name: str, term: Term, year: int) -> ListPages:
        """The pages of one year of a term."""
        taxonomy, at = self._archive.taxonomies[name], partial(addresses.term, name, term.id)
        heads, here, view = taxonomy.in_year(term.id, year), at(year), self._of_term(name, term)
        links = [Link(str(other), at(other)) for other, _ in taxonomy.years(term.id)]
        before, after = turns(links)[here]
        # how many the other years and the term have stands on its first page only: it changes
        row = (Link(self._word("newest"), at()), *links)
        parts = ((to.name, len(heads), "") if to.address == here else (to.name, 0, to.address) for to in row)
        of_year = view._replace(
            title=self._word("of-year", title=view.title, year=year),
            count=len(heads),
            breadcrumbs=(*view.breadcrumbs, Link(view.title, at())),
            parts=tuple(parts),
            previous=before,
            next=after,
        )
        yield from self._year(
            partial(at, year),
            of_year,
            heads,
            lambda month: self._word("of-year", title=view.title, year=month),
            ordered=taxonomy.row.ordered,
        )

    def _of_term(self, name: str, term: Term) -> ListView:
        """What all pages of a term show."""
        return ListView(
            kicker=self._word(f"one-of-{name}"),
            title=self._name(term),
            detail="",
            count=self._archive.taxonomies[name].count(term.id),
            intro_html="",
            notes=(),
            breadcrumbs=(self._home, index_link(name, self._language)),
            parts=(),
            groups=(),
            ordered=False,
            see_also=(),
            previous=NO_LINK,
            next=NO_LINK,
            language=self._foreign,
        )

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

    def year(self, year: int) -> ListPages:
        """The pages of one year."""
        ids = self._archive.years[year]
        view = ListView(
            self._word("year"), str(year), "", len(ids), "", (),
            (self._home, Link(self._word("years"), addresses.YEARS)), (), (), False, (),
            *self._years[addresses.year(year)],
        )  # fmt: skip
        heads = [self._archive.head(id) for id in ids]
        yield from self._year(partial(addresses.year, year), view, heads, str, self._word("month"))

    def _year(
        self,
        at: Callable[..., str],
        view: ListView,
        heads: Sequence[Head],
        titled: Callable[[str], str],
        kicker: str = "",
        *,
        ordered: bool = False,
    ) -> ListPages:
        """One year, of everything or of a term, by month; or its months, where one page would be too long.

        Args:
            at: makes the address of the year, and with a number that of a month.
            view: what the page of the year shows beside the articles.
            heads: the articles of the year.
            titled: makes the title of a month from its name.
            kicker: what a month is called; empty where it is called as the year.
            ordered: whether the order of the articles has a meaning.
        """
        if len(heads) <= splitting.LIST_LIMIT:
            yield at(), self._by_month(view, heads), heads
            return
        months: dict[int, list[Head]] = {}
        for head in heads:
            months.setdefault(head.published.month if head.published else 0, []).append(head)
        # what has no month has no page of its own
        unknown = months.pop(0, [])
        year = heads[0].published.year if heads[0].published else 0
        links = [Link(self._month_name(year, month), at(month)) for month in sorted(months, reverse=True)]
        groups = tuple(
            CardGroup(link.name, f"m{month:02}", link.address, ())
            for month, link in zip(sorted(months, reverse=True), links, strict=True)
        )

        def show(of: ListView, some: Sequence[Head]) -> ListView:
            name, cards = self._month_name(year, 0), self._cards.of(some)
            return of._replace(groups=(*of.groups, CardGroup(name, "m00", "", cards)) if cards else of.groups)

        yield from self._paged(
            at(), view._replace(groups=groups), unknown, show, ordered=ordered, whole=heads
        )
        around = turns(links)
        for month in sorted(months, reverse=True):
            here, before_and_after = at(month), around[at(month)]
            of_month = view._replace(
                kicker=kicker or view.kicker,
                title=titled(self._month_name(year, month)),
                count=len(months[month]),
                breadcrumbs=(*view.breadcrumbs, Link(str(year), at())),
                parts=(),
                previous=before_and_after[0],
                next=before_and_after[1],
            )
            yield from self._paged(here, of_month, months[month], self._plain, ordered=ordered)

    def _paged(
        self,
        address: str,
        view: ListView,
        heads: Sequence[Head],
        show: Callable[[ListView, Sequence[Head]], ListView],
        *,
        ordered: bool = False,
        whole: Sequence[Head] = (),
    ) -> ListPages:
        """A list on as many pages as it needs; the first one tells of `whole`, where that is more than it shows."""
        pages = splitting.on_pages(
            address, view, heads, show, self._language, ordered=ordered, later=later_list
        )
        for here, page, shown in pages:
            yield here, page, whole if whole and here == address else shown

    # Groups

    def _by_year(self, view: ListView, heads: Sequence[Head]) -> ListView:
        years: dict[int, list[Head]] = {}
        for head in heads:
            years.setdefault(head.published.year if head.published else 0, []).append(head)
        return view._replace(
            groups=tuple(
                CardGroup(str(y), f"y{y}", addresses.year(y), self._cards.of(of_year))
                if y
                else CardGroup(self._word("status-in-press"), "y0", "", self._cards.of(of_year))
                for y, of_year in years.items()
            )
        )

    def _by_month(self, view: ListView, heads: Sequence[Head]) -> ListView:
        months: dict[tuple[int, int], list[Head]] = {}
        for head in heads:
            if head.published:
                months.setdefault((head.published.year, head.published.month), []).append(head)
        if len(months) == 1 and not next(iter(months))[1]:
            return self._plain(view, heads)
        return view._replace(
            groups=tuple(
                CardGroup(self._month_name(year, month), f"m{month:02}", "", self._cards.of(of_month))
                for (year, month), of_month in months.items()
            )
        )

    def _rank(self, id: str) -> tuple[int, int, int]:
        date = self._archive.head(id).published
        return date.newest_first() if date else (-9999, 0, 0)

    # Names

    def _name(self, term: Term) -> str:
        if isinstance(term, ArticleType):
            return term.plural or self._word("plural-of-type", name=term.name)
        return term.name

    def _month_name(self, year: int, month: int) -> str:
        if not month:
            return self._word("month-not-known", year=year)
        return self._language.date(PartialDate(year, month))

    def _intro(self, taxonomy: str, term: str) -> str:
        return self._intros.get((taxonomy, term), "")


def _series_order(term: Term) -> tuple[int, int, int]:
    """Newest series first; those without a date last."""
    return term.date.newest_first() if isinstance(term, Series) and term.date else (1, 0, 0)
