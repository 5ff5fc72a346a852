"""Shape: a kind of value that is a group of named fields, from one table of rows."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from . import nodes
from .kinds import Decoder, Kind, parts
from .nodes import Node

T = TypeVar("T")

SHORT = 80
"""Up to so many characters a text may be a name, and is shown as the group that it should be."""


@dataclass(frozen=True)
class Row:
    """One field: its key in the file, its kind, whether it is needed, and its line in the reference."""

    key: str
    kind: Kind[Any]
    doc: str
    needed: bool = False
    default: Any = ""
    """The value where the key is absent; the writer leaves out what equals it."""
    attribute: str = ""
    """The name in the model where it differs from the key."""
    also: tuple[str, ...] = ()
    """What other programs call the field, in lower case: whoever writes that is told the key."""

    @property
    def name(self) -> str:
        """The attribute of the model that holds the value."""
        return self.attribute or self.key


Check = Callable[[dict[str, Any], nodes.Mapping, str, Decoder], bool]
"""`check(values, node, at, decoder)`: rules between fields; False after a finding that makes the value unusable."""


class Shape(Kind[T]):
    """A group of fields that becomes one value of the model.

    `build` takes the attributes by name; `values` gives them back for the writer, by default the
    value's own attributes. `written` says how a text that stands in place of the group would be written as one.
    """

    def __init__(
        self,
        words: str,
        rows: Sequence[Row],
        build: Callable[..., T],
        *,
        check: Check | None = None,
        values: Callable[[T], Mapping[str, Any]] | None = None,
        flow: bool = False,
        written: Callable[[str], str] | None = None,
    ) -> None:
        self.words, self.rows, self.flow, self.written = words, tuple(rows), flow, written
        self._build, self._check, self._values = build, check, values
        self._by_key = {row.key: (row, row.name, row.kind.decode) for row in rows}
        self._defaults = {row.name: row.default for row in rows}
        self._written = [(row.name, row.key, row.needed, row.default, row.kind.encode) for row in rows]
        self._needed = tuple(row for row in rows if row.needed)

    def decode(self, node: Node, at: str, decoder: Decoder) -> T | None:
        """The value; None where a needed field is missing or a field between others is wrong."""
        values = self.decode_values(node, at, decoder)
        return None if values is None else self._build(**values)

    def decode_values(self, node: Node, at: str, decoder: Decoder) -> dict[str, Any] | None:
        """The attributes by name, defaults included."""
        if not isinstance(node, nodes.Mapping):
            decoder.wrong_shape(node, at, self.words, self.help_for(node))
            return None
        values = dict(self._defaults)
        places = decoder.places
        complete = True
        meant: set[str] = set()
        dot = f"{at}." if at else ""
        for key, value_node in node.value:
            known = self._by_key.get(key.value)
            if known is None:
                meant.add(self._refuse(key, dot, decoder))
                continue
            row, name, decode = known
            here = dot + row.key
            places[here] = value_node
            if row.needed:
                decoder.needed.add(here)
            value = decode(value_node, here, decoder)
            if value is not None:
                values[name] = value
            elif row.needed:
                complete = False
        for row in self._needed:
            if dot + row.key not in places:
                complete = False
                if row.key in meant:
                    continue  # it is there under another name, which is told already
                decoder.report(
                    "P201", decoder.span(node), dot + row.key, "the field is missing", f"wanted {row.kind.words}",
                    f"add `{row.key}: …`",
                )  # fmt: skip
        if self._check and not self._check(values, node, at, decoder):
            complete = False
        return values if complete else None

    def help_for(self, node: Node) -> str:
        """What to write in place of a node that is no group."""
        if self.written and isinstance(node, nodes.Scalar) and 0 < len(node.value) <= SHORT:
            return f"write `{self.written(nodes.shown(node.value))}`"
        return f"its fields are {', '.join(self._by_key)}"

    def _refuse(self, key: nodes.Scalar, dot: str, decoder: Decoder) -> str:
        """Report a key that is no field; the field that was meant, if that is known."""
        if nodes.is_broken(key):
            return ""
        at = f"{dot}{nodes.shown(key.value)}"
        if key.value.lower() in ("email", "e-mail", "mail", "phone"):
            decoder.report(
                "P214",
                decoder.span(key),
                at,
                f"`{nodes.shown(key.value)}` is not kept",
                "the site would publish it",
                "delete the line",
            )
            return ""
        called = [row.key for row in self.rows if key.value.lower() in row.also]
        close = called or difflib.get_close_matches(key.value, self._by_key, 1, cutoff=0.65)
        within = next((row.key for row in self.rows if _holds(row.kind, key.value)), "")
        if close:
            note, help = f"did you mean `{close[0]}`?", ""
        elif within:
            note, help = (
                f"it is a field of `{within}`",
                "move it there, indented like the others",
            )
        else:
            note, help = "", "the fields here are " + ", ".join(self._by_key)
        decoder.report(
            "P202", decoder.span(key), at, f"there is no field `{nodes.shown(key.value)}` here", note, help
        )
        return close[0] if close else ""

    def encode(self, value: T) -> Any:
        """A mapping of key to plain data, defaults left out, in the order of the rows."""
        given = self._values(value) if self._values else None
        encoded = {}
        for name, key, is_needed, default, encode in self._written:
            item = given.get(name, default) if given is not None else getattr(value, name)
            if is_needed or (item is not default and item != default):
                encoded[key] = encode(item)
        return Flow(encoded) if self.flow else encoded

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the group."""
        schema: dict[str, Any] = {
            "type": "object",
            "properties": {row.key: {"description": row.doc, **row.kind.schema()} for row in self.rows},
            "additionalProperties": False,
        }
        if self._needed:
            schema["required"] = [row.key for row in self._needed]
        return schema


def _holds(kind: Kind[Any], key: str) -> bool:
    """Whether a group of fields that stands in values of this kind has the key."""
    rows = kind.rows if isinstance(kind, Shape) else ()
    return any(row.key == key for row in rows) or any(_holds(part, key) for part in parts(kind))


class Flow(dict[str, Any]):
    """A mapping that the writer puts on one line where it fits."""


class Union(Kind[Any]):
    """One of several shapes, told apart by a key that only it has; the last is for everything else."""

    def __init__(self, words: str, options: Mapping[str, Shape[Any]], default: Shape[Any]) -> None:
        self.words, self._options, self._default = words, options, default
        self._shapes = (*options.values(), default)

    def decode(self, node: Node, at: str, decoder: Decoder) -> Any:
        """The value of the shape whose telling key the node has."""
        if isinstance(node, nodes.Mapping):
            for key, _ in node.value:
                if key.value in self._options:
                    return self._options[key.value].decode(node, at, decoder)
        elif not nodes.is_broken(node):
            decoder.wrong_shape(node, at, self.words, self._default.help_for(node))
            return None
        return self._default.decode(node, at, decoder)

    def encode(self, value: Any) -> Any:
        """Plain data of the shape that the value's type belongs to: its telling key is an attribute of it."""
        for key, shape in self._options.items():
            if hasattr(value, key):
                return shape.encode(value)
        return self._default.encode(value)

    def schema(self) -> dict[str, Any]:
        """The JSON Schema: any of the shapes."""
        return {"anyOf": [shape.schema() for shape in self._shapes]}
