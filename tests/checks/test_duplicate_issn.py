from __future__ import annotations

from postilla.checks import duplicate_issn
from postilla.model import Journal
from tests.builders import a_context


def told(*journals: Journal) -> list[tuple[str, str, str]]:
    return [(one.path, one.field, one.message) for one in duplicate_issn.check(a_context(journals=journals))]


def test_an_issn_names_one_journal_in_one_medium() -> None:
    path = "articles/_vocabulary/journals.yml"
    assert told(
        Journal(id="a", name="A", issn_print="0021-9738", issn_online="1558-8238"),
        Journal(id="b", name="B", issn_print="1558-8238"),
    ) == [
        (path, "[0].issn_online", "1558-8238 stands at [1].issn_print too"),
        (path, "[1].issn_print", "1558-8238 stands at [0].issn_online too"),
    ]


def test_no_issn_is_no_duplicate() -> None:
    assert told(Journal(id="a", name="A"), Journal(id="b", name="B", issn_print="0021-9738")) == []
