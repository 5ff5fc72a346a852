from __future__ import annotations

import pytest

from postilla.checks import future_date
from tests.builders import a_context, a_head, found


@pytest.mark.parametrize("date", ["2026-01-03", "2026-02", "2027"])
def test_a_date_that_has_come_nowhere_is_found(date: str) -> None:
    assert found(future_date, a_context(a_head("a", published=date))) == [
        f"a published: {date} is in the future"
    ]


@pytest.mark.parametrize("date", ["2026-01-02", "2026-01", "2026", "1999-12-31"])
def test_a_date_that_has_come_somewhere_is_in_order(date: str) -> None:
    assert found(future_date, a_context(a_head("a", published=date))) == []


@pytest.mark.parametrize(
    "reason", [{"in_press": True}, {"embargo": "2027-01-01T00:00:00Z"}, {"draft": True}, {"published": None}]
)
def test_what_is_not_published_yet_may_have_a_date_to_come(reason: dict[str, object]) -> None:
    assert found(future_date, a_context(a_head("a", **{"published": "2027", **reason}))) == []
