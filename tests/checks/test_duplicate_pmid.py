from __future__ import annotations

from postilla.checks import duplicate_pmid
from tests.builders import a_context, a_head, found


def test_both_numbers_are_compared() -> None:
    context = a_context(
        a_head("a", pmid="7", pmcid="PMC9"), a_head("b", pmid="7"), a_head("c", pmid="8", pmcid="PMC9")
    )
    assert found(duplicate_pmid, context) == [
        "a pmid: articles/b.md has the same PMID",
        "b pmid: articles/a.md has the same PMID",
        "a pmcid: articles/c.md has the same PMCID",
        "c pmcid: articles/a.md has the same PMCID",
    ]


def test_no_number_is_no_duplicate() -> None:
    assert found(duplicate_pmid, a_context(a_head("a"), a_head("b", pmid="7"))) == []
