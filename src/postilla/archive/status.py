"""Status: what notices say of an article or a work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from postilla.model import Relation, Withdrawn

from .discussed import Link


@dataclass(frozen=True, slots=True)
class Status:
    """The ids of the notices of each kind, newest first; false where there is nothing to tell."""

    retracted: tuple[str, ...] = ()
    concern: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    withdrawn: Withdrawn | None = None
    """What the article's own record says, where it was taken down."""

    @classmethod
    def of(cls, links: Iterable[Link], withdrawn: Withdrawn | None = None) -> Status:
        """The status that follows from what is said about an article or work."""
        notices: dict[str, list[str]] = {}
        for link in links:
            if link.relation in NOTICES:
                notices.setdefault(NOTICES[link.relation], []).append(link.article)
        if not notices and withdrawn is None:
            return NO_STATUS
        return cls(withdrawn=withdrawn, **{kind: tuple(ids) for kind, ids in notices.items()})

    def __bool__(self) -> bool:
        return bool(self.retracted or self.concern or self.corrected or self.withdrawn)


NOTICES: Mapping[Relation, str] = {
    Relation.RETRACTS: "retracted",
    Relation.RAISES_CONCERN_ABOUT: "concern",
    Relation.CORRECTS: "corrected",
}
"""The relations that give a status, and the status."""

NO_STATUS = Status()
