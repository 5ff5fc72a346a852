"""JSON Lines: the front matter of each record as data, one a line, as the JSON Schema of records describes it."""

from __future__ import annotations

from postilla.records import as_json

from .publication import Item


def jsonl(item: Item) -> str:
    """One record on one line, without the line's end."""
    return as_json(item.publication.head, item.tail)
