"""CSV and TSV: one article in a row, the names of the columns in the first."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from postilla.model import Affiliation, Author, Person, Related, Relation, Work

from .candidate import Candidate, Problem, Read
from .characters import decoded, line
from .fields import give_journal, give_language, give_license, give_pdf, give_place
from .marks import web_address
from .rich import paragraphs, title
from .statements import interests
from .values import author, given_first, identifier, name_of, person, without_email, written_date

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "title": ("title", "article title", "titel"),
    "subtitle": ("subtitle",),
    "short_title": ("short title", "running head"),
    "authors": ("authors", "author", "author names", "author full names", "autoren", "creators"),
    "affiliation": ("affiliation", "affiliations", "institution"),
    "orcid": ("orcid", "orcids"),
    "journal": (
        "journal", "journal title", "publication title", "source title", "journal/book", "container title",
    ),
    "issn": ("issn", "eissn", "issn online", "issn print"),
    "published": (
        "published", "date", "publication date", "date published", "publication year", "year", "datum", "create date",
    ),
    "volume": ("volume", "vol"),
    "issue": ("issue", "number", "no"),
    "pages": ("pages", "page range", "page"),
    "first_page": ("first page", "page start", "start page"),
    "last_page": ("last page", "page end", "end page"),
    "elocation": ("elocation", "article number", "art no", "elocation id"),
    "doi": ("doi", "digital object identifier"),
    "pmid": ("pmid", "pubmed id"),
    "pmcid": ("pmcid", "pmc id"),
    "type": ("type", "article type", "document type", "section", "section title", "item type"),
    "specialties": ("specialties", "specialty", "subjects", "subject", "categories", "discipline"),
    "series": ("series",),
    "collections": ("collections", "collection"),
    "keywords": ("keywords", "author keywords", "manual tags", "tags"),
    "abstract": ("abstract", "abstract note"),
    "summary": ("summary", "plain language summary"),
    "comments_on": (
        "comments on", "comments-on", "commented doi", "discussed doi", "related doi", "comment on",
    ),
    "replies_to": ("replies to", "replies-to"),
    "corrects": ("corrects",),
    "retracts": ("retracts",),
    "license": ("license", "licence", "rights", "license url"),
    "competing_interests": ("competing interests", "conflicts of interest"),
    "acknowledgements": ("acknowledgements", "acknowledgments"),
    "language": ("language", "locale"),
    "pdf": ("pdf", "pdf url", "full text pdf", "file attachments"),
    "id": ("id", "key", "submission id", "submission"),
})  # fmt: skip
"""What a column holds → names that it may have, compared without case, `_` and `-`."""
_NAMES = {re.sub(r"[\s_-]+", " ", name): key for key, names in COLUMNS.items() for name in names}
_RELATIONS: Mapping[str, Relation] = MappingProxyType(
    {
        "comments_on": Relation.COMMENTS_ON,
        "replies_to": Relation.REPLIES_TO,
        "corrects": Relation.CORRECTS,
        "retracts": Relation.RETRACTS,
    }
)
_DELIMITERS = "\t,;|"
_ANY = re.compile(r"[\t ,;|:/\\^~\"]+")
"""What may stand between the names of columns that something else parts."""
_NUMBERED = re.compile(
    r"(given name|first name|family name|last name|affiliation|orcid(?: id)?)"
    r" \(author (\d{1,3})\)"
)
"""Columns of one author each, as OJS exports them."""


def is_table(head: str) -> bool:
    """Whether the first row names a column of titles and another one."""
    row = next((row for row in head.lstrip("\ufeff").split("\n") if row.strip()), "")
    return any(_is_header(row, delimiter) for delimiter in _DELIMITERS)


def is_meant_as_table(data: bytes) -> bool:
    """Whether the first row names columns of articles, whatever it parts them by."""
    row = next((row for row in decoded(data[:65_536]).text.split("\n") if row.strip()), "")
    known = {column_of(name) for name in _ANY.split(row)}
    return "title" in known and len(known - {""}) > 1


def _is_header(row: str, delimiter: str) -> bool:
    if delimiter not in row:
        return False
    cells = next(csv.reader([row], delimiter=delimiter), [])
    known = {column_of(cell) for cell in cells}
    return "title" in known and len(known - {""}) > 1


def column_of(name: str) -> str:
    """What a column of this name holds, or nothing."""
    return _NAMES.get(re.sub(r"[\s_-]+", " ", name.strip().strip("\ufeff").casefold()), "")


def _numbered(name: str) -> tuple[str, int]:
    """What a column says of which author; 0 where it is of none."""
    match = _NUMBERED.fullmatch(" ".join(re.sub(r"[\s_]+", " ", name.casefold()).split()))
    if not match:
        return "", 0
    part = match[1].replace("first", "given").replace("last", "family").partition(" ")[0]
    return part, int(match[2])


def read(data: bytes) -> Read:
    """The rows of a file."""
    text, guess = decoded(data)
    first = next((row for row in text.split("\n") if row.strip()), "")
    if not first:
        yield Problem("", "the file is empty")
        return
    delimiter = max(_DELIMITERS, key=lambda d: (_is_header(first, d), first.count(d)))
    if not _is_header(first, delimiter):
        yield Problem(
            "line 1",
            "the first row names no column `title` beside others, parted by commas, semicolons, tabs or bars: "
            f"`{line(first)[:100]}`",
        )
        return
    yield from _rows(text, delimiter, guess)


def _rows(text: str, delimiter: str, guess: str) -> Iterator[Candidate | Problem]:
    lines = [f"{row}\n" for row in text.removesuffix("\n").split("\n")]
    reader = csv.reader(lines, delimiter=delimiter, strict=False)
    header: list[str] = []
    at = 0
    try:
        for row in reader:
            start, at = at + 1, reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if not header:
                header = row
                continue
            place = f"line {start}"
            if at == len(lines) and _is_open(lines[start - 1 :], delimiter):
                yield Problem(
                    place,
                    "a quotation mark is opened in this row and never closed: it and the rows after it are not read",
                )
                return
            if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
                yield Problem(
                    place,
                    f"the row has {len(row)} cells, and the table {len(header)} columns: "
                    "a cell that holds the separator stands in quotation marks",
                )
                continue
            yield _candidate(header, row, place, guess)
            guess = ""
    except csv.Error as error:
        yield Problem(f"line {reader.line_num}", f"the table cannot be read on: {error}")


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Whether the file ends within a quoted cell, which the reader takes for the end of the cell."""
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _cells(
    candidate: Candidate, header: list[str], row: list[str], place: str
) -> tuple[dict[str, str], dict[int, dict[str, str]]]:
    """What the row says, by what its columns hold, and of each author that has columns of its own."""
    cells: dict[str, str] = {}
    people: dict[int, dict[str, str]] = {}
    for name, cell in zip(header, row, strict=False):
        if not cell.strip():
            continue
        column = column_of(name)
        part, number = _numbered(name)
        if part:
            people.setdefault(number, {})[part] = line(cell)
        elif not column:
            shown = line(without_email(cell, candidate, place))[:80]
            if shown:
                candidate.lose("dropped", place, f"the column {line(name)}: `{shown}`")
        elif column in cells and column == "published":
            cells[column] = max(cells[column], cell, key=len)
        elif cells.get(column, cell.strip()) != cell.strip():
            candidate.lose("dropped", place, f"a second column of {column}: `{line(cell)[:80]}`")
        else:
            cells[column] = cell.strip()
    return cells, people


