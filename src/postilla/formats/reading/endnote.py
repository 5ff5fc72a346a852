"""EndNote XML, as EndNote and other reference managers export it."""

from __future__ import annotations

import re

from .candidate import Candidate, Problem, Read
from .fields import (
    give_journal,
    give_language,
    give_pdf,
    give_people,
    give_place,
    give_short_title,
    kept_as_article,
    titled,
)
from .marks import Marked, Phrase, Run
from .markup import Element, XmlError, attribute, parse, place, tag, words
from .rich import paragraphs
from .values import identifier, name_of, written_date

_FACES = {"italic": "italic", "bold": "bold", "superscript": "sup", "subscript": "sub"}
_READ = frozenset({
    "titles", "contributors", "periodical", "dates", "volume", "number", "pages", "electronic-resource-num", "isbn",
    "abstract", "keywords", "language", "urls", "accession-num", "custom2", "work-type", "publisher", "ref-type",
    "source-app", "database", "rec-number", "foreign-keys", "remote-database-name", "remote-database-provider",
    "access-date", "modified-date", "alt-periodical", "article-number", "section", "label",
})  # fmt: skip
_TOLD = (
    "contributors/tertiary-authors", "contributors/subsidiary-authors", "contributors/translated-authors",
    "titles/tertiary-title", "titles/translated-title", "urls/web-urls", "urls/related-urls",
)  # fmt: skip
"""What stands within these and has no place in a record."""
_JOURNALS = (
    "periodical/full-title", "titles/secondary-title", "periodical/abbr-1", "alt-periodical/full-title",
    "titles/alt-title",
)  # fmt: skip
"""Where a record names its journal, the full title first."""
_IDENTIFIERS = (
    ("electronic-resource-num", "doi", r".*"), ("accession-num", "pmid", r"\d{1,9}"),
    ("custom2", "pmcid", r"PMC\d+"),
)  # fmt: skip
"""Where a number stands, what it is, and how it looks."""
_ARTICLES = ("Journal Article", "Electronic Article", "Magazine Article", "Generic")


def read(data: bytes) -> Read:
    """The records of a file."""
    try:
        root = parse(data)
    except XmlError as error:
        yield Problem(f"line {error.line}" if error.line else "", str(error))
        return
    records = list(root.iter("record"))
    if not records:
        yield Problem(place(root), "no record is in this file")
    for record in records:
        yield _candidate(record)


def _phrases(element: Element) -> list[Phrase]:
    """Text with the faces that `style` gives it."""
    found: list[Phrase] = [Run(element.text or "")]
    for child in element:
        inner = _phrases(child)
        for face in attribute(child, "face").split():
            if face in _FACES:
                inner = [Marked(_FACES[face], tuple(inner))]
        found += [*inner, Run(child.tail or "")]
    return found


def _title(candidate: Candidate, element: Element | None) -> str:
    return "" if element is None else titled(_phrases(element), candidate, place(element))


def _candidate(record: Element) -> Candidate:
    at = place(record)
    candidate = Candidate(at, key=words(record.find("label")))

    def text(path: str) -> str:
        return words(record.find(path))

    candidate.give("title", _title(candidate, record.find("titles/title")))
    give_short_title(candidate, _title(candidate, record.find("titles/short-title")))
    give_people(
        candidate,
        (name_of(words(e)) for e in record.findall("contributors/authors/author")),
        (name_of(words(e)) for e in record.findall("contributors/secondary-authors/author")),
    )
    give_journal(candidate, map(text, _JOURNALS), text("isbn"), text("publisher"))
    _date(candidate, text("dates/year"), text("dates/pub-dates/date"), at)
    give_place(candidate, text("volume"), text("number"), (text("pages"), ""), text("article-number"))
    _identifiers(candidate, record)
    abstract = record.find("abstract")
    if abstract is not None:
        candidate.give("abstract", paragraphs("".join(map(str, abstract.itertext())).replace("<", "&lt;")))
    keywords = map(words, record.findall("keywords/keyword"))
    candidate.give("keywords", tuple(dict.fromkeys(filter(None, keywords))))
    give_language(candidate, text("language"), at)
    kind = text("work-type")
    candidate.types = [kind] if kind and kind.lower() != "journal article" else []
    for one in record.findall("urls/pdf-urls/url"):
        give_pdf(candidate, words(one))
    for child in record:
        if tag(child) not in _READ and words(child):
            candidate.lose("dropped", place(child), f"{tag(child)}: `{words(child)[:100]}`")
    for path in _TOLD:
        for child in record.iterfind(path):
            if words(child):
                candidate.lose("dropped", place(child), f"{tag(child)}: `{words(child)[:100]}`")
    for one in record.findall("ref-type"):
        kept_as_article(candidate, attribute(one, "name"), _ARTICLES, at, "a record of the kind")
    return candidate


def _date(candidate: Candidate, year: str, printed: str, at: str) -> None:
    """The date that stands in two parts: the year, and the rest with it or without it."""
    both = f"{printed} {year}" if printed and year not in printed else printed or year
    found = written_date(both, Candidate(), at) if both else None
    candidate.give("published", found or written_date(year, candidate, at))
    if printed and found and not found.month:
        candidate.lose("changed", at, f"the date `{both}` became the year alone")


def _identifiers(candidate: Candidate, record: Element) -> None:
    for path, scheme, pattern in _IDENTIFIERS:
        for one in record.findall(path):
            value = words(one)
            if re.fullmatch(pattern, value):
                candidate.give(scheme, identifier(scheme, value, candidate, place(one)))
            elif value:
                candidate.lose("dropped", place(one), f"a number of another catalogue: `{value[:60]}`")
