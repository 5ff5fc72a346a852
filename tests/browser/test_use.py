"""What a reader does: open menus, follow a series, look at a reference, copy a citation, change the colours."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import Open
from .kinds import DEMONSTRATION, TYPICAL

pytestmark = pytest.mark.browser

ARTICLE = f"{TYPICAL}articles/tide001/"


def menu(page: Page, name: str) -> Any:
    return page.locator(".p-menu details").filter(
        has=page.locator("summary", has_text=re.compile(f"^{name}$"))
    )


def focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.textContent.trim()")
    return text


# Menus


def test_a_menu_opens_by_click_and_closes_by_escape_or_a_click_elsewhere(open_page: Open) -> None:
    page = open_page(ARTICLE)
    links = menu(page, "Specialties").locator("a")
    expect(links.first).to_be_hidden()
    menu(page, "Specialties").locator("summary").click()
    expect(links.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    menu(page, "Specialties").locator("summary").click()
    page.mouse.click(1300, 800)
    expect(links.first).to_be_hidden()


def test_one_menu_at_most_is_open(open_page: Open) -> None:
    page = open_page(ARTICLE)
    menu(page, "Specialties").locator("summary").click()
    menu(page, "Review series").locator("summary").click()
    expect(menu(page, "Review series").locator("a").first).to_be_visible()
    expect(menu(page, "Specialties").locator("a").first).to_be_hidden()


def test_a_menu_works_by_keyboard(open_page: Open) -> None:
    page = open_page(ARTICLE)
    menu(page, "Review series").locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu(page, "Review series").locator("a").first).to_be_visible()
    page.keyboard.press("Tab")
    assert focused(page).startswith("Empty shores")
    page.keyboard.press("Escape")
    expect(menu(page, "Review series").locator("a").first).to_be_hidden()
    assert focused(page) == "Review series"
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/series/salt/$"))


def test_a_menu_closes_when_the_focus_leaves_it(open_page: Open) -> None:
    page = open_page(ARTICLE)
    summary = menu(page, "Review series").locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    for _ in range(menu(page, "Review series").locator("a").count() + 1):
        page.keyboard.press("Tab")
    assert focused(page) == "Past issues"
    expect(menu(page, "Review series").locator("a").first).to_be_hidden()


def test_an_open_menu_lies_over_the_page_and_within_the_window(open_page: Open) -> None:
    page = open_page(ARTICLE, width=1200)
    for name in ("Specialties", "Review series", "About"):
        menu(page, name).locator("summary").click()
        box = menu(page, name).locator("ul").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1200
        link = menu(page, name).locator("a").last
        assert link.evaluate(
            "e => { const r = e.getBoundingClientRect();"
            " return e.contains(document.elementFromPoint(r.left + 5, r.top + r.height / 2)) }"
        )


def test_the_entry_of_the_menu_that_is_read_is_marked(open_page: Open) -> None:
    page = open_page(f"{TYPICAL}journals/tide/13/1/")
    assert page.locator(".p-menu [aria-current]").all_inner_texts() == ["Past issues"]


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_menu_is_a_panel(open_page: Open, script: bool) -> None:
    page = open_page(ARTICLE, width=360, height=740, java_script_enabled=script)
    links = page.locator(".p-menu a")
    expect(links.first).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(links.first).to_be_visible()
    menu(page, "Specialties").locator("summary").click()
    expect(menu(page, "Specialties").locator("a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Close").click()
    expect(links.first).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Collections").click()
    expect(page.locator("h1")).to_have_text("Collections")


def test_the_panel_on_a_phone_works_by_keyboard(open_page: Open) -> None:
    page = open_page(ARTICLE, width=360, height=740)
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    stops = []
    for _ in range(3):
        page.keyboard.press("Tab")
        stops.append(focused(page))
    assert stops == ["Close", "Home", "Specialties"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "Cardiology"
    page.keyboard.press("Escape")
    expect(page.locator(".p-menu a").first).to_be_hidden()
    assert focused(page) == "Menu"


# Ways


def test_from_the_menu_to_an_article_and_through_its_series(open_page: Open) -> None:
    page = open_page(TYPICAL)
    menu(page, "Specialties").locator("summary").click()
    menu(page, "Specialties").get_by_role("link", name="Cardiology").click()
    expect(page.locator("h1")).to_have_text("Cardiology")
    page.get_by_role("link", name="Reading the tide tables").click()
    titles = [page.locator("h1").inner_text()]
    for _ in range(3):
        page.locator(".p-after a").first.click()
        titles.append(page.locator("h1").inner_text())
    assert titles == [
        "Reading the tide tables of the left ventricle",
        "Five hundred years of blaming the moon",
        "A second reading of the same tide",
        "Twenty-six observers on one shore",
    ]
    for title in titles[-2::-1]:
        page.locator(".p-before a").first.click()
        assert page.locator("h1").inner_text() == title


def test_from_an_article_to_its_issue_and_to_the_issue_before(open_page: Open) -> None:
    page = open_page(f"{TYPICAL}articles/tide010/")
    page.get_by_label("Breadcrumb").get_by_role("link", name="Issue 1").click()
    expect(page.locator("h1")).to_have_text("Volume 13, Issue 1")
    page.locator(".p-turn a[rel=prev]").click()
    expect(page.locator("h1")).to_have_text("Volume 12, Issue 2")


def test_a_former_address_leads_on(open_page: Open) -> None:
    page = open_page(f"{TYPICAL}articles/old-fen-7/")
    page.wait_for_url("**/articles/fen007/")
    expect(page.locator("h1")).to_have_text("Which way do fen sleepers turn?")


def test_an_unknown_address_leads_back(open_page: Open) -> None:
    page = open_page(f"{TYPICAL}on/10.1000/nothing/at/all/")
    expect(page.locator("h1")).to_have_text("Page not found")
    page.locator("main").get_by_role("link", name="Specialties").click()
    expect(page.locator("h1")).to_have_text("Specialties")


# References


def test_a_citation_shows_its_reference_under_the_pointer(open_page: Open) -> None:
    page = open_page(ARTICLE)
    cite, preview = page.locator("a.cite").first, page.locator(".p-preview")
    cite.scroll_into_view_if_needed()
    cite.hover()
    expect(preview).to_be_visible()
    expect(preview).to_contain_text("The lunar month in the left ventricle")
    assert cite.get_attribute("aria-describedby") == preview.get_attribute("id")
    # the pointer may go into it, and it stays
    preview.hover()
    page.wait_for_timeout(400)
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    cite.hover()
    expect(preview).to_be_visible()
    page.mouse.move(5, 5)
    expect(preview).to_be_hidden()


def test_a_citation_shows_its_reference_to_the_keyboard(open_page: Open) -> None:
    page = open_page(ARTICLE)
    cites, preview = page.locator("a.cite"), page.locator(".p-preview")
    page.locator(".p-full").evaluate("e => { e.tabIndex = -1; e.focus() }")
    page.keyboard.press("Tab")
    expect(preview).to_contain_text("The lunar month in the left ventricle")
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    page.keyboard.press("Tab")
    expect(preview).to_contain_text("A gauge for the third floor")
    assert cites.nth(0).get_attribute("aria-describedby") is None
    box = preview.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1440
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#ref-gauge2003$"))
    expect(preview).to_be_hidden()


def test_a_citation_leads_to_its_reference_and_back(open_page: Open) -> None:
    page = open_page(ARTICLE, java_script_enabled=False)
    page.locator("a.cite").nth(1).click()
    reference = page.locator("#ref-gauge2003")
    expect(reference).to_be_in_viewport()
    reference.locator(".p-backs a").first.click()
    expect(page.locator("a.cite").nth(1)).to_be_in_viewport()


def test_a_citation_leads_to_its_reference_and_back_by_keyboard(open_page: Open) -> None:
    page = open_page(ARTICLE)
    page.locator("a.cite").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#ref-gauge2003$"))
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.p-backs a')"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#t-cite-2$"))
    expect(page.locator("a.cite").nth(1)).to_be_in_viewport()
    page.keyboard.press("Tab")
    # reading goes on from there
    assert page.evaluate("document.activeElement.closest('.p-full') !== null")


# Copying


def test_a_citation_can_be_copied(open_page: Open) -> None:
    page = open_page(ARTICLE, permissions=["clipboard-read", "clipboard-write"])
    button = page.locator(".p-citation button")
    expect(button).to_have_accessible_name("Copy the citation")
    button.click()
    expect(button).to_have_text("Copied")
    expect(button).to_have_accessible_name("Copied")
    expect(page.locator("span[role=status]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "J Tidal Med. 2019;12(1):1-4. https://doi.org/10.5555/tide.2019.1201"
    expect(button).to_have_text("Copy", timeout=5000)
    expect(button).to_have_accessible_name("Copy the citation")
    page.get_by_role("button", name="Copy the citation: AMA").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Quill MA, Vole A. Reading the tide tables of the left")
    assert "doi:10.5555/tide.2019.1201" in copied


def test_a_citation_can_be_copied_by_keyboard(open_page: Open) -> None:
    page = open_page(ARTICLE, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".p-doi").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("span[role=status]")).to_have_text("Copied")
    assert focused(page) == "Copied"


# Colours


def background(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def test_the_colour_scheme_is_the_systems_until_it_is_chosen_and_then_remembered(open_page: Open) -> None:
    page = open_page(ARTICLE, color_scheme="light")
    toggle = page.get_by_role("button", name="Dark colours")
    light = background(page)
    page.emulate_media(color_scheme="dark")
    dark = background(page)
    assert light != dark
    expect(toggle).to_have_attribute("aria-pressed", "true")
    toggle.click()
    assert background(page) == light
    expect(toggle).to_have_attribute("aria-pressed", "false")
    page.goto(f"{TYPICAL}years/")
    assert background(page) == light
    expect(page.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Dark colours").click()
    assert background(page) == dark
    page.emulate_media(color_scheme="light")
    assert background(page) == light


def test_where_storage_is_forbidden_the_colours_still_change(open_page: Open) -> None:
    page = open_page("about:blank", color_scheme="light")
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})"
    )
    page.goto(ARTICLE)
    light = background(page)
    page.get_by_role("button", name="Dark colours").click()
    assert background(page) != light
    assert said == []


# Keyboard


def test_the_first_stop_skips_to_the_content(open_page: Open) -> None:
    page = open_page(ARTICLE)
    skip = page.locator(".p-skip")
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_always_visible(open_page: Open, scheme: str) -> None:
    page = open_page(ARTICLE, color_scheme=scheme)
    unseen = []
    stops = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        facts = page.evaluate(
            """() => {
                const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
                const outline = [style.outlineStyle, parseFloat(style.outlineWidth)];
                return at === document.body ? null : [at.outerHTML.slice(0, 80), ...outline, box.width, box.height];
            }"""
        )
        if facts is None:
            break
        stops += 1
        html, style, width, *size = facts
        if style == "none" or width < 2 or min(size) < 8:
            unseen.append(html)
    assert stops > 30
    assert unseen == []


# Without a script


def test_without_a_script_everything_can_be_read(open_page: Open) -> None:
    page = open_page(ARTICLE, java_script_enabled=False)
    for part in ("byline", "citation", "works", "abstract", "summary", "note", "full", "refs"):
        expect(page.locator(f".p-{part}").first).to_be_visible()
    page.locator(".p-people summary").click()
    expect(page.locator(".p-affiliations")).to_be_visible()
    for name in ("Copy the citation", "Dark colours"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    hidden = page.locator("main .p-body :is(p, li, dd, h2, h3, figure, table)").evaluate_all(
        "all => all.filter(e => !e.checkVisibility() && !e.closest('details')).map(e => e.outerHTML.slice(0, 80))"
    )
    assert hidden == []


def test_without_a_script_menus_open_and_lead_somewhere(open_page: Open) -> None:
    page = open_page(DEMONSTRATION, java_script_enabled=False)
    menu(page, "Specialties").locator("summary").click()
    menu(page, "Review series").locator("summary").click()
    expect(menu(page, "Specialties").locator("a").first).to_be_hidden()
    menu(page, "Review series").locator("a").last.click()
    expect(page.locator("h1")).to_have_text("Review series")


def test_without_a_script_the_pdf_is_a_link_to_the_file(open_page: Open, server: str) -> None:
    page = open_page(ARTICLE, java_script_enabled=False)
    link = page.get_by_role("link", name="PDF")
    assert link.evaluate("e => e.href") == f"{server}{ARTICLE}tide001.pdf"
    answer = page.request.get(f"{server}{ARTICLE}tide001.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
