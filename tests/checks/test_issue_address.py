from __future__ import annotations

from postilla.checks import issue_address
from tests.builders import a_context, a_head, found


def test_what_is_not_written_as_in_the_first_article_is_found() -> None:
    context = a_context(
        a_head("a", volume="1", issue="Suppl 1"),
        a_head("b", volume="1", issue="suppl. 1"),
        a_head("c", volume="II", issue="3"),
        a_head("d", volume="ii", issue="4"),
    )
    assert found(issue_address, context) == [
        "b issue: `suppl. 1` and `Suppl 1` would have one address",
        "d volume: `ii` and `II` would have one address",
    ]


def test_the_same_number_in_other_volumes_and_journals_is_in_order() -> None:
    context = a_context(
        a_head("a", volume="1", issue="suppl 1"),
        a_head("b", volume="2", issue="Suppl 1"),
        a_head("c", volume="1", issue="SUPPL 1", journal="jit"),
        a_head("d"),
    )
    assert found(issue_address, context) == []
