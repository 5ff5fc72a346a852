from __future__ import annotations

from postilla.checks import position_twice
from postilla.model import Place, Series
from tests.builders import a_context, a_head, found

SERIES = (Series(id="lanterns", name="Lanterns", aliases=("lamps",)), Series(id="gardens", name="Gardens"))


def test_a_position_is_taken_once_also_by_an_alias_and_in_a_draft() -> None:
    context = a_context(
        a_head("a", series=(Place("gardens", 1), Place("lanterns", 2))),
        a_head("b", series=(Place("lamps", 2),)),
        a_head("c", series=(Place("lanterns", 2),), draft=True),
        series=SERIES,
    )
    assert found(position_twice, context) == [
        "a series[1].position: articles/b.md has the same position 2 in series/lanterns",
        "b series[0].position: articles/a.md has the same position 2 in series/lanterns",
        "c series[0].position: articles/a.md has the same position 2 in series/lanterns",
    ]


def test_a_collection_that_gives_positions_is_ordered_too() -> None:
    context = a_context(
        a_head("a", collections=(Place("first", 1),)), a_head("b", collections=(Place("first", 1),))
    )
    assert len(found(position_twice, context)) == 2


def test_other_positions_none_and_unknown_series_are_in_order() -> None:
    context = a_context(
        a_head("a", series=(Place("lanterns", 1), Place("gardens", 2), Place("nothing", 3))),
        a_head("b", series=(Place("lanterns", 2), Place("gardens"), Place("nothing", 3))),
        a_head("c", series=(Place("gardens"),)),
    )
    assert found(position_twice, context) == []
