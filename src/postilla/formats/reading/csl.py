"""CSL-JSON: the data of citation processors, as Zotero and Crossref export it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from postilla.model import Group, Name, NameText, PartialDate, Person

from .candidate import Candidate, Problem, Read
from .characters import decoded, line
from .fields import (
    give_doi_of_address,
    give_journal,
    give_language,
    give_people,
    give_place,
    give_short_title,
    kept_as_article,
)
from .rich import paragraphs, title
from .values import date, identifier, keywords, written_date

_USED = frozenset({
    "id", "type", "title", "title-short", "shortTitle", "container-title", "container-title-short",
    "journalAbbreviation", "author", "editor", "issued", "volume", "issue", "page", "number", "DOI", "PMID", "PMCID",
    "ISSN", "publisher", "URL", "abstract", "keyword", "language", "genre", "source", "accessed", "citation-key",
    "page-first",
})  # fmt: skip
_ARTICLES = ("article-journal", "article", "article-magazine", "article-newspaper", "review")


def is_csl(head: str) -> bool:
    """Whether it is JSON with an entry of a type of CSL."""
    return (
        bool(re.match(r"\s*[\[{]", head))
        and bool(
            re.search(r'"(?:container-title|issued|citation-key|title)"\s*:', head)
            and re.search(
                r'"type"\s*:\s*"(?:article|book|chapter|review|entry|paper|post|report|thesis|webpage|dataset|broadcast|interview|manuscript|legal|speech|personal)',
                head,
            )
        )
        and not re.search(r'"message-type"|"message"\s*:', head)
    )


def read(data: bytes) -> Read:
    """The items of a file, one after the other: a whole bibliography never stands in memory as such."""
    text, _ = decoded(data)
    for number, item in enumerate(_items(text), 1):
        if isinstance(item, Problem):
            yield item
        elif not isinstance(item, dict):
            yield Problem(f"item {number}", "this is no item of CSL-JSON")
        else:
            yield _candidate(item, f"item {number}")


def _items(text: str) -> Iterator[Any]:
    """The items of an array, of `{"items": […]}`, one object, or one object on each line."""
    return json_items(text, "items", "references")


def json_items(text: str, *wrappers: str) -> Iterator[Any]:
    """The objects of a JSON text, decoded one by one; a `Problem` where it goes wrong, and then no more."""
    decoder = json.JSONDecoder()
    at = _blank(text, 0)
    head = text[at : at + 2000]
    wrapped = (
        re.match(r"\{[^\[\]]*?\"(" + "|".join(map(re.escape, wrappers)) + r")\"\s*:\s*(?=\[)", head)
        if wrappers
        else None
    )
    if wrapped:
        at += wrapped.end()
    inside = text.startswith("[", at)
    at = _blank(text, at + 1) if inside else at
    while at < len(text) and text[at] != "]":
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            line_number = text.count("\n", 0, getattr(error, "pos", at)) + 1
            said = (
                "it nests too deeply"
                if isinstance(error, RecursionError)
                else getattr(error, "msg", "a number has too many digits")
            )
            yield Problem(f"line {line_number}", f"this is no JSON: {said}")
            return
        yield item
        at = _blank(text, at)
        if text.startswith(",", at):
            at = _blank(text, at + 1)
    if inside and at >= len(text):
        yield Problem(f"line {text.count(chr(10)) + 1}", "the file is not complete: its list does not end")


_SPACE = re.compile(r"[\s\ufeff]*")


def _blank(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def text_of(value: Any) -> str:
    """Text of a value that should be one: numbers become text, a list its first entry."""
    if isinstance(value, list):
        return text_of(value[0]) if value else ""
    if isinstance(value, bool) or value is None or isinstance(value, dict):
        return ""
    return value if isinstance(value, str) else str(value)


def _candidate(item: dict[str, Any], place: str) -> Candidate:
    candidate = Candidate(place, key=line(text_of(item.get("id") or item.get("citation-key"))))

    def text(*names: str) -> str:
        return next((made for name in names if (made := text_of(item.get(name)))), "")

    candidate.give("title", title(text("title"), candidate, place))
    give_short_title(candidate, title(text("title-short", "shortTitle"), candidate, place))
    give_people(
        candidate,
        map(read_csl_name, _list(item.get("author"))),
        map(read_csl_name, _list(item.get("editor"))),
    )
    give_journal(
        candidate,
        map(text, ("container-title", "container-title-short", "journalAbbreviation")),
        " ".join(map(text_of, _list(item.get("ISSN")))),
        text("publisher"),
    )
    candidate.give("published", csl_date(item.get("issued"), candidate, place))
    printed = text("page")
    give_place(candidate, text("volume"), text("issue"), (printed, ""), "" if printed else text("number"))
    for key in ("DOI", "PMID", "PMCID"):
        candidate.give(key.lower(), identifier(key.lower(), text(key), candidate, place))
    if not give_doi_of_address(candidate, text("URL"), place) and text("URL"):
        candidate.lose("dropped", place, f"an address: `{line(text('URL'))[:100]}`")
    candidate.give("abstract", paragraphs(text("abstract")))
    candidate.give("keywords", keywords(text("keyword")))
    give_language(candidate, text("language"), place)
    candidate.types = [line(text("genre"))] if text("genre") else []
    kept_as_article(candidate, text("type"), _ARTICLES, place, "an item of the type")
    beside = {"number"} if printed else set()
    for key, value in item.items():
        if value and (key not in _USED or key in beside):
            candidate.lose("dropped", place, f"{key}: `{line(json.dumps(value, ensure_ascii=False))[:100]}`")
    return candidate


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def read_csl_name(name: Any) -> Name | None:
    """A name of CSL or Crossref: parts, or `literal` or `name` of a group."""
    if not isinstance(name, dict):
        return NameText(line(name)) if isinstance(name, str) and line(name) else None
    family, given = line(text_of(name.get("family"))), line(text_of(name.get("given")))
    literal = line(text_of(name.get("literal") or name.get("name")))
    if not family and not given:
        return Group(literal) if literal else None
    if not family:
        family, given = given, ""
    particle = " ".join(
        filter(None, (line(text_of(name.get(key))) for key in ("dropping-particle", "non-dropping-particle")))
    )
    return Person(family, given, particle=particle, suffix=line(text_of(name.get("suffix"))))


def csl_date(value: Any, candidate: Candidate, place: str) -> PartialDate | None:
    """A date of CSL or Crossref: `date-parts`, or `raw` or `literal` text."""
    if not isinstance(value, dict):
        return written_date(text_of(value), candidate, place) if value else None
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    texts = [text_of(part) for part in first[:3]] + ["", "", ""]
    if texts[0]:
        return date(texts[0], texts[1], texts[2], candidate, place)
    return written_date(text_of(value.get("raw") or value.get("literal")), candidate, place)
