"""Publications: what the formats see of each article of an archive, and the keys that say whether it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from postilla import addresses
from postilla.archive import Archive, Link, Status
from postilla.formats import Item, Publication, RelatedWork, copyright_of, public_head, public_tail, work_of
from postilla.model import Head, Journal, Tail, Term, Work
from postilla.pages import ArticleParts
from postilla.settings import Settings

from .cache import Reader
from .sources import Source, load_page, load_tail

_STATUSES = ("withdrawn", "retracted", "concern", "corrected")


class Publications:
    """Makes the publication of each article when it is asked for."""

    def __init__(self, archive: Archive, sources: Mapping[str, Source], site_url: str) -> None:
        """Begin.

        Args:
            archive: the archive.
            sources: where each article comes from, by id.
            site_url: absolute with a final slash, or empty.
        """
        self._archive, self._sources, self._url = archive, sources, site_url
        self._terms: dict[tuple[type[Term], str], str] = {}

    def key(self, id: str) -> str:
        """The digest of everything that a format may say of an article."""
        archive = self._archive
        head = archive.head(id)
        terms = (
            archive.journal_of(id),
            archive.type_of(id),
            *archive.taxonomies["specialties"].of_article(head),
        )
        parts = [self._sources[id].key, self._url, archive.language_of(id), *map(self._told, terms)]
        for link in self.links(id):
            # what a notice says of the other article counts too, and comes from a third record
            parts += [link.relation, link.article, self._sources[link.article].key]
            parts.append(self._told(archive.journal_of(link.article)))
        status = archive.status(id)
        parts += [str(len(getattr(status, kind) or ())) for kind in _STATUSES[1:]]
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()

    def links(self, id: str) -> list[Link]:
        """What one article says of others of the archive, and they of it."""
        archive = self._archive
        return [link for link in (*archive.related(id), *archive.incoming(id)) if link.article]

    def _told(self, term: Term | None) -> str:
        """All that a vocabulary says of a term."""
        if term is None:
            return ""
        known = self._terms.get((type(term), term.id))
        if known is None:
            known = self._terms[type(term), term.id] = repr(term)
        return known

    def one(self, id: str) -> Publication:
        """The publication of an article."""
        archive, part = self._archive, self._sources[id].head
        head = archive.head(id)
        journal = archive.journal_of(id)
        file, url, _ = part.pdf if not head.withdrawn else ("", "", 0)
        if file:
            url = self._url + addresses.file(id, file) if self._url else ""
        return Publication(
            head=public_head(head),
            journal=journal,
            type=archive.type_of(id),
            url=self._address(id),
            subjects=tuple(term.name for term in archive.taxonomies["specialties"].of_article(head)),
            language=archive.language_of(id),
            license=part.license or (journal.license if journal else ""),
            copyright=copyright_of(head, journal),
            pdf=url,
            related=tuple(self._related(archive.related(id))),
            incoming=tuple(self._related(archive.incoming(id))),
            status=_kinds(archive.status(id)),
        )

    def _related(self, links: Iterable[Link]) -> Iterable[RelatedWork]:
        for link in links:
            if not link.article:
                yield RelatedWork(link.relation, link.work or Work())
                continue
            head, journal = self._archive.head(link.article), self._archive.journal_of(link.article)
            work = work_of(head, _title(journal))
            yield RelatedWork(link.relation, work, self._address(link.article), head.type)

    def _address(self, id: str) -> str:
        return self._url + addresses.article(id) if self._url else ""


def item_of(publication: Publication, tail: Tail, parts: ArticleParts) -> Item:
    """An article, whole, from what was kept of its record."""
    head: Head = publication.head
    bodies = {"archive_note": parts.note_html}
    for statement in parts.statements:
        if not statement.is_ours:
            bodies[statement.id.replace("-", "_")] = statement.html
    if not head.withdrawn:
        bodies |= {"abstract": parts.abstract_html, "summary": parts.summary_html, "text": parts.text_html}
    return Item(publication, public_tail(head, tail), bodies)


def items_of(
    publications: Publications,
    sources: Mapping[str, Source],
    cache: Path,
    settings: Settings,
    ids: Iterable[str],
) -> Iterator[Item]:
    """Articles, whole, one after the other: no more than one is in memory."""
    reader = Reader(cache)
    try:
        for id in ids:
            source = sources[id]
            found = (reader, settings.root, source.path, source.key, settings.language)
            yield item_of(publications.one(id), load_tail(*found), load_page(*found))
    finally:
        reader.close()


def _kinds(status: Status) -> tuple[str, ...]:
    return tuple(kind for kind in _STATUSES if getattr(status, kind))


def _title(journal: Journal | None) -> str:
    return journal.short_title if journal else ""
