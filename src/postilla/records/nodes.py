"""The front matter as nodes with positions: every scalar is text, and what it means is decided by its field."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from postilla.diagnostics import Span

MAX_DEPTH = 16
"""No field nests deeper than about six levels."""
MAX_BRACKETS = 200
"""Brackets open at once; beyond it libyaml's scanner slows down with the square of the depth."""

_NOTHING = frozenset(("~", "null", "Null", "NULL"))


class Page(NamedTuple):
    """The lines that were read, and the line of the file on which they begin."""

    lines: list[str]
    first: int


class Node:
    """What YAML made of a part of the text. Its span is worked out when it is asked for: most never are."""

    __slots__ = ("_at", "_page")

    def __init__(self, at: Any, page: Page | None = None) -> None:
        """Place a node.

        Args:
            at: its span; with `page` a node or an event of PyYAML, which has marks.
            page: the text that the marks mean.
        """
        self._at, self._page = at, page

    @property
    def span(self) -> Span:
        """Where it begins, and for a scalar how far it goes on that line."""
        if self._page is None:
            return cast("Span", self._at)
        start = self._at.start_mark
        return Span(start.line + self._page.first, start.column + 1, self._length(self._page))

    def _length(self, page: Page) -> int:  # noqa: ARG002
        return 1


class Scalar(Node):
    """A scalar as text; `style` is YAML's: empty for plain, or one of `'`, `"`, `|`, `>`.

    The style `broken` stands for what could not be read: its finding is told already.
    """

    __slots__ = ("style", "text")

    def __init__(self, text: str, style: str, at: Any, page: Page | None = None) -> None:
        self.text, self.style, self._at, self._page = text, style, at, page

    @property
    def says_nothing(self) -> bool:
        """Whether it is empty or one of YAML's words for no value."""
        text = self.text
        return not text or text.isspace() or (text in _NOTHING and not self.style)

    def _length(self, page: Page) -> int:
        start, end = self._at.start_mark, self._at.end_mark
        last = end.column if end.line == start.line else len(page.lines[start.line].rstrip())
        return max(1, cast("int", last - start.column))


class Sequence(Node):
    """A list of nodes."""

    __slots__ = ("items",)

    def __init__(self, items: list[Node], at: Any, page: Page | None = None) -> None:
        self.items, self._at, self._page = items, at, page


class Mapping(Node):
    """Keys and values in the order of the file."""

    __slots__ = ("entries",)

    def __init__(self, entries: list[tuple[Scalar, Node]], at: Any, page: Page | None = None) -> None:
        self.entries, self._at, self._page = entries, at, page

    def has_duplicates(self) -> bool:
        """Whether a key stands twice."""
        return len({key.text for key, _ in self.entries}) < len(self.entries)


NAMES = {Scalar: "text", Sequence: "a list", Mapping: "a group of fields"}


def broken(span: Span) -> Scalar:
    """A stand-in for a value that could not be read."""
    return Scalar("", "broken", span)


def is_broken(node: Node | None) -> bool:
    """Whether the node stands for a value that could not be read."""
    return isinstance(node, Scalar) and node.style == "broken"


def shown(text: str) -> str:
    """Text of the file as a finding repeats it: one line, printable, not long."""
    cut = " ".join(text[:240].split())
    cut = cut if len(cut) <= 60 and len(text) <= 240 else cut[:57] + "…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in cut)
