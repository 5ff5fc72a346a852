"""Values that only one record may have: who shares one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

Owner = tuple[str, str]
"""A file and the path of a field in it."""


def shared(values: Iterable[tuple[str, Owner]]) -> Iterator[tuple[str, Owner, Owner]]:
    """Each value that has several owners, once for each, with the first other owner; empty values do not count."""
    owners: dict[str, list[Owner]] = {}
    for value, owner in values:
        if value:
            owners.setdefault(value, []).append(owner)
    yield from _told(owners)


def _told(owners: Mapping[str, list[Owner]]) -> Iterator[tuple[str, Owner, Owner]]:
    for value, of_value in owners.items():
        for number, owner in enumerate(of_value):
            if len(of_value) > 1:
                yield value, owner, of_value[0] if number else of_value[1]
