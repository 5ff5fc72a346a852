"""Kinds of value that are one scalar: text, dates, numbers, identifiers, addresses."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from postilla.model import MONTHS, SCHEMES, IdentifierError, PartialDate

from .kinds import Decoder, Literal, Quoted, ScalarKind
from .nodes import Scalar, shown

MAX_PLAIN = 4_000
"""Characters of a plain or inline value; the longest real author list is in a list, not in one value."""

_EMAIL = re.compile(r"(?<![^\s@<>])[^\s@<>]+@[^\s@<>]+\.[A-Za-z]{2,}")


class Plain(ScalarKind[str]):
    """Plain text: no marks, one line; what a record says of people may hold no e-mail address."""

    def __init__(self, words: str = "text", *, email: bool = True) -> None:
        self.words = words
        self._email = email

    def schema(self) -> dict[str, Any]:
        # what looks like a number is one to an editor: `volume: 131`
        return {"type": ["string", "number"]}

    def read(self, text: str, node: Scalar, at: str, decoder: Decoder) -> str | None:
        decoder.text_ends(node, at)
        value = text if text.isalnum() else " ".join(text.split())
        if len(value) > MAX_PLAIN:
            decoder.report(
                "P220",
                decoder.span(node),
                at,
                f"the text has {len(value):,} characters",
                f"at most {MAX_PLAIN:,}",
            )
            return None
        if not self._email and "@" in value and (match := _EMAIL.search(value)):
            decoder.report(
                "P214",
                decoder.span(node),
                at,
                f"{shown(match[0])} is an e-mail address",
                "the site would publish it",
                "leave it out",
            )
            return None
        return value


class Inline(Plain):
    """Inline text: `*italic*`, `**bold**`, `^sup^`, `~sub~`; the writer quotes it."""

    def __init__(self, words: str = "inline text") -> None:
        super().__init__(words)

    def encode(self, value: str) -> Any:
        return Quoted(value)


class Blocks(ScalarKind[str]):
    """Blocks of Markdown."""

    def __init__(self, words: str = "Markdown") -> None:
        self.words = words

    def read(self, text: str, node: Scalar, at: str, decoder: Decoder) -> str | None:
        decoder.text_ends(node, at)
        decoder.blocks[at] = node
        return text.strip("\n")

    def encode(self, value: str) -> Any:
        return Literal(value)


_BOOLEANS: Mapping[str, str] = {
    **dict.fromkeys(("true", "yes", "y", "on", "1"), "true"),
    **dict.fromkeys(("false", "no", "n", "off", "0"), "false"),
}
"""What people write for true and false, YAML 1.1's words among it."""


class Boolean(ScalarKind[bool]):
    """`true` or `false`, and nothing else that YAML 1.1 takes for one."""

    words = "true or false"

    def read(self, text: str, node: Scalar, at: str, decoder: Decoder) -> bool | None:
        if text in ("true", "false"):
            return text == "true"
        meant = _BOOLEANS.get(text.lower())
        note = f"write `{meant}`" if meant else "wanted true or false"
        decoder.report("P207", decoder.span(node), at, f"`{shown(text)}` is neither true nor false", note)
        return None

    def encode(self, value: bool) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Integer(ScalarKind[int]):
    """A whole number from `least`."""

    def __init__(self, least: int = 0, words: str = "a whole number") -> None:
        self._least = least
        self.words = words

    def read(self, text: str, node: Scalar, at: str, decoder: Decoder) -> int | None:
        if re.fullmatch(r"[0-9]{1,15}", text) and int(text) >= self._least:
            return int(text)
        what = f"`{shown(text)}` is not {self.words} from {self._least}"
        note = f"wanted {self._least} or more" if text.isdecimal() else "wanted digits only"
        decoder.report("P208", decoder.span(node), at, what, note)
        return None

    def encode(self, value: int) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self._least}


class Date(ScalarKind[PartialDate]):
    """A date as precise as known."""

    words = "a date as precise as known: 2021-10-01, 2021-10 or 2021"

    def read(self, text: str, node: Scalar, at: str, decoder: Decoder) -> PartialDate | None:
        try:
            return PartialDate.parse(text.strip())
        except ValueError as error:
            what = f"`{shown(text)}` is not a date" if str(error).startswith("is not") else str(error)
            meant = _date_meant(text)
            note = f"did you mean `{meant}`?" if meant else f"wanted {self.words}"
            decoder.report("P205", decoder.span(node), at, what, note)
            return None

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}


_PRINTED = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?P<month>[A-Za-z]{3,9})\.? (?:(?P<day>\d{1,2}),? )?(?P<year>\d{4})",
        r"(?P<day>\d{1,2})\.? (?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})",
        r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})(?:[-/. ](?P<day>\d{1,2}))?",
    )
)
"""Dates as journals print them. Where it is not certain which number is the month, nothing is guessed."""


def _date_meant(text: str) -> PartialDate | None:
    """The date that somebody meant who copied it from a page: `October 1, 2021`, `1 Oct 2021`, `2021/10/1`."""
    match = next((m for pattern in _PRINTED if (m := pattern.fullmatch(" ".join(text.split())))), None)
    if match is None:
        return None
    month = match["month"]
    if not month.isdecimal():
        names = [name[: len(month)].lower() for name in MONTHS]
        month = str(names.index(month.lower()) + 1) if month.lower() in names else "0"
    parts = [match["year"], *(f"{int(part):02}" for part in (month, match["day"]) if part)]
    try:
        return PartialDate.parse("-".join(parts))
    except ValueError:
        return None


