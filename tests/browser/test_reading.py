"""The article as one reads it: measure, type, what is in view, and what a printer gets."""

from __future__ import annotations

from statistics import median

import pytest
from playwright.sync_api import Page, Route

from tests.site.archives import BuiltSite

from .checks import CHECKLIST
from .conftest import Open
from .kinds import DEMONSTRATION, TYPICAL

pytestmark = pytest.mark.browser

LONG = f"{DEMONSTRATION}articles/jim2024001/"

LINES = "[...document.querySelectorAll('.p-full > p')].flatMap(lineLengths)"
TYPE = """() => [...document.querySelectorAll(".p-full > p")].map(p => {
    const style = getComputedStyle(p);
    return {size: parseFloat(style.fontSize), lineHeight: parseFloat(style.lineHeight), family: style.fontFamily};
})"""


def test_a_line_has_62_to_75_characters(open_page: Open) -> None:
    page = open_page(LONG)
    page.evaluate(CHECKLIST)
    lines: list[int] = page.evaluate(LINES)
    assert len(lines) > 20
    assert 62 <= median(lines) <= 75


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_text_is_set_for_reading(open_page: Open, width: int) -> None:
    page = open_page(LONG, width=width)
    paragraphs = page.evaluate(TYPE)
    assert len(paragraphs) > 5
    for paragraph in paragraphs:
        assert 17 <= paragraph["size"] <= 20
        assert 1.5 <= paragraph["lineHeight"] / paragraph["size"] <= 1.65
        assert paragraph["family"].startswith("Charter")
    for selector in (".p-citation", ".p-side", ".p-refs li", ".p-header", ".p-footer"):
        families = page.locator(selector).evaluate_all("all => all.map(e => getComputedStyle(e).fontFamily)")
        assert families, selector
        assert not any(family.startswith("Charter") for family in families)


def test_there_are_three_sizes_of_heading(open_page: Open) -> None:
    for address in (LONG, f"{TYPICAL}articles/tide001/", f"{DEMONSTRATION}years/2013/", DEMONSTRATION):
        page = open_page(address)
        sizes = page.locator("main :is(h1, h2, h3)").evaluate_all(
            "all => all.map(e => getComputedStyle(e).fontSize)"
        )
        assert 2 <= len(set(sizes)) <= 3, address


FIRST_SCREEN = """() => Object.fromEntries(
    ["h1", ".p-byline", ".p-citation", ".p-doi", ".p-works", ":is(.p-abstract, .p-note) h2",
        ":is(.p-abstract, .p-note) p"]
        .map(selector => [selector, document.querySelector(selector)?.getBoundingClientRect()])
        .filter(([_, box]) => box)
        .map(([selector, box]) => [selector, [box.top, box.bottom]]))"""


def test_the_head_of_every_article_is_in_view_at_once(open_page: Open, demonstration: BuiltSite) -> None:
    page = open_page("about:blank")
    below = {}
    for address in demonstration.addresses:
        if not address.startswith("articles/") or "refresh" in demonstration.html(address)[:2000]:
            continue
        page.goto(f"{DEMONSTRATION}{address}", wait_until="domcontentloaded")
        boxes: dict[str, tuple[float, float]] = page.evaluate(FIRST_SCREEN)
        for selector, (top, bottom) in boxes.items():
            # of an abstract or note at least the first line, even below three works
            if bottom > 900 and not (selector.endswith(" p") and top + 32 <= 900):
                below[address, selector] = (round(top), round(bottom))
        assert "h1" in boxes
    assert below == {}


def test_the_work_that_is_discussed_follows_the_head_at_once(open_page: Open) -> None:
    page = open_page(f"{DEMONSTRATION}articles/jci153204/")
    boxes: dict[str, tuple[float, float]] = page.evaluate(FIRST_SCREEN)
    assert 0 < boxes[".p-works"][0] - boxes[".p-citation"][1] < 100
    assert boxes[".p-works"][1] < boxes[":is(.p-abstract, .p-note) h2"][0]


def _visible(page: Page, selector: str) -> list[bool]:
    found: list[bool] = page.locator(selector).evaluate_all("all => all.map(e => e.checkVisibility())")
    return found


def test_what_is_printed_is_the_article(open_page: Open) -> None:
    page = open_page(LONG, color_scheme="dark")
    page.emulate_media(media="print")
    for selector in (".p-menu", ".p-side", ".p-crumbs", ".copy", ".p-skip", ".p-footer nav"):
        assert not any(_visible(page, selector)), selector
    for selector in ("h1", ".p-byline", ".p-citation", ".p-abstract", ".p-full", ".p-refs"):
        assert all(_visible(page, selector)), selector
    colours = page.evaluate(
        "() => [getComputedStyle(document.body).color, getComputedStyle(document.querySelector('.p-full p')).color]"
    )
    for colour in colours:
        assert max(int(part) for part in colour[4:-1].split(",")) < 70, (
            "a printer gets dark text, whatever the scheme"
        )
    assert page.pdf().startswith(b"%PDF")


def test_notes_figures_tables_and_formulas_are_there(open_page: Open) -> None:
    page = open_page(f"{TYPICAL}articles/tide001/")
    for selector in ("figure img", "figcaption", "math", ".p-full table", ".p-full table th", "a.cite"):
        assert _visible(page, selector).count(True) >= 1, selector
    for image in page.locator("figure img").all():
        image.scroll_into_view_if_needed()
        image.evaluate("image => image.decode()")  # fails where there is none
    page.get_by_role("link", name="Figure 1", exact=True).first.click()
    assert page.evaluate("document.querySelector(':target')?.tagName") == "FIGURE"


def test_a_figure_that_comes_late_moves_nothing(open_page: Open) -> None:
    page = open_page("about:blank", width=360)
    held: list[Route] = []
    page.route("**/*.png", lambda route: held.append(route))  # noqa: PLW0108 - Playwright looks into it
    page.goto(LONG)
    figure = page.locator("#t-fig1 img")
    figure.scroll_into_view_if_needed()
    place = "document.querySelector('#t-fig1 figcaption').getBoundingClientRect().top + scrollY"
    before = page.evaluate(place)
    page.wait_for_timeout(100)
    assert held, "the figure is asked for when it is near"
    assert not figure.evaluate("image => image.complete")
    for route in held:
        route.continue_()
    figure.evaluate("image => image.decode()")
    assert page.evaluate(place) == before
    shown = figure.evaluate("image => image.naturalWidth / image.naturalHeight - image.width / image.height")
    assert abs(shown) < 0.01


def test_on_a_phone_the_facts_fold(open_page: Open) -> None:
    page = open_page(LONG, width=360, height=740)
    assert not any(_visible(page, ".p-side dl"))
    page.locator(".p-side summary").first.click()
    assert _visible(page, ".p-side dl")[0]
    wide = open_page(LONG)
    assert all(_visible(wide, ".p-side dl"))


def test_a_right_to_left_title_runs_that_way(open_page: Open) -> None:
    page = open_page(f"{TYPICAL}articles/fen008/")
    assert page.locator("h1").evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator(".p-header").evaluate("e => getComputedStyle(e).direction") == "ltr"
