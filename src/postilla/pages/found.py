"""The parts of a site found by address, for whoever wants one page and not all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from postilla import addresses
from postilla.model import Journal, Term

from .site import TAXONOMY_PAGES, Pages, SitePages


class FoundPages(SitePages):
    """The pages of an archive, each found by its address."""

    def at(self, address: str) -> Iterator[Pages]:
        """Of the parts the few that can have a page at an address; they are found by key, without making the others.

        An address that no page has may have none, or some that do not have it either.
        """
        first, _, rest = address.partition("/")
        names = [name for name in rest.split("/") if name and name[0] != "~"]
        single = {
            addresses.HOME: self._home,
            addresses.YEARS: self._years,
            addresses.index("journals"): self._journals,
            addresses.CURRENT: self._current,
            addresses.AUTHORS: self._authors,
            addresses.DISCUSSED: self._discussed,
            addresses.VIDEOS: self._videos,
            addresses.FEEDS: self._feeds_page,
            **({addresses.SEARCH: self._search} if self._site.has_search else {}),
        }.get(re.sub("~[0-9]+/$", "", address))
        below = {
            "articles": self._articles_at,
            "journals": self._journals_at,
            "authors": self._authors_at,
            "on": self._discussed_at,
            "years": self._years_at,
        }
        if single:
            yield single
        elif not address.endswith("/") and first != "articles":
            source = self._feeds.source_at(address)
            yield from (partial(self._feed, source),) if source else ()
        elif first in TAXONOMY_PAGES:
            yield from self._terms_at(first, names)
        elif first in below and names:
            yield from below[first](address, names)

    def _articles_at(self, _: str, names: Sequence[str]) -> Iterator[Pages]:
        id = next((id for id in _written(names) if id in self._archive.entries), "")
        yield partial(self.article, id) if id else self._redirects

    def _years_at(self, _: str, names: Sequence[str]) -> Iterator[Pages]:
        if names[0].isdecimal() and int(names[0]) in self._archive.years:
            yield partial(self._year, int(names[0]))

    def _terms_at(self, taxonomy: str, names: Sequence[str]) -> Iterator[Pages]:
        term, section = self._term_at(taxonomy, names), TAXONOMY_PAGES[taxonomy]
        if term:
            if len(names) > 1 and names[1].isdecimal():
                year = int(names[1])
                yield partial(self._term, section, partial(self._lists.term_year, taxonomy, term, year))
            yield partial(self._term, section, partial(self._lists.term, taxonomy, term))
        elif not names:
            yield partial(self._taxonomy, taxonomy, section)

    def _term_at(self, taxonomy: str, names: Sequence[str]) -> Term | None:
        terms = self._archive.taxonomies[taxonomy].terms
        return next((term for id in _written(names) for term in terms if term.id == id), None)

    def _journals_at(self, address: str, names: Sequence[str]) -> Iterator[Pages]:
        journal = self._term_at("journals", names)
        if isinstance(journal, Journal):
            volumes = self._archive.journals[journal.id].volumes.values()
            for volume in volumes if len(names) > 1 else ():
                if address.startswith(addresses.journal(journal.id, volume.slug)):
                    yield partial(self._volume, journal, volume)
            yield partial(self._journal, journal)

    def _authors_at(self, address: str, names: Sequence[str]) -> Iterator[Pages]:
        if address.startswith(addresses.authors_letters("a")[:-2]):
            yield from (partial(self._letters, pages) for pages in self._names.letters_at(address))
        else:
            slug = next((slug for slug in _written(names) if slug in self._archive.people.pages), "")
            yield partial(self._name, slug) if slug else self._redirects

    def _discussed_at(self, address: str, names: Sequence[str]) -> Iterator[Pages]:
        if names[0] == "journals":
            slugs = [slug for slug in _written(names[1:]) if slug in self._works.journals]
            yield from (partial(self._discussed_of, slug) for slug in slugs)
        # a DOI has slashes, and may look like the address of a list
        yield from (partial(self._work, discussed) for discussed in self._works.at(address))


def _written(names: Sequence[str]) -> Iterable[str]:
    """What the first of some parts of an address can stand for: itself, or a name that cannot be in one as it is."""
    plain = [re.sub("_([0-9a-f]{2})", lambda match: chr(int(match[1], 16)), name) for name in names[:1]]
    return dict.fromkeys([*names[:1], *plain])