def _candidate(header: list[str], row: list[str], place: str, guess: str) -> Candidate:
    candidate = Candidate(place)
    cells, people = _cells(candidate, header, row, place)
    if guess:
        candidate.lose("guessed", place, f"the encoding of the file: {guess}")
    give = candidate.give

    def get(name: str) -> str:
        return cells.get(name, "")

    for name in ("title", "subtitle", "short_title"):
        give(name, title(get(name), candidate, place))
    candidate.key = line(get("id"))
    if people:
        _numbered_authors(candidate, people, place)
    else:
        _authors(candidate, cells, place)
    give_journal(candidate, [get("journal")], get("issn"))
    give("published", written_date(get("published"), candidate, place) if get("published") else None)
    printed = (get("pages") or get("first_page"), get("last_page"))
    give_place(candidate, get("volume"), get("issue"), printed, get("elocation"))
    for scheme in ("doi", "pmid", "pmcid"):
        give(scheme, identifier(scheme, get(scheme), candidate, place))
    candidate.types = [line(get("type"))] if get("type") else []
    candidate.specialties = _several(get("specialties"))
    candidate.series = _several(get("series"))
    candidate.collections = _several(get("collections"))
    give("keywords", tuple(_several(get("keywords"))))
    for name in ("abstract", "summary", "acknowledgements"):
        give(name, paragraphs(get(name)))
    said = get("competing_interests")
    give("competing_interests", interests(candidate, paragraphs(said), line(said), place))
    give_license(candidate, get("license"), place)
    give_language(candidate, get("language"), place)
    give_pdf(candidate, get("pdf") if web_address(get("pdf")) else get("pdf").split(";")[0])
    _relations(candidate, cells, place)
    return candidate


