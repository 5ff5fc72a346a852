"""NBIB: the tagged format of MEDLINE that PubMed exports. A record without a PMID has none here: none is invented.

Field descriptions: National Library of Medicine, MEDLINE/PubMed Data Element Descriptions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postilla.model import Group, Person, Relation, Work

from .dates import year_first
from .kinds import types_of
from .languages import iso_639_2
from .plain import html_line, inline_line, one_line
from .publication import Item, Publication, work_of
from .status import display_title

_FORWARD: Mapping[Relation, str] = {
    Relation.COMMENTS_ON: "CON", Relation.REPLIES_TO: "CON", Relation.CORRECTS: "EFR", Relation.RETRACTS: "ROF",
    Relation.RAISES_CONCERN_ABOUT: "ECF",
}  # fmt: skip
_BACK: Mapping[Relation, str] = {
    Relation.COMMENTS_ON: "CIN", Relation.REPLIES_TO: "CIN", Relation.CORRECTS: "EIN", Relation.RETRACTS: "RIN",
    Relation.RAISES_CONCERN_ABOUT: "ECI",
}  # fmt: skip
"""The tags of comments and corrections, from the later article and from the earlier."""


def nbib(item: Item) -> str:
    """One record; it begins with the empty line that separates records."""
    return "\n" + "".join(f"{tag:<4}- {one_line(value)}\n" for tag, value in _fields(item) if value)


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    publication = item.publication
    head, journal = publication.head, publication.journal
    yield "PMID", head.pmid
    if journal:
        yield from _issns(publication)
    yield "VI", head.volume
    yield "IP", head.issue
    yield "DP", year_first(head.issued)
    yield "TI", inline_line(display_title(head, publication.status))
    yield "PG", (head.elocation or head.pages).replace("–", "-")
    yield "LID", f"{head.doi} [doi]" if head.doi else ""
    yield "AB", html_line(item.bodies.get("abstract", ""))
    yield "CI", str(item.tail.copyright or publication.copyright)
    for author in head.authors:
        if isinstance(author, Group):
            yield "CN", author.group
        else:
            yield from _person(author, item)
    yield "LA", iso_639_2(publication.language)
    yield from (("PT", name) for name in types_of(publication))
    if journal:
        yield "TA", journal.short_title
        yield "JT", journal.full_title
    yield from (("OT", keyword) for keyword in item.tail.keywords)
    yield from ((_FORWARD[r.relation], cited(r.work)) for r in publication.related if r.relation in _FORWARD)
    yield from ((_BACK[r.relation], cited(r.work)) for r in publication.incoming if r.relation in _BACK)
    yield "PMC", head.pmcid
    yield "AID", f"{head.doi} [doi]" if head.doi else ""
    yield "SO", cited(work_of(head, journal.short_title if journal else "")._replace(pmid=""))


def _issns(publication: Publication) -> Iterator[tuple[str, str]]:
    journal = publication.journal
    if journal and journal.issn_online:
        yield "IS", f"{journal.issn_online} (Electronic)"
    if journal and journal.issn_print:
        yield "IS", f"{journal.issn_print} (Print)"


def _person(person: Person, item: Item) -> Iterator[tuple[str, str]]:
    yield "FAU", person.inverted
    yield "AU", person.initials()
    yield "AUID", f"ORCID: {person.orcid}" if person.orcid else ""
    for key in person.affiliations:
        if key in item.tail.affiliations:
            yield "AD", f"{item.tail.affiliations[key]}."


def cited(work: Work) -> str:
    """`J Clin Invest. 2021;131(19):e150211. doi: 10.1172/JCI150211. PMID: 34403374`, as far as known."""
    numbers = work.volume + (f"({work.issue})" if work.issue else "")
    place = work.elocation or work.pages
    when = ";".join(part for part in (work.published_year, numbers + (f":{place}" if place else "")) if part)
    facts = (work.journal or work.container, when, f"doi: {work.doi}" if work.doi else "")
    line = ". ".join(part.rstrip(".") for part in facts if part)
    line = f"{line}." if line else inline_line(work.title) or work.text or work.url
    return f"{line} PMID: {work.pmid}" if work.pmid else line
