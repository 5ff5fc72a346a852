"""Did you mean: the known name that a wrong one is probably meant to be."""

from __future__ import annotations

import difflib
import string
from collections.abc import Collection, Iterator

MANY = 2_000
"""Names beyond this number are not compared one by one, which would take seconds for each wrong one."""

_LETTERS = string.ascii_lowercase + string.digits + "-"


def suggestion(wrong: str, known: Collection[str]) -> str:
    """`did you mean immunology?`, or empty where nothing is close; `known` is a set or a mapping."""
    name = closest(wrong, known)
    return f"did you mean {name}?" if name else ""


def closest(wrong: str, known: Collection[str]) -> str:
    """The known name nearest to a wrong one, or empty."""
    lower = wrong.lower()
    near = sorted(name for name in _one_slip_away(lower) if name in known)
    if near:
        return near[0]
    if len(known) > MANY:
        return ""
    # Sorted, because of two that are equally close difflib takes the first it sees.
    return next(iter(difflib.get_close_matches(lower, sorted(known), n=1)), "")


def _one_slip_away(name: str) -> Iterator[str]:
    yield name
    for at in range(len(name) + 1):
        before, after = name[:at], name[at:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]
