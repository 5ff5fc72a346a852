"""RIS, as reference managers and publishers write it."""

from __future__ import annotations

import re

from postilla.model import Pdf, Person, Related, Relation, Work

from .candidate import Candidate, JournalNames, Problem, Read
from .characters import decoded, line
from .marks import web_address
from .rich import paragraphs, title
from .tagged import Line, Tagged, lines
from .values import author, identifier, name_of, pages, written_date

LINE = re.compile(r"\ufeff?\s{0,3}([A-Z][A-Z0-9])\s{0,3}-(?:\s|$)")
_IGNORED = (
    "ER",
    "DB",
    "DP",
    "Y2",
    "AD",
    "CY",
    "LB",
    "M1",
    "M2",
    "CN",
    "AV",
    "L2",
    "L3",
    "L4",
    "C1",
    "U1",
    "U2",
    "U3",
)
_SILENT = frozenset({"ER", "DB", "DP", "Y2", "LB", "AV"})


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
    candidate = Candidate(start)
    if guess:
        candidate.lose("guessed", start, f"the encoding of the file: {guess}")
    kind = record.first("TY").upper()
    candidate.types = [
        line(one.value)
        for one in record.all("M3")
        if not re.fullmatch(r"(?i)journal article|article", one.value)
    ]
    candidate.key = line(record.first("ID"))
    give = candidate.give
    titles = record.all("TI", "T1")
    if titles:
        give("title", title(titles[0].value, candidate, f"line {titles[0].number}"))
    give("short_title", title(record.first("ST"), candidate, start))
    if candidate.fields.get("short_title") == candidate.fields.get("title"):
        candidate.fields.pop("short_title", None)
    names = [name_of(one.value) for one in record.all("AU", "A1")]
    give("authors", tuple(author(name) for name in names if name))
    editors = [name_of(one.value) for one in record.all("ED", "A2")]
    give("editors", tuple(name for name in editors if isinstance(name, Person)))
    journals = [line(one.value) for one in record.all("T2", "JF", "JO", "JA", "J2", "J1", "BT")]
    issns = [
        number for one in record.all("SN") for number in re.findall(r"\b\d{4}-?\d{3}[\dXx]\b", one.value)
    ]
    candidate.journal = JournalNames(
        tuple(dict.fromkeys(journals)), tuple(dict.fromkeys(issns)), line(record.first("PB"))
    )
    dates = [written_date(one.value, candidate, f"line {one.number}") for one in record.all("DA", "PY", "Y1")]
    give(
        "published",
        max(
            (date for date in dates if date),
            key=lambda date: (bool(date.month), bool(date.day)),
            default=None,
        ),
    )
    give("volume", line(record.first("VL")))
    give("issue", line(record.first("IS", "CP")))
    printed, article = pages(record.first("SP"), record.first("EP"))
    number = line(record.first("C7"))
    give("pages", printed if not number else "")
    give("elocation", number or article)
    for one in record.all("DO"):
        give("doi", identifier("doi", one.value, candidate, f"line {one.number}"))
    for one in record.all("AN", "C2"):
        value = line(one.value)
        if re.fullmatch(r"(?i)PMC\d+", value):
            give("pmcid", identifier("pmcid", value, candidate, f"line {one.number}"))
        elif re.fullmatch(r"(?i)(?:pmid:?\s*|medline:)?\d{1,9}", value):
            give("pmid", identifier("pmid", re.sub(r"\D", "", value), candidate, f"line {one.number}"))
        else:
            candidate.lose("dropped", f"line {one.number}", f"a number of another catalogue: `{value[:60]}`")
    give("abstract", paragraphs(record.first("AB", "N2")))
    give(
        "keywords",
        tuple(dict.fromkeys(line(k) for one in record.all("KW") for k in one.value.split("\n") if line(k))),
    )
    language = line(record.first("LA"))
    if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language):
        give("language", language)
    _links(record, candidate)
    for one in record.all("N1"):
        _note(one, candidate)
    for one in record.all(*_IGNORED):
        if one.tag not in _SILENT:
            candidate.lose("dropped", f"line {one.number}", f"{one.tag}: `{line(one.value)[:100]}`")
    for one in record.rest():
        candidate.lose("dropped", f"line {one.number}", f"{one.tag}: `{line(one.value)[:100]}`")
    if kind not in ("JOUR", "EJOUR", "MGZN", "JFULL", "ABST", "INPR", "GEN", "UNPB", "NEWS"):
        candidate.lose("changed", start, f"a record of the kind {kind} is kept as an article")
    return candidate


def _links(record: Tagged, candidate: Candidate) -> None:
    for one in record.all("L1"):
        if url := web_address(one.value):
            candidate.fields.setdefault("pdf", Pdf(url=url))
        elif one.value.lower().endswith(".pdf"):
            candidate.fields.setdefault("pdf", Pdf(file=re.sub(r"^(?:internal-pdf|file)://", "", one.value)))
    for one in record.all("UR"):
        found = re.search(r"doi\.org/(10\.\S+)", one.value)
        if found and "doi" not in candidate.fields:
            candidate.give("doi", identifier("doi", found[1], candidate, f"line {one.number}"))
        elif not found:
            candidate.lose("dropped", f"line {one.number}", f"an address: `{line(one.value)[:100]}`")


_COMMENT = re.compile(
    r"(?i)(comments? on|reply to|correct(?:s|ion (?:to|of))|retract(?:s|ion of)):?\s.*?\b(10\.\d{4,9}/\S+)"
)


def _note(one: Line, candidate: Candidate) -> None:
    """A note; `Comment on: 10.…` becomes a relation."""
    match = _COMMENT.match(line(one.value))
    if not match:
        candidate.lose("dropped", f"line {one.number}", f"a note: `{line(one.value)[:120]}`")
        return
    said = match[1].lower()
    relation = (
        Relation.COMMENTS_ON if said.startswith("comment") else Relation.REPLIES_TO if said.startswith("reply")
        else Relation.CORRECTS if said.startswith("correct") else Relation.RETRACTS
    )  # fmt: skip
    if doi := identifier("doi", match[2], candidate, f"line {one.number}"):
        entries = candidate.fields.get("related", ())
        candidate.fields["related"] = (*entries, Related(relation, work=Work(doi=doi)))
