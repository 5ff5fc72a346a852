"""People: who wrote which articles, and the pages of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from postilla.model import Author, Group, Person, PersonTerm

from .entry import Entry
from .naming import Naming
from .slugs import slug


@dataclass(frozen=True, slots=True)
class Identity:
    """One person, or one group, as far as the records tell people apart."""

    slug: str
    """The slug of `sort_name`: namesakes share it, and the page."""
    key: str
    """No two identities have the same."""
    articles: tuple[str, ...]
    """Ids, newest first."""
    forms: tuple[Author, ...]
    """The name in each of its forms, newest first. What else these values hold is said of one article only."""
    orcid: str = ""
    entry: PersonTerm | None = None
    """The entry in the vocabulary `people`, if any."""

    @property
    def name(self) -> str:
        """The name as it is read: what the entry in `people` says, or the form in the newest article."""
        if not self.entry:
            return str(self.forms[0])
        family, comma, given = self.entry.name.partition(",")
        return f"{given.strip()} {family.strip()}" if comma else self.entry.name

    @property
    def sort_name(self) -> str:
        """The name as it is filed: `Family, Given`."""
        return _sort_name(self.forms[0], self.entry)

    @property
    def names(self) -> tuple[str, ...]:
        """Every form of the name as articles print it, newest first."""
        return tuple(dict.fromkeys(str(form) for form in self.forms))

    @property
    def is_group(self) -> bool:
        """Whether this is a group that signs as an author."""
        return isinstance(self.forms[0], Group)


@dataclass(frozen=True, slots=True)
class People:
    """Every author of the public articles."""

    all: tuple[Identity, ...]
    """In alphabetical order: by slug, which begins with the family name."""
    pages: Mapping[str, tuple[Identity, ...]]
    """The pages of names: from the slug to the people who share it."""
    redirects: Mapping[str, str]
    """From the slugs of other names of people who have a page to that page."""
    _identities: Mapping[str, Identity]
    _signatures: Mapping[str, tuple[str, ...]]
    """Of each article, the keys of its authors in order."""

    @classmethod
    def of(cls, entries: Mapping[str, Entry], people: Iterable[PersonTerm]) -> People:
        """The authors of the public articles, which are in the archive's order."""
        terms = {term.id: term for term in people}
        naming = Naming.of(terms.values(), (entry.head for entry in entries.values()))
        signed: dict[str, list[tuple[str, Author]]] = {}
        signatures: dict[str, tuple[str, ...]] = {}
        for article, entry in entries.items():
            authors = entry.head.authors
            keys = signatures[article] = tuple(naming.key(author, article) for author in authors)
            for key, author in zip(keys, authors, strict=True):
                signed.setdefault(key, []).append((article, author))
        identities = {
            key: _identity(key, pairs, terms.get(naming.entry(key))) for key, pairs in signed.items()
        }
        everyone = tuple(sorted(identities.values(), key=attrgetter("slug", "key")))
        by_slug = {name: tuple(group) for name, group in groupby(everyone, key=attrgetter("slug"))}
        pages = {name: group for name, group in by_slug.items() if _deserves_page(group)}
        return cls(everyone, pages, _redirects(pages), identities, signatures)

    def of_article(self, id: str) -> tuple[Identity, ...]:
        """The authors of a public article, in its order; `KeyError` for another id."""
        return tuple(self._identities[key] for key in self._signatures[id])

    def has_page(self, identity: Identity) -> bool:
        """Whether the name has a page of its own: two articles, an ORCID, or an entry in `people`."""
        return identity.slug in self.pages

    def coauthors(self, identity: Identity) -> tuple[Identity, ...]:
        """Who signed articles together with a person, those with the most articles in common first."""
        together = Counter(key for article in identity.articles for key in set(self._signatures[article]))
        del together[identity.key]
        others = (self._identities[key] for key in together)
        return tuple(sorted(others, key=lambda other: (-together[other.key], other.slug, other.key)))


def _identity(key: str, signed: list[tuple[str, Author]], entry: PersonTerm | None) -> Identity:
    newest = signed[0][1]
    if len(signed) == 1:
        articles: tuple[str, ...] = (signed[0][0],)
        forms: tuple[Author, ...] = (newest,)
    else:
        articles = tuple(dict.fromkeys(article for article, _ in signed))
        forms = _forms(author for _, author in signed)
    orcids = (author.orcid for _, author in signed if isinstance(author, Person) and author.orcid)
    orcid = (entry.orcid if entry else "") or next(orcids, "")
    return Identity(slug(_sort_name(forms[0], entry)), key, articles, forms, orcid, entry)


def _forms(authors: Iterable[Author]) -> tuple[Author, ...]:
    forms: dict[tuple[str, ...], Author] = {}
    for author in authors:
        forms.setdefault(_form(author), author)
    return tuple(forms.values())


def _form(author: Author) -> tuple[str, ...]:
    if isinstance(author, Group):
        return (author.group,)
    return (author.family, author.given, author.particle, author.suffix, author.name_as_published)


def _sort_name(newest: Author, entry: PersonTerm | None) -> str:
    names = (entry.name, *entry.names) if entry else ()
    return next((name for name in names if "," in name), newest.sort_name)


def _deserves_page(namesakes: tuple[Identity, ...]) -> bool:
    known = any(identity.orcid or identity.entry for identity in namesakes)
    return known or sum(len(identity.articles) for identity in namesakes) > 1


def _redirects(pages: Mapping[str, tuple[Identity, ...]]) -> dict[str, str]:
    wanted = {
        (slug(form.sort_name), name)
        for name, namesakes in pages.items()
        for identity in namesakes
        if identity.entry or len(identity.forms) > 1
        for form in identity.forms
    }
    # Where two people would claim one old name, the first in the alphabet has it.
    return {old: new for old, new in sorted(wanted, reverse=True) if old not in pages}
