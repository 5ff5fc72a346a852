"""The menu above every page: one table of entries, filled from the vocabularies and from MkDocs' navigation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mkdocs.structure.nav import Navigation

from postilla.build import OPEN, MenuItem, Menus
from postilla.words import Language

Source = Literal["", "specialties", "series", "docs"]


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the menu as this table states it."""

    section: str
    """The name in the slot `current:<section>`."""
    label: str
    """The key of its words."""
    address: str = ""
    source: Source = ""
    """What its own list is filled from; empty for a plain link."""
    everything: str = ""
    """The key of the last line of that list, a link to `address`."""


ROWS: Sequence[Row] = (
    Row("home", "home"),
    Row("specialties", "all-of-specialties", "specialties/", "specialties", "all-specialties"),
    Row("series", "all-of-series", "series/", "series", "all-series"),
    Row("journals", "past-issues", "journals/"),
    Row("collections", "all-of-collections", "collections/"),
    Row("authors", "authors", "authors/"),
    Row("about", "about", source="docs"),
)
"""The whole menu. A page that does not exist yet has no row."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of a menu. Nothing in it is escaped."""

    label: str
    address: str
    detail: str = ""
    """Shown smaller behind the label, such as `May 2025`."""
    current: bool = False
    """Whether the page it leads to is the one being rendered."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu, ready for the template: a link, or a list where `links` is not empty."""

    section: str
    label: str
    address: str
    links: tuple[Link, ...] = ()


def entries(menus: Menus, about: tuple[Link, ...], language: Language) -> tuple[Entry, ...]:
    """The menu of this archive. An entry that would lead nowhere is left out."""
    lists = {
        "specialties": tuple(_menu_link(item) for item in menus.specialties),
        "series": tuple(_menu_link(item) for item in menus.series),
        "docs": about,
    }
    made = []
    for row in ROWS:
        links = lists.get(row.source, ())
        if links and row.everything:
            links = (*links, Link(language.word(row.everything), row.address))
        if links or row.source != "docs":
            made.append(Entry(row.section, language.word(row.label), row.address, links))
    return tuple(made)


def _menu_link(item: MenuItem) -> Link:
    # the name of a term could hold the mark of a slot, and would then be one
    return Link(item.name.replace(OPEN, "\N{REPLACEMENT CHARACTER}"), item.address, item.detail)


def docs_links(nav: Navigation) -> tuple[Link, ...]:
    """The top level of MkDocs' navigation: its pages, the first page of its sections, its links elsewhere."""
    taken = {row.address for row in ROWS if row.source != "docs"}
    return tuple(link for item in nav.items for link in _docs_link(item) if link.address not in taken)


def section_of(address: str) -> str:
    """The entry of the menu that a hand-written page at `address` belongs to."""
    if not address:
        return "home"
    for row in ROWS:
        if row.address and address.startswith(row.address):
            return row.section
    return "about"


def _docs_link(item: Any) -> Iterable[Link]:
    first = next(_pages(item), None)
    if item.is_link:
        yield Link(item.title or item.url, item.url)
    elif first is not None:
        yield Link(item.title or "", first.url, current=bool(item.active))


def _pages(item: Any) -> Iterator[Any]:
    if item.is_page:
        yield item
    for child in item.children or ():
        yield from _pages(child)
