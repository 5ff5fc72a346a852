from __future__ import annotations

import json
import subprocess
from typing import Any

import pypandoc
import pytest
import rispy

from postilla.formats import FORMATS, Item, Publication, RelatedWork, written
from postilla.formats.ris import ris
from postilla.model import PartialDate, Person, Relation, Tail, Work
from tests.builders import a_head
from tests.formats import reading

RIS = FORMATS["ris"]


def an_item(**values: Any) -> Item:
    return Item(Publication(a_head(**values)), Tail({}))


@pytest.fixture(scope="module", params=["demonstration", "thousand"])
def items(request: pytest.FixtureRequest) -> list[Item]:
    found: list[Item] = request.getfixturevalue(request.param)
    return found


def test_rispy_reads_back_what_was_written(items: list[Item]) -> None:
    entries = rispy.loads("".join(written(RIS, items)))
    assert [entry["id"] for entry in entries] == [item.publication.head.id for item in items]
    for item, entry in zip(items, entries, strict=True):
        head = item.publication.head
        assert entry["type_of_reference"] == "JOUR"
        assert entry["title"] == reading.title(item)
        assert entry.get("secondary_title", "") == reading.journal(item)
        assert entry.get("year", "") == reading.year(item)
        assert entry.get("volume", "") == head.volume
        assert entry.get("number", "") == head.issue
        assert (entry.get("start_page", ""), entry.get("end_page", "")) == reading.pages(item)
        assert entry.get("doi", "") == head.doi
        assert entry.get("abstract", "") == reading.abstract(item)
        assert entry.get("keywords", []) == [reading.spaced(word) for word in item.tail.keywords]
        for author, name in zip(head.authors, entry.get("authors", []), strict=True):
            parts = [reading.family(author)]
            if isinstance(author, Person):
                # no part is taken for another: where there is no given name its place stays empty
                parts += (
                    [author.given, author.suffix] if author.suffix else [author.given][: bool(author.given)]
                )
            assert name == reading.spaced(", ".join(parts)).replace(", ,", ",,")


def test_every_line_is_a_tag_and_its_value(items: list[Item]) -> None:
    for item in items:
        lines = ris(item).split("\r\n")
        assert lines[0] == "TY  - JOUR"
        assert lines[-2:] == ["ER  - ", ""]
        for line in lines[:-1]:
            assert line[:6] == f"{line[:2]}  - "
            assert len(line.splitlines()) == 1


def test_pandoc_reads_the_demonstration(demonstration: list[Item]) -> None:
    command = [pypandoc.get_pandoc_path(), "-f", "ris", "-t", "csljson"]
    text = "".join(written(RIS, demonstration))
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    found = {entry["id"]: entry for entry in json.loads(done.stdout)}
    for item in demonstration:
        entry = found[item.publication.head.id]
        assert reading.spaced(entry["title"]) == reading.title(item)
        assert entry.get("container-title", "") == reading.journal(item)
        assert entry.get("DOI", "") == item.publication.head.doi


@pytest.mark.parametrize(
    ("date", "line"),
    [
        ("2021-10-01", "DA  - 2021/10/01/"),
        ("2021-10", "DA  - 2021/10//"),
        ("2021", "PY  - 2021"),
        (None, "ID  - a1"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(date: str | None, line: str) -> None:
    text = ris(an_item(published=date))
    assert f"{line}\r\n" in text
    assert ("DA  - " in text) == bool(date and len(date) > 4)


def test_names_have_their_suffix_last() -> None:
    people = (
        Person("Quill", "Ambrose", suffix="Jr."),
        Person("Linde", "M", particle="van der"),
        Person("X", suffix="II"),
    )
    names = [line[6:] for line in ris(an_item(authors=people)).split("\r\n") if line.startswith("AU")]
    assert names == ["Quill, Ambrose, Jr.", "van der Linde, M", "X,, II"]


def test_notices_stand_in_notes_and_before_the_title() -> None:
    notice = Work(doi="10.5555/r", date=PartialDate(2022, 1, 1))
    item = an_item()
    publication = item.publication._replace(
        status=("retracted",), incoming=(RelatedWork(Relation.RETRACTS, notice),)
    )
    text = ris(item._replace(publication=publication))
    assert "TI  - RETRACTED: Title of a1\r\n" in text
    assert "N1  - Retracted 2022-01-01, https://doi.org/10.5555/r\r\n" in text