class Moment(ScalarKind[str]):
    """A date and time with its zone (ISO 8601), kept as written."""

    words = "a date and time with zone: 2026-12-01T10:00:00+00:00"

    def read(self, text: str, node: Scalar, at: str, decoder: Decoder) -> str | None:
        text = text.strip()
        try:
            moment = datetime.datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            decoder.report(
                "P205",
                decoder.span(node),
                at,
                f"`{shown(text)}` is not a date and time with a zone",
                f"wanted {self.words}",
            )
            return None
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}


class Choice(ScalarKind[str]):
    """One of a closed list of values."""

    def __init__(self, values: Sequence[str], words: str = "") -> None:
        self._values = tuple(values)
        self.words = words or "one of " + ", ".join(self._values)

    def read(self, text: str, node: Scalar, at: str, decoder: Decoder) -> str | None:
        if text in self._values:
            return text
        close = difflib.get_close_matches(text.strip().lower(), self._values, 1)
        decoder.report(
            "P206", decoder.span(node), at, f"`{shown(text)}` is not one of the values",
            f"did you mean `{close[0]}`?" if close else "",
            "write one of " + ", ".join(self._values),
        )  # fmt: skip
        return None

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self._values)}


class Identifier(ScalarKind[str]):
    """An identifier of one of the model's schemes, in canonical form."""

    def __init__(self, scheme: str) -> None:
        self._scheme = SCHEMES[scheme]
        self.words = f"{_article(self._scheme.title)} {self._scheme.title} such as {self._scheme.example}"

    def read(self, text: str, node: Scalar, at: str, decoder: Decoder) -> str | None:
        try:
            return self._scheme.parse(text)
        except IdentifierError as error:
            message = error.message
            if message.startswith("is not"):
                message = f"`{shown(text)}` {message}"
            decoder.report("P204", decoder.span(node), at, message, error.note, error.help)
            return None

    def schema(self) -> dict[str, Any]:
        return {
            "type": ["string", "integer"],
            "pattern": self._scheme.pattern,
            "examples": [self._scheme.example],
        }


class Pattern(ScalarKind[str]):
    """Text of a fixed form."""

    def __init__(self, code: str, pattern: str, words: str, *, longest: int = 200) -> None:
        self._code, self._pattern, self._longest = code, re.compile(pattern, re.ASCII), longest
        self.words = words

    def read(self, text: str, node: Scalar, at: str, decoder: Decoder) -> str | None:
        text = text.strip()
        if len(text) <= self._longest and self._pattern.fullmatch(text):
            return text
        what, _, form = self.words.partition(": ")
        what, _, example = what.partition(" such as ")
        if len(text) > self._longest:
            note = f"it has {len(text):,} characters, at most {self._longest} are allowed"
        elif self._pattern.fullmatch(text.lower()):
            note = f"did you mean `{text.lower()}`?"
        else:
            note = f"wanted {form}" if form else f"such as {example}" if example else ""
        decoder.report(self._code, decoder.span(node), at, f"`{shown(text)}` is not {what}", note)
        return None

    def schema(self) -> dict[str, Any]:
        return {
            "type": ["string", "integer"],
            "pattern": f"^(?:{self._pattern.pattern})$",
            "maxLength": self._longest,
        }


ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def identifier_of_archive(words: str = "an id: lower-case letters, digits, single hyphens") -> Pattern:
    """The kind of ids of articles, terms and affiliations."""
    return Pattern("P210", ID_PATTERN, words, longest=64)


class Url(ScalarKind[str]):
    """A web address."""

    words = "a web address"

    def read(self, text: str, node: Scalar, at: str, decoder: Decoder) -> str | None:
        text = text.strip()
        try:
            parts = urlsplit(text)
            usable = (
                parts.scheme in ("http", "https")
                and bool(parts.hostname)
                and not re.search(r"[\s<>\"\\^`{}|]", text)
            )
        except ValueError:
            usable = False
        if usable:
            return text
        note = "an address holds no spaces" if re.search(r"\S\s+\S", text) else "wanted https://…"
        decoder.report("P212", decoder.span(node), at, f"`{shown(text)}` is not a web address", note)
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri", "pattern": "^https?://"}


class FileName(ScalarKind[str]):
    """The name of a file that belongs to the record: no folders, nothing a file system reserves."""

    words = "the name of a file beside the record"
    _RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")

    def read(self, text: str, node: Scalar, at: str, decoder: Decoder) -> str | None:
        text = text.strip()
        if (
            re.fullmatch(r"[\w][\w. ()+,=-]*", text)
            and not text.endswith((".", " "))
            and len(text.encode()) <= 200
            and not self._RESERVED.fullmatch(text)
        ):
            return text
        if "/" in text or "\\" in text:
            note = "a name without folders"
        elif self._RESERVED.fullmatch(text):
            note = "Windows keeps this name for itself"
        else:
            note = "letters, digits, spaces and . _ - + , = ( ) only, a letter or digit first"
        decoder.report(
            "P213",
            decoder.span(node),
            at,
            f"`{shown(text)}` is not the name of a file beside the record",
            note,
        )
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "integer"], "pattern": r"^\w[\w. ()+,=-]*$"}


def _article(word: str) -> str:
    return "an" if word[0] in "AEIOS" else "a"
