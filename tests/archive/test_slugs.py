from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postilla.archive import issue_slug, slug
from postilla.archive.slugs import LONGEST


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peterson, Christopher W.", "peterson-christopher-w"),
        ("Müller-Łukasz, A. B.", "muller-lukasz-a-b"),
        ("O’Brien, Æsa", "obrien-aesa"),
        ("Weiß, Þóra", "weiss-thora"),
        ("Đặng, Øyvind", "dang-oyvind"),
        ("Yılmaz, İpek", "yilmaz-ipek"),
        ("Достоевский, Фёдор", "dostoevskiy-fedor"),
        ("Παπαδόπουλος, Ελένη", "papadopoylos-eleni"),
        ("TGF-β Group", "tgf-b-group"),
        ("ﬁne", "fine"),
    ],
)
def test_letters_are_transliterated(text: str, wanted: str) -> None:
    assert slug(text) == wanted


def test_composed_and_decomposed_letters_are_one() -> None:
    assert slug("Й") == slug("И\u0306") == "y"


def test_a_name_without_any_such_letter_has_a_hash_of_its_own() -> None:
    assert re.fullmatch(r"n-[0-9a-f]{10}", slug("王, 伟"))
    assert slug("王, 伟") != slug("李, 伟")


def test_a_long_text_is_cut_and_stays_apart_from_others() -> None:
    one, other = slug("a" * 300 + "b"), slug("a" * 300 + "c")
    assert len(one) <= LONGEST
    assert one != other


@pytest.mark.parametrize(
    ("text", "wanted"), [("Suppl 1", "suppl-1"), ("19", "19"), ("", "-"), ("-", "-"), (" ", "-")]
)
def test_a_missing_issue_is_a_hyphen(text: str, wanted: str) -> None:
    assert issue_slug(text) == wanted


@given(st.text())
def test_every_slug_is_safe_and_its_own_slug(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= LONGEST
    assert slug(made) == made
    assert issue_slug(issue_slug(text)) == issue_slug(text)
