"""Fields that several sources give alike: titles, people, journal, numbers, dates, money, relations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from postilla.model import Funding, Name, PartialDate, Pdf, Person, Related, Relation, Work

from .candidate import Candidate, JournalNames
from .characters import line
from .languages import language_tag
from .marks import Phrase, inline_text, web_address
from .values import author, identifier, license_id, pages

_STOPS = re.compile(r"(?:\.\.|\b(?:[A-Z]|et al|spp?|Jr|Sr|St|U\.S)\.)$")
"""Ends of a title whose full stop belongs to them."""
_ISSN = re.compile(r"\b\d{4}-?\d{3}[\dXx]\b")
_NOTICE = re.compile(
    r"(?i)(comments? on|reply to|correct(?:s|ion (?:to|of))|retract(?:s|ion of)):?\s.*?\b(10\.\d{4,9}/\S+)"
)
_NOTICES = (
    ("comment", Relation.COMMENTS_ON), ("reply", Relation.REPLIES_TO), ("correct", Relation.CORRECTS),
    ("retract", Relation.RETRACTS),
)  # fmt: skip


def without_stop(title: str) -> str:
    """A title without the full stop at its end, unless that belongs to its last word."""
    return title[:-1] if title.endswith(".") and not _STOPS.search(title) else title


def titled(phrases: Sequence[Phrase], candidate: Candidate, place: str) -> str:
    """A title as inline text, without the full stop at its end."""
    text, whole = inline_text(phrases)
    if not whole:
        candidate.lose("changed", place, "marks within a word were left out of a title")
    return without_stop(text)[:4000]


def give_short_title(candidate: Candidate, text: str) -> None:
    """The short title, unless it only repeats the title."""
    candidate.give("short_title", text if text != candidate.fields.get("title") else "")


def give_people(candidate: Candidate, authors: Iterable[Name | None], editors: Iterable[Name | None]) -> None:
    """Authors, who are people or groups, and editors, who are people."""
    candidate.give("authors", tuple(author(one) for one in authors if one))
    candidate.give("editors", tuple(one for one in editors if isinstance(one, Person)))


def give_journal(
    candidate: Candidate,
    titles: Iterable[str],
    issns: str,
    publisher: str = "",
    printed: str = "",
    online: str = "",
) -> None:
    """The journal by its titles, the full one first, and by the ISSNs that stand in a text.

    `printed` and `online` say of which kind an ISSN is, where the source does.
    """
    candidate.journal = JournalNames(
        tuple(dict.fromkeys(filter(None, map(line, titles)))),
        tuple(dict.fromkeys(_ISSN.findall(issns))),
        line(publisher),
        *("".join(_ISSN.findall(text)[:1]) for text in (printed, online)),
    )


def most_precise(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """The first of the dates that say most: a day, else a month, else a year."""
    return max(
        (date for date in dates if date),
        key=lambda date: (bool(date.month), bool(date.day)),
        default=None,
    )


def give_place(
    candidate: Candidate, volume: str, issue: str, printed: tuple[str, str], number: str = ""
) -> None:
    """Volume, issue, and the first and last page or the number of the article, which counts more."""
    candidate.give("volume", line(volume))
    candidate.give("issue", line(issue))
    span, article = pages(*printed)
    candidate.give("pages", "" if line(number) else span)
    candidate.give("elocation", line(number) or article)


def give_language(candidate: Candidate, text: str, place: str) -> None:
    """The language, as a tag; a name that nobody knows is told."""
    bare = line(text)
    candidate.give("language", language_tag(bare))
    if bare and "language" not in candidate.fields and bare.lower() not in ("und", "mul", "mis", "zxx"):
        candidate.lose("dropped", place, f"the language `{bare[:40]}`, which has no tag here")


def give_license(candidate: Candidate, text: str, place: str) -> None:
    """The licence that an address or a name means."""
    if line(text) and "license" not in candidate.fields:
        candidate.give("license", license_id(text))
        if "license" not in candidate.fields:
            candidate.lose("dropped", place, f"a licence that has no identifier here: `{line(text)[:100]}`")


def give_doi_of_address(candidate: Candidate, url: str, place: str) -> bool:
    """The DOI of an address at doi.org, where the source gives none by itself; whether the address is one."""
    found = re.search(r"doi\.org/(10\.\S+)", url)
    if found and "doi" not in candidate.fields:
        candidate.give("doi", identifier("doi", found[1], candidate, place))
    return bool(found)


def give_pdf(candidate: Candidate, target: str) -> None:
    """The first PDF that is named: an address, or a file beside the source."""
    if bare := line(re.sub(r"^(?:internal-pdf|file)://", "", target.strip())):
        url = web_address(bare)
        candidate.fields.setdefault("pdf", Pdf(url=url) if url else Pdf(file=bare))


def give_funding(candidate: Candidate, awards: Mapping[str, Iterable[str]]) -> None:
    """Funders with the numbers of their awards."""
    candidate.give(
        "funding", tuple(Funding(name, awards=tuple(dict.fromkeys(ids))) for name, ids in awards.items())
    )


def kept_as_article(candidate: Candidate, kind: str, articles: Iterable[str], place: str, what: str) -> None:
    """Tell of a kind of publication that is none of those of articles."""
    if kind and kind not in articles:
        candidate.lose("changed", place, f"{what} {kind} is kept as an article")


def read_notice(candidate: Candidate, note: str, place: str) -> bool:
    """Whether a note names a related article, as `Comment on: 10.…` does; it becomes a relation then."""
    match = _NOTICE.match(note)
    if not match:
        return False
    relation = next(relation for word, relation in _NOTICES if match[1].lower().startswith(word))
    if doi := identifier("doi", match[2], candidate, place, "a related work"):
        one = Related(relation, work=Work(doi=doi))
        candidate.give("related", tuple(dict.fromkeys((*candidate.fields.get("related", ()), one))))
    return True
