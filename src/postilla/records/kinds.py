"""Kinds of value: how a node becomes a value, how a value is written, what the JSON Schema and the reference say.

A kind reads its own scalar text; YAML's guesses (`no`, `1e3`, `12:30`) never count.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from postilla.diagnostics import Span

from . import nodes
from .faults import ESCAPE, QUOTE, Report
from .frontmatter import CONTROL
from .nodes import NAMES, NOTHING, Node, Page, Scalar, is_broken, says_nothing, shown

T = TypeVar("T")

_COMMENT = re.compile(r"[ \t]#(\S)?")


class Spans(Mapping[str, Span]):
    """The places of nodes, each worked out when it is asked for."""

    def __init__(self, places: Mapping[str, Node], span: Callable[[Node], Span]) -> None:
        self._places, self._span = places, span

    def __getitem__(self, field: str) -> Span:
        return self._span(self._places[field])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Decoder:
    """Collects findings and places while one file is decoded."""

    def __init__(self, report: Report, page: Page, lines: Sequence[str] = ()) -> None:
        self.report = report
        self.span = page.span
        """Where a node stands in the file."""
        self._lines = lines
        """The lines of the file where a comment may stand behind a value, otherwise none."""
        self.places: dict[str, Node] = {}
        """The node of every value, by its path."""
        self.blocks: dict[str, Scalar] = {}
        """The scalars of blocks of text, by field: where their lines stand in the file."""
        self.kept: dict[str, list[int]] = {}
        """Of each list that lost items which could not be read, the places of those that are left."""
        self.needed: set[str] = set()
        """The fields that may not be left out."""
        self.is_imported = False
        """Whether the record says from which source it was made."""

    @property
    def spans(self) -> Spans:
        """The place of every value, by its path."""
        return Spans(self.places, self.span)

    def text_ends(self, node: Scalar, at: str) -> None:
        """Report a comment directly behind unquoted text that may well be meant as part of it.

        Behind a single word, `# ` with a space is taken for what it is: `elocation: e153204  # or pages`.
        """
        if node.style or not self._lines:
            return
        words, place = node.value.split(), self.span(node)
        row, start, before = place.line, place.column - 1, list[str]()
        while len(before) < len(words) and row <= len(self._lines):
            line = self._lines[row - 1]
            comment = _COMMENT.search(line, start)
            before += line[start : comment.start() if comment else None].split()
            if comment and before == words and (len(words) > 1 or comment[1]):
                span = Span(row, comment.start() + 2, len(line.rstrip()) - comment.start() - 1)
                lost = f"`{shown(line[comment.start() + 1 :])}` is a comment to YAML, and lost"
                help = f"{QUOTE}; a comment may stand behind them"
                self.report("P115", span, at, lost, "` #` ends an unquoted text", help)
            row, start = row + 1, 0

    def wrong_shape(self, node: Node, at: str, wanted: str, help: str = "") -> None:
        """Report that a node of another shape stands at `at`; a broken node is told already."""
        if isinstance(node, Scalar) and says_nothing(node) and not is_broken(node):
            self.no_value(node, at, wanted)
        elif not is_broken(node):
            self.report(
                "P203", self.span(node), at, f"{NAMES[type(node)]} stands here", f"wanted {wanted}", help
            )

    def no_value(self, node: Scalar, at: str, wanted: str) -> None:
        """Report that nothing stands at `at`."""
        place = self.span(node)
        otherwise = "fill it in" if at in self.needed else "leave it out"
        if node.value.strip():
            message, help = (
                f"`{node.value}` means no value in YAML",
                f"put it in single quotes, or {otherwise}",
            )
        else:
            rest = self._lines[place.line - 1][place.column - 1 :].strip() if self._lines else ""
            is_comment = rest.startswith("#")
            message = "the field has no value" + (f": `{shown(rest)}` is a comment" if is_comment else "")
            help = QUOTE if is_comment else otherwise
        self.report("P209", place, at, message, f"wanted {wanted}", help)


def has_comments(yaml: str) -> bool:
    """Whether a comment may stand behind a value: most front matter has none, and no line of it need be looked at."""
    return " #" in yaml or "\t#" in yaml


class Kind(ABC, Generic[T]):
    """One kind of value."""

    words: str
    """What is wanted, as findings and the reference say it."""

    @abstractmethod
    def decode(self, node: Node, at: str, decoder: Decoder) -> T | None:
        """The value, or None after a finding."""

    @abstractmethod
    def encode(self, value: T) -> Any:
        """The value as plain data for `encode.emit`."""

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """The JSON Schema (2020-12) of the value."""


class ScalarKind(Kind[T]):
    """A value that is one scalar."""

    def decode(self, node: Node, at: str, decoder: Decoder) -> T | None:
        if type(node) is not Scalar or node.style == "broken":
            decoder.wrong_shape(node, at, self.words)
            return None
        text, style = node.value, node.style
        # `says_nothing`, without the call that most values do not need
        if not text or text.isspace() or (not style and text in NOTHING):
            decoder.no_value(node, at, self.words)
            return None
        # the file holds none, but an escape in double quotes can make one
        if style == '"' and (match := CONTROL.search(text)):
            what = f"an escape makes control character U+{ord(match[0]):04X}"
            decoder.report("P111", decoder.span(node), at, what, "", ESCAPE)
            return None
        return self.read(text, node, at, decoder)

    @abstractmethod
    def read(self, text: str, node: Scalar, at: str, decoder: Decoder) -> T | None:
        """The value of a scalar that is not empty, from its text."""

    def encode(self, value: T) -> Any:
        return str(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True)
class Quoted:
    """Text that the writer always puts in quotes."""

    text: str


@dataclass(frozen=True)
class Literal:
    """Text that the writer puts in a literal block."""

    text: str


class ListOf(Kind[tuple[T, ...]]):
    """A list of values of one kind; `block` puts each on lines of its own."""

    def __init__(self, item: Kind[T], *, block: bool = False) -> None:
        self.item, self.block = item, block
        self.words = (
            f"a list of {item.words}"
            if not item.words.startswith(("a ", "an ", "another ", "the ", "one of"))
            else f"a list, each {item.words}"
        )

    def decode(self, node: Node, at: str, decoder: Decoder) -> tuple[T, ...] | None:
        if not isinstance(node, nodes.Sequence):
            help = ""
            if isinstance(node, Scalar) and not node.style and isinstance(self.item, ScalarKind):
                help = f"write `[{shown(node.value)}]`"
            decoder.wrong_shape(node, at, self.words, help)
            return None
        values = []
        kept = []
        for index, item in enumerate(node.value):
            here = f"{at}[{index}]"
            decoder.places[here] = item
            value = self.item.decode(item, here, decoder)
            if value is not None:
                values.append(value)
                kept.append(index)
        if len(kept) < len(node.value):
            decoder.kept[at] = kept
        return tuple(values)

    def encode(self, value: tuple[T, ...]) -> Any:
        return [self.item.encode(item) for item in value]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.item.schema()}


class MapOf(Kind[Mapping[str, T]]):
    """A map whose keys are free, in the order of the file."""

    def __init__(self, key: ScalarKind[str], item: Kind[T], words: str) -> None:
        self.key, self.item, self.words = key, item, words

    def decode(self, node: Node, at: str, decoder: Decoder) -> Mapping[str, T] | None:
        if not isinstance(node, nodes.Mapping):
            decoder.wrong_shape(node, at, self.words)
            return None
        values: dict[str, T] = {}
        for key_node, item in node.value:
            here = f"{at}.{shown(key_node.value)}"
            key = self.key.decode(key_node, here, decoder)
            if key is not None:
                here = f"{at}.{key}"
            decoder.places[here] = item
            value = self.item.decode(item, here, decoder)
            if key is not None and value is not None:
                values[key] = value
        return values

    def encode(self, value: Mapping[str, T]) -> Any:
        return {key: self.item.encode(item) for key, item in value.items()}

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "propertyNames": self.key.schema(),
            "additionalProperties": self.item.schema(),
        }


class Either(Kind[T]):
    """A scalar of one kind, or something else of another: `series: [a]` or `series: [{id: a, position: 1}]`."""

    def __init__(
        self, scalar: Kind[Any], other: Kind[T], lift: Callable[[Any], T], lower: Callable[[T], Any | None]
    ) -> None:
        self.scalar, self.other, self._lift, self._lower = scalar, other, lift, lower
        self.words = f"{scalar.words}, or {other.words}"

    def decode(self, node: Node, at: str, decoder: Decoder) -> T | None:
        if isinstance(node, Scalar):
            value = self.scalar.decode(node, at, decoder)
            return None if value is None else self._lift(value)
        return self.other.decode(node, at, decoder)

    def encode(self, value: T) -> Any:
        simple = self._lower(value)
        return self.other.encode(value) if simple is None else self.scalar.encode(simple)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.scalar.schema(), self.other.schema()]}


def parts(kind: Kind[Any]) -> Iterator[Kind[Any]]:
    """The kinds that a kind holds: items of lists, keys and values of maps, the two of an either, all of a union."""
    for value in vars(kind).values():
        values = (
            value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else (value,)
        )
        yield from (part for part in values if isinstance(part, Kind))
