"""Article records for DOAJ, by its article schema 1.3.

Made from the published description of the format: the schema itself is in no package registry, so tests check the
order and presence of elements, not validity. DOAJ takes articles only of journals that it lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postilla.model import Group, url_of

from .deposit import Deposit
from .languages import iso_639_2
from .plain import html_line, inline_line, one_line
from .publication import Item, first_and_last
from .refusing import lacking
from .status import display_title
from .xml import DECLARATION, Xml, element


def refused(item: Item) -> str:
    """Why an article cannot be sent; empty where it can."""
    return lacking(item.publication, "journal", "issn", "date", "address")


def doaj(items: Iterable[Item], deposit: Deposit) -> Iterator[str]:  # noqa: ARG001 - the shape of all such formats
    """A file of records in pieces."""
    yield f"{DECLARATION}<records>\n"
    yield from (f"{_record(item)}\n" for item in items if not refused(item))
    yield "</records>\n"


def _record(item: Item) -> Xml:
    publication = item.publication
    head, journal = publication.head, publication.journal
    first, last = first_and_last(head.elocation or head.pages)
    language = iso_639_2(publication.language)
    affiliations = {key: str(number) for number, key in enumerate(item.tail.affiliations, 1)}
    return element(
        "record",
        element("language", language),
        element("publisher", journal.publisher if journal else ""),
        element("journalTitle", journal.full_title if journal else ""),
        element("issn", journal.issn_print if journal else ""),
        element("eissn", journal.issn_online if journal else ""),
        element("publicationDate", str(head.issued)),
        element("volume", head.volume),
        element("issue", head.issue),
        element("startPage", first),
        element("endPage", last),
        element("doi", head.doi),
        element("publisherRecordId", head.id),
        element("documentType", publication.type.name if publication.type else ""),
        element("title", inline_line(display_title(head, publication.status)), of={"language": language}),
        element("authors", *_authors(item, affiliations)),
        element(
            "affiliationsList",
            *(
                element("affiliationName", one_line(str(place)), of={"affiliationId": affiliations[key]})
                for key, place in item.tail.affiliations.items()
            ),
        ),
        element("abstract", html_line(item.bodies.get("abstract", "")), of={"language": language}),
        element("fullTextUrl", publication.url, of={"format": "html"}),
        element(
            "keywords", *(element("keyword", one_line(word)) for word in item.tail.keywords),
            of={"language": language},
        ),
    )  # fmt: skip


def _authors(item: Item, affiliations: dict[str, str]) -> Iterator[Xml]:
    for author in item.publication.head.authors:
        if isinstance(author, Group):
            yield element("author", element("name", one_line(author.group)))
            continue
        places = [affiliations[key] for key in author.affiliations if key in affiliations]
        yield element(
            "author",
            element("name", one_line(str(author))),
            element("affiliationId", places[0] if places else ""),
            element("orcid_id", url_of("orcid", author.orcid)),
        )
