from __future__ import annotations

from postilla.checks import duplicate_doi
from tests.builders import a_context, a_head, found


def test_dois_are_compared_without_regard_to_case_in_drafts_too() -> None:
    context = a_context(
        a_head("a", doi="10.5555/X"), a_head("b", doi="10.5555/x", draft=True), a_head("c", doi="10.5555/y")
    )
    assert found(duplicate_doi, context) == [
        "a doi: articles/b.md has the same DOI",
        "b doi: articles/a.md has the same DOI",
    ]


def test_no_doi_is_no_duplicate() -> None:
    assert found(duplicate_doi, a_context(a_head("a"), a_head("b"))) == []
