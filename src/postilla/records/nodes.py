"""The front matter as nodes with positions: every scalar is text, and what it means is decided by its field.

The nodes are PyYAML's own, without tags: to make others of them would take longer than libyaml needs to read the text.
A scalar's `style` is YAML's: nothing for plain, or one of `'`, `"`, `|`, `>`; `broken` stands for what could not be
read, whose finding is told already.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import yaml

from postilla.diagnostics import Span

MAX_DEPTH = 16
"""No field nests deeper than about six levels."""
MAX_BRACKETS = 200
"""Brackets open at once; beyond it libyaml's scanner slows down with the square of the depth."""

NOTHING = frozenset(("~", "null", "Null", "NULL"))
"""YAML's words for no value, where they stand unquoted."""

Node: TypeAlias = yaml.Node
Scalar: TypeAlias = yaml.ScalarNode
Sequence: TypeAlias = yaml.SequenceNode
Mapping: TypeAlias = yaml.MappingNode


class Mark(NamedTuple):
    """A place in the text, both counted from 0, as PyYAML's own marks have it."""

    line: int
    column: int


AnyMark: TypeAlias = Any
"""A mark of ours or of PyYAML, which says `Any` for what may be none; no node here is without."""


class Page:
    """A text that was read, and the line of the file on which it begins."""

    def __init__(self, text: str, first: int) -> None:
        self.text, self.first = text, first

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, which only what is unusual needs."""
        return self.text.split("\n")

    def span(self, node: Node) -> Span:
        """Where a node of this text stands in the file: its beginning, and for a scalar how far it goes on that line.

        Worked out when it is asked for: most never are.
        """
        start: AnyMark = node.start_mark
        end: AnyMark = node.end_mark
        length = 1
        if type(node) is Scalar:
            last = end.column if end.line == start.line else len(self.lines[start.line].rstrip())
            length = max(1, last - start.column)
        return Span(start.line + self.first, start.column + 1, length)


def scalar(text: str, style: str | None, start: AnyMark, end: AnyMark) -> Scalar:
    """A scalar that stands from one mark to the other."""
    return Scalar("", text, start, end, style)


def broken(start: AnyMark, length: int = 1) -> Scalar:
    """A stand-in for a value that could not be read, `length` characters long."""
    return scalar("", "broken", start, Mark(start.line, start.column + length))


def is_broken(node: Node | None) -> bool:
    """Whether the node stands for a value that could not be read."""
    return isinstance(node, Scalar) and node.style == "broken"


def says_nothing(node: Scalar) -> bool:
    """Whether a scalar is empty or one of YAML's words for no value."""
    text: str = node.value
    return not text or text.isspace() or (text in NOTHING and not node.style)


def has_duplicates(mapping: Mapping) -> bool:
    """Whether a key stands twice."""
    return len({key.value for key, _ in mapping.value}) < len(mapping.value)


NAMES: dict[type[Node], str] = {Scalar: "text", Sequence: "a list", Mapping: "a group of fields"}


def shown(text: str) -> str:
    """Text of the file as a finding repeats it: one line, printable, not long."""
    cut = " ".join(text[:240].split())
    cut = cut if len(cut) <= 60 and len(text) <= 240 else cut[:57] + "…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in cut)
