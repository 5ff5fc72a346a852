"""What a reader gives: candidates for records, what each lost on the way, and what could not be read at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

LossKind: TypeAlias = Literal["dropped", "guessed", "changed"]


class Loss(NamedTuple):
    """One thing that is not in the record as it was in the source."""

    kind: LossKind
    place: str
    """The XPath of the element, or `line 12`."""
    what: str
    """What it was and what became of it: lower case, no full stop."""


class Problem(NamedTuple):
    """A part of a file, or all of it, that gave no record."""

    place: str
    message: str


class JournalNames(NamedTuple):
    """What a source says of the journal; the importer looks it up in the vocabulary."""

    titles: tuple[str, ...] = ()
    """The full title first, then abbreviations."""
    issns: tuple[str, ...] = ()
    publisher: str = ""
    print: str = ""
    """Which of the ISSNs is that of the printed issues, where the source says so."""
    online: str = ""
    """Which is that of the edition online."""


@dataclass(slots=True)
class Candidate:
    """One record as the source has it: plain values of the model, terms still by their names.

    `fields` holds values of `Head` and `Tail` by the field's name, only those that the source gives; the importer sets
    `id`, `type`, `journal`, `specialties`, `series` and `collections` from the other parts. A figure, supplement or PDF
    names its file as the source does.
    """

    place: str = ""
    """Where it stands in its file: an XPath, or `line 12`; empty where it is the whole file."""
    fields: dict[str, Any] = field(default_factory=dict)
    types: list[str] = field(default_factory=list)
    """Names of the type of article, the most telling first."""
    journal: JournalNames = field(default_factory=JournalNames)
    specialties: list[str] = field(default_factory=list)
    series: list[str] = field(default_factory=list)
    collections: list[str] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    key: str = ""
    """The source's own key, for an id where there is no DOI."""
    part: str = ""
    """The key of a sub-article within its article, such as `sa1`; empty for an article."""
    part_of: str = ""
    """How a sub-article relates to the article before it: a relation, or empty."""

    def lose(self, kind: LossKind, place: str, what: str) -> None:
        """Note something that is not in the record as it was in the source."""
        self.losses.append(Loss(kind, place, what))

    def give(self, name: str, value: Any) -> None:
        """Set a field unless the source says nothing of it."""
        if value:
            self.fields[name] = value

    def add(self, name: str, text: str) -> None:
        """Put Markdown behind what a field says already."""
        before = self.fields.get(name, "")
        if text not in before.split("\n\n"):
            self.give(name, "\n\n".join(filter(None, (before, text))))


Read: TypeAlias = Iterator[Candidate | Problem]
"""What a reader yields, in the order of the file."""
