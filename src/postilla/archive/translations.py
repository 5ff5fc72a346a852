"""Translations: which articles are one in several languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from postilla.model import Relation

from .subjects import Subjects

__all__ = ["translated"]


def translated(subjects: Subjects) -> Mapping[str, tuple[str, ...]]:
    """The group of each public article that has translations, itself among them, in the archive's order.

    Either side may name the other, in `translations` or by `translation-of`, and a translation of a translation is one
    of the original too.
    """
    groups: dict[str, set[str]] = {}
    for one, other in _pairs(subjects):
        small, large = sorted((groups.get(one, {one}), groups.get(other, {other})), key=len)
        if small is not large:
            large |= small
            groups |= dict.fromkeys((*small, one, other), large)
    ordered: dict[int, list[str]] = {}
    for article in subjects.entries:
        if article in groups:
            ordered.setdefault(id(groups[article]), []).append(article)
    return {article: tuple(ordered[id(group)]) for article, group in groups.items()}


def _pairs(subjects: Subjects) -> Iterable[tuple[str, str]]:
    """Two public articles, one of which says that the other is its translation or its original."""
    for article, entry in subjects.entries.items():
        found = [subjects.named(other) for other in entry.head.translations]
        found += [
            subjects.article(related)
            for related in entry.head.related
            if related.relation is Relation.TRANSLATION_OF
        ]
        for other in found:
            if other and other != article:
                yield article, other
