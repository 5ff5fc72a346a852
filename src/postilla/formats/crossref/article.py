"""One article of a deposit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from postilla.formats.deposit import Deposit
from postilla.formats.kinds import kind_of
from postilla.formats.languages import CODES
from postilla.formats.plain import html_line, one_line
from postilla.formats.publication import Item, Publication, first_and_last
from postilla.formats.status import display_title
from postilla.formats.xml import EMPTY, Xml, element, escape, joined
from postilla.model import Author, Group, PartialDate, Person, Relation, Tail, license_of, url_of
from postilla.model.inline import Kind, Node, Text, parse

from .references import citation_list

_FACES: Mapping[Kind, str] = {"italic": "i", "bold": "b", "sup": "sup", "sub": "sub"}
_NAME = re.compile(r"[^\d?]*[^?\s]+[^\d]*")
"""What the schema takes for a given or family name."""

_RELATIONS: Mapping[Relation, str] = {
    Relation.COMMENTS_ON: "isCommentOn",
    Relation.REPLIES_TO: "isReplyTo",
    Relation.COMPANION_TO: "isRelatedMaterial",
    Relation.CONTINUES: "continues",
    Relation.SUPPLEMENT_TO: "isSupplementTo",
    Relation.TRANSLATION_OF: "isTranslationOf",
}
"""Relations to other works. What notices say stands in `updates`, on the notice alone."""

_INTRA = frozenset({Relation.TRANSLATION_OF})
"""Relations between versions of one work."""

YEARS = range(1400, 2201)
"""The years that the schema knows."""
LONGEST = 32
"""Characters of a volume, issue or page."""


def article(item: Item, deposit: Deposit) -> Xml:
    """One article; it has a DOI, a date and an address."""
    publication = item.publication
    head = publication.head
    language = publication.language.partition("-")[0].lower()
    return element(
        "journal_article",
        element("titles", _title("title", publication), _face("subtitle", head.subtitle)),
        _contributors(item),
        _abstract(item),
        *_dates(publication),
        publication_date("acceptance_date", head.dates.accepted),
        _pages(publication),
        _number(publication),
        _rights(item, deposit),
        _relations(publication),
        element("doi_data", element("doi", head.doi), element("resource", publication.url)),
        citation_list(item.tail.references),
        of={"publication_type": "full_text", "language": language if language in CODES else ""},
    )


def fitting(text: str) -> str:
    """A volume, issue or page as far as the schema takes it; nothing where it is too long."""
    text = one_line(text)
    return text if len(text) <= LONGEST else ""


def publication_date(name: str, date: PartialDate | None, *, media: str = "") -> Xml:
    """A date as far as it is known."""
    if date is None or date.year not in YEARS:
        return EMPTY
    month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
    parts = (element("month", month), element("day", day), element("year", f"{date.year:04}"))
    return element(name, *parts, of={"media_type": media})


def _dates(publication: Publication) -> Iterator[Xml]:
    """When it came online and, where that is another day, when it was published in its issue."""
    head, journal = publication.head, publication.journal
    yield publication_date("publication_date", head.dates.online or head.published, media="online")
    if head.dates.online and head.published and head.published != head.dates.online:
        media = "print" if journal and journal.issn_print else "other"
        yield publication_date("publication_date", head.published, media=media)


def _title(name: str, publication: Publication) -> Xml:
    return _face(name, display_title(publication.head._replace(subtitle=""), publication.status))


def _face(name: str, text: str) -> Xml:
    return element(name, *map(_marked, parse(one_line(text))))


def _marked(node: Node) -> Xml:
    if isinstance(node, Text):
        return Xml(escape(node.text))
    return element(_FACES[node.kind], *map(_marked, node.children))


def _contributors(item: Item) -> Xml:
    people: list[tuple[Author, str]] = [(author, "author") for author in item.publication.head.authors]
    people += [(editor, "editor") for editor in item.tail.editors]
    return element(
        "contributors",
        *(
            _contributor(who, role, "additional" if place else "first", item.tail)
            for place, (who, role) in enumerate(people)
        ),
    )


def _contributor(who: Author, role: str, sequence: str, tail: Tail) -> Xml:
    of = {"sequence": sequence, "contributor_role": role}
    if isinstance(who, Group):
        return element("organization", one_line(who.group)[:511], of=of)
    family = one_line(who.surname)[:60].strip()
    given = one_line(who.given)[:60].strip()
    if not _NAME.fullmatch(family) or (given and not _NAME.fullmatch(given)):
        return element("organization", one_line(str(who))[:511], of=of)
    return element(
        "person_name",
        element("given_name", given),
        element("surname", family),
        element("suffix", one_line(who.suffix)[:10].strip()),
        _affiliations(who, tail),
        element("ORCID", url_of("orcid", who.orcid)),
        of=of,
    )


def _affiliations(who: Person, tail: Tail) -> Xml:
    made = []
    for key in who.affiliations:
        place = tail.affiliations.get(key)
        if place is None:
            continue
        where = ", ".join(part for part in (place.city, place.region, place.country) if part)
        department = one_line(place.department)[:255]
        made.append(
            element(
                "institution",
                element("institution_name", one_line(place.name)[:1024]),
                element("institution_id", url_of("ror", place.ror), of={"type": "ror"}),
                element("institution_place", one_line(where)[:254]) if len(where) > 1 else EMPTY,
                element("institution_department", department) if len(department) > 1 else EMPTY,
            )
        )
    return element("affiliations", *made)


def _abstract(item: Item) -> Xml:
    return element("jats:abstract", element("jats:p", html_line(item.bodies.get("abstract", ""))))


def _pages(publication: Publication) -> Xml:
    if publication.head.elocation:
        return EMPTY
    first, last = first_and_last(publication.head.pages)
    if not fitting(first):
        return EMPTY
    return element("pages", element("first_page", fitting(first)), element("last_page", fitting(last)))


def _number(publication: Publication) -> Xml:
    head = publication.head
    number = element("item_number", fitting(head.elocation), of={"item_number_type": "article_number"})
    identifiers = (("pmid", head.pmid), ("other", head.pmcid))
    known = (element("identifier", value, of={"id_type": kind}) for kind, value in identifiers)
    return element("publisher_item", number, *known)


def _rights(item: Item, deposit: Deposit) -> Xml:
    """Funding and licence; in `crossmark` where there is a policy, together with what a notice updates."""
    programs = joined([_funding(item.tail), _license(item.publication)])
    if not deposit.crossmark_policy:
        return programs
    return element(
        "crossmark",
        element("crossmark_policy", deposit.crossmark_policy),
        element("updates", *_updates(item.publication)),
        element("custom_metadata", programs),
    )


def _updates(publication: Publication) -> Iterator[Xml]:
    kind, date = kind_of(publication).update, publication.head.issued
    if not kind or date is None:
        return
    # the schema wants a day; where none is known it is the first that the date may mean
    day = date.earliest().isoformat()
    for link in publication.related:
        if link.work.doi and link.relation in _UPDATING:
            yield element("update", link.work.doi, of={"type": kind, "date": day})


_UPDATING = frozenset({Relation.CORRECTS, Relation.RETRACTS, Relation.RAISES_CONCERN_ABOUT})


def _funding(tail: Tail) -> Xml:
    groups = []
    for funding in tail.funding:
        identifier, ror = url_of("doi", funding.doi), url_of("ror", funding.ror)
        named = (
            _assertion("ror", ror)
            if ror
            else _assertion("funder_name", funding.funder, _assertion("funder_identifier", identifier))
        )
        awards = (_assertion("award_number", award) for award in funding.awards)
        groups.append(element("fr:assertion", named, *awards, of={"name": "fundgroup"}))
    return element("fr:program", *groups, of={"name": "fundref"})


def _assertion(name: str, *content: str) -> Xml:
    return element("fr:assertion", *content, of={"name": name})


def _license(publication: Publication) -> Xml:
    address = license_of(publication.license).url if publication.license else ""
    date = publication.head.issued
    start = date.earliest().isoformat() if date else ""
    reference = element("ai:license_ref", address, of={"applies_to": "vor", "start_date": start})
    return element("ai:program", reference, of={"name": "AccessIndicators"})


def _relations(publication: Publication) -> Xml:
    items = []
    for link in publication.related:
        kind = _RELATIONS.get(link.relation)
        scheme, identifier = link.identifier
        if kind and identifier:
            name = "rel:intra_work_relation" if link.relation in _INTRA else "rel:inter_work_relation"
            of = {"relationship-type": kind, "identifier-type": scheme}
            items.append(element("rel:related_item", element(name, identifier, of=of)))
    return element("rel:program", *items, of={"name": "relations"})
