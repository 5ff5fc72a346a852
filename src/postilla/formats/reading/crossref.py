"""Crossref's REST API: saved answers of one work or many, lists of works, one work on each line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from postilla.model import (
    Affiliation,
    Author,
    Dates,
    Funding,
    PartialDate,
    Person,
    Reference,
    Related,
    Relation,
    Work,
    doi_key,
)

from .candidate import Candidate, Problem, Read
from .characters import decoded, line
from .csl import csl_date, json_items, read_csl_name, text_of
from .fields import give_journal, give_language, give_license, give_place, give_short_title, most_precise
from .marks import web_address
from .rich import paragraphs, title
from .values import author, identifier, pages, written_date

_DATES = ("published-online", "published-print", "published", "issued")
_RELATIONS: Mapping[str, Relation] = MappingProxyType({
    "is-comment-on": Relation.COMMENTS_ON, "is-review-of": Relation.COMMENTS_ON, "is-reply-to": Relation.REPLIES_TO,
    "is-translation-of": Relation.TRANSLATION_OF, "is-supplement-to": Relation.SUPPLEMENT_TO,
    "continues": Relation.CONTINUES, "is-continuation-of": Relation.CONTINUES,
    "is-related-material": Relation.COMPANION_TO, "is-part-of": Relation.COMPANION_TO,
})  # fmt: skip
_TOLD = ("original-title", "group-title", "edition-number", "translator", "chair", "clinical-trial-number")
"""What an article may have and a record cannot hold; the rest of an answer is about the deposit and not the article."""
_BACK = re.compile(
    r"has-(?:comment|review|reply|translation|supplement|related-material)|is-(?:continued|supplemented)-by"
)
_UPDATES: Mapping[str, tuple[Relation, str]] = MappingProxyType(
    {
        "correction": (Relation.CORRECTS, "correction"), "corrigendum": (Relation.CORRECTS, "correction"),
        "erratum": (Relation.CORRECTS, "correction"), "addendum": (Relation.CORRECTS, "correction"),
        "clarification": (Relation.CORRECTS, "correction"), "retraction": (Relation.RETRACTS, "retraction"),
        "partial_retraction": (Relation.RETRACTS, "retraction"), "withdrawal": (Relation.RETRACTS, "retraction"),
        "removal": (Relation.RETRACTS, "retraction"),
        "expression_of_concern": (Relation.RAISES_CONCERN_ABOUT, "expression-of-concern"),
    }
)  # fmt: skip


def is_crossref(head: str) -> bool:
    """Whether it is JSON with the marks of Crossref's API."""
    return bool(re.match(r"\s*[\[{]", head)) and bool(
        re.search(
            r'"message-type"\s*:\s*"work|"reference-count"\s*:|"is-referenced-by-count"\s*:|"prefix"\s*:\s*"10\.'
            r'|"content-domain"\s*:|"published-(?:print|online)"\s*:'
            r'|"type"\s*:\s*"(?:journal-article|proceedings-article|posted-content|peer-review)"',
            head,
        )
    )


def read(data: bytes) -> Read:
    """The works of a file."""
    text, _ = decoded(data)
    number = 0
    for item in json_items(text):
        if isinstance(item, Problem):
            yield item
            continue
        for work in _works(item):
            number += 1
            place = f"work {number}"
            if isinstance(work, dict) and (work.get("DOI") or work.get("title")):
                yield _candidate(work, place)
            else:
                yield Problem(place, "this is no work of Crossref: it has neither DOI nor title")


def _works(item: Any) -> list[Any]:
    """The works of one object: a work, or an answer that holds one or many."""
    if isinstance(item, list):
        return [work for one in item for work in _works(one)]
    if not isinstance(item, dict):
        return [item]
    message = item.get("message")
    if isinstance(message, dict):
        return _works(message)
    items = item.get("items")
    if isinstance(items, list) and not item.get("DOI"):
        return items
    return [item]


