from __future__ import annotations

import pytest

from postilla.checks.closest import MANY, closest, suggestion

KNOWN = {"immunology", "oncology", "jci153204"}


@pytest.mark.parametrize(
    ("wrong", "wanted"),
    [
        ("imunology", "immunology"),
        ("immunologyy", "immunology"),
        ("imnunology", "immunology"),
        ("immonology", "immunology"),
        ("Immunology", "immunology"),
        ("onkologi", "oncology"),
        ("jci15320", "jci153204"),
        ("zebra", ""),
        ("", ""),
    ],
)
def test_the_nearest_name_is_found(wrong: str, wanted: str) -> None:
    assert closest(wrong, KNOWN) == wanted


def test_among_very_many_only_single_slips_are_looked_for() -> None:
    many = {f"jci{number}" for number in range(100_000, 100_001 + MANY)}
    assert closest("jci10000x", many).startswith("jci10000")
    assert closest("jic10zzz", many) == ""


def test_a_suggestion_is_a_question() -> None:
    assert suggestion("oncolgy", KNOWN) == "did you mean oncology?"
    assert suggestion("zebra", KNOWN) == ""
