"""RIS: one tagged line a fact, read by every reference manager. Lines end with CR and LF, as the format wants it."""

from __future__ import annotations

from collections.abc import Iterator

from postilla.model import Name, Person, doi_url

from .dates import year_of
from .plain import html_line, inline_line, one_line
from .publication import Item, first_and_last
from .status import display_title, notes

END = "\r\n"


def ris(item: Item) -> str:
    """One record, with the end of its last line."""
    lines = [f"{tag}  - {one_line(value)}{END}" for tag, value in _fields(item) if value]
    return f"TY  - JOUR{END}{''.join(lines)}ER  - {END}"


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    publication = item.publication
    head, journal, date = publication.head, publication.journal, publication.head.issued
    yield "ID", head.id
    yield from (("AU", _name(author)) for author in head.authors)
    yield "TI", inline_line(display_title(head, publication.status))
    if journal:
        yield "T2", journal.full_title
        yield "J2", journal.abbreviation
    yield "PY", year_of(date)
    if date and date.month:
        # the slashes stay, whatever is not known between them
        yield "DA", f"{date.year}/{date.month:02}/{f'{date.day:02}' if date.day else ''}/"
    yield "VL", head.volume
    yield "IS", head.issue
    first, last = first_and_last(head.elocation or head.pages)
    yield "SP", first
    yield "EP", last
    yield from (("SN", issn) for issn in ((journal.issn_print, journal.issn_online) if journal else ()))
    yield "PB", journal.publisher if journal else ""
    yield "DO", head.doi
    yield "AN", head.pmid
    yield "C2", head.pmcid
    yield "UR", publication.url or (doi_url(head.doi) if head.doi else "")
    yield "L1", publication.pdf
    yield "LA", publication.language
    yield from (("KW", keyword) for keyword in item.tail.keywords)
    yield "AB", html_line(item.bodies.get("abstract", ""))
    yield from (("N1", note) for note in notes(publication))


def _name(name: Name) -> str:
    if not isinstance(name, Person):
        return str(name)
    if name.suffix and not name.given:
        return f"{name.surname},, {name.suffix}"
    return ", ".join(part for part in (name.surname, name.given, name.suffix) if part)