def _candidate(work: dict[str, Any], place: str) -> Candidate:
    candidate = Candidate(place)
    give = candidate.give
    give("doi", identifier("doi", text_of(work.get("DOI")), candidate, place))
    titles = [t for t in _texts(work.get("title")) if line(t)]
    give("title", title(titles[0], candidate, place) if titles else "")
    for other in titles[1:]:
        candidate.lose("dropped", place, f"a second title: `{line(other)[:80]}`")
    give("subtitle", title(text_of(work.get("subtitle")), candidate, place))
    give_short_title(candidate, title(text_of(work.get("short-title")), candidate, place))
    _people(candidate, work, place)
    kinds = [one for one in work.get("issn-type") or () if isinstance(one, dict)]
    give_journal(
        candidate,
        (t for key in ("container-title", "short-container-title") for t in _texts(work.get(key))),
        " ".join(_texts(work.get("ISSN"))),
        text_of(work.get("publisher")),
        *(
            next((text_of(one.get("value")) for one in kinds if one.get("type") == kind), "")
            for kind in ("print", "electronic")
        ),
    )
    dates = (csl_date(work.get(key), candidate, place) for key in _DATES)
    give("published", most_precise(dates))
    _way(candidate, work, place)
    give_place(
        candidate,
        text_of(work.get("volume")),
        text_of(work.get("issue")),
        (text_of(work.get("page")), ""),
        text_of(work.get("article-number")),
    )
    give(
        "abstract",
        paragraphs(
            re.sub(r"<jats:title>\s*(?:Abstract|Summary)\s*</jats:title>", "", text_of(work.get("abstract")))
        ),
    )
    for license in work.get("license") or ():
        if isinstance(license, dict):
            give_license(candidate, text_of(license.get("URL")), place)
    candidate.specialties = [line(s) for s in _texts(work.get("subject"))]
    give_language(candidate, text_of(work.get("language")), place)
    _funders(candidate, work, place)
    _relations(candidate, work, place)
    give("references", tuple(_references(candidate, work, place)))
    for key in _TOLD:
        if value := work.get(key):
            said = text_of(value) or json.dumps(value, ensure_ascii=False)
            candidate.lose("dropped", place, f"{key}: `{line(said)[:100]}`")
    return candidate


def _way(candidate: Candidate, work: dict[str, Any], place: str) -> None:
    """When the article was received and accepted; publishers state it in assertions, beside much else."""
    dates: dict[str, PartialDate | None] = {"accepted": csl_date(work.get("accepted"), candidate, place)}
    for one in work.get("assertion") or ():
        if not isinstance(one, dict):
            continue
        name, value = text_of(one.get("name")).lower(), text_of(one.get("value"))
        if name in ("received", "accepted"):
            dates[name] = dates.get(name) or written_date(value, candidate, place)
        elif line(value):
            label = line(text_of(one.get("label"))) or name
            candidate.lose("dropped", place, f"an assertion: {label}: `{line(value)[:100]}`")
    found = {name: value for name, value in dates.items() if value}
    if found:
        candidate.give("dates", Dates(**found))


def _texts(value: Any) -> list[str]:
    return [text_of(one) for one in value] if isinstance(value, list) else [text_of(value)] if value else []


def _people(candidate: Candidate, work: dict[str, Any], place: str) -> None:
    affiliations: dict[Affiliation, str] = {}
    for field in ("author", "editor"):
        people: list[Author] = []
        for one in work.get(field) or ():
            name = read_csl_name(one)
            if isinstance(name, Person):
                keys = []
                for aff in one.get("affiliation") or ():
                    if isinstance(aff, dict) and line(text_of(aff.get("name"))):
                        ror = next(
                            (
                                text_of(i.get("id"))
                                for i in aff.get("id") or ()
                                if isinstance(i, dict) and i.get("id-type") == "ROR"
                            ),
                            "",
                        )
                        value = Affiliation(
                            line(text_of(aff["name"]))[:4000], ror=identifier("ror", ror, candidate, place)
                        )
                        keys.append(affiliations.setdefault(value, f"a{len(affiliations) + 1}"))
                orcid = identifier("orcid", text_of(one.get("ORCID")), candidate, place, str(name))
                name = name._replace(orcid=orcid, affiliations=tuple(dict.fromkeys(keys)))
            if name is not None:
                people.append(author(name))
        if field == "editor":
            candidate.give("editors", tuple(p for p in people if isinstance(p, Person)))
        else:
            candidate.give("authors", tuple(people))
    candidate.give("affiliations", {key: value for value, key in affiliations.items()})


