"""Which lists have files of all their articles: the archive or its years, issues, series and specialties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from postilla import addresses
from postilla.archive import Archive
from postilla.formats import BULK, FORMATS, OF_LISTS
from postilla.model import Head

from .views import Download

_NAME = "articles."
LISTS = ("specialties", "series")
"""The taxonomies whose terms have such files; issues have them too."""


class BulkList(NamedTuple):
    """The articles of one page that are in files beside it."""

    address: str
    formats: tuple[str, ...]
    ids: tuple[str, ...]
    """In the order of the list."""


def bulk_lists(archive: Archive) -> Iterator[BulkList]:
    """Every list that has such files: first those that hold each article of the archive once, then parts of it."""
    yield from whole_lists(archive)
    for address, heads in _parts(archive):
        yield BulkList(address, OF_LISTS, tuple(head.id for head in heads))


def bulk_formats(archive: Archive) -> dict[str, tuple[str, ...]]:
    """The formats of the files of each list, by the address of its page."""
    return {
        **{of.address: of.formats for of in whole_lists(archive)},
        **{address: OF_LISTS for address, _ in _parts(archive)},
    }


def _parts(archive: Archive) -> Iterator[tuple[str, tuple[Head, ...]]]:
    """The other lists, by their addresses; none is empty."""
    for name in LISTS:
        taxonomy = archive.taxonomies[name]
        for term in taxonomy.terms:
            heads = taxonomy.articles(term.id)
            if heads:
                yield addresses.term(name, term.id), heads
    for shelf in archive.journals.values():
        for volume in shelf.volumes.values():
            for issue in volume.issues.values():
                yield addresses.journal(issue.journal, issue.volume_slug, issue.slug), issue.articles


def whole_lists(archive: Archive) -> Iterator[BulkList]:
    """The whole archive at the home page, in the formats for which it is small enough; its years in the others.

    What has no year stands with the newest.
    """
    count = len(archive.order)
    whole = tuple(format for format in BULK if count <= FORMATS[format].most)
    if count and whole:
        yield BulkList(addresses.HOME, whole, archive.order)
    rest = tuple(format for format in BULK if format not in whole)
    undated = archive.undated
    for year in sorted(archive.years, reverse=True) if rest else ():
        yield BulkList(addresses.year(year), rest, (*undated, *archive.years[year]))
        undated = ()


def bulk_files(page: str, formats: Iterable[str]) -> tuple[Download, ...]:
    """The files of the list on a page."""
    return tuple(
        Download(FORMATS[format].name, bulk_file(page, format), FORMATS[format].media_type)
        for format in formats
    )


def bulk_file(page: str, format: str) -> str:
    """The file of all articles of a page, in one format."""
    return addresses.in_folder(page, f"{_NAME}{FORMATS[format].extension}")


def is_bulk_file(address: str) -> bool:
    """Whether an address can be one of such a file."""
    return address.rpartition("/")[2].startswith(_NAME)
