from __future__ import annotations

from postilla.checks import foreign_doi
from tests.builders import a_context, a_head, found


def test_a_doi_has_its_journals_prefix() -> None:
    context = a_context(
        a_head("a", doi="10.55555/x"), a_head("b", doi="10.1172/x", journal=""), default_journal="jim"
    )
    assert found(foreign_doi, context) == [
        "a doi: the DOIs of jim begin with 10.5555",
        "b doi: the DOIs of jim begin with 10.5555",
    ]


def test_the_right_prefix_no_prefix_and_no_doi_are_in_order() -> None:
    context = a_context(
        a_head("a", doi="10.5555/x"), a_head("b", doi="10.1172/x", journal="jit"), a_head("c")
    )
    assert found(foreign_doi, context) == []
