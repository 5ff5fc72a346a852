"""Names and ids of the places of one text."""

from __future__ import annotations

from postilla.bodies import BodySource, FigureSource
from postilla.bodies.sheet import Sheet


def sheet(*figures: str) -> Sheet:
    return Sheet(
        BodySource("", "t-", ("a", "b", "a"), tuple(FigureSource(id, "", "", "", "", "") for id in figures)),
        [],
    )


def test_references_are_numbered() -> None:
    assert sheet().numbers == {"a": 1, "b": 2}


def test_a_name_belongs_to_one_place() -> None:
    names = sheet("fig1")
    assert names.claim("table1") == "t-table1"
    assert names.claim("table1") is None
    assert names.claim("fig1") is None
    assert names.names == {"fig1": "t-fig1", "table1": "t-table1"}


def test_names_of_citations_and_notes_stay_theirs() -> None:
    names = sheet("cite-1")
    assert names.names["cite-1"] == "t-section-cite-1"
    assert names.name("Fn 2") == "t-section-fn-2"
    assert names.id("cite-1") == "t-cite-1"


def test_names_after_words() -> None:
    names = sheet("fig1")
    assert names.name("Fig1") == "t-fig1-2"
    assert names.name("Ein Übermaß, naïve & β?") == "t-ein-ubermaß-naive-β"
    assert names.name("a_b--c") == "t-a-b-c"
    assert names.name("!") == "t-section"
    assert names.name("?") == "t-section-2"
    assert names.names["fig1-2"] == "t-fig1-2"


def test_ids_are_never_made_twice() -> None:
    names = sheet()
    made = [names.fresh("a-2"), *(names.fresh("a") for _ in range(4))]
    assert made == ["t-a-2", "t-a", "t-a-3", "t-a-4", "t-a-5"]
