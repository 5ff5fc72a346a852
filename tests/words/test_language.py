"""How a language writes numbers, sizes, dates and what is counted; which language a tag asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postilla.model import PartialDate
from postilla.words import ENGLISH, GERMAN, LANGUAGES, direction, language_of, marks, name


@pytest.mark.parametrize(
    ("date", "english", "german"),
    [
        (None, "", ""),
        (PartialDate(2021), "2021", "2021"),
        (PartialDate(2021, 3), "March 2021", "März 2021"),
        (PartialDate(2021, 3, 9), "March 9, 2021", "9. März 2021"),
    ],
)
def test_a_date_in_words(date: PartialDate | None, english: str, german: str) -> None:
    assert (ENGLISH.date(date), GERMAN.date(date)) == (english, german)


@pytest.mark.parametrize(
    ("count", "english", "german"),
    [
        (0, "", ""), (1, "0.00 KB", "0,00 KB"), (518_554, "506.40 KB", "506,40 KB"),
        (1024 * 1024 - 1, "1024.00 KB", "1024,00 KB"), (1024 * 1024, "1.00 MB", "1,00 MB"),
        (2_202_009, "2.10 MB", "2,10 MB"),
    ],
)  # fmt: skip
def test_a_size_is_printed_as_the_journal_does(count: int, english: str, german: str) -> None:
    assert (ENGLISH.size(count), GERMAN.size(count)) == (english, german)


def test_counts_agree_with_their_nouns() -> None:
    assert [ENGLISH.count(n, "years") for n in (0, 1, 2, 1979)] == [
        "0 years",
        "1 year",
        "2 years",
        "1,979 years",
    ]
    assert [GERMAN.count(n, "years") for n in (0, 1, 2, 1979)] == [
        "0 Jahre",
        "1 Jahr",
        "2 Jahre",
        "1.979 Jahre",
    ]
    assert [GERMAN.form(n, "back-replies-to") for n in (1, 2)] == ["Antwort", "Antworten"]


@given(st.integers(0, 10**9))
def test_a_number_can_be_read_back(number: int) -> None:
    for language in LANGUAGES.values():
        assert int(language.number(number).replace(language.thousands, "")) == number


def test_a_value_takes_its_place() -> None:
    assert GERMAN.word("orcid-of", name="{x}") == "ORCID von {x}"
    with pytest.raises(KeyError):
        ENGLISH.word("orcid-of", names="x")
    with pytest.raises(KeyError):
        ENGLISH.word("no-such-word")


@pytest.mark.parametrize(
    ("tag", "spoken", "as_tag"),
    [
        ("en", ENGLISH, "en"), ("en-GB", ENGLISH, "en-GB"), ("de", GERMAN, "de"), ("de-AT", GERMAN, "de-AT"),
        ("DE-ch-1996", GERMAN, "DE-ch-1996"), ("fr", ENGLISH, "en"), ("dei", ENGLISH, "en"), ("", ENGLISH, "en"),
    ],
)  # fmt: skip
def test_a_tag_asks_for_the_nearest_language(tag: str, spoken: object, as_tag: str) -> None:
    found = language_of(tag)
    assert (found.words, found.tag) == (spoken.words, as_tag)  # type: ignore[attr-defined]


def test_a_language_that_is_not_spoken_gives_the_one_that_is_wanted_then() -> None:
    assert language_of("fr", otherwise=GERMAN) is GERMAN
    assert language_of("fr").foreign("fr") == "fr"
    assert language_of("de-AT").foreign("de-AT") == ""


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        *(("ar", "rtl"), ("he", "rtl"), ("fa-IR", "rtl"), ("az-Arab", "rtl"), ("UR", "rtl")),
        *(("en", "ltr"), ("ar-Latn", "ltr"), ("az", "ltr"), ("zh-Hant-TW", "ltr"), ("", "ltr"), ("x", "ltr")),
    ],
)
def test_which_way_a_language_is_written(tag: str, way: str) -> None:
    assert direction(tag) == way


def test_what_is_marked() -> None:
    assert marks("", "en") == marks("en", "en") == ""
    assert marks("de", "en") == ' lang="de"'
    assert marks("ar", "en") == ' lang="ar" dir="rtl"'
    assert marks("en", "he") == ' lang="en" dir="ltr"'
    assert marks("he", "ar") == ' lang="he"'


def test_what_a_language_calls_itself() -> None:
    assert [name(tag) for tag in ("de", "de-AT", "AR", "tlh")] == ["Deutsch", "Deutsch", "العربية", "tlh"]
