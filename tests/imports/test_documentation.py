from __future__ import annotations

import re
from pathlib import Path

import pytest

from postilla.formats.reading import SOURCES
from postilla.formats.reading.spreadsheet import COLUMNS
from tests.formats.readers.test_samples import told

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


EXAMPLE = re.compile(r"## A worked example\n\n```\w+\n(.*?)\n```\n.*?```yaml\n(.*?)\n```\n(.*)", re.DOTALL)


@pytest.mark.parametrize("page", ["ris", "bibtex", "csl", "endnote", "crossref", "pubmed", "csv"])
def test_a_worked_example_becomes_what_its_page_says(page: str) -> None:
    text = (GUIDE / f"{page}.md").read_text("utf-8")
    match = EXAMPLE.search(text)
    assert match, "the page has an example"
    said = list(told(match[1].encode()))
    (record,) = (one for one in said if one.startswith("---"))
    lines = [line for line in record.strip().split("\n") if line not in ("---", "type: '?'")]
    assert "\n".join(lines) == match[2]
    losses = re.search(r"```text\n(.*?)\n```", match[3], re.DOTALL)
    assert "\n".join(said[said.index(record) + 1 :]) == (losses[1] if losses else "")


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_of_a_spreadsheet_is_told(column: str) -> None:
    text = (GUIDE / "csv.md").read_text("utf-8")
    assert any(f"`{name}`" in text for name in (column, column.replace("_", " "), *COLUMNS[column]))
