from __future__ import annotations

import pytest

from postilla.bodies import BodySource, FigureSource, render
from postilla.pages.pictures import with_sizes

SIZES = [("fig1.png", 600, 400), ("a b&c.png", 6, 4)]


def test_a_picture_says_how_large_it_is() -> None:
    figure = FigureSource("fig1", "Figure 1", "A caption.", "", 'Two waves, a > b, and a "quote"', "fig1.png")
    html = render(BodySource("![fig1]", "t-", (), (figure,))).html
    assert ' width="600" height="400" decoding="async">' in with_sizes(html, SIZES)


def test_a_name_is_found_however_the_address_writes_it() -> None:
    html = render(BodySource("See ![this](<a b&c.png>).", "t-", ())).html
    assert "&amp;" in html
    assert 'width="6" height="4"' in with_sizes(html, SIZES)


@pytest.mark.parametrize(
    "html",
    [
        '<img src="other.png" alt="">',
        '<img src="https://elsewhere.example/fig1.png" alt="">',
        '<img alt="none">',
        '<img src="fig1.png" alt="" width="30" height="20">',
        '<img alt="" height="20" src="fig1.png">',
        "<p>No picture, src=fig1.png</p>",
    ],
)
def test_what_is_unknown_or_sized_by_hand_stays(html: str) -> None:
    assert with_sizes(html, SIZES) == html
    assert with_sizes(html, ()) == html
