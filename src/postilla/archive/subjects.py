"""Subjects: which article or work an entry of `related` means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from postilla.model import Head, Related, Work, doi_key

from .entry import Entry

Identifier = tuple[str, str]
"""A scheme and a value in the form in which values are compared."""

PMCID = "pmcid"


@dataclass(frozen=True, slots=True)
class Subjects:
    """Everything by which a record can name an article of the archive or a work."""

    entries: Mapping[str, Entry]
    """The public articles."""
    aliases: Mapping[str, str]
    """From former ids to ids."""
    _articles: Mapping[str, Mapping[str, str]]
    """From scheme and value to the id of a public article."""
    _same: Mapping[str, str]
    """From the key that some record gives a work to the better one that another gives it."""

    @classmethod
    def of(cls, entries: Mapping[str, Entry], aliases: Mapping[str, str]) -> Subjects:
        """The subjects that public articles, in the archive's order, can have."""
        heads = [entry.head for entry in entries.values()]
        works = [related.work for head in heads for related in head.related if related.work]
        return cls(entries, aliases, _articles(heads), _better_keys(works))

    def named(self, id: str) -> str:
        """The id of the public article with this id or former id, or empty."""
        return id if id in self.entries else self.aliases.get(id, "")

    def identified(self, key: str) -> str:
        """The id of the public article with this `Work.key`, or empty."""
        scheme, _, value = key.partition(":")
        return self._articles.get(scheme, {}).get(value, "")

    def article(self, related: Related) -> str:
        """The id of the public article that an entry of `related` means, or empty."""
        if related.article:
            return self.named(related.article)
        return self._found(_identifiers(related.work)) if related.work else ""

    def subject(self, related: Related) -> str:
        """The id of an article, or the key of a work, or empty where nothing identifies it."""
        if related.article:
            return self.named(related.article)
        identifiers = _identifiers(related.work) if related.work else ()
        article = self._found(identifiers)
        if article or not identifiers:
            return article
        key = self.canonical(_key(identifiers[0]))
        return "" if key.startswith(PMCID) else key

    def canonical(self, key: str) -> str:
        """The key under which a work is kept that records name by several identifiers."""
        # Twice: a PMCID may lead to a PMID, and that to a DOI.
        first = self._same.get(key, key)
        return self._same.get(first, first)

    def _found(self, identifiers: Iterable[Identifier]) -> str:
        found = (self._articles[scheme].get(value, "") for scheme, value in identifiers)
        return next(filter(None, found), "")


def _identifiers(thing: Head | Work) -> tuple[Identifier, ...]:
    """Every identifier, in the order in which `Work.key` prefers them, then the PMCID."""
    found: tuple[Identifier, ...] = (("doi", doi_key(thing.doi)),) if thing.doi else ()
    if thing.pmid:
        found = (*found, ("pmid", thing.pmid))
    if thing.pmcid:
        found = (*found, (PMCID, thing.pmcid))
    return found


def _key(identifier: Identifier) -> str:
    return ":".join(identifier)


def _articles(heads: Iterable[Head]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"doi": {}, "pmid": {}, PMCID: {}}
    for head in heads:
        for scheme, value in _identifiers(head):
            found[scheme].setdefault(value, head.id)
    return found


def _better_keys(works: Iterable[Work]) -> dict[str, str]:
    named = [_identifiers(work) for work in works if work.pmid or work.pmcid]
    # Most works have a DOI wherever they are named: only the keys of the others can need a better one.
    poor = {identifiers[0] for identifiers in named if identifiers[0][0] != "doi"}
    better: dict[str, str] = {}
    for first, *others in named:
        for other in others:
            if other in poor:
                better.setdefault(_key(other), _key(first))
    return better
