"""The masthead in a real browser."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from .conftest import SmallSite

pytestmark = pytest.mark.browser

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
ARTICLE = "specialties/immunology/"

Open = Callable[..., Page]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def opened(small: SmallSite, browser: Browser) -> Iterator[Open]:
    """Opens a page of the small site; fails when it asks another host for anything."""
    small.configure(extra="repo_url: https://github.com/example/archive")
    small.build()
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(small.site_dir))
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    here = f"http://127.0.0.1:{server.server_port}/"
    asked: list[str] = []
    contexts = []

    def open_page(address: str = ARTICLE, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(here + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    server.shutdown()
    thread.join()
    server.server_close()
    assert [url for url in asked if not url.startswith(here)] == []


def lists_open(page: Page) -> int:
    return page.locator(".p-menu details[open]").count()


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_menu_opens_and_closes_without_a_script(opened: Open, script: bool) -> None:
    page = opened(viewport=PHONE, java_script_enabled=script)
    assert not page.get_by_role("navigation", name="Main").is_visible()
    page.get_by_role("button", name="Menu").click()
    page.locator(".p-menu").get_by_text("Specialties", exact=True).click()
    assert page.get_by_role("link", name="Oncology").is_visible()
    page.get_by_role("button", name="Close").click()
    assert not page.get_by_role("navigation", name="Main").is_visible()


def test_on_a_wide_screen_one_list_is_open_at_most_even_without_a_script(opened: Open) -> None:
    page = opened(viewport=WIDE, java_script_enabled=False)
    for name in ("Specialties", "Review series", "About"):
        page.locator("summary", has_text=name).click()
        assert page.locator("details[open] summary").all_inner_texts() == [name]


def test_a_list_closes_on_escape_and_gives_the_focus_back(opened: Open) -> None:
    page = opened(viewport=WIDE)
    page.locator("summary", has_text="Specialties").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert lists_open(page) == 0
    assert page.evaluate("document.activeElement.textContent") == "Specialties"


def test_a_list_closes_when_the_reader_turns_elsewhere(opened: Open) -> None:
    page = opened(viewport=WIDE)
    page.locator("summary", has_text="Specialties").click()
    page.locator("footer p").first.click()
    assert lists_open(page) == 0
    page.locator("summary", has_text="Specialties").press("Enter")
    page.locator("footer a").first.focus()
    assert lists_open(page) == 0


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_without_a_choice_the_system_decides_the_colours_even_without_a_script(opened: Open) -> None:
    light = opened(color_scheme="light", java_script_enabled=False)
    dark = opened(color_scheme="dark", java_script_enabled=False)
    assert not light.locator(".p-scheme").is_visible()
    colours = [
        page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        for page in (light, dark)
    ]
    assert colours[0] != colours[1]


def test_a_choice_of_colours_is_remembered_until_it_is_the_systems_own(opened: Open) -> None:
    page = opened(color_scheme="light", viewport=WIDE)
    light = background(page)
    button = page.get_by_role("button", name="Dark colours")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    dark = background(page)
    assert dark != light
    page.reload()
    assert background(page) == dark
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert background(page) == light
    page.emulate_media(color_scheme="dark")
    assert background(page) == dark


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1088, 1440])
def test_nothing_is_wider_than_the_window(opened: Open, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    wider = "document.documentElement.scrollWidth - window.innerWidth"
    assert page.evaluate(wider) <= 0
    for name in ("Specialties", "Review series", "About"):
        if width < 1088 and not page.get_by_role("button", name="Close").is_visible():
            page.get_by_role("button", name="Menu").click()
        page.locator("summary", has_text=name).click()
        assert page.evaluate(wider) <= 0


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_what_can_be_clicked_is_large_enough(opened: Open, size: Any) -> None:
    page = opened(viewport=size)
    if size is PHONE:
        page.get_by_role("button", name="Menu").click()
    page.locator("summary", has_text="Specialties").click()
    targets = [t for t in page.locator("header :is(a, button, summary), footer a").all() if t.is_visible()]
    assert len(targets) > 8
    for target in targets:
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24, target.inner_text()


def test_the_first_thing_that_the_keyboard_reaches_skips_the_menu(opened: Open) -> None:
    page = opened(viewport=WIDE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    assert page.locator(".p-skip").is_visible()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_paper_gets_the_name_of_the_site_and_neither_menu_nor_foot(opened: Open) -> None:
    page = opened(viewport=WIDE, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("header .p-brand").is_visible()
    assert not page.locator("header nav").is_visible()
    assert not page.locator("footer").is_visible()
    assert page.locator("h1").is_visible()
