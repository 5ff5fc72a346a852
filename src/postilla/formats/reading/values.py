"""Values that every source writes in its own way: identifiers, dates, pages, names, licences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from postilla.model import (
    LICENSES,
    MONTHS,
    SCHEMES,
    Group,
    IdentifierError,
    Name,
    NameText,
    PartialDate,
    Person,
)

from .candidate import Candidate
from .characters import line

_MONTHS: Mapping[str, int] = MappingProxyType(
    {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
)
_EMAIL = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[A-Za-z]{2,}")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{1,3}|IV|VI{0,3}|[2-9](?:nd|rd|th)", re.IGNORECASE)


def identifier(scheme: str, text: str, candidate: Candidate, place: str, of: str = "") -> str:
    """The canonical form; what is no identifier of the scheme is dropped and told."""
    bare = line(text).rstrip(".,;") if scheme == "doi" else line(text)
    if not bare:
        return ""
    try:
        return SCHEMES[scheme].parse(bare)
    except IdentifierError as error:
        what = f"{SCHEMES[scheme].title}{of and ' of ' + of}"
        candidate.lose("dropped", place, f"{what}: `{bare[:100]}` {error.message}")
        return ""


def date(year: str, month: str, day: str, candidate: Candidate, place: str) -> PartialDate | None:
    """A date as precise as its parts can be read: months by number or name in English."""
    match = re.search(r"(?<!\d)(1[5-9]\d\d|2[01]\d\d)(?!\d)", year)
    if match is None:
        if year.strip():
            candidate.lose(
                "dropped", place, f"the date `{line(f'{year} {month} {day}')[:60]}`, which has no year"
            )
        return None
    text = match[1]
    number = _month(month)
    if number:
        text += f"-{number:02}"
        if re.fullmatch(r"\s*0*[1-9]\d?\s*", day):
            text += f"-{int(day):02}"
    elif month.strip():
        candidate.lose(
            "changed", place, f"the date `{line(f'{year} {month} {day}')[:60]}` became the year alone"
        )
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        candidate.lose(
            "changed", place, f"the date {text}: {error}; it became {text[:7] if number else text[:4]}"
        )
        return PartialDate.parse(text[:7] if number and 1 <= number <= 12 else text[:4])


def _month(text: str) -> int:
    text = text.strip().lower().rstrip(".")
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else 0
    return _MONTHS.get(text[:3], 0)


_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})(?:[-/. ](?P<month>\d{1,2}|[A-Za-z]{3,9})\.?(?:[-/. ](?P<day>\d{1,2}))?)?(?:[-T/ ].*)?",
        r"(?P<month>[A-Za-z]{3,9})\.?,? (?:(?P<day>\d{1,2})(?:st|nd|rd|th)?,? )?(?P<year>\d{4})",
        r"(?P<day>\d{1,2})\.?[ -](?P<month>[A-Za-z]{3,9})\.?,?[ -](?P<year>\d{4})",
    )
)
"""Dates as people and programs write them, wherever the month cannot be mistaken for the day."""


def written_date(text: str, candidate: Candidate, place: str) -> PartialDate | None:
    """A date from one text, such as `2021/10/01/`; only the year where more is not certain."""
    text = line(text).strip("/ ")
    match = next((m for pattern in _WRITTEN if (m := pattern.fullmatch(text))), None)
    if match:
        return date(match["year"], match["month"] or "", match["day"] or "", candidate, place)
    year = re.search(r"(?<!\d)(1[5-9]\d\d|2[01]\d\d)(?!\d)", text)
    if not year:
        if text:
            candidate.lose("dropped", place, f"the date `{text[:60]}`, which cannot be read")
        return None
    candidate.lose("changed", place, f"the date `{text[:60]}` became the year alone")
    return PartialDate.parse(year[1])


def pages(text: str, last: str = "") -> tuple[str, str]:
    """Pages and article number, one of them empty: `101-4` is pages, `e153204` is an article number."""
    first, last = line(text), line(last)
    if not first:
        first, last = last, ""
    first = re.sub(r"\s*[‐-―−]+\s*|\s*-+\s*", "-", first).strip("-")
    if last and last != first and not first.endswith(f"-{last}"):
        return f"{first}-{last}", ""
    if "-" in first or "," in first or re.fullmatch(r"[A-Z]?\d{1,5}[A-Z]?|[ivxlc]+", first):
        return first, ""
    return "", first


def without_email(text: str, candidate: Candidate, place: str) -> str:
    """The text without e-mail addresses, which the site would publish."""
    if "@" not in text or not _EMAIL.search(text):
        return text
    candidate.lose("dropped", place, "an e-mail address: the site would publish it")
    return line(
        re.sub(r"(?i)\(?\b(?:e-?mail|electronic address)\b\s*:?\s*$", "", _EMAIL.sub("", text))
    ).rstrip(" ,;:(.")


def person(family: str, given: str = "", suffix: str = "", **more: object) -> Person | None:
    """A person, or None without a name; a single name is the family name."""
    family, given, suffix = line(family), line(given), line(suffix)
    if not family:
        family, given = given, ""
    return Person(family, given, suffix=suffix, **more) if family else None  # type: ignore[arg-type]


def name_of(text: str) -> Person | NameText | None:
    """A name from one text: `Family, Given`, `Family, Given, Jr.`; without a comma nothing says which part is which."""
    text = line(text).strip(" ,;")
    if not text:
        return None
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[1]):
        parts = [parts[0], parts[2], parts[1]]
    if len(parts) == 2 or (len(parts) == 3 and _SUFFIX.fullmatch(parts[2])):
        return person(parts[0], parts[1], parts[2] if len(parts) == 3 else "") or NameText(text)
    return NameText(text)


def author(name: Name) -> Person | Group:
    """The same as an author of an article, who is a person or a group."""
    return Group(name.text) if isinstance(name, NameText) else name


def given_first(text: str) -> Person | None:
    """A name as it is read, `Ilse M. Varga`: the last word is taken for the family name, with particles before it."""
    parts = line(text).split()
    if not parts:
        return None
    suffix = parts.pop() if len(parts) > 2 and _SUFFIX.fullmatch(parts[-1]) else ""
    at = len(parts) - 1
    while at > 1 and parts[at - 1].islower():
        at -= 1
    return person(" ".join(parts[at:]), " ".join(parts[:at]), suffix)


def license_id(text: str) -> str:
    """The SPDX identifier of a licence from its address, its identifier or its name; empty where it is none of ours."""
    bare = line(text)
    try:
        return SCHEMES["license"].parse(re.sub(r"/(?:igo|us|uk|[a-z]{2})/?$", "/", bare, flags=re.IGNORECASE))
    except IdentifierError:
        pass
    match = re.search(r"(?i)creativecommons\.org/(licenses|publicdomain)/([a-z+-]+)/(\d\.\d)", bare)
    if match:
        key = {"zero": "CC0", "mark": "CC-PDM"}.get(match[2].lower(), f"CC-{match[2].upper()}")
        return known.id if (known := LICENSES.get(f"{key}-{match[3]}")) else ""
    match = re.search(r"(?i)\bCC[ -]?(BY(?:[ -](?:NC|SA|ND))*)[ -]?(?:v|version )?(\d\.\d)", bare)
    if match:
        key = re.sub(r"[ ]", "-", match[1].upper())
        return known.id if (known := LICENSES.get(f"CC-{key}-{match[2]}")) else ""
    return ""


def keywords(text: str) -> tuple[str, ...]:
    """Keywords of one text, parted by semicolons, or by commas: those with a space after them where there are any."""
    mark = r";" if ";" in text else r",\s" if re.search(r",\s", text) else r","
    return tuple(dict.fromkeys(word for part in re.split(mark, text) if (word := line(part))))
