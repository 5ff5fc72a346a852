from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from postilla.model import (
    Affiliation,
    Copyright,
    Figure,
    Group,
    Head,
    NameText,
    PartialDate,
    Pdf,
    Person,
    Place,
    Reference,
    Related,
    Relation,
    Tail,
    Work,
)
from postilla.records import encode

HEAD: dict[str, Any] = {
    "id": "jim1",
    "title": "It's *lit*",
    "type": "commentary",
    "authors": (Person("Invented"),),
    "published": PartialDate(2021, 10, 1),
}


def _line(field: str, value: Any) -> str:
    """What is written for one field."""
    in_head = field in Head._fields
    head = Head(**HEAD | ({field: value} if in_head else {}))
    tail = Tail(**{"affiliations": {}} | ({} if in_head else {field: value}))
    lines = encode(head, tail, "jim1").split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{field}:"))
    end = next(number for number in range(start + 1, len(lines)) if lines[number] and lines[number][0] != " ")
    return "\n".join(lines[start:end])


def test_a_record_is_written_in_the_order_of_the_table() -> None:
    head = Head(
        **HEAD
        | {
            "volume": "131",
            "issue": "Suppl 1",
            "elocation": "e1",
            "doi": "10.5555/JIM.1",
            "specialties": ("immunology", "Lamp: science"),
            "series": (Place("lanterns", 1), Place("gardens")),
            "related": (
                Related(Relation.COMMENTS_ON, work=Work(title="A study", doi="10.5555/lanterns", et_al=True)),
                Related(Relation.REPLIES_TO, "jim0"),
            ),
            "in_press": True,
        }
    )
    tail = Tail(
        {"hall": Affiliation("A Hall", city="Nowhere")},
        abstract="One.\n\nTwo.",
        references=(
            Reference("a2021", Work(authors=(Person("Feigned", "Bea"), NameText("& Co")), year="2013a")),
        ),
        figures=(Figure("fig1", "a.png", "A lamp"),),
        competing_interests="none",
        license="CC-BY-4.0",
        copyright=Copyright("2021", "Invented"),
        pdf=Pdf(url="https://jim.example/a.pdf", bytes=12),
        text="The text.",
    )
    assert encode(head, tail, "jim1") == dedent(
        """\
        ---
        title: 'It''s *lit*'
        type: commentary
        authors:
          - family: Invented
        affiliations:
          hall: {name: A Hall, city: Nowhere}
        published: 2021-10-01
        volume: 131
        issue: Suppl 1
        elocation: e1
        doi: 10.5555/JIM.1
        specialties: [immunology, 'Lamp: science']
        series: [{id: lanterns, position: 1}, gardens]
        abstract: |
          One.

          Two.
        related:
          - relation: comments-on
            title: 'A study'
            et_al: true
            doi: 10.5555/lanterns
          - relation: replies-to
            article: jim0
        references:
          - id: a2021
            authors: [{family: Feigned, given: Bea}, {text: '& Co'}]
            year: 2013a
        figures:
          - id: fig1
            file: a.png
            alt: A lamp
        competing_interests: none
        license: CC-BY-4.0
        copyright: {year: 2021, holder: Invented}
        pdf: {url: 'https://jim.example/a.pdf', bytes: 12}
        in_press: true
        ---

        The text.
        """
    )


def test_an_id_is_written_where_the_files_name_is_another() -> None:
    text = encode(Head(**HEAD), Tail({}), "other")
    assert text.startswith("---\nid: jim1\n")
    assert "id: jim1" not in encode(Head(**HEAD), Tail({}), "jim1")


def test_nobody_is_an_empty_list() -> None:
    assert _line("authors", ()) == "authors: []"


@pytest.mark.parametrize("word", ["null", "Null", "no", "No", "on", "Y", "true", "OFF", "~"])
def test_a_word_that_other_programs_misread_is_quoted(word: str) -> None:
    assert _line("volume", word) == f"volume: '{word}'"
    assert (
        _line("affiliations", {word.lower(): Affiliation("A")}).split("\n")[1]
        == f"  '{word.lower()}': {{name: A}}"
    )


@pytest.mark.parametrize("number", ["1.10", "010", "0x1F", "0o17", "1e3", "1_000", "00"])
def test_a_number_that_other_programs_misread_is_quoted(number: str) -> None:
    assert _line("volume", number) == f"volume: '{number}'"


@pytest.mark.parametrize(
    "plain", ["0", "131", "Suppl 1", "1-2", "101-104", "2013a", "e153204", "Ñandú’s", "a & b"]
)
def test_plain_words_stay_plain(plain: str) -> None:
    assert _line("volume", plain) == f"volume: {plain}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("'tis", "'''tis'"),
        ("a: b", "'a: b'"),
        ("*a*", "'*a*'"),
        ('"a"', "'\"a\"'"),
        ("a\\b", "'a\\b'"),
        ("soft\xadhyphen", "'soft\xadhyphen'"),
        ("bell\x07", '"bell\\u0007"'),
        ("mark\ufeff", '"mark\\uFEFF"'),
        ("line\u2028", '"line\\u2028"'),
        ('tab\t"\\', '"tab\\t\\"\\\\"'),
        ("last\U0010ffff", "'last\U0010ffff'"),
    ],
)
def test_other_values_are_quoted_and_escaped(value: str, written: str) -> None:
    assert _line("keywords", (value,)) == f"keywords: [{written}]"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("One line.", "|\n  One line."),
        ("One.\n\n  Two.", "|\n  One.\n\n    Two."),
        ("  Indented.\nNot.", "|2-\n    Indented.\n  Not."),
        ("Ends with spaces  ", "|-\n  Ends with spaces  "),
        ("none", "none"),
        ("a\tb", '"a\\tb"'),
        ("a\r\nb", '"a\\u000D\\nb"'),
    ],
)
def test_blocks_are_literal_unless_they_cannot(value: str, written: str) -> None:
    assert _line("ethics", value) == f"ethics: {written}"


def test_what_is_too_long_for_one_line_stands_on_several() -> None:
    long = "A Hall of Lanterns with a very long name " * 3
    assert _line("affiliations", {"hall": Affiliation(long.strip(), country="Utopia")}) == (
        f"affiliations:\n  hall:\n    name: {long.strip()}\n    country: Utopia"
    )
    assert _line("keywords", tuple(f"keyword {n}" for n in range(20))).split("\n")[:2] == [
        "keywords:",
        "  - keyword 0",
    ]
    people = tuple(Person(f"Invented-{n}", "Ada") for n in range(6))
    (reference,) = _line("references", (Reference("a", Work(title="T", authors=people)),)).split(
        "references:\n"
    )[1:]
    assert reference.split("\n")[2:4] == ["    authors:", "      - {family: Invented-0, given: Ada}"]


def test_groups_and_their_members() -> None:
    group = Group("The Lantern Group", (Person("Invented", "Ada", corresponding=True),))
    assert _line("authors", (group,)) == (
        "authors:\n  - group: The Lantern Group\n    members:\n"
        "      - given: Ada\n        family: Invented\n        corresponding: true"
    )


def test_a_map_without_entries_is_written_as_one() -> None:
    assert _line("translated_titles", {}) == "translated_titles: {}"
