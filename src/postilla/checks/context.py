"""Context and Finding: what every rule is given, and what it gives."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from postilla.archive import Archive, Entry
from postilla.diagnostics import Severity, Span
from postilla.model import Term, Vocabulary

Locate = Callable[[str, str], tuple[Span, str]]
"""From a file and the path of a field to its place, or that of the nearest thing around it, and the source line."""


def one_case(address: str) -> str:
    """An address as a file system sees it that does not tell upper case from lower case, or forms of one letter."""
    return unicodedata.normalize("NFC", address).casefold()


@dataclass(frozen=True, slots=True)
class Context:
    """The archive, and all that was read for it."""

    archive: Archive
    vocabularies: Mapping[str, Vocabulary]
    entries: Sequence[Entry]
    """Every record, hidden ones too, and all that share an id; in any order, kept by path."""
    locate: Locate
    has_file: Callable[[str, str], bool] = lambda _path, _name: True
    """Whether a record, given by its path, has the file that it names."""
    files_named: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """By the path of a record: the fields that name a file of its own, each with the name."""
    reserved: frozenset[str] = frozenset()
    """The addresses of hand-written pages; `is_reserved` compares with them."""
    made: frozenset[str] = frozenset()
    """The extensions of the files that the site has of each article under the name of its id, in small letters."""
    unread: frozenset[str] = frozenset()
    """The ids of records that are there and could not be read, as far as the names of their files tell."""
    is_picture: Callable[[str, str], bool] = lambda _path, _name: True
    """Whether a file that a record names is a picture that browsers show."""
    active: Callable[[str, str], str] = lambda _path, _name: ""
    """What in a file that a record names would run in a browser; empty where nothing would."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "entries", sorted(self.entries, key=lambda entry: entry.path))
        object.__setattr__(self, "reserved", frozenset(one_case(address) for address in self.reserved))

    def is_reserved(self, address: str) -> bool:
        """Whether a hand-written page stands at an address, also where upper and lower case are one."""
        return one_case(address) in self.reserved

    @property
    def published(self) -> list[Entry]:
        """The records that are no drafts: a draft may be incomplete."""
        return [entry for entry in self.entries if not entry.head.draft]

    def terms(self, name: str) -> Mapping[int, Term]:
        """The terms of a vocabulary by their places in it; none where there is no such file."""
        return self.vocabularies[name].numbered if name in self.vocabularies else {}

    def is_whole(self, name: str) -> bool:
        """Whether all of a vocabulary could be read, so that a term that is not in it does not exist."""
        return name not in self.vocabularies or self.vocabularies[name].is_whole

    def path(self, name: str) -> str:
        """The file of a vocabulary."""
        return self.vocabularies[name].path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: the file, the path of the value in it, and what there is to say."""

    path: str
    field: str
    message: str
    """The fact: lower case, no full stop."""
    note: str = ""
    """What was wanted, shown beside the caret."""
    help: str = ""
    """How to mend it."""


class Rule(Protocol):
    """A module of this room. Its docstring is its page in the reference; the first line is the title."""

    CODE: str
    SEVERITY: Severity

    def check(self, context: Context) -> Iterator[Finding]:
        """The findings of the rule."""
