"""What an article in JATS says that neither its records hold nor its losses tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from postilla.formats.reading import SOURCES, Candidate
from postilla.formats.reading.markup import Element, parse
from postilla.imports.making import tidy
from postilla.model import Head, Tail
from postilla.records import encode

ELSEWHERE = frozenset({
    # identifiers, numbers and dates, which records write in a form of their own
    "article-id", "contrib-id", "object-id", "institution-id", "year", "month", "day", "history", "counts",
    # the journal is a term; licences have identifiers; citations, labels and formulas are written anew
    "journal-meta", "license", "xref", "label", "inline-formula", "disp-formula", "tex-math", "etal",
    # headings that say what a field says; who edited; addresses that a site must not publish
    "title", "role", "email", "meta-name", "date-in-citation",
    # punctuation between parts
    "x",
})  # fmt: skip
"""Elements whose text may well not be in a record as it is."""


def unsaid(data: bytes) -> Iterator[tuple[str, str]]:
    """The path of an element, and a text of it that is nowhere."""
    held, told = "", set()
    for one in SOURCES["jats"].read(data):
        assert isinstance(one, Candidate)
        told |= {loss.place for loss in one.losses}
        tidy(one)
        held += _squeezed(_written(one))
    root = parse(data)
    yield from _walk(root, held, told)


def _written(candidate: Candidate) -> str:
    fields = candidate.fields
    head = {"id": "x", "title": "", "type": "?", **{n: fields[n] for n in Head._fields if n in fields}}
    tail = {"affiliations": {}, **{n: fields[n] for n in Tail._fields if n in fields}}
    names = (*candidate.types, *candidate.specialties, *candidate.series, *candidate.collections)
    return "\n".join((encode(Head(**head), Tail(**tail), "x"), *names))


def _squeezed(text: str) -> str:
    """Letters and digits alone: marks, tags and line ends come in between."""
    return re.sub(r"[\W_]+", "", unescape(re.sub(r"</?[a-z]+\b[^>]*>", "", text))).casefold()


def _walk(element: Element, held: str, told: set[str]) -> Iterator[tuple[str, str]]:
    place = str(element.getroottree().getpath(element))
    if place in told or str(element.tag) in ELSEWHERE:
        return
    for text in (element.text, *(child.tail for child in element)):
        squeezed = _squeezed(text or "")
        if squeezed and squeezed not in held:
            yield place, " ".join((text or "").split())
    for child in element:
        yield from _walk(child, held, told)
