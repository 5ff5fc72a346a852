from __future__ import annotations

import pytest

from postilla.diagnostics import Span
from postilla.model import Vocabulary, nearest_span

SPANS = {"[0]": Span(2, 3), "[0].retired": Span(4, 5), "[0].retired.date": Span(4, 12), "authors": Span(7, 1)}


@pytest.mark.parametrize(
    ("field", "span"),
    [
        ("[0].retired.date", Span(4, 12)),
        ("[0].retired.see", Span(4, 5)),
        ("[0].name", Span(2, 3)),
        ("authors[3].family", Span(7, 1)),
        ("[1].name", Span(1, 1)),
        ("nothing", Span(1, 1)),
        ("", Span(1, 1)),
        (".", Span(1, 1)),
    ],
)
def test_a_place_is_that_of_the_nearest_thing_around_it(field: str, span: Span) -> None:
    assert nearest_span(SPANS, field) == span
    assert Vocabulary("specialties", "articles/_vocabulary/specialties.yml", (), SPANS).span(field) == span
