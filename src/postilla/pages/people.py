"""The views of authors: the A–Z, and the page of a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from postilla import addresses
from postilla.archive import Archive, Identity, order_key
from postilla.model import Group, Person
from postilla.words import Language

from . import splitting
from .cards import ArticleFacts, Cards
from .citation import author_searches
from .lists import home_link
from .views import IdentityView, Link, NameEntry, NamesView, NameView

COAUTHORS = 12
"""So many co-authors stand on the page of a name."""


LetterPages = partial[Iterator[tuple[str, NamesView]]]
"""Makes the pages of the letters that are its first argument."""


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
        names = self._entries(everyone) if len(everyone) <= splitting.LIST_LIMIT else ()
        row = _row(_parts(everyone, 0))
        return NamesView(self._language.word("authors"), len(everyone), self._crumbs[:1], row, names)

    def letters(self) -> Iterator[LetterPages]:
        """What makes the pages of the A–Z, one or a few at a time: address and view of each."""
        yield from self._below(_parts(self._people.all, 0), self._crumbs)

    def letters_at(self, address: str) -> Iterator[LetterPages]:
        """Of those the ones that can have a page at an address."""
        name = address.removeprefix(addresses.authors_letters("a")[:-2]).partition("/")[0]
        for pages in self.letters():
            key = pages.args[0]
            if addresses.authors_letters(key).split("/")[-2] == name:
                yield pages

    def _below(
        self, groups: Mapping[str, Sequence[Identity]], crumbs: tuple[Link, ...]
    ) -> Iterator[LetterPages]:
        """The pages of some letters: of all their names, or of one letter more."""
        row = _row(groups)
        for key, group in groups.items():
            inner = _longer(group, key) if len(group) > splitting.LIST_LIMIT else None
            yield partial(self._letters, key, group, inner, row, crumbs)
            if inner:
                yield from self._below(inner, (*crumbs, Link(_shown(key), addresses.authors_letters(key))))

    def _letters(
        self,
        key: str,
        group: Sequence[Identity],
        inner: Mapping[str, Sequence[Identity]] | None,
        row: tuple[tuple[str, int, str], ...],
        crumbs: tuple[Link, ...],
    ) -> Iterator[tuple[str, NamesView]]:
        """The page of some letters; where the names are too many it leads to those of one letter more, `inner`."""
        address = addresses.authors_letters(key)
        view = NamesView(self._language.word("authors-with", letters=_shown(key)), len(group), crumbs, (), ())
        if inner is None:
            here = tuple((name, count, "" if to == address else to) for name, count, to in row)
            yield address, view._replace(parts=here, names=self._entries(group))
            return
        pages = splitting.on_pages(
            address,
            view._replace(parts=_row(inner)),
            [identity for identity in group if len(identity.slug) == len(key)],
            lambda of, some: of._replace(names=self._entries(some)),
            self._language,
            ordered=True,
            later=lambda of, part: of._replace(total=part.end - part.start),
        )
        for here_, page, _ in pages:
            yield here_, page

    def name(self, slug: str) -> Iterator[tuple[str, NameView, Sequence[str]]]:
        """Address, view and articles of each page of a name."""
        identities = self._people.pages[slug]
        signed = [(at, id) for at, identity in enumerate(identities) for id in identity.articles]
        if len(signed) > splitting.LIST_LIMIT and len(identities) > 1:
            signed.sort(key=lambda one: order_key(self._archive.head(one[1])))
        people = tuple(self._identity(identity, number) for number, identity in enumerate(identities, 1))
        pages = splitting.on_pages(
            addresses.author(slug),
            NameView(identities[0].name, self._crumbs, people),
            signed,
            self._with_articles,
            self._language,
            later=_only_names,
        )
        for address, view, shown in pages:
            yield address, view, [id for _, id in shown]

    def _with_articles(self, view: NameView, signed: Sequence[tuple[int, str]]) -> NameView:
        ids: dict[int, list[str]] = {}
        for at, id in signed:
            ids.setdefault(at, []).append(id)
        people = (
            person._replace(articles=self._cards.by_id(ids.get(at, ())))
            for at, person in enumerate(view.people)
        )
        # on a further page who has nothing there is left out
        return view._replace(people=tuple(one for one in people if one.articles or one.total))

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
            articles=(),
            coauthors=coauthors,
            searches=author_searches(name, "", self._language),
            total=len(identity.articles),
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

    def _entries(self, people: Sequence[Identity]) -> tuple[NameEntry, ...]:
        entries = []
        for identity in people:
            page = addresses.author(identity.slug) if self._people.has_page(identity) else ""
            articles = () if page else self._cards.titles(identity.articles)
            entries.append(NameEntry(identity.sort_name, page, articles, len(identity.articles)))
        return tuple(entries)


def _parts(people: Sequence[Identity], length: int) -> dict[str, list[Identity]]:
    """The people, in alphabetical order, by the first letters of their slugs, one letter more than `length`."""
    groups: dict[str, list[Identity]] = {}
    for identity in people:
        # a hyphen ends no address, and a 0 sorts where it would
        groups.setdefault(identity.slug[: length + 1].replace("-", "0"), []).append(identity)
    return dict(sorted(groups.items()))


def _longer(people: Sequence[Identity], key: str) -> dict[str, list[Identity]]:
    """Those of them whose slugs go on after `key`, by one letter more."""
    return _parts([identity for identity in people if len(identity.slug) > len(key)], len(key))


def _row(groups: Mapping[str, Sequence[Identity]]) -> tuple[tuple[str, int, str], ...]:
    return tuple((_shown(key), len(group), addresses.authors_letters(key)) for key, group in groups.items())


def _shown(letters: str) -> str:
    return letters[:1].upper() + letters[1:]


def _only_names(view: NameView, _: splitting.Part) -> NameView:
    """A further page of a name has the articles, and whose they are; the first has all else."""
    return view._replace(
        people=tuple(
            one._replace(names=(), affiliations=(), coauthors=(), searches=(), total=0) for one in view.people
        )
    )


def _span(years: Sequence[int]) -> str:
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
