"""What is suggested while a reader types, misspelt or not: names of terms, authors and titles, and single words.

The list is downloaded whole, so it is capped: an archive of some hundred articles has all of its titles and authors in
it, a larger one the newest titles and the authors with the most articles. Words stand for the rest: a search that finds
nothing is offered the nearest of them, and finds every article with that.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

CAPS: Mapping[str, int] = {
    "specialties": 20_000,
    "series": 20_000,
    "authors": 40_000,
    "titles": 60_000,
    "words": 60_000,
}
"""Bytes of each kind before compression, which leaves a third."""
SHORTEST = 4
"""Letters of a word that is worth a suggestion."""

_WORD = re.compile(r"[^\W\d_]+")


class Candidate(NamedTuple):
    """Something to suggest: what it is called, and the address that it leads to."""

    name: str
    address: str


def suggestions(
    candidates: Mapping[str, Iterable[Candidate]], texts: Iterable[str]
) -> dict[str, Sequence[Candidate] | Sequence[str]]:
    """The list, by kind; each kind is cut at its cap.

    Args:
        candidates: of the kinds of `CAPS` but for words, the most important first.
        texts: what words are taken from: titles and names.
    """
    made: dict[str, Sequence[Candidate] | Sequence[str]] = {
        kind: _capped(candidates.get(kind, ()), CAPS[kind]) for kind in CAPS if kind != "words"
    }
    counts = Counter(word for text in texts for word in {w.lower() for w in _WORD.findall(text)})
    frequent = sorted((-count, word) for word, count in counts.items() if len(word) >= SHORTEST)
    kept: dict[str, str] = {}
    size = 0
    for _, word in frequent:
        size += len(word.encode()) + len('"",')
        if size > CAPS["words"]:
            break
        kept.setdefault(_folded(word), word)
    made["words"] = sorted(kept.values())
    return made


def _capped(candidates: Iterable[Candidate], cap: int) -> list[Candidate]:
    kept: list[Candidate] = []
    size = 0
    for candidate in candidates:
        size += len(candidate.name.encode()) + len(candidate.address) + len('["",""],')
        if size > cap:
            break
        kept.append(candidate)
    return kept


def _folded(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
