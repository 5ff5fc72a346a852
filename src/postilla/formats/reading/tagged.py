"""Files of tagged lines: `TY  - JOUR`, `PMID- 34596051`; a record is a run of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Line(NamedTuple):
    """One tag with its value, continued lines joined to it."""

    number: int
    tag: str
    value: str


class Tagged:
    """The lines of one record."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.used: set[str] = set()

    def all(self, *tags: str) -> list[Line]:
        """Every line with one of the tags, in the order of the tags, then of the file."""
        self.used.update(tags)
        return [line for tag in tags for line in self.lines if line.tag == tag and line.value]

    def first(self, *tags: str) -> str:
        """The first value, or nothing."""
        return next((line.value for line in self.all(*tags)), "")

    def rest(self) -> Iterator[Line]:
        """The lines whose tags nobody asked for."""
        return (line for line in self.lines if line.tag not in self.used and line.value)


def lines(text: str, pattern: re.Pattern[str]) -> Iterator[Line]:
    """The tagged lines of a text; a line without a tag goes on the one before it."""
    held: Line | None = None
    for number, row in enumerate(text.split("\n"), 1):
        match = pattern.match(row)
        if match:
            if held:
                yield held
            held = Line(number, match[1].strip(), row[match.end() :].strip())
        elif held and row.strip():
            held = held._replace(
                value=f"{held.value}\n{row.strip()}"
                if held.tag in ("AB", "N2", "N1")
                else f"{held.value} {row.strip()}"
            )
        elif held and held.tag in ("AB", "N2", "N1"):
            held = held._replace(value=f"{held.value}\n")
    if held:
        yield held