def _funders(candidate: Candidate, work: dict[str, Any], place: str) -> None:
    found = []
    for one in work.get("funder") or ():
        if isinstance(one, dict) and line(text_of(one.get("name"))):
            doi = identifier("doi", text_of(one.get("DOI")), candidate, place)
            found.append(
                Funding(
                    line(text_of(one["name"])),
                    doi=doi,
                    awards=tuple(line(a) for a in _texts(one.get("award"))),
                )
            )
    candidate.give("funding", tuple(dict.fromkeys(found)))


def _relations(candidate: Candidate, work: dict[str, Any], place: str) -> None:
    entries: list[Related] = []
    for one in work.get("update-to") or ():
        if not isinstance(one, dict):
            continue
        kind = text_of(one.get("type")).lower().replace("-", "_")
        relation, type_name = _UPDATES.get(kind, (Relation.CORRECTS, "correction"))
        if kind not in _UPDATES:
            candidate.lose("guessed", place, f"an update of the kind `{kind}` became {relation}")
        if doi := identifier("doi", text_of(one.get("DOI")), candidate, place, "an updated work"):
            entries.append(Related(relation, work=Work(doi=doi)))
            candidate.types = [type_name]
    relations = work.get("relation")
    for name, targets in relations.items() if isinstance(relations, dict) else ():
        for target in targets if isinstance(targets, list) else ():
            id = text_of(target.get("id")) if isinstance(target, dict) else ""
            kind = text_of(target.get("id-type")) if isinstance(target, dict) else ""
            if (
                name in _RELATIONS
                and kind == "doi"
                and (doi := identifier("doi", id, candidate, place, "a related work"))
            ):
                entries.append(Related(_RELATIONS[name], work=Work(doi=doi)))
            elif (
                name in _RELATIONS
                and kind == "pmid"
                and (pmid := identifier("pmid", id, candidate, place, "a related work"))
            ):
                entries.append(Related(_RELATIONS[name], work=Work(pmid=pmid)))
            else:
                why = ", since the archive works out itself what leads back" if _BACK.match(name) else ""
                candidate.lose("dropped", place, f"the relation {name} to {id}{why}")
    for one in work.get("updated-by") or ():
        if isinstance(one, dict):
            candidate.lose(
                "dropped",
                place,
                f"it has a {text_of(one.get('type')) or 'notice'}: import {text_of(one.get('DOI'))} as well",
            )
    if any(entry.relation is Relation.COMMENTS_ON for entry in entries) and not candidate.types:
        candidate.types = ["commentary"]
    candidate.give("related", tuple(dict.fromkeys(entries)))


def _references(candidate: Candidate, work: dict[str, Any], place: str) -> list[Reference]:
    found = []
    own = doi_key(text_of(work.get("DOI")))
    for number, one in enumerate(work.get("reference") or (), 1):
        if not isinstance(one, dict):
            continue
        get = {key: line(text_of(value)) for key, value in one.items()}
        doi = identifier("doi", get.get("DOI", ""), candidate, place, f"reference {number}")
        if doi and doi_key(doi) == own:
            doi = ""
        name = title(get.get("article-title") or get.get("volume-title", ""), candidate, place)
        printed, article = pages(get.get("first-page", ""))
        text = get.get("unstructured", "")[:4000]
        if not (name or doi):
            text = text or ", ".join(
                filter(
                    None,
                    (
                        get.get(k, "")
                        for k in ("author", "year", "journal-title", "series-title", "volume", "first-page")
                    ),
                )
            )
            if text:
                found.append(Reference(f"r{number}", Work(text=text)))
            continue
        authors = read_csl_name({"family": get.get("author", "")})
        found.append(
            Reference(
                f"r{number}",
                Work(
                    title=name, authors=(authors,) if authors else (), et_al=bool(authors),
                    journal=get.get("journal-title", ""), container=get.get("series-title", ""),
                    year=get.get("year", ""),
                    volume=get.get("volume", ""), issue=get.get("issue", ""), pages=printed, elocation=article, doi=doi,
                    url=web_address(get.get("URL", "")),
                ),
            )
        )  # fmt: skip
    return found
