"""Names of people and groups."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

CREDIT_ROLES: tuple[str, ...] = (
    "conceptualization", "data-curation", "formal-analysis", "funding-acquisition", "investigation", "methodology",
    "project-administration", "resources", "software", "supervision", "validation", "visualization",
    "writing-original-draft", "writing-review-editing",
)  # fmt: skip
"""The fourteen contributor roles of CRediT (ANSI/NISO Z39.104-2022)."""

EDITOR_ROLES: tuple[str, ...] = ("handling", "reviewing")


class Person(NamedTuple):
    """A person's name as a record gives it, and what the record says of the person."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    """Keys of the record's own map of affiliations."""
    corresponding: bool = False
    equal_contribution: bool = False
    present_address: str = ""
    deceased: bool = False
    roles: tuple[str, ...] = ()
    name_as_published: str = ""
    role: str = ""
    """Of an editor: `handling` or `reviewing`."""

    @property
    def surname(self) -> str:
        """The family name with its particle: `van der Berg`."""
        return f"{self.particle} {self.family}" if self.particle else self.family

    @property
    def forename(self) -> str:
        """What stands after the comma for readers that know two parts of a name: `John Jr.`."""
        return " ".join(part for part in (self.given, self.suffix) if part)

    @property
    def inverted(self) -> str:
        """`van der Berg, John Jr.`."""
        return f"{self.surname}, {forename}" if (forename := self.forename) else self.surname

    @property
    def sort_name(self) -> str:
        """`Peterson, Christopher W.`; the particle goes with the given name, as libraries file it."""
        given = " ".join(part for part in (self.given, self.particle) if part)
        return ", ".join(part for part in (self.family, given, self.suffix) if part)

    def __str__(self) -> str:
        """The name as it is read: given name, particle, family name, suffix."""
        if self.name_as_published:
            return self.name_as_published
        name = " ".join(part for part in (self.given, self.particle, self.family) if part)
        return f"{name} {self.suffix}" if self.suffix else name

    def initials(self) -> str:
        """The NLM's form: `Peterson CW`, `van der Berg J Jr`. Given names that are initials already stay so."""
        name = f"{self.surname} {letters}" if (letters := _letters(self.given)) else self.surname
        return f"{name} {self.suffix.rstrip('. ')}" if self.suffix else name


LONGEST_INITIALS = 4
"""So many capitals in a row are initials, as reference lists print them: `JMG`; a longer word is a name."""


@lru_cache(maxsize=8192)
def _letters(given: str) -> str:
    return "".join(map(_initials, re.split(r"[\s.‐-]", given))).upper()


def _initials(part: str) -> str:
    letters = [c for c in part if c.isalnum()]
    return "".join(letters if part.isupper() and len(letters) <= LONGEST_INITIALS else letters[:1])


class Group(NamedTuple):
    """A group or institution that signs as an author."""

    group: str
    members: tuple[Person, ...] = ()

    @property
    def inverted(self) -> str:
        """The group's name."""
        return self.group

    @property
    def sort_name(self) -> str:
        """The group's name."""
        return self.group

    def __str__(self) -> str:
        """The group's name."""
        return self.group

    def initials(self) -> str:
        """The group's name: groups have no initials."""
        return self.group


class NameText(NamedTuple):
    """A name that could not be told apart into its parts; only works have such names."""

    text: str

    @property
    def inverted(self) -> str:
        """The text."""
        return self.text

    @property
    def sort_name(self) -> str:
        """The text."""
        return self.text

    def __str__(self) -> str:
        """The text."""
        return self.text

    def initials(self) -> str:
        """The text."""
        return self.text


Author = Person | Group
Name = Person | Group | NameText


class Affiliation(NamedTuple):
    """An institution of a record's authors."""

    name: str
    department: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    ror: str = ""

    def __str__(self) -> str:
        """Department, institution, place, in the order of an address."""
        return ", ".join(p for p in (self.department, self.name, self.city, self.region, self.country) if p)
