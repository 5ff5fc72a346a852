"""Every generated page of the site: its address, its template and its view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from postilla import addresses
from postilla.archive import Archive, Shelf
from postilla.model import Head, Journal, Term
from postilla.model.inline import to_plain

from .article import ArticleViews
from .cards import ArticleFacts, Cards, SiteFacts
from .home import home
from .issues import Issues
from .lists import Lists
from .people import Names
from .videos import videos
from .views import IndexView, Link, ListView, RedirectView
from .works import Works


class Page(NamedTuple):
    """One page: everything that it is made from, apart from shells, templates and code."""

    address: str
    template: str
    section: str
    """Which entry of the navigation is current."""
    title: str
    description: str
    lastmod: str
    """The newest date of what the page shows, as precise as known; empty where nothing is dated."""
    language: str
    view: Any


TAXONOMY_PAGES: Mapping[str, str] = {
    "specialties": "specialties",
    "series": "series",
    "collections": "collections",
    "types": "collections",
}
"""The taxonomies whose terms have list pages, and the entry of the navigation they belong to."""


class SitePages:
    """Makes the pages of an archive, one kind after the other."""

    def __init__(
        self,
        archive: Archive,
        facts: Callable[[str], ArticleFacts],
        site: SiteFacts,
        intros: Mapping[tuple[str, str], str],
    ) -> None:
        """Prepare the pages.

        Args:
            archive: the archive.
            facts: what is known of an article beside its head, by id.
            site: what is the same on every page.
            intros: the rendered introductions of terms, by vocabulary and id.
        """
        self._archive, self._site, self._facts = archive, site, facts
        self._cards = Cards(archive, site.language)
        self._views = ArticleViews(archive, self._cards, facts, site)
        self._lists = Lists(archive, self._cards, intros)
        self._issues = Issues(archive, self._cards, intros)

    def __iter__(self) -> Iterator[Page]:
        """Every page that the archive makes."""
        yield from self._articles()
        yield self._home()
        yield from self._years()
        for name, section in TAXONOMY_PAGES.items():
            yield from self._taxonomy(name, section)
        yield from self._journals()
        yield from self._names()
        yield from self._works()
        yield from self._redirects()

    def _articles(self) -> Iterator[Page]:
        for entry in self._archive.entries.values():
            head = entry.head
            view = self._views.of(head)
            title = to_plain(head.title)
            names = ", ".join(str(author) for author in head.authors[:3])
            authors = f"{names} and others" if len(head.authors) > 3 else names
            described = ". ".join(part for part in (title.rstrip("."), authors, view.card.citation) if part)
            language = self._archive.language_of(head.id)
            yield Page(
                addresses.article(head.id),
                "article.html",
                "",
                title,
                described,
                _lastmod(head),
                language,
                view,
            )

    def _home(self) -> Page:
        site = self._site
        described = f"{site.name}: every article by specialty, series, year and issue"
        view = home(self._archive, self._cards, site)
        return Page(
            addresses.HOME, "home.html", "home", site.name, described, self._newest(), site.language, view
        )

    def _years(self) -> Iterator[Page]:
        archive, lists = self._archive, self._lists
        view = lists.years()
        language = self._site.language
        yield Page(
            addresses.YEARS,
            "years.html",
            "journals",
            view.title,
            "Articles by year",
            self._newest(),
            language,
            view,
        )
        for year, ids in archive.years.items():
            yield self._list(
                addresses.year(year), "journals", lists.year(year), f"Articles of {year}", self._heads(ids)
            )
            for month in lists.split_months(year):
                heads = self._heads(archive.months[year, month])
                view_of_month = lists.month(year, month)
                described = f"Articles of {view_of_month.title}"
                yield self._list(addresses.year(year, month), "journals", view_of_month, described, heads)

    def _taxonomy(self, name: str, section: str) -> Iterator[Page]:
        taxonomy, lists = self._archive.taxonomies[name], self._lists
        index = lists.collections_index() if name == "collections" else lists.index(name)
        yield self._index(addresses.index(name), section, index, f"{index.title} of {self._site.name}")
        for term in taxonomy.terms:
            view = lists.term(name, term)
            described = f"{view.kicker}: {view.title}, in {self._site.name}"
            yield self._list(
                addresses.term(name, term.id), section, view, described, taxonomy.articles(term.id)
            )
            if lists.is_split(taxonomy, term):
                yield from self._term_years(name, section, term, described)

    def _term_years(self, name: str, section: str, term: Term, described: str) -> Iterator[Page]:
        taxonomy = self._archive.taxonomies[name]
        for year, _ in taxonomy.years(term.id):
            address = addresses.term(name, term.id, year)
            view = self._lists.term_year(name, term, year)
            yield self._list(address, section, view, f"{described}, {year}", taxonomy.in_year(term.id, year))

    def _journals(self) -> Iterator[Page]:
        index = self._issues.journals()
        described = f"Journals and past issues in {self._site.name}"
        yield self._index(addresses.index("journals"), "journals", index, described)
        current = self._issues.current()
        heads = [self._archive.head(card.id) for group in current.groups for card in group.cards]
        yield self._list(addresses.CURRENT, "journals", current, "The current issue of each journal", heads)
        for journal in self._archive.taxonomies["journals"].terms:
            if isinstance(journal, Journal):
                yield from self._journal(journal, self._archive.journals[journal.id])

    def _journal(self, journal: Journal, shelf: Shelf) -> Iterator[Page]:
        issues, title = self._issues, journal.full_title
        view = issues.journal(journal)
        yield self._index(addresses.journal(journal.id), "journals", view, f"{title}: volumes and issues")
        for volume in shelf.volumes.values():
            heads = [head for issue in volume.issues.values() for head in issue.articles]
            address = addresses.journal(journal.id, volume.slug)
            of_volume = issues.volume(journal, volume)
            yield self._list(address, "journals", of_volume, f"{title}, {of_volume.title}", heads)
            for issue in volume.issues.values():
                address = addresses.journal(journal.id, volume.slug, issue.slug)
                of_issue = issues.issue(journal, volume, issue)
                yield self._list(address, "journals", of_issue, f"{title}, {of_issue.title}", issue.articles)

    def _names(self) -> Iterator[Page]:
        names = Names(self._archive, self._cards, self._facts)
        index = names.index()
        described = f"Authors in {self._site.name}"
        yield self._page(addresses.AUTHORS, "names.html", "authors", index.title, described, index)
        for address, view in names.letter_pages():
            yield self._page(
                address, "names.html", "authors", view.title, f"{view.title}, in {self._site.name}", view
            )
        for slug, identities in self._archive.people.pages.items():
            person = names.name(slug)
            described = f"Articles by {person.title} in {self._site.name}"
            heads = self._heads(id for identity in identities for id in identity.articles)
            yield self._page(
                addresses.author(slug), "name.html", "authors", person.title, described, person, heads
            )

    def _works(self) -> Iterator[Page]:
        works = Works(self._archive, self._cards)
        index = works.index()
        described = f"Works that articles in {self._site.name} discuss"
        yield self._page(addresses.DISCUSSED, "works.html", "", index.title, described, index)
        for address, view in works.journal_pages():
            title = f"{view.title}: discussed works"
            yield self._page(address, "works.html", "", title, f"{title} in {self._site.name}", view)
        for discussed in self._archive.works.values():
            work = works.work(discussed)
            title = to_plain(work.title)
            described = f"What {self._site.name} says about: {title}"
            heads = self._heads(discussed.articles)
            # where the work is an article of this archive, that has the same title
            on = f"On “{title}”"
            yield self._page(addresses.work(discussed.work), "work.html", "", on, described, work, heads)
        films = videos(self._archive, self._cards)
        described = f"Interviews and video abstracts in {self._site.name}"
        yield self._page(addresses.VIDEOS, "videos.html", "", films.title, described, films)

    def _redirects(self) -> Iterator[Page]:
        """Former addresses of articles and of authors' pages lead to the present ones."""
        moved = [
            (addresses.article(alias), Link(self._archive.head(id).title, addresses.article(id)))
            for alias, id in self._archive.aliases.items()
        ]
        people = self._archive.people
        moved += [
            (addresses.author(old), Link(people.pages[new][0].name, addresses.author(new)))
            for old, new in people.redirects.items()
        ]
        for address, target in moved:
            view = RedirectView("This page has moved", target)
            yield self._page(address, "redirect.html", "", view.title, view.title, view)

    def _page(
        self,
        address: str,
        template: str,
        section: str,
        title: str,
        described: str,
        view: Any,
        heads: Iterable[Head] = (),
    ) -> Page:
        lastmod = max((_lastmod(head) for head in heads), default="")
        return Page(address, template, section, title, described, lastmod, self._site.language, view)

    def _list(
        self, address: str, section: str, view: ListView, described: str, heads: Iterable[Head]
    ) -> Page:
        # an issue is called "Volume 131, Issue 19" wherever it is; in a browser's tab the journal must stand beside it
        title = f"{view.kicker}, {view.title}" if address.startswith("journals/") else view.title
        return self._page(address, "list.html", section, title, described, view, heads)

    def _index(self, address: str, section: str, view: IndexView, described: str) -> Page:
        return self._page(address, "index.html", section, view.title, described, view)

    def _heads(self, ids: Iterable[str]) -> list[Head]:
        return [self._archive.head(id) for id in ids]

    def _newest(self) -> str:
        return max((_lastmod(entry.head) for entry in self._archive.entries.values()), default="")


def _lastmod(head: Head) -> str:
    """When the article last changed, as its record says."""
    return str(head.dates.updated or head.published or "")
