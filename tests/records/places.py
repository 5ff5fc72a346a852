"""Every place of a record, from the table of fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from postilla.records.kinds import Either, Kind, ListOf, MapOf
from postilla.records.shape import Shape, Union


def places(kind: Kind[Any], at: str) -> Iterator[tuple[str, Kind[Any]]]:
    """A field and all that may stand below it: the path, with `[]` for any item and `*` for any key, and the kind."""
    yield at, kind
    match kind:
        case ListOf():
            yield from places(kind.item, f"{at}[]")
        case MapOf():
            yield from places(kind.item, f"{at}.*")
        case Either():
            yield from places(kind.other, at)
        case Union():
            for shape in kind._shapes:
                yield from places(shape, at)
        case Shape():
            for row in kind.rows:
                yield from places(row.kind, f"{at}.{row.key}")
