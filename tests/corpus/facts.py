"""Facts of the corpus as records: articles of eLife, commentaries of J Clin Invest, references."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from postilla.archive import slug
from postilla.model import (
    Author,
    Group,
    Head,
    IdentifierError,
    Name,
    NameText,
    PartialDate,
    Person,
    Reference,
    Related,
    Relation,
    Work,
    inline,
)
from postilla.model.identifiers import parse_doi

_RELATIONS: Mapping[str, Relation] = {
    "commentary-article": Relation.COMMENTS_ON,
    "corrected-article": Relation.CORRECTS,
    "article-reference": Relation.COMPANION_TO,
}
"""Those of JATS that lead from an article to what it is about; back links are computed."""


def elife(corpus: Path) -> Iterator[Head]:
    """The articles of eLife; each names others by id where the corpus has them, otherwise by DOI."""
    rows = list(_rows(corpus / "elife-articles-2012-2016.jsonl"))
    ids = {row["doi"]: elife_id(row["doi"]) for row in rows}
    for row in rows:
        dates = {date["type"]: date["d"] for date in row["dates"]}
        related = (
            Related(
                _RELATIONS[one["type"]],
                ids.get(one["doi"], ""),
                None if one["doi"] in ids else Work(doi=one["doi"]),
            )
            for one in row["related"]
            if one["type"] in _RELATIONS and one["doi"] != row["doi"]
        )
        yield Head(
            id=ids[row["doi"]],
            title=inline.escape(row["title"]),
            type="commentary" if row["type"] == "article-commentary" else row["type"],
            authors=tuple(map(_author, row["authors"])),
            journal="elife",
            published=PartialDate(*dates["pub"]),
            volume=row["volume"],
            elocation=row["elocation"],
            doi=row["doi"],
            specialties=tuple(dict.fromkeys(row["subjects"])),
            related=tuple(dict.fromkeys(related)),
        )


def elife_id(doi: str) -> str:
    """The id of an article: `elife00302`."""
    return f"elife{doi.rpartition('.')[2]}"


def jci(corpus: Path) -> Iterator[Head]:
    """The commentaries of The Journal of Clinical Investigation."""
    for row in _rows(corpus / "jci-commentaries.jsonl"):
        yield Head(
            id=slug(row["doi"].partition("/")[2]),
            title=inline.escape(row["title"]),
            type="commentary",
            authors=tuple(map(_author, row["authors"])),
            journal="jci",
            published=PartialDate.parse(row["published"]),
            **{key: row.get(key, "") for key in ("volume", "issue", "pages", "pmid", "pmcid", "doi")},
            elocation="" if "pages" in row else row.get("elocation", ""),
            specialties=tuple(row.get("specialties", ())),
            related=tuple(
                Related(Relation.COMMENTS_ON, work=_discussed(one)) for one in row.get("comments_on", ())
            ),
        )


def _discussed(row: dict[str, Any]) -> Work:
    fields = {key: row.get(key, "") for key in ("doi", "pmid", "year", "volume", "issue")}
    title = inline.escape(row.get("title", ""))
    known = title or fields["doi"] or fields["pmid"]
    return Work(
        title=title,
        authors=tuple(map(_author, row.get("authors", ()))),
        et_al=row.get("et_al", False),
        journal="J Clin Invest",
        pages=row.get("pages") or row.get("first_page", ""),
        text="" if known else "An article of the same issue.",
        **fields,
    )


def references(corpus: Path) -> Iterator[Work]:
    """Every reference of the corpus."""
    with gzip.open(corpus / "references-journal.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = {key: value or "" for key, value in json.loads(line).items()}
            yield Work(
                type="article",
                title=inline.escape(row["title"]),
                authors=tuple(map(_name, row["authors"])),
                journal=row["container"],
                year=row["year"],
                volume=row["volume"],
                issue=row["issue"],
                pages="-".join(filter(None, (row["fpage"], row["lpage"]))),
                doi=doi_or_nothing(row["doi"]),
                pmid=row["pmid"],
            )


def is_odd(work: Work) -> bool:
    """Whether a reference is one of those that importers and writers stumble over."""
    usual = (
        re.fullmatch(r"\d{4}", work.year)
        and re.fullmatch(r"\d*", work.volume + work.issue)
        and re.fullmatch(r"e?\d+(-\d+)?", work.pages)
        and work.title
        and re.fullmatch(r"[\w ,.()'/–-]+", work.title)
        and work.journal.replace(" ", "").isalpha()
        and 0 < len(work.authors) < 40
    )
    return not usual or any(isinstance(a, NameText) or not a.sort_name.isascii() for a in work.authors)


def numbered(works: list[Work]) -> tuple[Reference, ...]:
    """A reference list."""
    return tuple(Reference(f"r{number}", work) for number, work in enumerate(works, 1))


def doi_or_nothing(text: str) -> str:
    """The DOI; nothing where the corpus has a text that is none: a few were broken when they were deposited."""
    try:
        return parse_doi(text)
    except IdentifierError:
        return ""


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, file.read_text("utf-8").splitlines())


def _author(row: dict[str, str]) -> Author:
    name = _name(row)
    return Group(name.text) if isinstance(name, NameText) else name


def _name(row: dict[str, str]) -> Name:
    return NameText(row["literal"]) if "literal" in row else Person(row["family"], row.get("given") or "")
