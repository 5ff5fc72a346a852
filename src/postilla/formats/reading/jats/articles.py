"""The articles of a file: every article, sub-article and response becomes a candidate of its own."""

from __future__ import annotations

from collections.abc import Iterator

from postilla.formats.reading.candidate import Candidate, Problem, Read
from postilla.formats.reading.markup import XML_LANG, Element, XmlError, attribute, parse, place, tag

from . import abstracts, back, body, front, rights
from .context import PARTS, Context
from .people import People
from .references import read_references
from .related import described, read_related

_RELATIONS = {
    "translation": "translation-of", "reply": "replies-to", "author-comment": "replies-to", "response": "replies-to",
    "correction": "corrects", "retraction": "retracts",
}  # fmt: skip
"""Type of a sub-article → how it relates to its article; others comment on it."""


def read(data: bytes) -> Read:
    """The articles of a file."""
    try:
        root = parse(data)
    except XmlError as error:
        yield Problem(f"line {error.line}" if error.line else "", str(error))
        return
    articles = [root] if tag(root) == "article" else list(root.iter("article"))
    for element in articles:
        yield from article(element)


def article(element: Element) -> Iterator[Candidate]:
    """An article and its sub-articles, each without the others' text."""
    main, outer = _candidate(element, None)
    yield main
    contexts = {element: outer}
    for number, part in enumerate(element.iter(*PARTS), 1):
        holder = _holder(part)
        made, contexts[part] = _candidate(part, contexts.get(holder, outer) if holder is not None else outer)
        made.part = attribute(part, "id") or f"s{number}"
        kind = attribute(part, "article-type") or attribute(part, "response-type") or tag(part)
        made.part_of = _RELATIONS.get(kind, "comments-on")
        if kind == "translation":
            _translated(contexts[part], outer, made, main)
        if holder is not element:
            made.lose("changed", made.place, "it stands within a sub-article, and refers to the article now")
        if not made.fields.get("title") and main.fields.get("title"):
            made.fields["title"] = f"Re: {main.fields['title']}"
            made.lose("guessed", made.place, "it has no title: `Re:` and that of its article stand for it")
        yield made


def _translated(context: Context, outer: Context, made: Candidate, main: Candidate) -> None:
    """A translation is of the same kind, stands at the same place, discusses the same works.

    Its abstract and keywords may stand with the article, in its own language.
    """
    made.types = list(main.types)
    for name in ("pages", "elocation", "related", "dates"):
        made.give(name, made.fields.get(name) or main.fields.get(name))
    language = attribute(context.article, XML_LANG)
    for meta in outer.article.findall("front/article-meta"):
        if "abstract" not in made.fields:
            abstracts.read_translated(context, meta, language)
        if "keywords" not in made.fields:
            front.read_keywords_in(context, meta, language)


def _holder(part: Element) -> Element | None:
    return next((p for p in part.iterancestors() if tag(p) in ("article", *PARTS)), None)


def _candidate(element: Element, outer: Context | None) -> tuple[Candidate, Context]:
    candidate = Candidate(place(element))
    context = Context(element, candidate, outer=outer)
    context.survey()
    fronts = element.find("front")
    stub = element.find("front-stub")
    meta = fronts.find("article-meta") if fronts is not None else stub
    if meta is None:
        meta = fronts if fronts is not None else element.makeelement("article-meta")
    lists = [
        e for e in element.iter("ref-list") if _holder(e) is element and tag(e.getparent()) != "ref-list"
    ]
    candidate.give("references", read_references(context, lists))
    if outer is not None and not lists:
        context.references, context.numbered = outer.references, outer.numbered
        if any(
            set(attribute(xref, "rid").split()) & outer.references.keys() for xref in element.iter("xref")
        ):
            candidate.give("references", outer.candidate.fields.get("references", ()))
    if fronts is not None and (journal := fronts.find("journal-meta")) is not None:
        front.read_journal(candidate, journal)
    people = People(context, meta)
    authors, editors = people.read()
    for read_part in (
        front.read_identifiers, front.read_titles, front.read_dates, front.read_places, front.read_subjects,
        rights.read_permissions, abstracts.read_abstracts, front.read_keywords, rights.read_funding, read_related,
        front.read_rest,
    ):  # fmt: skip
        read_part(context, meta)
    candidate.give("authors", authors)
    candidate.give("editors", editors)
    candidate.give("affiliations", people.affiliations)
    blocks = body.text(
        context, [*element.findall("body"), *element.findall("floats-group"), *element.findall("floats-wrap")]
    )
    blocks += back.read_back(context, meta, [*element.findall("front/notes"), *element.findall("back/*")])
    blocks += body.footnotes(context)
    candidate.give("text", "\n\n".join(block for block in blocks if block.strip()))
    candidate.give("figures", tuple(context.figures))
    candidate.give("supplements", tuple(context.supplements))
    described(context)
    if outer is not None:
        _inherit(candidate, outer.candidate)
    return candidate, context


_INHERITED = ("published", "volume", "issue", "license", "copyright")


def _inherit(candidate: Candidate, of: Candidate) -> None:
    """What a sub-article does not say itself is that of its article."""
    candidate.journal = of.journal if not candidate.journal.titles else candidate.journal
    for name in _INHERITED:
        if name not in candidate.fields and name in of.fields:
            candidate.fields[name] = of.fields[name]
    if not candidate.specialties:
        candidate.specialties = list(of.specialties)
