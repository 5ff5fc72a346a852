"""The views of authors: the A–Z, and the page of a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from postilla import addresses
from postilla.archive import Archive, Identity
from postilla.model import Group, Person
from postilla.words import Language

from .cards import ArticleFacts, Cards
from .citation import author_searches
from .lists import home_link
from .views import IdentityView, Link, NameEntry, NamesView, NameView

LIMIT = 500
"""No page of the A–Z lists more names."""
COAUTHORS = 12
"""So many co-authors stand on the page of a name."""
DEEPEST = 4
"""Letters by which names are told apart at most; longer common beginnings share a page."""


class Names:
    """Makes the pages of authors."""

    def __init__(
        self, archive: Archive, cards: Cards, facts: Callable[[str], ArticleFacts], language: Language
    ) -> None:
        self._archive, self._cards, self._facts = archive, cards, facts
        self._people, self._language = archive.people, language
        self._crumbs = (home_link(language), Link(language.word("authors"), addresses.AUTHORS))

    def index(self) -> NamesView:
        """The first page: all names where they are few, otherwise the letters."""
        everyone = self._people.all
        first = self._parts(everyone, 0)
        names = self._entries(everyone) if len(everyone) <= LIMIT else ()
        letters = tuple((_shown(key), len(group), addresses.authors_letters(key)) for key, group in first)
        return NamesView(self._language.word("authors"), len(everyone), self._crumbs[:1], letters, names)

    def letter_pages(self) -> Iterator[tuple[str, NamesView]]:
        """Address and view of every page of the A–Z."""
        yield from self._below(self._people.all, 0, self._crumbs)

    def _below(
        self, people: Sequence[Identity], length: int, crumbs: tuple[Link, ...]
    ) -> Iterator[tuple[str, NamesView]]:
        groups = self._parts(people, length)
        letters = tuple((_shown(key), len(group), addresses.authors_letters(key)) for key, group in groups)
        for key, group in groups:
            address = addresses.authors_letters(key)
            here = tuple((name, count, "" if to == address else to) for name, count, to in letters)
            title = self._language.word("authors-with", letters=_shown(key))
            if len(group) <= LIMIT or length + 1 >= DEEPEST:
                yield address, NamesView(title, len(group), crumbs, here, self._entries(group))
                continue
            inner = tuple(
                (_shown(k), len(g), addresses.authors_letters(k)) for k, g in self._parts(group, length + 1)
            )
            yield address, NamesView(title, len(group), crumbs, inner, ())
            yield from self._below(group, length + 1, (*crumbs, Link(_shown(key), address)))

    def name(self, slug: str) -> NameView:
        """The page of a name."""
        identities = self._people.pages[slug]
        people = tuple(self._identity(identity, number) for number, identity in enumerate(identities, 1))
        return NameView(identities[0].name, self._crumbs, people)

    def _identity(self, identity: Identity, number: int) -> IdentityView:
        people = self._people
        coauthors = tuple(
            Link(other.name, addresses.author(other.slug) if people.has_page(other) else "")
            for other in people.coauthors(identity)[:COAUTHORS]
        )
        name = Group(identity.name) if identity.is_group else self._signed(identity)
        return IdentityView(
            id=f"person-{number}",
            name=identity.name,
            names=tuple(other for other in identity.names if other != identity.name),
            orcid=identity.orcid,
            affiliations=self._affiliations(identity),
            articles=self._cards.by_id(identity.articles[:LIMIT]),
            coauthors=coauthors,
            searches=author_searches(name, "", self._language),
        )

    def _signed(self, identity: Identity) -> Person | Group:
        """The author as the newest article of this identity gives it."""
        newest = identity.articles[0]
        at = self._people.of_article(newest).index(identity)
        return self._archive.head(newest).authors[at]

    def _affiliations(self, identity: Identity) -> tuple[tuple[str, str], ...]:
        years: dict[str, list[int]] = {}
        for article in identity.articles:
            date = self._archive.head(article).published
            at = self._people.of_article(article).index(identity)
            for institution in self._facts(article).institutions[at]:
                years.setdefault(institution, []).extend([date.year] if date else [])
        return tuple((name, _span(seen)) for name, seen in years.items())

    def _parts(self, people: Sequence[Identity], length: int) -> list[tuple[str, list[Identity]]]:
        """The people by the first letters of their slugs, one letter more than `length`."""
        groups: dict[str, list[Identity]] = {}
        for identity in people:
            # a hyphen ends no address, and a 0 sorts where it would
            groups.setdefault(identity.slug[: length + 1].replace("-", "0"), []).append(identity)
        return sorted(groups.items())

    def _entries(self, people: Sequence[Identity]) -> tuple[NameEntry, ...]:
        entries = []
        for identity in people:
            page = addresses.author(identity.slug) if self._people.has_page(identity) else ""
            articles = () if page else self._cards.titles(identity.articles)
            entries.append(NameEntry(identity.sort_name, page, articles, len(identity.articles)))
        return tuple(entries)


def _shown(letters: str) -> str:
    return letters[:1].upper() + letters[1:]


def _span(years: Sequence[int]) -> str:
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
