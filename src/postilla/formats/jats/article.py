"""The article as a JATS document: front, body and back."""

from __future__ import annotations

from collections.abc import Mapping

from postilla.formats.kinds import kind_of
from postilla.formats.publication import Item, Publication, first_and_last
from postilla.formats.status import display_title
from postilla.formats.xml import DECLARATION, EMPTY, Xml, element, joined
from postilla.model import Head, Journal, PartialDate, Tail, url_of

from .body import Texts
from .marks import marked
from .people import contributors
from .references import reference
from .rights import permissions, self_addresses
from .works import related_articles

_PUBLISHING = (
    "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.3 20210610//EN",
    "https://jats.nlm.nih.gov/publishing/1.3/JATS-journalpublishing1-3-mathml3.dtd",
)
_ARCHIVING = (
    "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 v1.3 20210610//EN",
    "https://jats.nlm.nih.gov/archiving/1.3/JATS-archivearticle1-3-mathml3.dtd",
)
"""The identifiers of the document types. Publishing wants a journal with an ISSN; Archiving, its superset, does not."""

_NAMESPACES: Mapping[str, str] = {
    "xmlns:ali": "http://www.niso.org/schemas/ali/1.0/",
    "xmlns:mml": "http://www.w3.org/1998/Math/MathML",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}


def jats(item: Item) -> str:
    """One article as a document with its document type; texts are made from the HTML of their Markdown."""
    publication, tail = item.publication, item.tail
    texts = Texts(entry.id for entry in tail.references)
    bodies = item.bodies
    # the order of making is that of reading, so that footnotes are numbered as on the page
    abstract = element("abstract", texts.paragraphs_of(bodies.get("abstract", "")))
    summary = element(
        "abstract",
        texts.paragraphs_of(bodies.get("summary", "")),
        of={"abstract-type": "plain-language-summary"},
    )
    body = element("body", texts.body(bodies.get("text", "")))
    note = element(
        "notes", texts.paragraphs_of(bodies.get("archive_note", "")), of={"notes-type": "archive-note"}
    )
    back = _back(item, texts)
    meta = _article_meta(publication, tail, joined([abstract, summary]))
    document = element(
        "article",
        element("front", _journal_meta(publication.journal), meta, note),
        body,
        back,
        of={
            **_NAMESPACES,
            "article-type": kind_of(publication).jats,
            "dtd-version": "1.3",
            "xml:lang": publication.language,
        },
    )
    journal = publication.journal
    public, system = _PUBLISHING if journal and journal.issn else _ARCHIVING
    return f'{DECLARATION}<!DOCTYPE article PUBLIC "{public}" "{system}">\n{document}\n'


def _journal_meta(journal: Journal | None) -> Xml:
    if journal is None:
        return EMPTY
    return element(
        "journal-meta",
        element("journal-id", journal.abbreviation, of={"journal-id-type": "nlm-ta"}),
        element("journal-id", journal.id, of={"journal-id-type": "publisher-id"}),
        element(
            "journal-title-group",
            element("journal-title", journal.full_title),
            element("abbrev-journal-title", journal.abbreviation),
        ),
        element("issn", journal.issn_print, of={"publication-format": "print"}),
        element("issn", journal.issn_online, of={"publication-format": "electronic"}),
        element("publisher", element("publisher-name", journal.publisher)),
    )


def _article_meta(publication: Publication, tail: Tail, abstracts: Xml) -> Xml:
    head = publication.head
    first, last = first_and_last(head.pages)
    return element(
        "article-meta",
        *_identifiers(head),
        _categories(publication),
        _titles(publication, tail),
        contributors(head, tail),
        _date(head.issued),
        element("volume", head.volume),
        element("issue", head.issue),
        element("elocation-id", head.elocation),
        *(() if head.elocation else (element("fpage", first), element("lpage", last or first))),
        _history(head),
        permissions(publication, tail),
        *self_addresses(publication),
        *related_articles(publication),
        abstracts,
        element(
            "kwd-group", *(element("kwd", word) for word in tail.keywords), of={"kwd-group-type": "author"}
        ),
        _funding(tail),
    )


