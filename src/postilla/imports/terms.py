"""Names in a source become terms of the archive's vocabularies; new terms are added at the end of their file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from postilla.archive import slug
from postilla.errors import MachineError, SettingsError
from postilla.formats.reading import Candidate, JournalNames
from postilla.model import SCHEMES, IdentifierError, Journal, Term, Vocabulary
from postilla.records import decode_vocabulary

from .atomic import put

VOCABULARIES = ("journals", "types", "specialties", "series", "collections")


def _key(name: str) -> str:
    return re.sub(r"[^\w]+", " ", name.casefold()).strip()


class Terms:
    """The vocabularies while an import goes on: what is known, what is new, what is unknown."""

    def __init__(self, vocabularies: Mapping[str, Vocabulary], *, create: bool) -> None:
        self._create = create
        self.new: dict[str, dict[str, str]] = {name: {} for name in VOCABULARIES}
        """New terms of each vocabulary: from id to the lines of YAML."""
        self.unknown: dict[str, dict[str, int]] = {name: {} for name in VOCABULARIES}
        """Names that no term has, with how often they occur."""
        self._known: dict[str, dict[str, str]] = {}
        self._journals: dict[str, str] = {}
        self._needs: dict[str, tuple[bool, tuple[str, ...]]] = {}
        for name in VOCABULARIES:
            keys = self._known[name] = {}
            for term in vocabularies[name].terms:
                for text in _names(term):
                    keys.setdefault(_key(text), term.id)
            for term in vocabularies[name].terms:
                keys[_key(term.id)] = term.id
        for term in vocabularies["types"].terms:
            self._needs[term.id] = (getattr(term, "notice", False), getattr(term, "needs", ()))
        for term in vocabularies["journals"].terms:
            if isinstance(term, Journal):
                for issn in (term.issn_print, term.issn_online):
                    if issn:
                        self._journals[issn] = term.id
        self.prefixes = {
            term.doi_prefix: term.id
            for term in vocabularies["journals"].terms
            if isinstance(term, Journal) and term.doi_prefix
        }

    def needs(self, type_id: str) -> tuple[bool, tuple[str, ...]]:
        """Whether a type is a notice, and the relations that it needs."""
        return self._needs.get(type_id, (False, ()))

    def find(self, vocabulary: str, name: str) -> str:
        """The id of the term that bears a name; empty where there is none."""
        return self._known[vocabulary].get(_key(name), "")

    def term(self, vocabulary: str, name: str) -> str:
        """The same; a new term where new ones are wanted, otherwise the name is kept as unknown."""
        found = self.find(vocabulary, name)
        if found or not _key(name):
            return found
        if self._create:
            return self._add(vocabulary, name, f"name: {_quoted(name)}")
        self.unknown[vocabulary][name] = self.unknown[vocabulary].get(name, 0) + 1
        return ""

    def type(self, candidate: Candidate, default: str) -> tuple[str, bool]:
        """The id of the article's type, and whether the source named it."""
        for name in candidate.types:
            if found := self.find("types", name):
                return found, True
        if candidate.types and self._create:
            return self._add(
                "types", candidate.types[-1], f"name: {_quoted(_titled(candidate.types[-1]))}"
            ), True
        for name in candidate.types[-1:]:
            self.unknown["types"][name] = self.unknown["types"].get(name, 0) + 1
        return self.find("types", default), False

    def journal(self, names: JournalNames, doi: str, default: str) -> str:
        """The id of the journal; empty where no term fits."""
        issns = [issn for text in names.issns if (issn := _issn(text))]
        for issn in issns:
            if issn in self._journals:
                return self._journals[issn]
        for title in names.titles:
            if found := self.find("journals", title):
                return found
        if not names.titles and not issns:
            return default or self.prefixes.get(doi.partition("/")[0], "")
        if not names.titles or not self._create:
            name = names.titles[0] if names.titles else issns[0]
            self.unknown["journals"][name] = self.unknown["journals"].get(name, 0) + 1
            return ""
        lines = [f"name: {_quoted(names.titles[0])}"]
        printed, online = _issn(names.print), _issn(names.online)
        others = iter(dict.fromkeys(issn for issn in issns if issn not in (printed, online)))
        online = online or next(others, "")
        printed = printed or next(others, "")
        lines += [
            f"{key}: {issn}" for key, issn in (("issn_online", online), ("issn_print", printed)) if issn
        ]
        if names.publisher:
            lines.append(f"publisher: {_quoted(names.publisher)}")
        made = self._add("journals", names.titles[0], *lines)
        for issn in issns:
            self._journals[issn] = made
        for title in names.titles:
            self._known["journals"].setdefault(_key(title), made)
        return made

    def _add(self, vocabulary: str, name: str, *lines: str) -> str:
        known = set(self._known[vocabulary].values())
        base = slug(name)[:60].strip("-")
        made, number = base, 2
        while made in known:
            made, number = f"{base}-{number}", number + 1
        self._known[vocabulary][_key(name)] = made
        self._known[vocabulary].setdefault(_key(made), made)
        self.new[vocabulary][made] = "\n".join([f"- id: {made}", *(f"  {line}" for line in lines)]) + "\n"
        return made


def _names(term: Term) -> tuple[str, ...]:
    more = (term.title, term.abbreviation) if isinstance(term, Journal) else (getattr(term, "plural", ""),)
    return tuple(filter(None, (term.id, term.name, *term.aliases, *more)))


def _issn(text: str) -> str:
    try:
        return SCHEMES["issn"].parse(text)
    except IdentifierError:
        return ""


def _titled(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"


def refuse_unless_open(articles: Path) -> None:
    """See before anything is written that new terms can be added to every vocabulary.

    Raises:
        SettingsError: a vocabulary is written so that nothing can be added at its end.
    """
    for name in VOCABULARIES:
        _with(
            articles / "_vocabulary" / f"{name}.yml", name, {"a-new-term": "- id: a-new-term\n  name: New\n"}
        )


def write_terms(articles: Path, terms: Terms) -> None:
    """Add the new terms to their files.

    Raises:
        SettingsError: see `refuse_unless_open`.
        MachineError: a file cannot be written.
    """
    for name, new in terms.new.items():
        if new:
            file = articles / "_vocabulary" / f"{name}.yml"
            put(file, _with(file, name, new))


def _with(file: Path, name: str, new: Mapping[str, str]) -> bytes:
    """The bytes of a vocabulary with new terms at its end."""
    try:
        old = file.read_bytes() if file.exists() else b""
    except OSError as error:
        raise MachineError(f"{file.name} cannot be read: {error.strerror or error}") from error
    end = b"" if not old or old.endswith(b"\n") else b"\n"
    data = old + end + "".join(new.values()).encode()
    before, after = (decode_vocabulary(name, file.name, text)[0] for text in (old, data))
    if [term.id for term in after.terms] != [*(term.id for term in before.terms), *new]:
        raise SettingsError(
            f"{file.name} cannot be added to: write it as a list with a line `- id: …` for each term, "
            "or leave --create-terms out"
        )
    return data
