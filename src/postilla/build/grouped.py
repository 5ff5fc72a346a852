"""Heads in groups: every build wants all of them, and one entry of many is read sooner than many entries."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from .cache import Cache, digest, pack
from .process import HeadPart

MEMBERS = 64
"""About how many records there are in a group: it is written again when one of them changes. Fewer make no group."""
_PART = "heads"


class Grouped:
    """The heads of all records, by the keys of the records. Which of them are kept together their paths decide."""

    def __init__(self, cache: Cache, keys: Mapping[str, str]) -> None:
        """Read the heads that the cache has.

        Args:
            cache: has each head by itself too, from which a group is made when one in it is another.
            keys: the key of every record, by path.
        """
        self._cache = cache
        names = _named(keys)
        kept = cache.get(_PART, list(names), tuple)
        self._known: set[str] = set()
        """The groups that are kept, by the keys of their entries."""
        self.heads: dict[str, HeadPart] = {}
        alone = [] if names else list(keys.values())
        for name, group in names.items():
            members = [keys[path] for path in group]
            found = kept.get(name, ())
            if len(found) == len(members) and all(isinstance(head, HeadPart) for head in found):
                self._known.add(name)
                self.heads.update(zip(members, found, strict=True))
            else:
                alone += members
        self.heads.update(cache.get("head", alone, HeadPart))

    def keep(self, keys: Mapping[str, str]) -> None:
        """Keep the groups that are not kept yet, now that `heads` has those of all records, read with these keys."""
        keep(self._cache, keys, self.heads, self._known)


def keep(
    cache: Cache,
    keys: Mapping[str, str],
    heads: Mapping[str, HeadPart],
    known: AbstractSet[str] = frozenset(),
) -> None:
    """Keep the heads of all records in groups.

    Args:
        cache: where they are kept.
        keys: the key of every record, by path.
        heads: the heads by these keys.
        known: the groups that are kept already, by the keys of their entries.
    """
    for name, group in _named(keys).items():
        if name not in known:
            cache.put([(_PART, name, pack(tuple(heads[keys[path]] for path in group)))])


def used(keys: Mapping[str, str]) -> Iterator[str]:
    """The keys of all entries of records and of groups of their heads; `keys` are those of the records, by path."""
    yield from keys.values()
    yield from _named(keys)


def _named(keys: Mapping[str, str]) -> dict[str, list[str]]:
    """The paths of each group, by the key of its entry."""
    if len(keys) < MEMBERS:
        return {}
    count = 1 << (len(keys) // MEMBERS - 1).bit_length()  # another number would make other groups of all
    groups: list[list[str]] = [[] for _ in range(count)]
    for path in sorted(keys):
        groups[zlib.crc32(path.encode()) % count].append(path)
    return {
        digest("\n".join(keys[path] for path in group).encode()).hex(): group for group in groups if group
    }