def _identifiers(head: Head) -> list[Xml]:
    known = (("publisher-id", head.id), ("doi", head.doi), ("pmid", head.pmid), ("pmcid", head.pmcid))
    return [element("article-id", value, of={"pub-id-type": kind}) for kind, value in known]


def _categories(publication: Publication) -> Xml:
    heading = publication.type.name if publication.type else ""
    subjects = [element("subject", name) for name in publication.subjects]
    return element(
        "article-categories",
        element("subj-group", element("subject", heading), of={"subj-group-type": "heading"}),
        element("subj-group", *subjects, of={"subj-group-type": "subject"}),
    )


def _titles(publication: Publication, tail: Tail) -> Xml:
    head = publication.head
    title = display_title(head._replace(subtitle=""), publication.status)
    translated = (tail.translated_titles or {}).items()
    return element(
        "title-group",
        element("article-title", marked(title)),
        element("subtitle", marked(head.subtitle)),
        *(
            element("trans-title-group", element("trans-title", marked(text)), of={"xml:lang": language})
            for language, text in translated
        ),
        element("alt-title", marked(head.short_title), of={"alt-title-type": "running-head"}),
    )


def _date(date: PartialDate | None) -> Xml:
    of = {"date-type": "pub", "publication-format": "electronic"}
    return element("pub-date", _parts(date), of={**of, "iso-8601-date": str(date or "")})


def _parts(date: PartialDate | None) -> Xml:
    if date is None:
        return EMPTY
    day, month = (f"{part:02}" if part else "" for part in (date.day, date.month))
    return joined([element("day", day), element("month", month), element("year", str(date.year))])


def _history(head: Head) -> Xml:
    dates = head.dates
    known = (
        ("received", dates.received),
        ("accepted", dates.accepted),
        ("epub", dates.online),
        ("corrected", dates.updated),
    )
    rows = (
        element("date", _parts(date), of={"date-type": kind, "iso-8601-date": str(date or "")})
        for kind, date in known
    )
    return element("history", *rows)


def _funding(tail: Tail) -> Xml:
    groups = []
    for funding in tail.funding:
        kind = "ror" if funding.ror else "doi"
        wrapped = element(
            "institution-wrap",
            element("institution", funding.funder),
            element(
                "institution-id", url_of(kind, funding.ror or funding.doi), of={"institution-id-type": kind}
            ),
        )
        awards = (element("award-id", award) for award in funding.awards)
        groups.append(element("award-group", element("funding-source", wrapped), *awards))
    return element("funding-group", *groups)


def _back(item: Item, texts: Texts) -> Xml:
    tail, bodies = item.tail, item.bodies
    said = bodies.get("competing_interests", "")
    interests = texts.paragraphs_of(said) if said else element("p", _none(tail))
    notes = element("fn", interests, of={"fn-type": "coi-statement"})
    ethics = texts.blocks(bodies.get("ethics", ""))
    available = texts.blocks(bodies.get("data_availability", ""))
    thanks = element("ack", texts.paragraphs_of(bodies.get("acknowledgements", "")))
    references = (reference(entry, number) for number, entry in enumerate(tail.references, 1))
    return element(
        "back",
        thanks,
        element("sec", element("title", "Data availability"), available, of={"sec-type": "data-availability"})
        if available
        else EMPTY,
        element("sec", element("title", "Ethics"), ethics, of={"sec-type": "ethics-statement"})
        if ethics
        else EMPTY,
        element("fn-group", notes),
        element("fn-group", *texts.notes, of={"content-type": "footnotes"}),
        element("ref-list", *references),
    )


def _none(tail: Tail) -> str:
    # the words of the format's own language, since the record has none
    return (
        "The authors have declared that no conflict of interest exists."
        if tail.competing_interests == "none"
        else ""
    )
