"""Ready-made citation lines: the journal's own, NLM, AMA and APA.

A line is inline text: it becomes HTML with its italics, or plain text to copy. Each style follows its manual for
journal articles: Citing Medicine (NLM), the AMA Manual of Style 11, the APA Publication Manual 7. Tests put them beside
pandoc's citeproc.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from postilla.model import MONTHS, Head, Journal, Name, PartialDate, Person, doi_url
from postilla.model.inline import escape, to_plain

from .dates import year_first, year_of
from .publication import first_and_last
from .status import display_title

NAMES_SHOWN = 6
"""So many authors are named before "et al."; with one more all are, since "et al." for one saves nothing."""
_NLM_NAMES = (6, 6)
_AMA_NAMES = (6, 3)
"""Up to how many authors are all named, and how many are where there are more."""
_APA_MOST, _APA_SHOWN = 20, 19


def author_list(authors: Sequence[Name], et_al: bool = False) -> str:
    """`Peterson CW, van der Berg J, et al`; plain text without a full stop at the end."""
    names = [name.initials() for name in authors]
    if len(names) > NAMES_SHOWN + 1:
        names, et_al = names[:NAMES_SHOWN], True
    return ", ".join([*names, "et al"] if et_al and names else names)


def line(journal: str, year: str, volume: str, issue: str, place: str) -> str:
    """`J Clin Invest. 2021;131(19):e153204`, as far as the parts are known; no full stop at the end."""
    numbers = volume + (f"({issue})" if issue else "")
    tail = f"{year};{numbers}" if year and numbers else year or numbers
    if place:
        tail = f"{tail}:{place}" if tail else place
    if not journal:
        return tail
    return f"{journal.rstrip('.')}. {tail}" if tail else journal


def _house(head: Head, journal: Journal | None, title: str) -> str:
    """The line that journals of medicine print below an article."""
    place = head.elocation or head.pages
    source = line(
        journal.short_title if journal else "", year_of(head.issued), head.volume, head.issue, place
    )
    return _joined(
        escape(author_list(head.authors)), title, escape(source), end=doi_url(head.doi) if head.doi else ""
    )


def _nlm(head: Head, journal: Journal | None, title: str) -> str:
    source = _short(journal)
    numbers = line(
        "", year_first(head.issued), head.volume, head.issue, head.elocation or _minimal(head.pages)
    )
    pmid = f"PubMed PMID: {head.pmid}" if head.pmid else ""
    pmcid = f"PubMed Central PMCID: {head.pmcid}" if head.pmcid else ""
    known = (f"doi:{escape(head.doi)}" if head.doi else "", "; ".join(part for part in (pmid, pmcid) if part))
    end = " ".join(part for part in known if part)
    return _joined(_names(head.authors, *_NLM_NAMES), title, source, escape(numbers), end=end)


def _ama(head: Head, journal: Journal | None, title: str) -> str:
    date, place = head.issued, head.elocation or _expanded(head.pages)
    if head.volume or head.issue or not date:
        numbers = line("", str(date.year) if date else "", head.volume, head.issue, place)
    else:
        numbers = f"Published online {_american(date)}" + (f":{place}" if place else "")
    source = f"*{_short(journal)}*" if journal else ""
    doi = f"doi:{escape(head.doi)}" if head.doi else ""
    return _joined(_names(head.authors, *_AMA_NAMES), title, source, escape(numbers), end=doi)


def _apa(head: Head, journal: Journal | None, title: str) -> str:
    year = f"({head.issued.year if head.issued else 'n.d.'})"
    # without an author the title stands first
    begun = (
        f"{_joined(_apa_names(head.authors))} {_joined(year, title)}"
        if head.authors
        else _joined(title, year)
    )
    source = f"*{escape(journal.full_title)}*" if journal else ""
    volume = f"*{escape(head.volume)}*" if head.volume else ""
    volume += f"({escape(head.issue)})" if head.issue else ""
    place = escape(head.elocation or _expanded(head.pages).replace("-", "–"))
    container = ", ".join(part for part in (source, volume, place) if part)
    return _joined(begun, container, end=doi_url(head.doi) if head.doi else "")


class Style(NamedTuple):
    """One style of citation lines."""

    id: str
    name: str
    """As readers know it; empty for the journal's own."""
    write: Callable[[Head, Journal | None, str], str]


