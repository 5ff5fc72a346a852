from __future__ import annotations

from pathlib import Path

import pytest

from postilla.formats.reading import SOURCES
from postilla.formats.reading.spreadsheet import COLUMNS

GUIDE = Path(__file__).parents[2] / "docs/guide/import"


@pytest.mark.parametrize("name", SOURCES)
def test_every_format_has_its_row_in_the_guide(name: str) -> None:
    rows = (GUIDE / "index.md").read_text("utf-8").splitlines()
    assert any(row.startswith("| `") and f"`{name}`" in row.split("|")[1] for row in rows)


def test_every_suffix_is_told() -> None:
    text = (GUIDE / "index.md").read_text("utf-8")
    rare = {".ndjson", ".txt", ".medline", ".bibtex"}
    usual = {suffix for row in SOURCES.values() for suffix in row.suffixes} - rare
    assert all(f"`{suffix}`" in text for suffix in usual)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_of_a_spreadsheet_is_told(column: str) -> None:
    text = (GUIDE / "csv.md").read_text("utf-8")
    assert any(f"`{name}`" in text for name in (column, column.replace("_", " "), *COLUMNS[column]))
