"""From an offset in a text to line and column."""

from __future__ import annotations

from bisect import bisect_right

from postilla.diagnostics import Span


class Lines:
    """The lines of one text."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._size = len(text)

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands; a span that runs over a line's end is cut there."""
        line = bisect_right(self._starts, start)
        begin = self._starts[line - 1]
        stop = self._starts[line] - 1 if line < len(self._starts) else self._size
        return Span(line, start - begin + 1, max(1, min(end, stop) - start))
