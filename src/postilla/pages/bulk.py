"""Which lists have files of all their articles: the archive or its years, issues, series and specialties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from postilla import addresses
from postilla.archive import Archive
from postilla.formats import BULK, FORMATS, OF_LISTS

from .views import Download

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
    for name in LISTS:
        taxonomy = archive.taxonomies[name]
        for term in taxonomy.terms:
            ids = tuple(head.id for head in taxonomy.articles(term.id))
            if ids:
                yield BulkList(addresses.term(name, term.id), OF_LISTS, ids)
    for shelf in archive.journals.values():
        for volume in shelf.volumes.values():
            for issue in volume.issues.values():
                address = addresses.journal(issue.journal, issue.volume_slug, issue.slug)
                yield BulkList(address, OF_LISTS, tuple(head.id for head in issue.articles))


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


def bulk_files(of: BulkList) -> tuple[Download, ...]:
    """The files of a list."""
    return tuple(
        Download(FORMATS[format].name, bulk_file(of.address, format), FORMATS[format].media_type)
        for format in of.formats
    )


def bulk_file(page: str, format: str) -> str:
    """The file of all articles of a page, in one format."""
    return addresses.in_folder(page, f"articles.{FORMATS[format].extension}")
