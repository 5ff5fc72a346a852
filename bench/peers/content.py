"""What every peer is given: the articles in ordinary Markdown, and which index pages list them.

The index pages are those that postilla plans, so a peer has the same ones at the same addresses, with the same
articles. Nobody is asked to find them: each peer is told, in the form it takes best.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from bench import plain, vocabularies
from bench.articles import Articles
from postilla import addresses
from postilla.archive import Archive, Entry
from postilla.model import Head
from postilla.pages import (
    ArticleFacts,
    ArticleView,
    Card,
    CardRef,
    Page,
    PdfView,
    SiteFacts,
    SitePages,
    menu_series,
    menu_specialties,
)
from postilla.records import decode_vocabulary
from postilla.words import language_of

NAME = "Archive of Invented Commentaries"
URL = "https://peers.example/"
_NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_ASIDE = frozenset(
    {"banners", "breadcrumbs", "coauthors", "links", "next", "notes", "previous", "searches", "see_also"}
)
"""Fields of views that lead elsewhere than to what a page lists."""
_NO_LISTS = frozenset({"article.html", "redirect.html", "search.html", ""})
"""Templates of other pages; files such as feeds have none."""


class Link(NamedTuple):
    """A name and an address relative to the root of the site; empty for a name without a page."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class PeerArticle:
    """An article as a page of a peer shows it, and as its cards do."""

    id: str
    title: str
    date: str
    """ISO 8601; the first day where only the month is known."""
    type: Link
    authors: tuple[Link, ...]
    citation: str
    doi: str
    specialties: tuple[Link, ...]
    series: tuple[Link, ...]
    issue: Link
    works: tuple[Link, ...]
    """What it discusses."""
    text: str
    """Abstract, text and references in ordinary Markdown."""

    @property
    def address(self) -> str:
        """The page of the article."""
        return addresses.article(self.id)

    @property
    def names(self) -> str:
        """The authors in one line."""
        return ", ".join(author.name for author in self.authors)


@dataclass(frozen=True, slots=True)
class Index:
    """An index page: it leads to others, or lists articles, or both."""

    address: str
    title: str
    children: tuple[Link, ...]
    articles: tuple[str, ...]
    """Ids."""


@dataclass(frozen=True, slots=True)
class Content:
    """One archive for all peers."""

    articles: Mapping[str, PeerArticle]
    indexes: Mapping[str, Index]
    """By address; the home page is one of them."""
    menu: tuple[tuple[str, tuple[Link, ...]], ...]
    """What the navigation of every page holds: heading and links."""

    @classmethod
    def of(cls, articles: Articles) -> Content:
        """The archive of some articles."""
        made = list(articles)
        tails = {article.head.id: article.tail for article in made}
        archive = _archive(made)
        found: dict[str, PeerArticle] = {}
        lists: list[Page] = []
        site = SiteFacts(NAME, URL, "en", "", "", "", feeds="atom")  # no peer is told of feeds: the fewest
        for page in SitePages(archive, lambda name: _facts(archive.head(name)), site, {}):
            if isinstance(page.view, ArticleView):
                head = archive.head(page.view.id)
                found[head.id] = _article(head, page.view, plain.text(tails.pop(head.id)))
            elif page.template not in _NO_LISTS:
                lists.append(page)
        known = {page.address for page in lists}
        return cls(found, {page.address: _index(page, known) for page in lists}, _menu(archive))

    def edited(self, id: str, title: str, paragraph: str) -> Content:
        """The same with another title and one more paragraph in one article."""
        article = self.articles[id]
        changed = replace(article, title=title, text=f"{article.text}\n{paragraph}\n")
        return replace(self, articles={**self.articles, id: changed})

    def lists_of(self) -> Mapping[str, list[str]]:
        """The addresses of the index pages that list an article, by its id; the home page is left out."""
        found: dict[str, list[str]] = {id: [] for id in self.articles}
        for index in self.indexes.values():
            for id in index.articles if index.address else ():
                found[id].append(index.address)
        return found


def _archive(made: Any) -> Archive:
    terms = {
        name: decode_vocabulary(name, f"{name}.yml", text.encode())[0]
        for name, text in vocabularies.files().items()
    }
    return Archive.of((Entry(article.path, article.head, "") for article in made), terms, now=_NOW)


def _facts(head: Head) -> ArticleFacts:
    return ArticleFacts("", "", PdfView("", ""), (), "", False, tuple(() for _ in head.authors))


def _article(head: Head, view: ArticleView, text: str) -> PeerArticle:
    published = head.published
    day = dt.date(published.year, published.month or 1, published.day or 1) if published else dt.date.min
    return PeerArticle(
        id=head.id,
        title=head.title,
        date=day.isoformat(),
        type=Link(*view.card.type),
        authors=tuple(map(Link, map(str, head.authors), view.author_addresses)),
        citation=view.card.citation,
        doi=head.doi,
        specialties=tuple(Link(*link) for link in view.card.specialties),
        series=tuple(Link(*place.series) for place in view.neighbours),
        issue=Link(*view.issue),
        works=tuple(Link(r.work.title, addresses.work(r.work)) for r in head.related if r.work),
        text=text,
    )


def _index(page: Page, known: set[str]) -> Index:
    found = list(_lines(page.view, known))
    children = {
        link.address: link for link in found if link.address in known and link.address != page.address
    }
    articles = dict.fromkeys(link.name for link in found if link.address not in known)
    return Index(page.address, page.title, tuple(children.values()), tuple(articles))


def _lines(view: tuple[Any, ...], known: set[str]) -> Iterator[Link]:
    """What a view lists: name and address of other index pages, id and address of articles."""
    fields = getattr(view, "_fields", itertools.repeat(""))
    name = next((part for part in view if isinstance(part, str) and part), "")
    if isinstance(view, Card | CardRef):
        yield Link(view.id, addresses.article(view.id))
        return
    for field, part in zip(fields, view, strict=False):
        if isinstance(part, tuple):
            if field not in _ASIDE:
                yield from _lines(part, known)
        elif isinstance(part, str) and part.endswith("/"):
            if part in known:
                yield Link(name, part)
            elif part.startswith("articles/"):
                yield Link(part.split("/")[1], part)


def _menu(archive: Archive) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    specialties = menu_specialties(archive.taxonomies["specialties"].terms)
    series = menu_series(archive.taxonomies["series"].terms, language_of("en"))
    return (
        ("Specialties", (*(Link(*link) for link in specialties), Link("All specialties", "specialties/"))),
        ("Review series", (*(Link(*link) for link, _ in series), Link("All review series", "series/"))),
        (
            "Past issues",
            (Link("Journals", "journals/"), Link("Years", "years/"), Link("Current issues", "current/")),
        ),
        ("Collections", (Link("Collections", "collections/"), Link("Types", "types/"))),
        ("Authors", (Link("Authors", "authors/"), Link("Discussed works", "on/"))),
    )
