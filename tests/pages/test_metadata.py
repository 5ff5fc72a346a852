from __future__ import annotations

import pytest

from postilla.bodies import Body
from postilla.model import Tail
from postilla.pages.metadata import record_metadata
from tests.builders import a_head


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        ({"pages": "101–104"}, "101", "104"),
        ({"pages": "101-104, 109"}, "101-104, 109", ""),
        ({"pages": "7"}, "7", ""),
        ({"elocation": "e1187"}, "e1187", ""),
    ],
)
def test_pages_are_told_apart_where_they_are_a_range(values: dict[str, str], first: str, last: str) -> None:
    meta = record_metadata(a_head(**values), Tail({}), {})
    assert (meta.first_page, meta.last_page) == (first, last)


def test_texts_are_plain_and_have_no_footnotes() -> None:
    html = '<p>a <em>b</em> &lt;c&gt;</p><p>d</p><section class="footnotes"><ol><li>e</li></ol></section>'
    meta = record_metadata(a_head(), Tail({}), {"abstract": Body(html)})
    assert meta.abstract == meta.teaser == "a b <c> d"
