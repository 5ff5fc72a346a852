"""NBIB: PubMed's and MEDLINE's format of tagged lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from postilla.model import Affiliation, Author, Dates, Group, PartialDate, Person, Related, Relation, Work

from .candidate import Candidate, Problem, Read
from .characters import decoded, line
from .fields import give_funding, give_journal, give_language, give_place, most_precise
from .pubmed import types_of
from .rich import labelled, title
from .statements import interests
from .tagged import Line, Tagged, lines
from .values import author, identifier, name_of, without_email, written_date

LINE = re.compile(r"\ufeff?([A-Z][A-Z0-9]{1,3}) {0,3}- ?")
_RELATIONS: Mapping[str, Relation] = MappingProxyType({
    "CON": Relation.COMMENTS_ON, "EFR": Relation.CORRECTS, "ROF": Relation.RETRACTS,
    "ECF": Relation.RAISES_CONCERN_ABOUT, "UOF": Relation.CONTINUES, "CRF": Relation.CONTINUES,
    "RRF": Relation.CONTINUES,
})  # fmt: skip
_BACK = ("CIN", "EIN", "RIN", "ECI", "UIN", "CRI", "RRI", "ORI", "SPIN", "RPI")
_SILENT = (
    "OWN", "STAT", "DCOM", "LR", "CRDT", "EDAT", "MHDA", "PST", "SB", "JID", "PL", "SO", "AU", "IR", "FIR", "CI", "OTO",
    "GS", "PMCR", "DEP", "IS", "PHST",
)  # fmt: skip


def is_nbib(head: str) -> bool:
    """Whether a line of one of PubMed's tags comes first."""
    return bool(re.match(r"\ufeff?\s*(?:PMID|OWN|STAT|TI|DP|FAU|AU)\s{0,2}- ", head))


def read(data: bytes) -> Read:
    """The records of a file; each begins with `PMID`, or after an empty line."""
    text, guess = decoded(data)
    for block in _blocks(text):
        yield _candidate(Tagged(block), guess)
    if not text.strip():
        yield Problem("", "the file is empty")


def _blocks(text: str) -> list[list[Line]]:
    found: list[list[Line]] = []
    starts = {number for number, row in enumerate(text.split("\n"), 2) if not row.strip()} | {1}
    for one in lines(text, LINE):
        seen = found and any(earlier.tag == "PMID" for earlier in found[-1])
        if (
            not found
            or (one.tag == "PMID" and seen)
            or (one.number in starts and one.tag in ("PMID", "OWN", "STAT", "TI", "DP"))
        ):
            found.append([])
        found[-1].append(one)
    return found


def _candidate(record: Tagged, guess: str) -> Candidate:
    start = f"line {record.lines[0].number}"
    candidate = Candidate(start)
    give = candidate.give
    if guess:
        candidate.lose("guessed", start, f"the encoding of the file: {guess}")
    give("pmid", identifier("pmid", record.first("PMID"), candidate, start))
    give("pmcid", identifier("pmcid", record.first("PMC"), candidate, start))
    for one in record.all("LID", "AID"):
        match = re.fullmatch(r"(\S+)\s*\[(\w+)\]", line(one.value))
        if match and match[2] == "doi" and "doi" not in candidate.fields:
            give("doi", identifier("doi", match[1], candidate, f"line {one.number}"))
    for one in record.all("TI")[:1]:
        text = line(one.value)
        bracketed = re.fullmatch(r"\[(.*)\]\.?", text)
        give("title", title(bracketed[1] if bracketed else text, candidate, f"line {one.number}"))
    _authors(record, candidate)
    give_journal(
        candidate,
        (one.value for one in record.all("JT", "TA")),
        " ".join(one.value for one in record.all("IS")),
        printed=next((one.value for one in record.all("IS") if "(Print)" in one.value), ""),
        online=next((one.value for one in record.all("IS") if "(Electronic)" in one.value), ""),
    )
    give("published", most_precise(_date(one, candidate) for one in record.all("DEP", "DP")))
    give_place(candidate, record.first("VI"), record.first("IP"), (record.first("PG"), ""))
    give("abstract", _abstract(record.first("AB")))
    give("keywords", tuple(dict.fromkeys(line(one.value) for one in record.all("OT"))))
    candidate.types = types_of([line(one.value) for one in record.all("PT")])
    give_language(candidate, record.first("LA"), start)
    _rest(record, candidate)
    return candidate


