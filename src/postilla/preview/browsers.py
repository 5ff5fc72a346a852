"""Browsers: those that have a page open, and what they are told when it is another one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection

from .answers import Answers
from .streams import Stream, Streams


class Browsers:
    """All of them. Any thread may use it."""

    def __init__(self, answers: Answers, report: Callable[[str], object]) -> None:
        """Begin with none.

        Args:
            answers: has the pages as they are now.
            report: what is wrong, from the address of a page.
        """
        self._answers, self._report = answers, report
        self._streams = Streams()
        self._telling = threading.Lock()
        """Held while they are told, so that nobody hears the older news last."""

    def listen(self, address: str, state: str) -> tuple[Stream, Callable[[], None]]:
        """Begin to tell a browser of changes to a page, whose state it names; what is returned last ends it."""
        stream = self._streams.open(address, state)
        with self._telling:
            self._tell(stream, {}, frozenset())
        return stream, lambda: self._streams.close(stream)

    def tell(self, addresses: Collection[str] = ()) -> list[str]:
        """Tell those whose pages are other ones now, or show a file that is; the addresses of their pages."""
        known: dict[str, tuple[str, str, list[str]]] = {}
        touched = frozenset(addresses)
        with self._telling:
            told = {s.address for s in self._streams.open_now if self._tell(s, known, touched)}
        return sorted(told)

    def end(self) -> None:
        """Let all of them go."""
        self._streams.end()

    def _tell(
        self, stream: Stream, known: dict[str, tuple[str, str, list[str]]], touched: frozenset[str]
    ) -> bool:
        address = stream.address
        if address not in known:
            state, styles = self._answers.now(address)
            known[address] = *state, styles
        page, sheets, styles = known[address]
        was, _, had = stream.state.partition(".")
        stream.tell("report", self._report(address))
        if stream.is_over:
            return False
        if page != was or address in touched:
            stream.is_over = True
            stream.tell("reload", {})
        elif sheets != had:
            stream.state = f"{page}.{sheets}"
            stream.tell("styles", {"styles": styles, "state": stream.state})
        else:
            return False
        return True
