"""Pages as some readers have them: opened up, enlarged, respaced, in the system's colours, still, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .checks import CHECKLIST, COLOURS, RUN_AXE, TAGS, Run, settle, violations
from .conftest import Open
from .kinds import KINDS, LOAD_IMAGES, OPEN_ALL, STATES, TYPICAL

pytestmark = pytest.mark.browser

ARTICLE = KINDS["article with everything"]
DIFFERENT = ("article with everything", "home", "type", "years", "author", "hand-written page of tables")
"""One page of each template that differs from the others in what a reader can change about it."""
FITS = "checklist(0, ['overflow', 'clipped'])"


# Opened up


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_in_what_a_reader_opens(open_page: Open, axe: str, name: str) -> None:
    address, width, script = STATES[name]
    page = open_page(address, width=width)
    page.evaluate(script)
    settle(page)
    found = violations(page, axe, (Run(width, "light"), Run(width, "dark", COLOURS)))
    # what an open menu lies over can be hit again when it is closed
    assert [fault for fault in found if "partially obscured" not in fault] == []


def test_what_the_states_open_is_open(open_page: Open) -> None:
    for name, shown in {
        "menu of specialties open": ".p-menu details ul",
        "menu open on a phone": ".p-menu li li a",
        "everything open on a phone": ".p-contents li",
        "reference beside its citation": ".p-preview",
        "reference on a phone": ".p-preview",
        "table of the chart open": ".p-numbers table",
    }.items():
        address, width, script = STATES[name]
        page = open_page(address, width=width)
        expect(page.locator(shown).first).to_be_hidden(timeout=1000)
        page.evaluate(script)
        expect(page.locator(shown).first).to_be_visible()


# Enlarged


@pytest.mark.parametrize("kind", DIFFERENT)
def test_at_four_times_the_size_a_page_still_reads_in_one_column(open_page: Open, kind: str) -> None:
    page = open_page(KINDS[kind], width=320, height=256)  # 1280 × 1024 at 400 %
    page.evaluate(CHECKLIST)
    assert page.evaluate("checklist", 25) == []
    page.mouse.wheel(0, 3000)
    settle(page)
    # nothing stays in place and takes the little room there is
    stays = """() => [...document.querySelectorAll("body *")].filter(
        e => ["fixed", "sticky"].includes(getComputedStyle(e).position) && e.checkVisibility()).map(e => e.className)"""
    assert page.evaluate(stays) == []


def test_twice_as_large_letters_fit(open_page: Open) -> None:
    for width in (1440, 768):
        page = open_page(ARTICLE, width=width, bypass_csp=True)
        page.add_style_tag(content="html { font-size: 200% }")
        page.evaluate(CHECKLIST)
        assert [
            fault for fault in page.evaluate("checklist", 10) if "leaves" in fault or "cut" in fault
        ] == []


SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
"""The distances that WCAG 1.4.12 lets a reader ask for."""


@pytest.mark.parametrize("kind", DIFFERENT)
@pytest.mark.parametrize("width", [1440, 320])
def test_more_space_between_letters_words_and_lines_cuts_nothing_off(
    open_page: Open, kind: str, width: int
) -> None:
    page = open_page(KINDS[kind], width=width, bypass_csp=True)
    page.add_style_tag(content=SPACED)
    page.evaluate(OPEN_ALL)
    page.evaluate(CHECKLIST)
    settle(page)
    assert page.evaluate(FITS) == []


# In the system's colours, and still


def test_in_forced_colours_everything_keeps_its_edges(open_page: Open) -> None:
    page = open_page(ARTICLE, forced_colors="active")
    edges = """selectors => selectors.filter(selector => {
        const style = getComputedStyle(document.querySelector(selector));
        return style.borderTopStyle === "none" || style.borderTopColor === style.backgroundColor;
    })"""
    assert page.evaluate(edges, [".p-work", ".copy", ".box", ".p-scheme"]) == []
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.goto(KINDS["article, retracted"])
    assert page.evaluate(edges, [".p-banner", ".p-status"]) == []
    page.goto(KINDS["years"])
    bar, ground = page.evaluate(
        "() => [getComputedStyle(document.querySelector('.p-up')).fill,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert bar != ground


@pytest.mark.parametrize("kind", DIFFERENT)
def test_nothing_moves_by_itself(open_page: Open, kind: str) -> None:
    page = open_page(KINDS[kind], reduced_motion="reduce")
    page.evaluate(OPEN_ALL)
    page.locator(".p-brand").hover()
    moving = """() => [...document.querySelectorAll("*")].filter(e => {
        const {transitionDuration, animationName, scrollBehavior} = getComputedStyle(e);
        return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto";
    }).map(e => e.outerHTML.slice(0, 80)).concat(document.getAnimations().map(String))"""
    assert page.evaluate(moving) == []


# On paper

HIDDEN = ".p-menu, .p-side, .p-crumbs, .p-parts, .p-turn, .p-view, .p-footer, .p-aside, .p-skip, button, nav"


@pytest.mark.parametrize(
    "kind", [*DIFFERENT, "article with a long text", "article, withdrawn", "discussed work"]
)
def test_on_paper_stands_what_was_written_and_nothing_to_click(open_page: Open, axe: str, kind: str) -> None:
    page = open_page(KINDS[kind], width=612, color_scheme="dark")  # the room between the margins of A4
    page.emulate_media(media="print")
    left = page.locator(HIDDEN).evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))"
    )
    assert left == []
    page.evaluate(CHECKLIST)
    assert page.evaluate(FITS) == []
    page.evaluate(axe)
    assert page.evaluate(RUN_AXE, TAGS[:-1]) == []  # the last one is about targets, and paper has none
    dark = "getComputedStyle(document.querySelector('h1')).color"
    assert page.evaluate(dark) == "rgb(0, 0, 0)"


def test_paper_shows_the_addresses_that_a_reader_cannot_click(open_page: Open) -> None:
    page = open_page(ARTICLE)
    page.emulate_media(media="print")
    before = """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility())
        .map(e => getComputedStyle(e, "::before").content.replaceAll('"', "") + e.textContent)"""
    assert page.evaluate(before, ".p-work div a") == ["https://doi.org/10.5555/moon.2018.77"]
    assert page.evaluate(before, ".p-refs a") == ["https://doi.org/10.5555/moon.2018.77"]
    assert page.locator(".p-brand").is_visible()


def test_what_is_folded_is_printed(open_page: Open) -> None:
    page = open_page(ARTICLE)
    page.emulate_media(media="print")
    for selector in (".p-affiliations", ".p-dates dl", ".p-video .p-text"):
        assert page.locator(selector).bounding_box(), selector


def test_figures_are_printed_with_the_text(open_page: Open) -> None:
    page = open_page(KINDS["article with a long text"])
    page.evaluate(LOAD_IMAGES)
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Subtype /Image") >= 1  # a drawing is none: it is printed as lines


# The page that leads on


def test_the_page_of_a_former_address_can_be_read(open_page: Open) -> None:
    page = open_page(KINDS["former address"])
    expect(page.locator("h1")).to_have_text("This page has moved")
    page.locator("main a").click()
    expect(page).to_have_url(f"{page.url.split(TYPICAL)[0]}{TYPICAL}articles/fen007/")
