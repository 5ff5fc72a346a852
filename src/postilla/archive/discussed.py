"""Link and Discussed: one relation, and one work with all that this archive says about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postilla.model import Relation, Work


@dataclass(frozen=True, slots=True)
class Link:
    """One relation, seen from either end."""

    relation: Relation
    article: str = ""
    """The article of this archive at the other end; empty where there is none."""
    work: Work | None = None
    """The work at the other end as the record describes it; None where it names an article by id."""


@dataclass(frozen=True, slots=True)
class Discussed:
    """A work that articles of this archive are about."""

    work: Work
    """Its best description: the archive's own, or made from all that the records say."""
    incoming: tuple[Link, ...]
    """What is said about it, newest first; `article` of each link is the one that says it."""
    article: str = ""
    """The id of the work's own record, where the archive holds it."""

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles about it, newest first."""
        return tuple(dict.fromkeys(link.article for link in self.incoming))


_EXCLUSIVE = {
    "pages": "elocation",
    "elocation": "pages",
    "year": "date",
    "date": "year",
    "journal": "container",
    "container": "journal",
}
"""A gap in the first is not filled where the second is known: the two would contradict each other."""

_SUBSTITUTES = ("et_al", "text")
"""`et_al` belongs to its list of authors, `text` stands for all other fields."""


def merged(descriptions: Sequence[Work]) -> Work:
    """The fullest of several descriptions of one work, its gaps filled from the others.

    Of two that are equally full the first is taken, so `descriptions` come in a stable order.
    """
    if len(descriptions) == 1:
        return descriptions[0]
    fullest, *others = sorted(dict.fromkeys(descriptions), key=_gaps)
    for other in others:
        fullest = fullest._replace(
            **{
                name: value
                for name in Work._fields
                if name not in _SUBSTITUTES
                and not getattr(fullest, name)
                and not getattr(fullest, _EXCLUSIVE.get(name, name))
                and (value := getattr(other, name))
            },
        )
    return fullest


def _gaps(work: Work) -> int:
    return sum(not getattr(work, name) for name in Work._fields)
