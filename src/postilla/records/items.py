"""The entries of a list that stands in a file, each with its lines: those that do not change keep them."""

from __future__ import annotations

import re
from dataclasses import dataclass

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its end."""

_ENTRY = re.compile(r"( *)-(?:[ \r\n]|$)")
_SAYS_NOTHING = re.compile(r"\s*(?:#.*)?[\r\n]*")
_CANONICAL = 2
"""Spaces before the entries of a list in canonical form."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: the comments and empty lines above it, and its own lines."""

    above: str
    lines: str


@dataclass(frozen=True, slots=True)
class Items:
    """The lines of a field whose value is a list with entries on lines of their own."""

    head: str
    """What stands before the first entry, the key included."""
    indent: int
    entries: tuple[Item, ...]
    end: str
    """Comments and empty lines behind the last entry."""

    @classmethod
    def of(cls, block: str) -> Items | None:
        """The entries of a field; None where it has none on lines of their own."""
        lines = LINE.findall(block)
        key = next((i for i, line in enumerate(lines) if not _SAYS_NOTHING.fullmatch(line)), len(lines))
        first = next((m for line in lines[key + 1 :] if (m := _ENTRY.match(line))), None)
        if first is None:
            return None
        entries: list[Item] = []
        waiting = ""
        for line in lines[key + 1 :]:
            entry = _ENTRY.match(line)
            if entry and entry[1] == first[1]:
                entries.append(Item(waiting, line))
                waiting = ""
            elif _SAYS_NOTHING.fullmatch(line):
                waiting += line
            elif entries:
                entries[-1] = Item(entries[-1].above, entries[-1].lines + waiting + line)
                waiting = ""
            else:
                return None
        return cls("".join(lines[: key + 1]), len(first[1]), tuple(entries), waiting)


def replaced(block: str, was: str, now: str) -> str:
    """The lines of a changed list: entries that are in both values keep theirs, the others are written anew.

    Args:
        block: the lines of the field as they stand, with what is above it.
        was: the canonical lines of the value that they have.
        now: the canonical lines of the new value, with the line ends of the file.

    Returns:
        The new lines; empty where this is no list with entries on lines of their own.
    """
    standing, old, new = Items.of(block), Items.of(was), Items.of(now)
    if not (standing and old and new) or len(standing.entries) != len(old.entries):
        return ""
    known: dict[str, list[Item]] = {}
    for item, canonical in zip(standing.entries, old.entries, strict=True):
        known.setdefault(_one_end(canonical.lines), []).append(item)
    same_places = len(new.entries) == len(old.entries)
    out = []
    for number, item in enumerate(new.entries):
        kept = known.get(_one_end(item.lines))
        if kept:
            out.append(kept[0].above + kept.pop(0).lines)
        else:
            above = standing.entries[number].above if same_places else ""
            out.append(above + _indented(item.lines, standing.indent))
    return standing.head + "".join(out) + standing.end


def _indented(lines: str, indent: int) -> str:
    pad = " " * indent
    return "".join(pad + line[_CANONICAL:] if line.strip() else line for line in LINE.findall(lines))


def _one_end(lines: str) -> str:
    return lines.replace("\r\n", "\n").replace("\r", "\n")
