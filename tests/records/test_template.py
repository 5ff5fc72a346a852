from __future__ import annotations

import pytest
from hypothesis import given

from postilla.diagnostics import Severity
from postilla.model import PartialDate
from postilla.records import FIELDS, decode, template
from tests.records.generated import LINE, dates

DATE = PartialDate(2026, 11, 22)


def _written(title: str = "Lanterns: a comment", journal: str = "jim", date: PartialDate = DATE) -> str:
    return template(title, "commentary", journal, date)


@pytest.mark.parametrize("journal", ["jim", ""])
def test_a_new_record_passes_at_once(journal: str) -> None:
    decoded = decode("articles/2026/jim1.md", _written(journal=journal).encode())
    assert decoded.findings == ()
    assert decoded.record is not None
    head = decoded.record.head
    assert (head.title, head.type, head.journal, head.published) == (
        "Lanterns: a comment",
        "commentary",
        journal,
        DATE,
    )
    assert head.draft
    assert head.authors == ()
    assert decoded.record.tail.text.startswith("The text, in Markdown.")


@given(LINE, dates())
def test_any_title_is_quoted(title: str, date: PartialDate) -> None:
    decoded = decode("articles/2026/jim1.md", _written(title, date=date).encode())
    assert [f.text() for f in decoded.findings if f.severity is Severity.ERROR] == []
    assert decoded.record is not None
    assert (decoded.record.head.title, decoded.record.head.published) == (title, date)


def test_every_comment_that_is_no_field_explains_the_next_one() -> None:
    docs = {field.doc: field.key for field in FIELDS}
    lines = _written().split("\n")
    for number, line in enumerate(lines):
        if line.removeprefix("# ") in docs:
            key = docs[line.removeprefix("# ")]
            assert lines[number + 1].removeprefix("# ").startswith(f"{key}:")


def test_fields_without_their_marks_are_a_record_to_fill_in() -> None:
    docs = {field.doc for field in FIELDS}
    text = _written().replace("authors: []\n", "authors:\n")
    lines = [line for line in text.split("\n") if line.removeprefix("# ") not in docs]
    filled = "\n".join(line.removeprefix("# ") for line in lines)
    filled = filled.replace("doi: ''", "doi: 10.5555/lamps").replace("license: ''", "license: CC-BY-4.0")
    filled = filled.replace("specialties: []", "specialties: [lamps]").replace(
        "elocation: ''", "elocation: e1"
    )
    filled = filled.replace("abstract: |", "abstract: |\n  Lamps.").replace(": ''", ": lamp")
    decoded = decode("articles/2026/jim1.md", filled.encode())
    assert [finding.text() for finding in decoded.findings] == []
    assert decoded.record is not None
    assert str(decoded.record.head.authors[0]) == "lamp lamp"
    assert decoded.record.tail.references[0].work.title == "lamp"
