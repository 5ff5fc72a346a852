"""Dates as precise as they are known: a year, a month or a day."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
EARLIEST = 1500
"""The first year that a record may bear; printing is not older by much."""

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class PartialDate(NamedTuple):
    """A year, perhaps a month, perhaps a day; 0 stands for "not known"."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """A date from `2021`, `2021-10` or `2021-10-01` (ISO 8601); `ValueError` says what is wrong."""
        match = _ISO.fullmatch(text)
        if not match:
            raise ValueError("is not a date of the form 2021, 2021-10 or 2021-10-01")
        year, month, day = (int(part or 0) for part in match.groups())
        if year < EARLIEST:
            raise ValueError(f"the year {year} is before {EARLIEST}")
        if match[2] and not 1 <= month <= 12:
            raise ValueError(f"there is no month {match[2]}")
        if match[3]:
            try:
                datetime.date(year, month, day)
            except ValueError:
                raise ValueError(f"{MONTHS[month - 1]} {year} has no day {match[3]}") from None
        return cls(year, month, day)

    def __str__(self) -> str:
        """ISO 8601, as precise as known."""
        if not self.month:
            return f"{self.year:04d}"
        return f"{self.year:04d}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    def newest_first(self) -> tuple[int, int, int]:
        """A key that sorts newest first, a partial date last within its period."""
        return (-self.year, -self.month or 1, -self.day or 1)

    def earliest(self) -> datetime.date:
        """The first day that the date may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)
