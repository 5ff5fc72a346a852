"""Plain data becomes YAML in the canonical form of records: the form that reads back to the same values."""

from __future__ import annotations

import re
from typing import Any

from postilla.model import Head, Tail

from .kinds import Literal, Quoted
from .schema import ARTICLE, FIELDS
from .shape import Flow

WIDTH = 100
"""A mapping or list stays on one line up to this many characters."""

_PLAIN = re.compile(r"[^\W_](?:[\w ./()+&'’–—-]*[\w./()+’–—])?")
_WHOLE = re.compile(r"0|[1-9][0-9]*")
_NOT_PLAIN = re.compile(
    r"(?i)null|~|true|false|yes|no|on|off|y|n"
    r"|0[0-9_]+|0[xob][0-9a-f_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[+-]?[0-9]+)?"
)
"""What other programs take for no text: the volume `1.10` would be 1.1, and Ms No would be false."""
_LITERAL_UNSAFE = re.compile(
    r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def encode(head: Head, tail: Tail, stem: str) -> str:
    """The whole record as text.

    Args:
        head: the first half.
        tail: the second half, with the Markdown.
        stem: the file's stem; the field `id` is written only where it differs.
    """
    blocks = encode_fields(head, tail, stem)
    text = f"\n{tail.text}\n" if tail.text else ""
    return "---\n" + "".join(blocks.values()) + "---\n" + text


def encode_fields(head: Head, tail: Tail, stem: str) -> dict[str, str]:
    """The lines of each field that is given, in canonical order."""
    data = ARTICLE.encode((head, tail))
    if data.get("id") == stem:
        del data["id"]
    if not head.authors:
        data["authors"] = []
    order = [f.key for f in FIELDS if f.key in data]
    return {key: "\n".join(_entry(key, data[key], "")) + "\n" for key in order}


def _entry(key: str, value: Any, pad: str) -> list[str]:
    """The lines of `key: value` at an indentation."""
    if isinstance(value, Literal):
        if re.fullmatch(r"[a-z]+", value.text):
            # `competing_interests: none` is a word, not a paragraph
            return [f"{pad}{key}: {_scalar(value.text)}"]
        literal = _literal(value.text, pad + "  ")
        if literal:
            return [f"{pad}{key}: {literal[0]}", *literal[1:]]
        return [f"{pad}{key}: {_double(value.text)}"]
    flow = _flow(value)
    if flow is not None and (
        not isinstance(value, (dict, list)) or len(pad) + len(key) + len(flow) + 2 <= WIDTH
    ):
        return [f"{pad}{key}: {flow}"]
    if isinstance(value, dict):
        lines = [f"{pad}{key}:"]
        for inner, item in value.items():
            lines += _entry(_scalar(inner), item, pad + "  ")
        return lines
    return [f"{pad}{key}:", *(line for item in value for line in _item(item, pad + "  "))]


def _item(value: Any, pad: str) -> list[str]:
    """The lines of one entry of a block list."""
    flow = _flow(value)
    if flow is not None and (not isinstance(value, dict) or len(pad) + 2 + len(flow) <= WIDTH):
        return [f"{pad}- {flow}"]
    lines: list[str] = []
    for inner, item in value.items():
        lines += _entry(inner, item, pad + "  ")
    lines[0] = f"{pad}- {lines[0][len(pad) + 2 :]}"
    return lines


def _flow(value: Any) -> str | None:
    """The value on one line; None where it must stand on lines of its own."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Quoted):
        return quote(value.text)
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, Literal):
        return None
    if isinstance(value, list):
        items = [_flow(item) for item in value]
        if any(item is None for item in items) or any(
            isinstance(i, dict) and not isinstance(i, Flow) for i in value
        ):
            return None
        return f"[{', '.join(str(item) for item in items)}]"
    if isinstance(value, Flow) or value == {}:
        pairs = [(key, _flow(item)) for key, item in value.items()]
        if any(item is None for _, item in pairs):
            return None
        return "{" + ", ".join(f"{key}: {item}" for key, item in pairs) + "}"
    return None


def _scalar(text: str) -> str:
    if _WHOLE.fullmatch(text) or (_PLAIN.fullmatch(text) and not _NOT_PLAIN.fullmatch(text)):
        return text
    return quote(text)


def quote(text: str) -> str:
    """A quoted scalar: in single quotes where the text can be seen as it is."""
    if _LITERAL_UNSAFE.search(text) or "\n" in text:
        return _double(text)
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    """A double-quoted scalar: escapes whatever YAML or an editor could take for something else."""
    out = []
    for c in text:
        if c in '"\\':
            out.append("\\" + c)
        elif c == "\n":
            out.append("\\n")
        elif c == "\t":
            out.append("\\t")
        elif c.isprintable() or c == "\xa0":
            out.append(c)
        else:
            out.append(f"\\u{ord(c):04X}" if ord(c) < 0x10000 else f"\\U{ord(c):08X}")
    return '"' + "".join(out) + '"'


def _literal(text: str, pad: str) -> list[str] | None:
    """A literal block; None where the text cannot stand in one unchanged."""
    if _LITERAL_UNSAFE.search(text) or not text.strip() or text != text.strip("\n"):
        return None
    lines = text.split("\n")
    mark = "|2-" if lines[0].startswith(" ") else "|-" if text.endswith(" ") else "|"
    return [mark, *(f"{pad}{line}" if line else "" for line in lines)]
