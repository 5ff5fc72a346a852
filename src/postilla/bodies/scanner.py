"""The scan of a text: what is ours is taken out, with its place, and a mark put there, before Markdown sees it.

It runs once over the text, in linear time, and is sure of places to the column. It need not be sure about code:
a mark that turns out to stand in indented code gives back what stood there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from .tokens import Token, mark

LEAD = re.compile(r"[ \t]*(?:>[ \t]*)*")
"""What may stand before a block on its line: indentation and the marks of quotations."""

_LIST_LEAD = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|[0-9]+\.[ \t]))*[ \t]*")
_LONGEST_LEAD = 240
_END = re.compile(r"\n(?=[ \t>]*(?:$|#{1,6}[ \t]|[-*+][ \t]|[0-9]+\.[ \t]|```|~~~|\|))", re.MULTILINE)
_TICKS = re.compile("`+")
_COMMENT = re.compile(r"<!--(?:>|->|.*?--!?>)", re.DOTALL)

Reader: TypeAlias = Callable[["Scanner", "re.Match[str]"], None]
"""Looks at one place of the text; takes it with `put` or `replace`, or leaves it and lets the scan go on."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, as written, and its title."""

    url: str
    title: str
    start: int
    end: int
    place: str = ""
    """The mark of the place that `#name` names; empty for other addresses."""


@dataclass(slots=True)
class Scanner:
    """One scan. `pos` is how far the text has been read, `done` how far it has been copied to the output."""

    text: str
    stops: re.Pattern[str]
    """Finds, quickly, where `trigger` may match."""
    trigger: re.Pattern[str]
    """Where a reader looks; the name of the group that matches is the reader's key."""
    readers: Mapping[str, Reader]
    tokens: list[Token] = field(default_factory=list)
    targets: dict[str, Target] = field(default_factory=dict)
    """Label → target of `[label]: url`."""
    brackets: list[int] = field(default_factory=list)
    """Offsets of `[` and `![` that stand open."""
    pos: int = 0
    done: int = 0
    stop: int = 0
    """How far `pos` may go; a reader that needs a part of the text scanned on its own lowers it for a while."""
    out: list[str] = field(default_factory=list)
    depth: int = 0
    """How many elements of HTML stand open."""
    _limit: int = -1
    _tick_runs: dict[int, list[int]] = field(default_factory=dict)
    _ticks_limit: int = -1
    _pairs: dict[str, dict[int, tuple[int, int]]] = field(default_factory=dict)
    _no_comment_end: int = -1

    def scan(self, until: int) -> None:
        """Read up to `until`, where nothing that begins before may end after."""
        outer, self.stop = self.stop, until
        while stop := self.stops.search(self.text, self.pos, until):
            match = self.trigger.match(self.text, stop.start(), until)
            if match is None:
                self.pos = stop.start() + 1
            else:
                self.pos = match.end()
                self.readers[match.lastgroup or ""](self, match)
        self.pos = max(self.pos, until)
        self.stop = outer

    def flush(self, until: int) -> None:
        """Copy the text up to `until` as it is."""
        if until > self.done:
            self.out.append(self.text[self.done : until])
        self.done = until

    def register(self, token: Token) -> str:
        """Keep a token without putting its mark anywhere yet; returns the mark."""
        self.tokens.append(token)
        return mark(len(self.tokens) - 1)

    def put(self, token: Token) -> None:
        """Put a token's mark where the token stands."""
        self.replace(token.start, token.end, self.register(token))

    def put_block(self, token: Token, lead: str) -> None:
        """Put a token's mark on a line of its own between empty lines, after the same lead."""
        self.replace(token.start, token.end, f"\n{lead}{self.register(token)}\n{lead.rstrip()}")

    def replace(self, start: int, end: int, written: str) -> None:
        """Put `written` in the place of `text[start:end]` and go on after it."""
        self.flush(start)
        self.out.append(written)
        self.done = end
        self.pos = max(self.pos, end)

    def lead(self, at: int, *, lists: bool = False) -> str | None:
        """What stands before `at` on its line when that is a lead, else None; with `lists`, marks of list items too."""
        lowest = max(0, at - _LONGEST_LEAD)
        start = self.text.rfind("\n", lowest, at) + 1
        if not start and lowest:
            return None
        match = (_LIST_LEAD if lists else LEAD).fullmatch(self.text, start, at)
        return match[0] if match else None

    def limit(self) -> int:
        """Where the paragraph at `pos` ends at the latest: nothing within text runs on after it."""
        if self._limit < self.pos:
            match = _END.search(self.text, self.pos)
            self._limit = match.start() if match else len(self.text)
        return min(self._limit, self.stop)

    def line_end(self, at: int) -> int:
        """The offset of the end of the line at `at`."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def tick_run(self, length: int) -> int | None:
        """The next run of exactly `length` backticks at or after `pos` in this paragraph."""
        limit = self.limit()
        if self._ticks_limit != limit:
            self._ticks_limit = limit
            self._tick_runs = {}
            for run in _TICKS.finditer(self.text, self.pos, limit):
                self._tick_runs.setdefault(len(run[0]), []).append(run.start())
        runs = self._tick_runs.get(length, [])
        index = bisect_left(runs, self.pos)
        return runs[index] if index < len(runs) else None

    def closing(self, name: str, at: int) -> tuple[int, int] | None:
        """Where the end tag of the element `name` that begins at `at` stands; tags of one name are paired once."""
        if name not in self._pairs:
            pairs: dict[int, tuple[int, int]] = {}
            stack: list[int] = []
            for tag in re.finditer(rf"<(/?){name}(?=[\s/>])[^<>]*>", self.text, re.IGNORECASE):
                if not tag[1]:
                    stack.append(tag.start())
                elif stack:
                    pairs[stack.pop()] = tag.span()
            self._pairs[name] = pairs
        return self._pairs[name].get(at)

    def comment_end(self, at: int) -> int | None:
        """Where the comment that begins at `at` ends; None when it never does."""
        if self._no_comment_end >= 0:
            return None
        match = _COMMENT.match(self.text, at)
        if match is None:
            self._no_comment_end = at
            return None
        return match.end()


def dedented(text: str, lead: str) -> str:
    """The lines of a block without the indentation and quotation marks that its first line has."""
    if not lead:
        return text
    depth, spaces = lead.count(">"), len(lead.replace(">", ""))
    pattern = rf"^(?:[ \t]*>){{0,{depth}}}[ \t]{{0,{spaces}}}" if depth else rf"^[ \t]{{0,{spaces}}}"
    return re.sub(pattern, "", text, flags=re.MULTILINE)
