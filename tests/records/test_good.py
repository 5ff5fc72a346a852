"""Right records in surprising shapes: nothing is found, and the values are what a reader of the file expects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from postilla.diagnostics import Report, Span
from postilla.model import Affiliation, Group, NameText, PartialDate, Person, Place, Record
from postilla.records import FIELDS, Row, composing, decode, encode, events, update
from postilla.records.shape import Shape

from .places import places

FOLDER = Path(__file__).parent / "good"
FILES = {file.stem: file for file in sorted(FOLDER.glob("*.md"))}


def _read(name: str, data: bytes = b"") -> Record:
    decoded = decode(f"articles/{name}.md", data or FILES[name].read_bytes())
    assert decoded.findings == (), Report.of(decoded.findings).text()
    assert decoded.record is not None
    return decoded.record


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_found(name: str) -> None:
    _read(name)


@pytest.mark.parametrize("name", FILES)
def test_the_canonical_form_reads_back(name: str) -> None:
    record = _read(name)
    again = _read(name, encode(record.head, record.tail, name).encode())
    assert (again.head, again.tail) == (record.head, record.tail)


@pytest.mark.parametrize("name", FILES)
def test_writing_what_was_read_changes_nothing(name: str) -> None:
    record, data = _read(name), FILES[name].read_bytes()
    assert update(f"articles/{name}.md", data, record.head, record.tail).encode() == data


@pytest.mark.parametrize("name", FILES)
def test_the_slow_parser_reads_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record = _read(name)
    monkeypatch.setattr(events, "LOADER", yaml.SafeLoader)
    monkeypatch.setattr(composing, "COMPOSER", type("Slow", (composing._NoTypes, yaml.SafeLoader), {}))
    assert _read(name) == record


def test_every_field_stands_in_a_good_record() -> None:
    given = set()
    for name in ("every-field", "other-shapes"):
        spans = _read(name).spans
        given |= {
            re.sub(r"\[\d+\]", "[]", re.sub(r"^affiliations\.\w+", "affiliations.*", at)) for at in spans
        }
    table: list[tuple[str, Row]] = [(field.key, field) for field in FIELDS]
    for field in FIELDS:
        for at, kind in places(field.kind, field.key):
            table += [(f"{at}.{row.key}", row) for row in (kind.rows if isinstance(kind, Shape) else ())]
    # a row that several shapes share needs to be given in one of them
    seen = {id(row) for at, row in table if at in given}
    assert [at for at, row in table if id(row) not in seen] == []


def test_the_smallest_record() -> None:
    record = _read("smallest")
    assert record.head.id == "smallest"
    assert record.head.authors == (Person("Invented"),)
    assert record.tail.text == ""
    assert record.span("text") == Span(7, 1)


def test_identifiers_are_read_into_their_one_form() -> None:
    record = _read("other-shapes")
    works = [related.work for related in record.head.related]
    assert [work.key if work else "" for work in works[:3]] == ["", "doi:10.5555/lanterns", "pmid:123"]
    people, pubmed, sici = record.tail.references
    assert people.work.authors == (
        Person("Invented"),
        Person("Made-Up", "Cy", "de la", "III", "0000-0002-1694-233X"),
        Group("The Lantern Group"),
        Group("The Lamp Group", (Person("Feigned"),)),
        NameText("Feigned & Daughters, lamp makers"),
    )
    assert (pubmed.id, pubmed.work.pmcid) == ("1", "PMC8483742")
    assert (sici.id, sici.work.doi) == ("2", "10.5555/(SICI)1097-0258<1::AID>3.0.CO;2-X")


def test_scalars_of_every_style() -> None:
    head, tail = _read("scalars").head, _read("scalars").tail
    assert head.title == "A title that is folded"
    assert head.subtitle == 'Quoted "twice", over two lines, with é and \\'
    assert head.short_title == "It's single"
    assert head.authors == (Person("Invented", "Ada B."),)
    assert head.published == PartialDate(2021, 10)
    assert tail.abstract == "Literal.\n\n    Code."
    assert tail.summary == "Folded line.\nSecond paragraph."
    assert tail.archive_note == "Plain and on two lines."
    assert tail.acknowledgements == "  Indented at first,\nthen not."
    assert tail.ethics == "One line\n\nand another"
    assert tail.data_availability == "Single\nwith a break"


def test_blocks_know_where_their_lines_stand() -> None:
    data = FILES["scalars"].read_bytes()
    lines = data.decode().split("\n")
    blocks = decode("articles/scalars.md", data).blocks
    for field, inner, word in (
        ("abstract", Span(1, 1, 7), "Literal"),
        ("abstract", Span(3, 5, 4), "Code"),
        ("acknowledgements", Span(1, 3, 8), "Indented"),
        ("acknowledgements", Span(2, 1, 4), "then"),
    ):
        place = blocks[field].span(inner)
        assert lines[place.line - 1][place.column - 1 :].startswith(word)
    assert not blocks["summary"].exact
    assert blocks["summary"].span(Span(2, 5, 3)) == Span(20, 10)


def test_layout_and_comments_change_no_value() -> None:
    record = _read("layouts")
    assert record.head.title == "Laid out in many ways"
    assert record.head.authors == (
        Person("Invented", "Ada", affiliations=("hall",)),
        Person("Feigned", affiliations=("hall", "lodge")),
    )
    assert record.tail.affiliations == {"hall": Affiliation("A Hall"), "lodge": Affiliation("A Lodge")}
    assert record.tail.keywords == ("a", "b, c", "d")
    assert (record.head.volume, record.head.published) == ("1", PartialDate(2021))
    assert record.tail.text == "The text begins here.\n\n---\n\nAnd goes on behind a line."


def test_the_front_matter_may_be_one_mapping() -> None:
    record = _read("one-mapping")
    assert (record.head.title, record.tail.keywords) == ("All in one", ("a", "b"))
    assert (record.tail.text, record.span("text")) == ("The text.", Span(6, 1))


def test_values_that_yaml_would_guess_are_text() -> None:
    head, tail = _read("surprises").head, _read("surprises").tail
    assert (head.title, head.subtitle, head.short_title, head.type) == ("No", "12:30", "1e3", "yes")
    assert head.authors == (Person("Null", "No", "on", "0o17"), Person("True", "Off"))
    assert (head.volume, head.issue, head.pages) == ("010", "0x1F", "1_000")
    assert tail.translated_titles == {"no": "Lykter"}
    assert tail.keywords[:4] == ("no", "yes", "on", "off")
    assert tail.keywords[-4:] == ("null", "~", "=", "<<")


def test_any_script_is_kept_as_it_is() -> None:
    head, tail = _read("unicode").head, _read("unicode").tail
    assert head.title == "فوانيس في النخاع 🏮"
    assert head.subtitle.startswith("Cafe\u0301 ganz groß: 👩\u200d🔬")
    assert head.short_title == "שלום \u2067עולם\u2069"
    assert [str(author) for author in head.authors[:2]] == ["太郎 発明", "Zoë O’Neill-Ñandú"]
    assert tail.keywords[:6] == ("naïve", "αβγ", "½", "x²", "H₂O", "ﬁ")
    assert "\u202b" in tail.abstract
    assert "\U00020000" in tail.abstract


@pytest.mark.parametrize("name", ["crlf-with-mark", "cr"])
def test_line_ends_of_other_systems(name: str) -> None:
    record = _read(name)
    assert record.tail.text == "First line.\n\nSecond line."
    assert record.span("authors[0].family") == Span(5, 13, 8)


def test_four_hundred_authors() -> None:
    authors = "".join(
        f"  - {{given: A{n}, family: Invented, affiliations: [hall-{n % 40}]}}\n" for n in range(400)
    )
    halls = "".join(f"  hall-{n}: {{name: Hall {n}}}\n" for n in range(40))
    fields = "title: 'Many hands'\ntype: viewpoint\npublished: 2021\n"
    record = _read("many", f"---\n{fields}authors:\n{authors}affiliations:\n{halls}---\n".encode())
    assert len(record.head.authors) == 400
    assert record.head.authors[399] == Person("Invented", "A399", affiliations=("hall-39",))
    assert record.span("authors[399].family").line == 405


def test_places_without_a_position_are_ids() -> None:
    record = _read("every-field")
    assert record.head.series == (Place("lanterns", 1), Place("gardens"))
    assert record.span("series[0].position") == Span(42, 30)
    assert record.span("series[0].nothing") == record.span("series[0]")
    assert record.span("nothing") == Span(1, 1)
