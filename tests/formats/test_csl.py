from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from postilla.formats import FORMATS, Item, Publication, written
from postilla.formats.csl import csl_item
from postilla.model import Person, Tail
from tests.builders import a_head
from tests.formats import reading


@pytest.fixture(scope="module", params=["demonstration", "thousand"])
def items(request: pytest.FixtureRequest) -> list[Item]:
    found: list[Item] = request.getfixturevalue(request.param)
    return found


def test_the_schema_of_csl_holds(items: list[Item], csl_schema: dict[str, Any]) -> None:
    data = json.loads("".join(written(FORMATS["csl"], items)))
    validator = jsonschema.Draft7Validator(csl_schema)
    assert [error.message for error in validator.iter_errors(data)] == []


def test_what_is_written_says_what_the_article_says(items: list[Item]) -> None:
    for item, entry in zip(items, json.loads("".join(written(FORMATS["csl"], items))), strict=True):
        head = item.publication.head
        assert entry["id"] == head.id
        plain = entry["title"]
        for tag in ("i", "b", "sup", "sub"):
            plain = plain.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
        assert plain.replace("&lt;", "<") == reading.title(item).replace("&lt;", "<")
        assert entry.get("container-title", "") == reading.journal(item)
        assert entry.get("issued", {"date-parts": [[]]})["date-parts"] == [
            [p for p in head.issued or () if p]
        ]
        assert entry.get("volume", "") == head.volume
        assert entry.get("issue", "") == head.issue
        assert entry.get("page", "") == "-".join(filter(None, reading.pages(item)))
        assert entry.get("DOI", "") == head.doi
        assert entry.get("abstract", "") == reading.abstract(item)
        names = [
            n.get("literal") or " ".join(filter(None, (n.get("non-dropping-particle"), n["family"])))
            for n in entry.get("author", [])
        ]
        assert names == [reading.family(author) for author in head.authors]


def test_marks_are_tags_and_what_looks_like_one_is_not() -> None:
    head = a_head(
        title="*TP53*, CO~2~ and <i>, a<b, <sup", authors=(Person("Berg", "J", particle="van den"),)
    )
    entry = csl_item(Item(Publication(head), Tail({})))
    assert entry["title"] == "<i>TP53</i>, CO<sub>2</sub> and &lt;i>, a&lt;b, &lt;sup"
    assert entry["author"] == [{"family": "Berg", "given": "J", "non-dropping-particle": "van den"}]


def test_an_article_number_is_a_page_and_no_number() -> None:
    entry = csl_item(Item(Publication(a_head(elocation="e1")), Tail({})))
    assert entry["page"] == "e1"
    assert "number" not in entry
