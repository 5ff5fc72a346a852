from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from postilla.formats import (
    BESIDE_ARTICLES,
    BULK,
    FORMATS,
    OF_LISTS,
    Item,
    Publication,
    chosen,
    public_tail,
    written,
)
from postilla.formats.selection import BY_SIZE, OF_MANY
from postilla.model import PartialDate, Tail, Withdrawn
from postilla.records import json_schema
from tests.builders import a_head


def test_a_format_writes_single_articles_or_whole_files() -> None:
    for id, row in FORMATS.items():
        assert row.id == id
        assert (row.entry is None) != (row.document is None)
        assert row.doc.endswith(".")
        assert row.specification
        assert row.verified
        if row.is_beside_article or row.is_bulk:
            assert row.entry
        if row.is_bulk:
            assert row.frame
        assert row.is_bulk or not row.is_of_lists


def test_files_beside_one_page_have_names_of_their_own() -> None:
    for formats in (BESIDE_ARTICLES, BULK, OF_LISTS):
        extensions = [FORMATS[format].extension for format in formats]
        assert len(set(extensions)) == len(extensions)


def test_what_is_a_document_of_its_own_is_no_list() -> None:
    with pytest.raises(ValueError, match="document of its own"):
        list(written(FORMATS["jats"], [Item(Publication(a_head()), Tail({}))]))


def test_an_empty_list_of_csl_is_a_list() -> None:
    assert json.loads("".join(written(FORMATS["csl"], []))) == []


@pytest.mark.parametrize("name", ["demonstration", "thousand"])
def test_each_line_of_json_is_a_record_by_the_schema(name: str, request: pytest.FixtureRequest) -> None:
    items: list[Item] = request.getfixturevalue(name)
    # single line feeds alone end lines: other separators may stand in a text
    lines = "".join(written(FORMATS["jsonl"], items)).removesuffix("\n").split("\n")
    assert len(lines) == len(items)
    validator = jsonschema.Draft202012Validator(json_schema())
    for item, line in zip(items, lines, strict=True):
        data: dict[str, Any] = json.loads(line)
        assert data["id"] == item.publication.head.id
        assert data["title"] == item.publication.head.title
        if name == "demonstration":
            assert [error.message for error in validator.iter_errors(data)] == []


# Which files stand beside an article


@pytest.mark.parametrize("articles", [0, 1, 2_000, 2_001, 20_000, 20_001, 1_000_000])
def test_larger_archives_have_fewer_files(articles: int) -> None:
    formats = chosen("auto", articles)
    assert set(OF_MANY) <= set(formats) <= set(BESIDE_ARTICLES)
    assert chosen("auto", articles + 1) == tuple(f for f in formats if f in chosen("auto", articles + 1))


def test_each_step_fits_the_smallest_host() -> None:
    # three pages, a PDF and these files: twenty thousand files are free at Cloudflare
    most, formats = BY_SIZE[0]
    assert most * (3 + 1 + len(formats)) <= 20_000


def test_a_setting_names_formats_in_any_order() -> None:
    assert chosen("ris, bibtex  jats", 9) == ("bibtex", "ris", "jats")
    assert chosen("none", 9) == ()
    assert chosen("", 9) == ()


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("bibtx", r"'bibtx' is no format of citation files \(did you mean bibtex\?\); there are bibtex, ris"),
        ("auto ris", "'auto' is no format"),
        ("crossref", "'crossref' is no format"),
    ],
)
def test_a_setting_that_names_no_format_says_which_there_are(setting: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        chosen(setting, 9)


def test_of_a_withdrawn_article_only_the_metadata_are_public(demonstration: list[Item]) -> None:
    item = next(item for item in demonstration if item.tail.references and item.tail.abstract)
    head = item.publication.head._replace(withdrawn=Withdrawn(PartialDate(2022), "By mistake"))
    tail = public_tail(head, item.tail)
    assert (tail.abstract, tail.references, tail.figures, tail.pdf, tail.text) == ("", (), (), None, "")
    assert tail.affiliations == item.tail.affiliations
    assert public_tail(item.publication.head, item.tail) is item.tail
