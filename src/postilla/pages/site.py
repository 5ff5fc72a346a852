"""Every generated page of the site: its address, its template and its view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, NamedTuple, TypeVar

from postilla import addresses
from postilla.archive import Archive, Discussed, Volume
from postilla.formats import prefixed
from postilla.model import Head, Journal
from postilla.model.inline import to_plain
from postilla.words import language_of

from .article import ArticleViews
from .beside import files_beside
from .bulk import bulk_files, bulk_formats
from .cards import ArticleFacts, Cards, SiteFacts
from .citation import sentence
from .feeds import Feeds, Source
from .home import home
from .issues import Issues
from .lists import ListPages, Lists
from .metadata import Modified
from .people import LetterPages, Names
from .search import search_view
from .videos import videos
from .views import Card, Download, IndexView, Link, ListView, RedirectView
from .works import Works


class Page(NamedTuple):
    """One page or other file: everything that it is made from, apart from shells, templates and code."""

    address: str
    template: str
    """Empty for a file that has neither template nor shell: a feed, a link set, a twin."""
    section: str
    """Which entry of the navigation is current."""
    title: str
    description: str
    lastmod: str
    """The newest date of what the page shows, as precise as known; empty where nothing is dated."""
    language: str
    view: Any


Pages = Callable[[], Iterator[Page]]
"""What makes a page, or a few that belong together."""

V = TypeVar("V", ListView, IndexView)

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
        cards: dict[str, Card] | None = None,
    ) -> None:
        """Prepare the pages.

        Args:
            archive: the archive.
            facts: what is known of an article beside its head, by id.
            site: what is the same on every page.
            intros: the rendered introductions of terms, by vocabulary and id.
            cards: is filled with the card of every article, by id, before the first page comes.
        """
        self._archive, self._site = archive, site
        self._language = language_of(site.language)
        self._lastmod = Modified(archive)
        self._word = self._language.word
        self._cards = Cards(archive, self._language, cards)
        self.shown = self._cards.shown
        """The articles that were looked at while pages were made."""

        def looked_up(id: str) -> ArticleFacts:
            self.shown.add(id)
            return facts(id)

        self._facts = looked_up
        self._feeds = Feeds(archive, self._cards, looked_up, site, self._language, self._lastmod)
        self._views = ArticleViews(archive, self._cards, looked_up, site, self._language, self._feeds)
        self._lists = Lists(archive, self._cards, intros, self._language)
        self._issues = Issues(archive, self._cards, intros, self._language)
        self._names = Names(archive, self._cards, looked_up, self._language)
        self._works = Works(archive, self._cards, self._language)

    @cached_property
    def _bulk(self) -> Mapping[str, tuple[str, ...]]:
        return bulk_formats(self._archive) if self._site.bulk_files else {}

    def __iter__(self) -> Iterator[Page]:
        """Every page that the archive makes."""
        self.make_cards()
        for pages in self.parts():
            yield from pages()

    def make_cards(self) -> None:
        """Make the card of every article now, so that they are there before the first page comes."""
        for entry in self._archive.entries.values():
            self._cards.one(entry.head)
        self.shown.take()

    def parts(self) -> Iterator[Pages]:
        """What makes the pages, one or a few at a time, in an order that the archive decides."""
        yield from (partial(self.article, id) for id in self._archive.order)
        yield from self.others()

    def others(self) -> Iterator[Pages]:
        """The same without the articles' own pages."""
        archive = self._archive
        yield self._home
        yield self._years
        yield from (partial(self._year, year) for year in archive.years)
        for name, section in TAXONOMY_PAGES.items():
            yield partial(self._taxonomy, name, section)
            for term in archive.taxonomies[name].terms:
                yield partial(self._term, section, partial(self._lists.term, name, term))
                for year in self._lists.years_of(name, term):
                    yield partial(self._term, section, partial(self._lists.term_year, name, term, year))
        yield self._journals
        yield self._current
        for journal in archive.taxonomies["journals"].terms:
            if isinstance(journal, Journal):
                yield partial(self._journal, journal)
                volumes = archive.journals[journal.id].volumes.values()
                yield from (partial(self._volume, journal, volume) for volume in volumes)
        yield self._authors
        yield from (partial(self._letters, pages) for pages in self._names.letters())
        yield from (partial(self._name, slug) for slug in archive.people.pages)
        yield self._discussed
        yield from (partial(self._discussed_of, slug) for slug in self._works.journals)
        yield from (partial(self._work, discussed) for discussed in archive.works.values())
        yield self._videos
        yield self._feeds_page
        yield from (partial(self._feed, source) for source in self._feeds.sources)
        if self._site.has_search:
            yield self._search
        yield self._redirects

    def article(self, id: str) -> Iterator[Page]:
        """The page of an article, and the files beside it that are made like pages."""
        head = self._archive.head(id)
        view = self._views.of(head)
        title = prefixed(to_plain(head.title), view.card.status)
        names = self._word("comma").join(str(author) for author in head.authors[:3])
        authors = self._word("and-others", names=names) if len(head.authors) > 3 else names
        parts = [sentence(part) for part in (title, authors) if part]
        described = " ".join([*parts, view.card.citation]).strip()
        language, lastmod = self._archive.language_of(head.id), self._lastmod[head.id]
        yield Page(addresses.article(head.id), "article.html", "", title, described, lastmod, language, view)
        for address, file in files_beside(head, view, self._facts(head.id).words, self._site):
            yield Page(address, "", "", "", "", "", language, file)

    def _home(self) -> Iterator[Page]:
        site = self._site
        described = self._word("about-home", archive=site.name)
        view = home(self._archive, self._cards, site, self._language)
        view = view._replace(feeds=self._feeds.at(addresses.HOME), downloads=self._downloads(addresses.HOME))
        yield Page(
            addresses.HOME, "home.html", "home", site.name, described, self._newest(), site.language, view
        )

    def _search(self) -> Iterator[Page]:
        view = search_view(self._language)
        described = self._about("about-search")
        yield self._page(addresses.SEARCH, "search.html", "search", view.title, described, view)

    def _years(self) -> Iterator[Page]:
        view, language = self._lists.years(), self._site.language
        title, newest = view.title, self._newest()
        yield Page(addresses.YEARS, "years.html", "journals", title, title, newest, language, view)

    def _year(self, year: int) -> Iterator[Page]:
        for address, view, heads in self._lists.year(year):
            described = self._word("articles-of", period=view.title)
            yield self._list(address, "journals", view, described, heads)

    def _taxonomy(self, name: str, section: str) -> Iterator[Page]:
        index = self._lists.collections_index() if name == "collections" else self._lists.index(name)
        described = self._about("of-archive", title=index.title)
        yield self._index(addresses.index(name), section, index, described)

    def _term(self, section: str, pages: Callable[[], ListPages]) -> Iterator[Page]:
        for address, view, heads in pages():
            kind = self._word("of-kind", kind=view.kicker, title=view.title)
            yield self._list(address, section, view, self._about("in-archive", title=kind), heads)

    def _journals(self) -> Iterator[Page]:
        described = self._about("about-journals")
        yield self._index(addresses.index("journals"), "journals", self._issues.journals(), described)

    def _current(self) -> Iterator[Page]:
        current = self._issues.current()
        heads = self._heads(card.id for group in current.groups for card in group.cards)
        described = self._word("about-current-issues")
        yield self._list(addresses.CURRENT, "journals", current, described, heads)

    def _journal(self, journal: Journal) -> Iterator[Page]:
        view, described = (
            self._issues.journal(journal),
            self._word("about-journal", journal=journal.full_title),
        )
        yield self._index(addresses.journal(journal.id), "journals", view, described)

    def _volume(self, journal: Journal, volume: Volume) -> Iterator[Page]:
        issues, title = self._issues, journal.full_title
        everything = [head for issue in volume.issues.values() for head in issue.articles]
        address = addresses.journal(journal.id, volume.slug)
        of_volume = issues.volume(journal, volume)
        yield self._list(address, "journals", of_volume, self._joined(title, of_volume.title), everything)
        for issue in volume.issues.values():
            for address, of_issue, heads in issues.issue(journal, volume, issue):
                described = self._joined(title, of_issue.title)
                yield self._list(address, "journals", of_issue, described, heads)

    def _authors(self) -> Iterator[Page]:
        index, described = self._names.index(), self._about("about-authors")
        yield self._page(addresses.AUTHORS, "names.html", "authors", index.title, described, index)

    def _letters(self, pages: LetterPages) -> Iterator[Page]:
        for address, view in pages():
            described = self._about("in-archive", title=view.title)
            yield self._page(address, "names.html", "authors", view.title, described, view)

    def _name(self, slug: str) -> Iterator[Page]:
        for address, person, ids in self._names.name(slug):
            described = self._about("articles-by", name=person.title)
            heads = self._heads(ids)
            yield self._page(address, "name.html", "authors", person.title, described, person, heads)

    def _discussed(self) -> Iterator[Page]:
        described = self._about("about-works")
        for address, index in self._works.index():
            yield self._page(address, "works.html", "", index.title, described, index)

    def _discussed_of(self, slug: str) -> Iterator[Page]:
        for address, view in self._works.journal(slug):
            title = self._word("works-of-journal", journal=view.title)
            described = self._about("about-works-of-journal", title=title)
            yield self._page(address, "works.html", "", title, described, view)

    def _work(self, discussed: Discussed) -> Iterator[Page]:
        for address, work, ids in self._works.work(discussed):
            title = to_plain(work.title)
            described = self._about("about-work", title=title)
            # where the work is an article of this archive, that has the same title
            on = self._word("on-work", title=title)
            yield self._page(address, "work.html", "", on, described, work, self._heads(ids))

    def _videos(self) -> Iterator[Page]:
        films = videos(self._archive, self._cards, self._language)
        described = self._about("about-videos")
        yield self._page(addresses.VIDEOS, "videos.html", "", films.title, described, films)

    def _feeds_page(self) -> Iterator[Page]:
        view = self._feeds.view()
        yield self._page(addresses.FEEDS, "feeds.html", "", view.title, self._about("about-feeds"), view)

    def _feed(self, source: Source) -> Iterator[Page]:
        for address, view in self._feeds.of(source):
            yield self._page(address, "", "", view.title, view.description, view)

    def _redirects(self) -> Iterator[Page]:
        """Former addresses of articles and of authors' pages lead to the present ones."""
        moved = [
            (addresses.article(alias), self._cards.title(id)) for alias, id in self._archive.aliases.items()
        ]
        people = self._archive.people
        moved += [
            (addresses.author(old), Link(people.pages[new][0].name, addresses.author(new)))
            for old, new in people.redirects.items()
        ]
        for address, target in moved:
            view = RedirectView(self._word("page-has-moved"), target)
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
        lastmod = max((self._lastmod[head.id] for head in heads), default="")
        return Page(address, template, section, title, described, lastmod, self._site.language, view)

    def _list(
        self, address: str, section: str, view: ListView, described: str, heads: Iterable[Head]
    ) -> Page:
        view = self._offering(address, view)
        # an issue is called "Volume 131, Issue 19" wherever it is; in a browser's tab the journal must stand beside it
        title = self._joined(view.kicker, view.title) if address.startswith("journals/") else view.title
        view = view._replace(downloads=self._downloads(address))
        return self._page(address, "list.html", section, title, described, view, heads)

    def _index(self, address: str, section: str, view: IndexView, described: str) -> Page:
        view = self._offering(address, view)
        return self._page(address, "index.html", section, view.title, described, view)

    def _offering(self, address: str, view: V) -> V:
        """The view with the feeds that its page offers."""
        feeds = self._feeds.at(address)
        return view._replace(feeds=feeds) if feeds else view

    def _about(self, key: str, **values: object) -> str:
        """What a page is about, in words that name the archive."""
        return self._word(key, archive=self._site.name, **values)

    def _joined(self, *words: str) -> str:
        return self._word("comma").join(words)

    def _heads(self, ids: Iterable[str]) -> list[Head]:
        return [self._archive.head(id) for id in ids]

    def _newest(self) -> str:
        return max((self._lastmod[id] for id in self._archive.entries), default="")

    def _downloads(self, address: str) -> tuple[Download, ...]:
        """The files that hold all articles of a page."""
        return bulk_files(address, self._bulk.get(address, ()))
