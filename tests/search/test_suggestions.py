"""What is suggested: everything of a small archive, and a part of a large one that can be downloaded."""

from __future__ import annotations

import json

from postilla.search import Candidate, suggestions
from postilla.search.suggestions import CAPS


def test_a_small_archive_is_suggested_whole() -> None:
    made = suggestions(
        {
            "specialties": [Candidate("Salt", "specialties/salt/")],
            "titles": [Candidate("On salt", "articles/a/")],
        },
        ["On salt and Salinity", "salt"],
    )
    assert made == {
        "specialties": [("Salt", "specialties/salt/")],
        "series": [],
        "authors": [],
        "titles": [("On salt", "articles/a/")],
        "words": ["salinity", "salt"],
    }


def test_a_large_archive_is_suggested_in_part_the_first_of_each_kind() -> None:
    titles = [Candidate(f"A title of some length, number {n}", f"articles/a{n}/") for n in range(5_000)]
    made = suggestions({"titles": titles, "authors": [Candidate("N N", "authors/n-n/")] * 9_000}, ())
    assert made["titles"] == titles[: len(made["titles"])]
    for kind in ("titles", "authors"):
        size = len(json.dumps(made[kind], separators=(",", ":")))
        assert 0.9 * CAPS[kind] < size <= CAPS[kind] + 1


def test_words_are_those_of_the_most_texts() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    rare = [f"{a}{b}{c}zz{d}" for a in letters for b in letters for c in letters[:8] for d in letters[:8]]
    words = suggestions(
        {}, ["Fever", "fever", "FEVER of unknown", "Fièvre, fièvre", "fièvre and fievre", "Fièvre", *rare]
    )["words"]
    assert {"fever", "fièvre"} <= set(words)
    assert "fievre" not in words  # of words that differ by accents only the most frequent
    assert "and" not in words
    assert len(words) < len(rare)
    assert list(words) == sorted(map(str, words))
