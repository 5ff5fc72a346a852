from __future__ import annotations

import pytest

from postilla.bodies import Body
from postilla.model import Dates, PartialDate, Tail
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


def test_an_article_in_press_is_dated_by_when_it_came_online() -> None:
    ahead = a_head(published=None, dates=Dates(online=PartialDate(2021, 10, 5)), in_press=True)
    assert record_metadata(ahead, Tail({}), {}).published == "2021-10-05"
    printed = a_head(published="2021-11-01", dates=ahead.dates)
    assert record_metadata(printed, Tail({}), {}).published == "2021-11-01"


def test_texts_are_plain_and_have_no_footnotes() -> None:
    html = '<p>a <em>b</em> &lt;c&gt;</p><p>d</p><section class="footnotes"><ol><li>e</li></ol></section>'
    meta = record_metadata(a_head(), Tail({}), {"abstract": Body(html)})
    assert meta.abstract == meta.teaser == "a b <c> d"
