"""A record as data for other programs: what the JSON Schema describes."""

from __future__ import annotations

import json
from typing import Any

from postilla.model import Head, Tail

from .kinds import Literal, Quoted
from .schema import ARTICLE, FIELDS


def as_json(head: Head, tail: Tail) -> str:
    """The front matter as JSON on one line, its fields in their order; defaults are left out."""
    data = ARTICLE.encode((head, tail))
    if not head.authors:
        data["authors"] = []
    ordered = {field.key: data[field.key] for field in FIELDS if field.key in data}
    return _ENCODE(ordered)


def _text(value: Any) -> str:
    """The text of what the writer of YAML puts in quotes or blocks."""
    if isinstance(value, Quoted | Literal):
        return value.text
    raise TypeError(f"{type(value).__name__} is no part of a record")


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_text).encode
