from __future__ import annotations

import datetime as dt

import pytest

from postilla.archive import Hidden
from postilla.archive.entry import hidden_because
from postilla.model import PartialDate, Withdrawn
from tests.builders import NOW, a_head


def test_a_draft_is_hidden_whatever_else_it_is() -> None:
    assert hidden_because(a_head(draft=True, in_press=True), NOW) is Hidden.DRAFT


@pytest.mark.parametrize(
    ("embargo", "hidden"),
    [
        ("2026-01-01T12:00:01+00:00", True),
        ("2026-01-01T12:00:00Z", False),
        ("2026-01-01T13:00:00+02:00", False),
        ("2026-01-01T11:30:00-01:00", True),
    ],
)
def test_an_embargo_hides_until_its_moment_in_its_zone(embargo: str, hidden: bool) -> None:
    assert hidden_because(a_head(embargo=embargo), NOW) is (Hidden.EMBARGO if hidden else None)


def test_articles_in_press_and_withdrawn_ones_are_public() -> None:
    assert hidden_because(a_head(in_press=True, published=None), NOW) is None
    assert hidden_because(a_head(withdrawn=Withdrawn(PartialDate(2025), "Twice.")), NOW) is None


def test_the_build_may_be_in_another_zone() -> None:
    head = a_head(embargo="2026-01-01T12:30:00Z")
    elsewhere = dt.timezone(dt.timedelta(hours=9))
    assert hidden_because(head, NOW.astimezone(elsewhere)) is Hidden.EMBARGO
