"""What `weave` does with text that only looks as if a mark stood in it. What marks become: `tests/bodies/dialect`."""

from __future__ import annotations

import pytest

from postilla.bodies import BodySource
from postilla.bodies.sheet import Sheet
from postilla.bodies.tokens import OPEN
from postilla.bodies.weave import weave
from postilla.words import ENGLISH


@pytest.mark.parametrize("html", [f'<p id="{OPEN}x">A</p>', f'<b href="#{OPEN}">A</b>', f"A {OPEN} b"])
def test_nothing_is_lost_where_a_mark_is_none(html: str) -> None:
    assert weave(html, Sheet(BodySource("", "t-", (), (), 2, ENGLISH), ())) == html