STYLES: Mapping[str, Style] = {
    style.id: style
    for style in (
        Style("house", "", _house),
        Style("nlm", "NLM", _nlm),
        Style("ama", "AMA", _ama),
        Style("apa", "APA", _apa),
    )
}
"""Every style in the order of the page."""


def citation(style: str, head: Head, journal: Journal | None, status: tuple[str, ...] = ()) -> str:
    """The line of one article as inline text.

    >>> from postilla.model import Head, PartialDate, Person
    >>> head = Head(
    ...     "a", "A title", "letter", (Person("Berg", "Jan"),), published=PartialDate(2020), volume="1"
    ... )
    >>> citation("apa", head, Journal(id="jim", name="Imagined"))
    'Berg, J. (2020). A title. *Imagined*, *1*.'
    """
    return STYLES[style].write(head, journal, display_title(head, status))


def _joined(*parts: str, end: str = "") -> str:
    """Sentences, each with a full stop unless it ends with a mark already; `end` has none."""
    sentences = [part if _is_ended(part) else f"{part}." for part in parts if part]
    return " ".join([*sentences, *([end] if end else [])])


def _is_ended(part: str) -> bool:
    return to_plain(part).endswith((".", "?", "!"))


def _short(journal: Journal | None) -> str:
    """The abbreviation without full stops."""
    return escape(journal.short_title.replace(".", "")) if journal else ""


def _names(authors: Sequence[Name], most: int, shown: int) -> str:
    names = [escape(name.initials()) for name in authors]
    return ", ".join([*names[:shown], "et al"] if len(names) > most else names)


def _apa_names(authors: Sequence[Name]) -> str:
    names = [escape(_apa_name(name)) for name in authors]
    if len(names) > _APA_MOST:
        return f"{', '.join(names[:_APA_SHOWN])}, … {names[-1]}"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _apa_name(name: Name) -> str:
    """`van der Berg, J.-P.`, `Smith, A. B., Jr.`."""
    if not isinstance(name, Person):
        return str(name)
    # the initials of the NLM, with their hyphens
    parts = [
        "-".join(_dotted(piece) for piece in re.split(r"[-‐]", word) if piece)
        for word in name.given.replace(".", ". ").split()
    ]
    return ", ".join(
        part for part in (name.surname, " ".join(part for part in parts if part), name.suffix) if part
    )


def _dotted(word: str) -> str:
    letters = Person("", word).initials().strip()
    return " ".join(f"{letter}." for letter in letters)


def _american(date: PartialDate) -> str:
    if not date.month:
        return str(date.year)
    month = MONTHS[date.month - 1]
    return f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}"


_NUMBERED = re.compile(r"(\D*)(\d+)")


def _expanded(pages: str) -> str:
    """`101-4` as `101-104`."""
    first, last = first_and_last(pages)
    a, b = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(last)
    if not a or not b or b[1] not in ("", a[1]):
        return pages.replace("–", "-")
    digits = a[2][: max(0, len(a[2]) - len(b[2]))] + b[2]
    return f"{first}-{a[1] if b[1] else ''}{digits}"


def _minimal(pages: str) -> str:
    """`101-104` as `101-4`; the digits that do not change are left out."""
    first, last = first_and_last(_expanded(pages))
    a, b = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(last)
    if not a or not b or len(a[2]) != len(b[2]) or a[1] != b[1]:
        return pages.replace("–", "-")
    same = next((place for place, (x, y) in enumerate(zip(a[2], b[2], strict=True)) if x != y), len(b[2]) - 1)
    return f"{first}-{b[2][same:]}"
