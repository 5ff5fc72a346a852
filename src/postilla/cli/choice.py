"""Which articles are meant: by id, by term or issue, since a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from postilla.archive import Archive
from postilla.errors import SettingsError
from postilla.model import Head, PartialDate


def select(archive: Archive, articles: Sequence[str], term: str | None, since: str | None) -> tuple[str, ...]:
    """The ids of the articles that are meant, in the archive's order.

    Raises:
        SettingsError: there is no such article or term, or the date cannot be read.
    """
    ids: Iterable[str] = archive.order
    if articles:
        wanted = {archive.aliases.get(id, id) for id in articles}
        unknown = sorted(wanted - archive.entries.keys())
        if unknown:
            hidden = " (not public)" if unknown[0] in archive.hidden else ""
            raise SettingsError(f"--article: there is no article {unknown[0]!r}{hidden}")
        ids = [id for id in ids if id in wanted]
    if term:
        of_term = _of_term(archive, term)
        ids = [id for id in ids if id in of_term]
    if since:
        try:
            date = PartialDate.parse(since)
        except ValueError as error:
            raise SettingsError(f"--since {since}: {error}") from error
        ids = [id for id in ids if _is_since(archive.head(id), date)]
    return tuple(ids)


def by_issue(archive: Archive, ids: Sequence[str]) -> tuple[str, ...]:
    """The same articles with those of one issue beside each other, in the order of the first of each."""
    issues: dict[tuple[str, str, str], list[str]] = {}
    for id in ids:
        head, journal = archive.head(id), archive.journal_of(id)
        issues.setdefault((journal.id if journal else "", head.volume, head.issue), []).append(id)
    return tuple(id for of_issue in issues.values() for id in of_issue)


def _of_term(archive: Archive, term: str) -> frozenset[str]:
    name, _, key = term.strip("/").partition("/")
    taxonomy = archive.taxonomies.get(name)
    if taxonomy is None:
        raise SettingsError(
            f"--term: there is no taxonomy {name!r}; there are {', '.join(archive.taxonomies)}"
        )
    found = taxonomy.get(key)
    if found:
        return frozenset(head.id for head in taxonomy.articles(found.id))
    journal, _, rest = key.partition("/")
    shelf = archive.journals.get(journal) if name == "journals" else None
    volume, _, issue = rest.partition("/")
    for of_volume in shelf.volumes.values() if shelf else ():
        if volume in (of_volume.slug, of_volume.name):
            issues = [i for i in of_volume.issues.values() if not issue or issue in (i.slug, i.name)]
            if issues:
                return frozenset(head.id for i in issues for head in i.articles)
    raise SettingsError(f"--term: there is no {term!r}; see _vocabulary/{name}.yml")


def _is_since(head: Head, since: PartialDate) -> bool:
    """Whether the article may have been published or updated on that day or later."""
    dates = (date for date in (head.published, head.dates.updated) if date)
    return any(
        (d.year, d.month or 12, d.day or 31) >= (since.year, since.month or 1, since.day or 1) for d in dates
    )
