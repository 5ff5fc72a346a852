"""Naming: which person an author's name in a record means."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from postilla.model import Author, Group, Head, Person, PersonTerm

_SPACES = str.maketrans(".-‐–", "    ", "'’")

_ENTRY = "entry:"
_ORCID = "orcid:"


@dataclass(frozen=True, slots=True)
class Naming:
    """The key of a person: by an entry of the vocabulary `people`, then by ORCID, then by name.

    An author without an ORCID is taken for the only person of the same name who has one. Where that is wrong,
    an entry of `people` says so: one with `articles` is meant by its name in these articles only.
    """

    _by_orcid: Mapping[str, PersonTerm]
    _by_name: Mapping[str, tuple[PersonTerm, ...]]
    _orcids: Mapping[str, str]
    """From the names of authors with an ORCID to it; empty where people with several share the name."""

    @classmethod
    def of(cls, people: Iterable[PersonTerm], heads: Iterable[Head]) -> Naming:
        """The naming of the authors of `heads`."""
        by_orcid: dict[str, PersonTerm] = {}
        by_name: dict[str, tuple[PersonTerm, ...]] = {}
        for entry in people:
            if entry.orcid:
                by_orcid.setdefault(entry.orcid, entry)
            for name in dict.fromkeys(_folded(name) for name in (entry.name, *entry.names, *entry.aliases)):
                by_name[name] = (*by_name.get(name, ()), entry)
        orcids: dict[str, str] = {}
        for head in heads:
            for author in head.authors:
                if isinstance(author, Person) and author.orcid:
                    name = _filed(author)
                    orcids[name] = author.orcid if orcids.get(name, author.orcid) == author.orcid else ""
        return cls(by_orcid, by_name, orcids)

    def key(self, author: Author, article_id: str) -> str:
        """The same text for every author who is the same person; it begins with what it was made from."""
        if isinstance(author, Group):
            return f"group:{_folded(author.group)}"
        if author.orcid and not self._by_name:
            return f"{_ORCID}{author.orcid}"
        name = _filed(author)
        entry = self._entry(author, name, article_id)
        if entry:
            return f"{_ENTRY}{entry.id}"
        orcid = author.orcid or self._orcids.get(name, "")
        # The ORCID is inferred from the name, and an entry says that the name is not always this person's.
        if not author.orcid and orcid in self._by_orcid and self._by_orcid[orcid].articles:
            orcid = ""
        if orcid in self._by_orcid:
            return f"{_ENTRY}{self._by_orcid[orcid].id}"
        return f"{_ORCID}{orcid}" if orcid else f"name:{name}"

    @staticmethod
    def entry(key: str) -> str:
        """The id of the entry in `people` that a key was made from, or empty."""
        return key.removeprefix(_ENTRY) if key.startswith(_ENTRY) else ""

    def _entry(self, author: Person, name: str, article_id: str) -> PersonTerm | None:
        if author.orcid in self._by_orcid:
            return self._by_orcid[author.orcid]
        if not self._by_name:
            return None
        entries = (*self._by_name.get(name, ()), *self._by_name.get(_read(author), ()))
        fitting = [e for e in entries if not (author.orcid and e.orcid and e.orcid != author.orcid)]
        named = next((entry for entry in fitting if article_id in entry.articles), None)
        return named or next((entry for entry in fitting if not entry.articles), None)


def _filed(person: Person) -> str:
    return _folded(f"{person.family}, {person.given} {person.particle}, {person.suffix}")


def _read(person: Person) -> str:
    return _folded(f"{person.given} {person.particle} {person.family} {person.suffix}")


def _folded(name: str) -> str:
    """A name without case, full stops, hyphens and apostrophes; the comma of `Family, Given` stays."""
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name)
    words = " ".join(plain.casefold().translate(_SPACES).split())
    return words.replace(" ,", ",").replace(", ", ",").rstrip(",")
