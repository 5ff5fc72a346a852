"""RIS, as reference managers and publishers write it."""

from __future__ import annotations

import re

from .candidate import Candidate, Problem, Read
from .characters import decoded, line
from .fields import (
    give_doi_of_address,
    give_journal,
    give_language,
    give_pdf,
    give_people,
    give_place,
    give_short_title,
    kept_as_article,
    most_precise,
    read_notice,
)
from .marks import web_address
from .rich import paragraphs, title
from .tagged import Line, Tagged, lines
from .values import identifier, name_of, written_date

LINE = re.compile(r"\ufeff?\s{0,3}([A-Z][A-Z0-9])\s{0,3}-(?:\s|$)")
_SILENT = ("ER", "DB", "DP", "Y2", "LB", "AV")
"""What says something of a copy or of a program, not of the article."""
_ARTICLES = ("JOUR", "EJOUR", "MGZN", "JFULL", "ABST", "INPR", "GEN", "UNPB", "NEWS")


def is_ris(head: str) -> bool:
    """Whether the first tagged line begins a record."""
    return bool(
        re.match(
            r"\ufeff?(?:\s*\n|\s*\d+\.\s*\n|Provider:.*\n|Database:.*\n|Content:.*\n)*\s{0,3}TY\s{0,3}-", head
        )
    )


def read(data: bytes) -> Read:
    """The records of a file. One without `ER` ends where the next begins, and is a problem too."""
    text, guess = decoded(data)
    held: list[Line] = []
    for one in lines(text, LINE):
        if one.tag == "TY":
            if held:
                yield from _unended(held)
                yield _candidate(Tagged(held), guess)
            held = [one]
        elif one.tag == "ER":
            if held:
                yield _candidate(Tagged(held), guess)
            else:
                yield Problem(f"line {one.number}", "`ER` ends no record: `TY` begins one")
            held = []
        elif held:
            held.append(one)
        elif one.value:
            yield Problem(f"line {one.number}", f"`{one.tag}` stands outside a record: `TY` begins one")
    if held:
        yield from _unended(held)
        yield _candidate(Tagged(held), guess)
    elif not text.strip():
        yield Problem("", "the file is empty")


def _unended(held: list[Line]) -> Read:
    yield Problem(
        f"line {held[0].number}", "this record has no `ER  -` at its end; what was there of it is imported"
    )


def _candidate(record: Tagged, guess: str) -> Candidate:
    start = f"line {record.lines[0].number}"
    candidate = Candidate(start, key=line(record.first("ID")))
    if guess:
        candidate.lose("guessed", start, f"the encoding of the file: {guess}")
    titles = record.all("TI", "T1")[:1]
    candidate.give("title", "".join(title(one.value, candidate, f"line {one.number}") for one in titles))
    give_short_title(candidate, title(record.first("ST"), candidate, start))
    give_people(
        candidate,
        (name_of(one.value) for one in record.all("AU", "A1")),
        (name_of(one.value) for one in record.all("ED", "A2")),
    )
    give_journal(
        candidate,
        (one.value for one in record.all("T2", "JF", "JO", "JA", "J2", "J1", "BT")),
        " ".join(one.value for one in record.all("SN")),
        record.first("PB"),
    )
    dates = (written_date(one.value, candidate, f"line {one.number}") for one in record.all("DA", "PY", "Y1"))
    candidate.give("published", most_precise(dates))
    give_place(
        candidate,
        record.first("VL"),
        record.first("IS", "CP"),
        (record.first("SP"), record.first("EP")),
        record.first("C7"),
    )
    _identifiers(record, candidate)
    candidate.give("abstract", paragraphs(record.first("AB", "N2")))
    words = (line(word) for one in record.all("KW") for word in one.value.split("\n"))
    candidate.give("keywords", tuple(dict.fromkeys(filter(None, words))))
    give_language(candidate, record.first("LA"), start)
    _links(record, candidate)
    for one in record.all("N1"):
        note = line(one.value)
        if not read_notice(candidate, note, f"line {one.number}"):
            candidate.lose("dropped", f"line {one.number}", f"a note: `{note[:120]}`")
    candidate.types = [
        line(one.value) for one in record.all("M3") if one.value.lower() not in ("journal article", "article")
    ]
    kept_as_article(candidate, record.first("TY").upper(), _ARTICLES, start, "a record of the kind")
    record.all(*_SILENT)
    for one in record.rest():
        candidate.lose("dropped", f"line {one.number}", f"{one.tag}: `{line(one.value)[:100]}`")
    return candidate


def _identifiers(record: Tagged, candidate: Candidate) -> None:
    """The DOI, and what stands among the numbers of catalogues."""
    for one in record.all("DO"):
        candidate.give("doi", identifier("doi", one.value, candidate, f"line {one.number}"))
    for one in record.all("AN", "C2"):
        value, at = line(one.value), f"line {one.number}"
        if re.fullmatch(r"(?i)PMC\d+", value):
            candidate.give("pmcid", identifier("pmcid", value, candidate, at))
        elif re.fullmatch(r"(?i)(?:pmid:?\s*|medline:)?\d{1,9}", value):
            candidate.give("pmid", identifier("pmid", re.sub(r"\D", "", value), candidate, at))
        else:
            candidate.lose("dropped", at, f"a number of another catalogue: `{value[:60]}`")


def _links(record: Tagged, candidate: Candidate) -> None:
    for one in record.all("L1"):
        if web_address(one.value) or one.value.lower().endswith(".pdf"):
            give_pdf(candidate, one.value)
    for one in record.all("UR"):
        at = f"line {one.number}"
        if not give_doi_of_address(candidate, one.value, at):
            candidate.lose("dropped", at, f"an address: `{line(one.value)[:100]}`")
