"""Article sets as publishers send them to PubMed (PubMed DTD 2.8).

Made from the published description of the format: the DTD is in no package registry, so tests check the order of
elements, not validity. How a comment names the article that it is about is not verified.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from postilla.model import Author, Group, PartialDate, Relation, url_of

from .dates import short_month
from .deposit import Deposit
from .kinds import types_of
from .plain import html_line, inline_line, one_line
from .publication import Item, Publication, first_and_last
from .refusing import lacking
from .status import display_title
from .xml import DECLARATION, EMPTY, Xml, element, joined, void

_OBJECTS: Mapping[Relation, str] = {
    Relation.COMMENTS_ON: "Comment",
    Relation.REPLIES_TO: "Comment",
    Relation.CORRECTS: "Erratum",
    Relation.RETRACTS: "Retraction",
    Relation.RAISES_CONCERN_ABOUT: "ExpressionOfConcernFor",
}
"""What an `Object` is called that names the article a notice or comment is about."""


def refused(item: Item) -> str:
    """Why an article cannot be sent; empty where it can."""
    return lacking(item.publication, "journal", "issn", "date")


def pubmed(items: Iterable[Item], deposit: Deposit) -> Iterator[str]:  # noqa: ARG001 - the shape of all such formats
    """An article set in pieces."""
    yield f'{DECLARATION}<!DOCTYPE ArticleSet PUBLIC "-//NLM//DTD PubMed 2.8//EN" '
    yield '"https://dtd.nlm.nih.gov/ncbi/pubmed/in/PubMed.dtd">\n<ArticleSet>\n'
    yield from (f"{_article(item)}\n" for item in items if not refused(item))
    yield "</ArticleSet>\n"


def _article(item: Item) -> Xml:
    publication = item.publication
    head = publication.head
    first, last = first_and_last(head.elocation or head.pages)
    language = publication.language.partition("-")[0]
    return element(
        "Article",
        _journal(publication),
        element("ArticleTitle", inline_line(display_title(head, publication.status))),
        element("FirstPage", first, of={"LZero": "save"}),
        element("LastPage", last),
        element("ELocationID", head.doi, of={"EIdType": "doi"}),
        element("Language", language.upper()),
        element("AuthorList", *(_author(author, item) for author in head.authors)),
        *(element("PublicationType", name) for name in types_of(publication)),
        element(
            "ArticleIdList",
            element("ArticleId", head.id, of={"IdType": "pii"}),
            element("ArticleId", head.doi, of={"IdType": "doi"}),
        ),
        _history(publication),
        element("Abstract", html_line(item.bodies.get("abstract", ""))),
        element("CopyrightInformation", one_line(str(item.tail.copyright or publication.copyright))),
        _objects(item),
    )


def _journal(publication: Publication) -> Xml:
    journal, head = publication.journal, publication.head
    if journal is None:
        return EMPTY
    return element(
        "Journal",
        element("PublisherName", journal.publisher or journal.full_title),
        element("JournalTitle", journal.short_title),
        element("Issn", journal.issn),
        element("Volume", head.volume),
        element("Issue", head.issue),
        _date("epublish" if not (head.volume or head.issue) else "ppublish", head.issued),
    )


def _date(status: str, date: PartialDate | None) -> Xml:
    if date is None:
        return EMPTY
    parts = (("Year", str(date.year)), ("Month", short_month(date)), ("Day", str(date.day or "")))
    return element("PubDate", *(element(n, v) for n, v in parts), of={"PubStatus": status})


def _author(author: Author, item: Item) -> Xml:
    if isinstance(author, Group):
        return element("Author", element("CollectiveName", one_line(author.group)))
    given = one_line(author.given)
    return element(
        "Author",
        element("FirstName", given) if given else void("FirstName", {"EmptyYN": "Y"}),
        element("LastName", one_line(author.surname)),
        element("Suffix", one_line(author.suffix)),
        *(_affiliation(key, item) for key in author.affiliations if key in item.tail.affiliations),
        element("Identifier", url_of("orcid", author.orcid), of={"Source": "ORCID"}),
    )


def _affiliation(key: str, item: Item) -> Xml:
    place = item.tail.affiliations[key]
    return element(
        "AffiliationInfo",
        element("Affiliation", one_line(str(place))),
        element("Identifier", url_of("ror", place.ror), of={"Source": "ROR"}),
    )


def _history(publication: Publication) -> Xml:
    dates = publication.head.dates
    known = (("received", dates.received), ("accepted", dates.accepted), ("epublish", dates.online))
    return element("History", *(_date(status, date) for status, date in known))


def _objects(item: Item) -> Xml:
    words = (_object("keyword", (("value", one_line(word)),)) for word in item.tail.keywords)
    works = []
    for link in item.publication.related:
        kind, work = _OBJECTS.get(link.relation), link.work
        scheme, identifier = ("pmid", work.pmid) if work.pmid else ("doi", work.doi)
        if kind and identifier:
            works.append(_object(kind, (("type", scheme), ("id", identifier))))
    return element("ObjectList", joined(works), *words)


def _object(kind: str, parameters: tuple[tuple[str, str], ...]) -> Xml:
    params = (element("Param", value, of={"Name": name}) for name, value in parameters)
    return element("Object", *params, of={"Type": kind})
