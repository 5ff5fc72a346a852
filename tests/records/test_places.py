"""Places looked up one by one; that they are those of a whole reading is a law in `tests/laws/test_records.py`."""

from __future__ import annotations

import pytest

from postilla.diagnostics import Span
from postilla.records import place_of


def test_the_line_comes_with_the_place() -> None:
    text = "\ufeff---\ntitle: 'T'\nseries:\n- first\n# then\n- {id: b, position: 2}\n---\nText.\n"
    data = text.replace("\n", "\r\n").encode()
    assert place_of(data, "series[1].position") == (Span(6, 21, 1), "- {id: b, position: 2}")
    assert place_of(data, "text") == (Span(8, 1), "Text.")


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("series[0].position", 3),
        ("series[7].id", 3),
        ("series.id", 3),
        ("serie", 1),
        ("related[0].doi", 1),
        ("eries", 1),
    ],
)
def test_what_is_not_there_has_the_place_of_what_is_around_it(field: str, line: int) -> None:
    data = b"---\ntitle: 'T'\nseries: [{id: a}]\n---\n"
    assert place_of(data, field)[0].line == line


def test_a_file_that_is_no_record_any_more_has_its_beginning() -> None:
    assert place_of(b"", "title") == (Span(1, 1), "")
