"""Relations that go round in a circle.

A notice retracts an article that was there before; the article cannot retract the notice. The same holds for
corrections, replies, continuations, supplements and translations. Two commentaries may comment on each other, and
companions always name each other: both are in order.

Wrong: `- {relation: retracts, article: jim2}` in `jim1.md` and `- {relation: retracts, article: jim1}` in
`jim2.md`.

To mend it, delete the relation from the older of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postilla.diagnostics import Severity
from postilla.model import SYMMETRIC, Relation
from postilla.words import ENGLISH

from .context import Context, Finding

CODE = "P309"
SEVERITY = Severity.ERROR

ONE_WAY = tuple(r for r in Relation if r not in SYMMETRIC and r is not Relation.COMMENTS_ON)
"""The relations that lead from the later to the earlier."""

Edges = Mapping[str, Mapping[str, int]]
"""From an article to those that it names, with the place in `related`."""


def check(context: Context) -> Iterator[Finding]:
    """Report every relation that lies on a circle of its kind."""
    archive = context.archive
    for relation in ONE_WAY:
        edges = _edges(context, relation)
        for source, target, index in _on_circles(edges):
            yield Finding(
                archive.entries[source].path,
                f"related[{index}]",
                f"{source} {_verb(relation)} {target}, which in the end {_verb(relation)} {source}",
                "wanted a relation to an earlier article",
                "delete the relation from the older article",
            )


def _verb(relation: Relation) -> str:
    return ENGLISH.word(f"relation-{relation}").lower()


def _edges(context: Context, relation: Relation) -> Edges:
    edges: dict[str, dict[str, int]] = {}
    subjects = context.archive.relations.subjects
    for source, entry in context.archive.entries.items():
        for index, related in enumerate(entry.head.related):
            if related.relation is relation:
                target = subjects.article(related)
                if target and target != source:
                    edges.setdefault(source, {}).setdefault(target, index)
    return edges


def _on_circles(edges: Edges) -> Iterator[tuple[str, str, int]]:
    """The edges between articles that can each be reached from the other."""
    back: dict[str, dict[str, int]] = {}
    for source, targets in edges.items():
        for target, index in targets.items():
            back.setdefault(target, {})[source] = index
    circles: dict[str, str] = {}
    for start in edges:
        if start not in circles:
            circles |= dict.fromkeys(_reached(edges, start) & _reached(back, start), start)
    for source, targets in edges.items():
        for target, index in targets.items():
            if circles[source] == circles.get(target):
                yield source, target, index


def _reached(edges: Edges, start: str) -> set[str]:
    """Every article that can be reached from one, and that one itself."""
    seen = {start}
    ahead = [start]
    while ahead:
        fresh = edges.get(ahead.pop(), {}).keys() - seen
        seen |= fresh
        ahead.extend(fresh)
    return seen
