"""Links of hand-written pages into the archive."""

from __future__ import annotations

from postilla import addresses
from postilla.archive import Archive
from postilla.model import Work


def resolved(archive: Archive, link: str) -> str | None:
    """The address that `article:…`, `term:…/…` or `work:…` means; None for what the archive does not have."""
    kind, _, name = link.partition(":")
    if kind == "article":
        id = archive.aliases.get(name, name)
        return addresses.article(id) if id in archive.entries else None
    if kind == "term":
        taxonomy_name, _, key = name.partition("/")
        taxonomy = archive.taxonomies.get(taxonomy_name)
        term = taxonomy.get(key) if taxonomy else None
        return addresses.term(taxonomy_name, term.id) if term else None
    if kind == "work":
        discussed = archive.work(Work(doi=name).key)
        return addresses.work(discussed.work) if discussed else None
    return None