def _date(one: Line, candidate: Candidate) -> PartialDate | None:
    """A date as `2021 Oct 1`, or as `20211001`."""
    match = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", line(one.value))
    return written_date("-".join(match.groups()) if match else one.value, candidate, f"line {one.number}")


def _abstract(text: str) -> str:
    """The abstract; capitals with a colon begin a labelled part."""
    parts = re.split(r"(?:(?<=^)|(?<=[.?!)] ))([A-Z][A-Z ,/&-]{3,40}): ", line(text))
    if len(parts) < 3 or parts[0].strip():
        return labelled([("", line(text))]) if line(text) else ""
    return labelled([(parts[i].strip(), parts[i + 1].strip()) for i in range(1, len(parts) - 1, 2)])


def _authors(record: Tagged, candidate: Candidate) -> None:
    """Full names with what follows each: affiliations and ORCID iDs."""
    authors: list[Author] = []
    keys: dict[Affiliation, str] = {}
    record.used.update(("FAU", "AU", "AUID", "AD", "CN"))
    full = any(one.tag == "FAU" for one in record.lines)
    for one in record.lines:
        at = f"line {one.number}"
        if one.tag == "FAU" or (one.tag == "AU" and not full):
            name = name_of(
                one.value if one.tag == "FAU" else re.sub(r"^(.*)\s(\S+)$", r"\1, \2", line(one.value))
            )
            match = re.fullmatch(r"(.+) (Jr|Sr|II|III|IV|2nd|3rd|4th)", getattr(name, "given", ""))
            if match and isinstance(name, Person):
                # PubMed puts it behind the given names
                name = name._replace(given=match[1], suffix=match[2])
            if name:
                authors.append(author(name))
        elif one.tag == "CN":
            authors.append(Group(line(one.value)))
        elif one.tag == "AUID" and authors and not isinstance(authors[-1], Group) and "ORCID" in one.value:
            orcid = identifier("orcid", one.value.partition("ORCID:")[2], candidate, at, str(authors[-1]))
            authors[-1] = authors[-1]._replace(orcid=orcid)
        elif one.tag == "AD" and authors and not isinstance(authors[-1], Group):
            text = without_email(line(one.value), candidate, at).rstrip(". ")
            if text:
                key = keys.setdefault(Affiliation(text[:4000]), f"a{len(keys) + 1}")
                authors[-1] = authors[-1]._replace(
                    affiliations=tuple(dict.fromkeys((*authors[-1].affiliations, key)))
                )
    candidate.give("authors", tuple(authors))
    candidate.give("affiliations", {key: value for value, key in keys.items()})


def _rest(record: Tagged, candidate: Candidate) -> None:
    entries = []
    for tag_name, relation in _RELATIONS.items():
        for one in record.all(tag_name):
            text = line(one.value)
            pmid, doi = re.search(r"PMID:\s*(\d+)", text), re.search(r"doi:\s*(10\.\S+?)\.?(?:\s|$)", text)
            at = f"line {one.number}"
            work = Work(
                pmid=identifier("pmid", pmid[1], candidate, at) if pmid else "",
                doi=identifier("doi", doi[1], candidate, at) if doi else "",
            )
            entries.append(Related(relation, work=work if work.key else Work(text=text)))
    candidate.give("related", tuple(dict.fromkeys(entries)))
    for one in record.all(*_BACK):
        candidate.lose(
            "dropped",
            f"line {one.number}",
            f"{one.tag}: {line(one.value)[:100]} (the archive works out itself what leads back)",
        )
    told = {}
    for one in record.all("PHST"):
        match = re.fullmatch(r"(\d{4}/\d\d/\d\d).*\[(received|accepted)\]", line(one.value))
        if match and (found := written_date(match[1], candidate, f"line {one.number}")):
            told[match[2]] = found
    if told:
        candidate.give("dates", Dates(**told))
    awards: dict[str, list[str]] = {}
    for one in record.all("GR"):
        parts = [part.strip() for part in line(one.value).split("/")]
        if len(parts) > 1:
            awards.setdefault(parts[-2] if len(parts) > 2 else parts[-1], []).append(parts[0])
    give_funding(candidate, awards)
    for one in record.all("COIS")[:1]:
        said = line(one.value)
        candidate.give(
            "competing_interests", interests(candidate, labelled([("", said)]), said, f"line {one.number}")
        )
    record.all(*_SILENT)
    for one in record.rest():
        candidate.lose("dropped", f"line {one.number}", f"{one.tag}: `{line(one.value)[:100]}`")
