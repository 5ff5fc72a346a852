"""Shown: which articles a page shows more of than their place in the archive."""

from __future__ import annotations

from collections.abc import Iterable


class Shown:
    """Remembers the articles whose titles, or facts beside the head, have been looked at since it was last emptied.

    Where nothing else of any head has changed since an earlier build, only a page that shows a changed article can be
    another page. So whoever puts a title into a view, or asks for the facts of an article, says so here.
    """

    def __init__(self) -> None:
        self._ids: set[str] = set()

    def add(self, id: str) -> None:
        """One article has been looked at."""
        self._ids.add(id)

    def update(self, ids: Iterable[str]) -> None:
        """Several have been."""
        self._ids.update(ids)

    def take(self) -> frozenset[str]:
        """Those looked at since this was last asked for."""
        taken = frozenset(self._ids)
        self._ids.clear()
        return taken
