"""From a candidate to the head and tail of a record: values that a record can hold, terms, an id, a source."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from postilla.formats.reading import Candidate, clean
from postilla.model import Dates, Head, Place, Related, Source, Tail, doi_key
from postilla.model.inline import to_plain

from .terms import Terms

BLOCKS = frozenset({
    "text", "abstract", "summary", "archive_note", "competing_interests", "acknowledgements", "data_availability",
    "ethics",
})  # fmt: skip
LONGEST = 4_000
"""Characters of a value on one line."""


class UnusableError(ValueError):
    """Nothing can be made of the candidate; the message says why."""


def tidy(candidate: Candidate) -> None:
    """Bring every value of a candidate into the form that a record has."""
    fields = candidate.fields
    for name, value in list(fields.items()):
        made = _tidied(value, blocks=name in BLOCKS)
        if made or value in (True, False):
            fields[name] = made
        else:
            del fields[name]


def _tidied(value: Any, *, blocks: bool) -> Any:
    if isinstance(value, str):
        cleaned = clean(value)
        return cleaned.strip("\n") if blocks else " ".join(cleaned.split())[:LONGEST]
    if isinstance(value, tuple):
        items = [_tidied(item, blocks=False) for item in value]
        return value._make(items) if hasattr(value, "_make") else tuple(items)
    if isinstance(value, Mapping):
        return {key: _tidied(item, blocks=False) for key, item in value.items()}
    return value


def wanted_id(candidate: Candidate) -> str:
    """What the id of the record is made of: the DOI, PMID, PMCID, the source's key, or title and year."""
    fields = candidate.fields
    if doi := fields.get("doi", ""):
        return str(doi.partition("/")[2])
    if pmid := fields.get("pmid", ""):
        return f"pmid{pmid}"
    if pmcid := fields.get("pmcid", ""):
        return str(pmcid)
    if candidate.key and re.search(r"[A-Za-z]", candidate.key):
        return candidate.key
    words = to_plain(fields.get("title", "")).split()
    year = fields["published"].year if fields.get("published") else ""
    first = next(iter(fields.get("authors", ())), None)
    name = getattr(first, "family", getattr(first, "group", "")) if first else ""
    return " ".join(filter(None, (name, str(year), " ".join(words[:5])))) or candidate.key or "article"


def make(
    candidate: Candidate, terms: Terms, *, default_type: str, default_journal: str, has_default_journal: bool,
    source: Source, today: datetime.date, language: str,
) -> tuple[Head, Tail]:  # fmt: skip
    """The record of a candidate, still without its id.

    Raises:
        UnusableError: it has no title, or is of a journal that the archive does not know.
    """
    tidy(candidate)
    fields = dict(candidate.fields)
    if not fields.get("title"):
        raise UnusableError("it has no title")
    _type(candidate, fields, terms, default_type)
    journal = terms.journal(candidate.journal, fields.get("doi", ""), default_journal)
    if not journal and (candidate.journal.titles or candidate.journal.issns or not has_default_journal):
        name = next(iter((*candidate.journal.titles, *candidate.journal.issns)), "")
        raise UnusableError(
            f"its journal `{name}` is not in the vocabulary journals: add it, or use --create-terms" if name
            else "it names no journal: say which with --journal"
        )  # fmt: skip
    fields["journal"] = journal
    specialties = []
    for name in candidate.specialties:
        if terms.find("types", name) and not terms.find("specialties", name):
            continue
        if id := terms.term("specialties", name):
            specialties.append(id)
        else:
            candidate.lose("dropped", candidate.place, f"the subject `{name}`, which is in no vocabulary")
    fields["specialties"] = tuple(dict.fromkeys(specialties))
    for vocabulary in ("series", "collections"):
        places = []
        for name in getattr(candidate, vocabulary):
            if id := terms.term(vocabulary, name):
                places.append(Place(id))
            else:
                candidate.lose(
                    "dropped",
                    candidate.place,
                    f"the name `{name}`, which is not in the vocabulary {vocabulary}",
                )
        fields[vocabulary] = tuple(dict.fromkeys(places))
    if fields.get("language", "").lower() == language.lower():
        del fields["language"]  # the site's own goes without saying
    _relations(fields)
    _dates(candidate, fields, terms, today)
    if fields.get("pages") and fields.get("elocation"):
        fields.pop("elocation")
    fields["source"] = source
    head = Head(id="", **{name: fields[name] for name in Head._fields if name in fields})
    tail = Tail(**{"affiliations": {}, **{name: fields[name] for name in Tail._fields if name in fields}})
    return head, _affiliations(head, tail)


def _type(candidate: Candidate, fields: dict[str, Any], terms: Terms, default: str) -> None:
    found, is_named = terms.type(candidate, default)
    if not found:
        said = candidate.types[-1] if candidate.types else "nothing"
        raise UnusableError(
            f"its type ({said}) is not in the vocabulary types: add it, name one with --type, or use --create-terms"
        )
    if not is_named:
        said = (
            f"`{candidate.types[-1]}`, which is in no vocabulary"
            if candidate.types
            else "not named by the source"
        )
        candidate.lose("guessed", candidate.place, f"the type is {said}; it became {found}")
    fields["type"] = found


def _relations(fields: dict[str, Any]) -> None:
    """No article is related to itself, and no relation is named twice."""
    own = {
        f"doi:{doi_key(fields['doi'])}" if fields.get("doi") else "",
        f"pmid:{fields.get('pmid')}" if fields.get("pmid") else "",
    } - {""}
    kept: dict[str, Related] = {}
    for related in fields.get("related", ()):
        key = related.article or (related.work.key if related.work else "")
        if key not in own:
            kept.setdefault(f"{related.relation} {key}" if key else repr(related), related)
    if fields.get("related"):
        fields["related"] = tuple(kept.values())


def _dates(candidate: Candidate, fields: dict[str, Any], terms: Terms, today: datetime.date) -> None:
    published = fields.get("published")
    if published is None and isinstance(fields.get("dates"), Dates) and fields["dates"].online:
        published = fields["published"] = fields["dates"].online
    if published is None:
        fields["draft"] = True
        candidate.lose("changed", candidate.place, "it has no date of publication, and became a draft")
    elif published.earliest() > today:
        fields["in_press"] = True
        candidate.lose(
            "changed", candidate.place, f"it is to appear on {published}, and became an article in press"
        )
    notice, needs = terms.needs(fields["type"])
    given = {str(related.relation) for related in fields.get("related", ())}
    if notice and not given.issuperset(needs):
        lacking = ", ".join(need for need in needs if need not in given)
        fields["draft"] = True
        candidate.lose(
            "changed",
            candidate.place,
            f"a notice needs a relation {lacking}, and none is given: it became a draft",
        )


def _affiliations(head: Head, tail: Tail) -> Tail:
    """Only affiliations that somebody has: a record may define no other."""
    used = {
        key
        for person in (*head.authors, *tail.editors)
        for one in (getattr(person, "members", ()) or (person,))
        for key in getattr(one, "affiliations", ())
    }
    return tail._replace(affiliations={key: value for key, value in tail.affiliations.items() if key in used})
