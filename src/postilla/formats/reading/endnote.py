"""EndNote XML, as EndNote and other reference managers export it."""

from __future__ import annotations

import re

from postilla.model import Pdf, Person

from .candidate import Candidate, JournalNames, Problem, Read
from .characters import line
from .marks import Marked, Phrase, Run, inline_text, web_address
from .markup import Element, XmlError, attribute, parse, place, tag, words
from .rich import paragraphs
from .values import author, identifier, name_of, pages, written_date

_FACES = {"italic": "italic", "bold": "bold", "superscript": "sup", "subscript": "sub"}
_READ = frozenset({
    "titles", "contributors", "periodical", "dates", "volume", "number", "pages", "electronic-resource-num", "isbn",
    "abstract", "keywords", "language", "urls", "accession-num", "custom2", "work-type", "publisher", "ref-type",
    "source-app",
    "database", "rec-number", "foreign-keys", "remote-database-name", "remote-database-provider", "access-date",
    "modified-date",
    "alt-periodical", "article-number", "section", "label",
})  # fmt: skip


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
    if element is None:
        return ""
    text, whole = inline_text(_phrases(element))
    if not whole:
        candidate.lose("changed", place(element), "marks within a word were left out of a title")
    return (
        text[:-1]
        if re.search(r"[\w)]\.$", text) and not re.search(r"\b(?:[A-Z]|et al|spp?)\.$", text)
        else text
    )


def _candidate(record: Element) -> Candidate:
    at = place(record)
    candidate = Candidate(at, key=words(record.find("label")))
    give = candidate.give
    give("title", _title(candidate, record.find("titles/title")))
    give("short_title", _title(candidate, record.find("titles/short-title")))
    if candidate.fields.get("short_title") == candidate.fields.get("title"):
        candidate.fields.pop("short_title", None)
    names = [name_of(words(e)) for e in record.findall("contributors/authors/author")]
    give("authors", tuple(author(name) for name in names if name))
    editors = [name_of(words(e)) for e in record.findall("contributors/secondary-authors/author")]
    give("editors", tuple(name for name in editors if isinstance(name, Person)))
    paths = (
        "periodical/full-title",
        "titles/secondary-title",
        "periodical/abbr-1",
        "alt-periodical/full-title",
        "titles/alt-title",
    )
    issns = re.findall(r"\d{4}-\d{3}[\dXx]", words(record.find("isbn")))
    candidate.journal = JournalNames(
        tuple(dict.fromkeys(filter(None, (words(record.find(path)) for path in paths)))),
        tuple(issns),
        words(record.find("publisher")),
    )
    year = words(record.find("dates/year"))
    printed_date = words(record.find("dates/pub-dates/date"))
    both = (
        f"{printed_date} {year}"
        if printed_date and year and year not in printed_date
        else printed_date or year
    )
    found = written_date(both, Candidate(), at) if both else None
    give("published", found or written_date(year, candidate, at))
    if printed_date and found and not found.month:
        candidate.lose("changed", at, f"the date `{both}` became the year alone")
    give("volume", words(record.find("volume")))
    give("issue", words(record.find("number")))
    printed, number = pages(words(record.find("pages")))
    given = words(record.find("article-number"))
    give("pages", "" if given else printed)
    give("elocation", given or number)
    give("doi", identifier("doi", words(record.find("electronic-resource-num")), candidate, at))
    accession = words(record.find("accession-num"))
    if re.fullmatch(r"\d{1,9}", accession):
        give("pmid", identifier("pmid", accession, candidate, at))
    elif accession:
        candidate.lose("dropped", at, f"a number of another catalogue: `{accession[:60]}`")
    if re.fullmatch(r"PMC\d+", words(record.find("custom2"))):
        give("pmcid", identifier("pmcid", words(record.find("custom2")), candidate, at))
    abstract = record.find("abstract")
    give(
        "abstract",
        paragraphs("".join(map(str, abstract.itertext())).replace("<", "&lt;"))
        if abstract is not None
        else "",
    )
    give("keywords", tuple(dict.fromkeys(words(e) for e in record.findall("keywords/keyword") if words(e))))
    language = line(words(record.find("language")))
    if re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language):
        give("language", language)
    candidate.types = (
        [kind] if (kind := words(record.find("work-type"))) and kind.lower() != "journal article" else []
    )
    for one in record.findall("urls/pdf-urls/url"):
        target = words(one)
        url = web_address(target)
        candidate.fields.setdefault(
            "pdf", Pdf(url=url) if url else Pdf(file=target.removeprefix("internal-pdf://"))
        )
    for child in record:
        if tag(child) not in _READ and words(child):
            candidate.lose("dropped", place(child), f"{tag(child)}: `{words(child)[:100]}`")
    kind = attribute(record.find("ref-type"), "name") if record.find("ref-type") is not None else ""  # type: ignore[arg-type]
    if kind and kind not in ("Journal Article", "Electronic Article", "Magazine Article", "Generic"):
        candidate.lose("changed", at, f"a record of the kind {kind} is kept as an article")
    return candidate
