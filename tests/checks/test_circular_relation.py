from __future__ import annotations

from postilla.checks import circular_relation
from postilla.model import Head
from tests.builders import a_context, a_head, found, related


def ring(relation: str, *ids: str) -> list[Head]:
    return [
        a_head(one, related=(related(relation, other),))
        for one, other in zip(ids, ids[1:] + ids[:1], strict=True)
    ]


def test_two_articles_do_not_retract_each_other() -> None:
    assert found(circular_relation, a_context(*ring("retracts", "a", "b"))) == [
        "a related[0]: a retracts b, which in the end retracts a",
        "b related[0]: b retracts a, which in the end retracts b",
    ]


def test_longer_circles_are_found_and_what_leads_to_them_is_not() -> None:
    context = a_context(*ring("continues", "a", "b", "c"), a_head("d", related=(related("continues", "a"),)))
    assert [line.split()[0] for line in found(circular_relation, context)] == ["a", "b", "c"]


def test_identifiers_close_a_circle_too() -> None:
    context = a_context(
        a_head("a", doi="10.5555/a", related=(related("continues", "x"), related("corrects", "b"))),
        a_head("b", related=(related("corrects", doi="10.5555/A"),)),
    )
    assert [line.partition(":")[0] for line in found(circular_relation, context)] == [
        "a related[1]",
        "b related[0]",
    ]


def test_commentaries_on_each_other_and_companions_are_in_order() -> None:
    for relation in ("comments-on", "companion-to"):
        assert found(circular_relation, a_context(*ring(relation, "a", "b"))) == []


def test_different_relations_make_no_circle() -> None:
    context = a_context(
        a_head("a", related=(related("continues", "b"),)), a_head("b", related=(related("corrects", "a"),))
    )
    assert found(circular_relation, context) == []


def test_a_chain_and_a_meeting_point_are_no_circle() -> None:
    context = a_context(
        a_head("a", related=(related("continues", "b"), related("continues", "c"))),
        a_head("b", related=(related("continues", "d"),)),
        a_head("c", related=(related("continues", "d"),)),
        a_head("d"),
    )
    assert found(circular_relation, context) == []
