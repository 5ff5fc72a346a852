"""The home page: what the archive is, the newest articles, and the doors to every index."""

from __future__ import annotations

from collections.abc import Iterable

from postilla import addresses
from postilla.archive import Archive
from postilla.model import Series, Specialty, Term
from postilla.words import Language

from .cards import Cards, SiteFacts, term_link
from .views import HomeView, Link

NEWEST = 8
FEATURED = 4
SERIES_SHOWN = 7
"""So many series stand in the menu and on the home page."""
UNMARKED = 10
"""So many specialties do where the vocabulary marks none for the menu."""


def menu_specialties(terms: Iterable[Term]) -> tuple[Link, ...]:
    """The specialties marked for the menu, in display order; where none is marked, the first few."""
    used = [t for t in terms if isinstance(t, Specialty) and not t.retired]
    marked = [t for t in used if t.menu] or used[:UNMARKED]
    return tuple(term_link("specialties", t) for t in marked)


def menu_series(terms: Iterable[Term], language: Language) -> tuple[tuple[Link, str], ...]:
    """The newest series with month and year."""
    used = [t for t in terms if isinstance(t, Series) and not t.retired]
    used.sort(key=lambda t: t.date.newest_first() if t.date else (1, 0, 0))
    return tuple((term_link("series", t), language.date(t.date)) for t in used[:SERIES_SHOWN])


def home(archive: Archive, cards: Cards, site: SiteFacts, language: Language) -> HomeView:
    """The view of the home page."""
    featured = [id for id in archive.order if archive.head(id).featured][:FEATURED]
    newest = [id for id in archive.order if not archive.head(id).in_press and id not in featured][:NEWEST]
    facts = [
        (len(archive.entries), "articles", addresses.index("years")),
        (len(archive.years), "years", addresses.index("years")),
        (len(archive.people.all), "authors", addresses.AUTHORS),
        (len(archive.works), "discussed-works", addresses.DISCUSSED),
        (_videos(archive), "videos", addresses.VIDEOS),
    ]
    word = language.word
    series = tuple(link for link, _ in menu_series(archive.taxonomies["series"].terms, language))
    doors = [
        (
            word("all-of-specialties"),
            addresses.index("specialties"),
            menu_specialties(archive.taxonomies["specialties"].terms),
        ),
        (word("all-of-series"), addresses.index("series"), series),
        (
            word("past-issues"),
            addresses.index("journals"),
            _links("journals", archive.taxonomies["journals"].terms),
        ),
        (word("types-and-collections"), addresses.index("collections"), _used_types(archive)),
    ]
    return HomeView(
        site.name,
        site.intro_html,
        tuple(fact for fact in facts if fact[0]),
        cards.by_id(featured),
        cards.by_id(newest),
        tuple(door for door in doors if door[2]),
    )


def _videos(archive: Archive) -> int:
    heads = (entry.head for entry in archive.entries.values())
    return sum(head.video is not None and head.withdrawn is None for head in heads)


def _links(name: str, terms: tuple[Term, ...]) -> tuple[Link, ...]:
    return tuple(term_link(name, term) for term in terms)


def _used_types(archive: Archive) -> tuple[Link, ...]:
    types = archive.taxonomies["types"]
    return tuple(Link(t.name, addresses.term("types", t.id)) for t in types.terms if types.count(t.id))
