"""Vocabularies: good ones become terms, each broken one has its expected report beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postilla.diagnostics import Report, Span
from postilla.model import (
    ArticleType,
    Collection,
    Journal,
    PartialDate,
    PersonTerm,
    Retired,
    Series,
    Specialty,
    Vocabulary,
)
from postilla.records import MAX_FILE, VOCABULARIES, decode_vocabulary
from tests.conftest import Golden
from tests.records.generated import TROUBLE

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "vocabularies"
BROKEN = [file for file in sorted(FOLDER.glob("*.yml")) if not file.stem.startswith("good-")]


def _good(file: str, name: str = "") -> Vocabulary:
    name = name or file
    vocabulary, findings = decode_vocabulary(name, f"articles/_vocabulary/{name}.yml", _data(f"good-{file}"))
    assert findings == ()
    return vocabulary


def _data(stem: str) -> bytes:
    return (FOLDER / f"{stem}.yml").read_bytes()


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_the_report_of_a_broken_vocabulary_is_the_expected_one(file: Path, golden: Golden) -> None:
    name = file.stem.partition("-")[0]
    _, findings = decode_vocabulary(name, f"articles/_vocabulary/{name}.yml", file.read_bytes())
    golden(file.with_suffix(".report"), Report.of(findings).text() + "\n")
    assert findings


def test_every_expected_report_has_its_vocabulary() -> None:
    assert {file.stem for file in FOLDER.glob("*.report")} == {file.stem for file in BROKEN}


def test_journals() -> None:
    jim, jit = _good("journals").terms
    assert jim == Journal(
        id="jim",
        name="Journal of Imagined Medicine",
        title="The Journal of Imagined Medicine: lamps",
        aliases=("JIM", "J Imagin Med"),
        abbreviation="J Imagin Med",
        issn_print="0021-9738",
        issn_online="2050-084X",
        publisher="The Lamp Press",
        url="https://jim.example/",
        license="CC-BY-4.0",
        copyright_holder="The Lamp Press",
        doi_prefix="10.5555",
        description="About *lamps*.\n\nAnd more.",
    )
    assert jit.retired == Retired(PartialDate(2020, 5), "jim")


def test_specialties() -> None:
    assert _good("specialties").terms == (
        Specialty(id="immunology", name="Immunology", menu=True, aliases=("Immunity", "No")),
        Specialty(id="no", name="No"),
    )


def test_series_and_collections() -> None:
    assert _good("series").terms == (
        Series(id="lanterns", name="Lanterns", date=PartialDate(2025, 5)),
        Series(id="gardens", name="Gardens"),
    )
    assert _good("collections").terms == (
        Collection(id="first", name="First readings", description="Folded words."),
    )


def test_types() -> None:
    assert _good("types").terms == (
        ArticleType(id="reply", name="Reply", plural="Replies", needs=("replies-to", "comments-on")),
        ArticleType(id="correction", name="Correction", notice=True, needs=("corrects",)),
    )


def test_people() -> None:
    (person,) = _good("people").terms
    assert person == PersonTerm(
        id="ada-invented",
        name="Invented, Ada",
        names=("Invented, A.", "Made-Up, Ada"),
        orcid="0000-0002-1825-0097",
        articles=("jim1", "jim2"),
    )


@pytest.mark.parametrize("file", ["empty", "no-terms", "comments"])
def test_a_vocabulary_may_be_empty(file: str) -> None:
    assert _good(file, "people").terms == ()


def test_terms_that_cannot_be_read_are_left_out() -> None:
    vocabulary, _ = decode_vocabulary("specialties", "s.yml", _data("specialties-terms"))
    assert [term.name for term in vocabulary.terms] == ["Lamps", "Glow"]


def test_terms_keep_their_places_where_others_cannot_be_read() -> None:
    data = b"- {id: Not An Id, name: A}\n- {id: b, name: B}\n- {name: C}\n- {id: d, name: D}\n"
    vocabulary, findings = decode_vocabulary("specialties", "specialties.yml", data)
    assert len(findings) == 2
    assert not vocabulary.is_whole
    assert {place: term.id for place, term in vocabulary.numbered.items()} == {1: "b", 3: "d"}
    assert vocabulary.span("[3].id").line == 4


@pytest.mark.parametrize(
    ("data", "is_whole"),
    [
        (b"", True),
        (b"- {id: a, name: A}\n", True),
        (b"- {id: a, name: 'A}\n", False),
        (b"id: a\n", False),
        (b"\xff", False),
        (b"- {id: a, name: A, menu: yes}\n", False),
    ],
)
def test_a_vocabulary_says_whether_all_of_it_was_read(data: bytes, is_whole: bool) -> None:
    assert decode_vocabulary("specialties", "specialties.yml", data)[0].is_whole == is_whole


def test_every_value_knows_its_place() -> None:
    journals = _good("journals")
    assert journals.span("[0].issn_print") == Span(8, 15, 9)
    assert journals.span("[1].retired.see") == Span(19, 76, 3)
    assert journals.span("[1].retired.since") == journals.span("[1].retired")


def test_a_vocabulary_is_no_larger_than_a_record() -> None:
    _, findings = decode_vocabulary("series", "s.yml", b"#" * (MAX_FILE + 1))
    assert [finding.code for finding in findings] == ["P102"]


@pytest.mark.parametrize("name", VOCABULARIES)
def test_the_demonstrations_vocabularies_are_good(name: str) -> None:
    path = f"articles/_vocabulary/{name}.yml"
    _, findings = decode_vocabulary(name, path, (ROOT / path).read_bytes())
    assert findings == ()


@pytest.mark.parametrize("name", VOCABULARIES)
@given(
    data=st.binary(max_size=99)
    | st.lists(st.sampled_from(TROUBLE)).map(lambda parts: "".join(parts).encode())
)
def test_no_bytes_make_reading_fail(name: str, data: bytes) -> None:
    decode_vocabulary(name, "v.yml", data)
    decode_vocabulary(name, "v.yml", b"- id: " + data + b"\n  name: " + data + b"\n- " + data)
