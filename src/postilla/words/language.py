"""Language: what the interface says, and how it writes numbers, sizes and dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from postilla.model import PartialDate

KB = 1024
MB = 1024 * KB


def one_or_other(number: int) -> str:
    """The plural rule of English and German: `one` for 1, `other` for every other number."""
    return "one" if number == 1 else "other"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the interface. Words are plain text: whoever puts them into HTML escapes them."""

    tag: str
    """BCP 47."""
    words: Mapping[str, str]
    """By key; a value takes the place of its name in braces: `ORCID of {name}`."""
    counts: Mapping[str, Mapping[str, str]]
    """What is counted, by key and plural category (Unicode CLDR); `{number}` is the number as it is written."""
    months: tuple[str, ...]
    thousands: str
    """What stands between groups of three digits."""
    decimal: str
    """What stands before decimal places."""
    plural: Callable[[int], str] = one_or_other
    """From a number to the plural category of what it counts."""

    def foreign(self, tag: str) -> str:
        """The tag of what is shown, or nothing where it is in this language: then nothing needs to be marked."""
        return "" if tag == self.tag else tag

    def word(self, key: str, **values: object) -> str:
        """The words of a key, with values in their places; `KeyError` for a key or a value that is not there."""
        text = self.words[key]
        return text.format(**values) if values else text

    def form(self, number: int, key: str) -> str:
        """The words that count something, `{number}` still in its place."""
        return self.counts[key][self.plural(number)]

    def count(self, number: int, key: str) -> str:
        """`1,979 articles`, `1 article`."""
        return self.form(number, key).format(number=self.number(number))

    def number(self, number: int) -> str:
        """A whole number with separators of thousands: `1,979`."""
        return f"{number:,}".replace(",", self.thousands)

    def size(self, count: int) -> str:
        """A size as a journal prints it: `506.40 KB`, `2.10 MB` (1 KB is 1,024 bytes); empty for 0."""
        if not count:
            return ""
        amount, unit = (count / KB, "KB") if count < MB else (count / MB, "MB")
        return f"{amount:.2f}".replace(".", self.decimal) + f" {unit}"

    def date(self, date: PartialDate | None) -> str:
        """`October 1, 2021`, `October 2021` or `2021`; empty for none."""
        if date is None:
            return ""
        if not date.month:
            return str(date.year)
        key = "date-of-day" if date.day else "date-of-month"
        return self.words[key].format(day=date.day, month=self.months[date.month - 1], year=date.year)