def _several(text: str) -> list[str]:
    """The values of one cell: parted by semicolons or bars, by commas where there are neither."""
    parts = re.split(r"[;|\n]", text) if re.search(r"[;|\n]", text) else text.split(",")
    return list(dict.fromkeys(name for part in parts if (name := line(part))))


def _authors(candidate: Candidate, cells: Mapping[str, str], place: str) -> None:
    """Names parted by semicolons (`Varga, Ilse; Holm, Edda`), by `and`, or by commas where each is `Given Family`."""
    text = cells.get("authors", "")
    if ";" in text or "|" in text or "\n" in text:
        parts = [part for part in re.split(r"[;|\n]", text) if part.strip()]
    elif " and " in text or " & " in text:
        parts = (
            [p for p in re.split(r"\s+(?:and|&)\s+|,(?=\s*\S+\s+\S)", text) if p.strip()]
            if text.count(",") != 1
            else re.split(r"\s+(?:and|&)\s+", text)
        )
    elif text.count(",") > 1:
        parts = text.split(",")
        candidate.lose("guessed", place, f"where one name ends and the next begins: `{line(text)[:80]}`")
    else:
        parts = [text] if text else []
    found: list[Author] = []
    for part in parts:
        name = name_of(part) if "," in part else (given_first(part) or name_of(part))
        if name:
            found.append(author(name))
    institutions = _affiliations(cells.get("affiliation", ""))
    keys = {f"a{number}": value for number, value in enumerate(institutions, 1)}
    orcids = re.findall(r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]", cells.get("orcid", ""))
    people: list[Author] = []
    for number, one in enumerate(found):
        if not isinstance(one, Person):
            people.append(one)
            continue
        orcid = orcids[number] if len(orcids) == len(found) else ""
        theirs = (list(keys)[number],) if len(keys) == len(found) else tuple(keys) if len(keys) == 1 else ()
        people.append(
            one._replace(orcid=identifier("orcid", orcid, candidate, place, str(one)), affiliations=theirs)
        )
    if orcids and len(orcids) != len(found):
        candidate.lose(
            "dropped", place, f"{len(orcids)} ORCID iDs for {len(found)} authors: nobody knows whose they are"
        )
    if keys and len(keys) not in (1, len(found)):
        candidate.lose(
            "dropped",
            place,
            f"{len(keys)} affiliations for {len(found)} authors: nobody knows whose they are",
        )
        keys = {}
    candidate.give("authors", tuple(people))
    candidate.give("affiliations", keys)


def _numbered_authors(candidate: Candidate, people: Mapping[int, Mapping[str, str]], place: str) -> None:
    """Authors whose parts stand in columns of their own."""
    authors: list[Author] = []
    keys: dict[Affiliation, str] = {}
    for _, parts in sorted(people.items()):
        one = person(parts.get("family", ""), parts.get("given", ""))
        if one is None:
            continue
        mine = [
            keys.setdefault(aff, f"a{len(keys) + 1}") for aff in _affiliations(parts.get("affiliation", ""))
        ]
        orcid = identifier("orcid", parts.get("orcid", ""), candidate, place, str(one))
        authors.append(one._replace(orcid=orcid, affiliations=tuple(dict.fromkeys(mine))))
    candidate.give("authors", tuple(authors))
    candidate.give("affiliations", {key: value for value, key in keys.items()})


def _affiliations(text: str) -> list[Affiliation]:
    return [Affiliation(line(part)[:4000]) for part in re.split(r"[;|\n]", text) if line(part)]


def _relations(candidate: Candidate, cells: Mapping[str, str], place: str) -> None:
    entries = []
    for column, relation in _RELATIONS.items():
        for value in re.split(r"[\s;|]+(?=10\.|https?://|\d+$)|;", cells.get(column, "")):
            text = line(value)
            if not text:
                continue
            doi = re.search(r"10\.\d{4,9}/\S+", text)
            if doi:
                work = Work(doi=identifier("doi", doi[0], candidate, place, "a related work"))
            elif re.fullmatch(r"\d{1,9}", text):
                work = Work(pmid=text)
            else:
                work = Work(text=text)
            if work.key or work.text:
                entries.append(Related(relation, work=work))
    candidate.give("related", tuple(dict.fromkeys(entries)))
