"""A real browser beside an editor: pages are loaded again where they stood, and what is wrong lies over them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import violations
from tests.preview.running import Running, preview_of, until
from tests.site.archives import SiteTest, record, small_archive

pytestmark = pytest.mark.browser

LONG = "\n\n".join(
    f"Paragraph {number}, with some words that fill a line or two of the page." for number in range(120)
)

STYLE = "main::after { content: none }\n"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    site = small_archive(
        tmp_path_factory.mktemp("browser") / "a", {"one": record("One", LONG), "two": record("Two")}
    )
    site.write("docs/extra.css", STYLE)
    site.edit("mkdocs.yml", "plugins:", "extra_css: [extra.css]\nplugins:")
    with preview_of(site.root) as running:
        yield running


@pytest.fixture
def site(running: Running) -> Iterator[SiteTest]:
    site = SiteTest(running.root)
    yield site
    site.write("articles/one.md", record("One", LONG)).write("articles/two.md", record("Two"))
    site.write("docs/extra.css", STYLE)
    running.until(lambda: "<h1>One" in running.get("/articles/one/").text)
    running.until(lambda: ">Words.</p>" in running.get("/articles/two/").text)
    running.until(lambda: running.get("/extra.css").text == STYLE)


@pytest.fixture
def page(running: Running, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 800, "height": 600})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda message: (
            wrong.append(message.text) if message.type == "error" and "404" not in message.text else None
        ),
    )
    yield page
    # a page that is about to be loaded again is not closed: Chromium was seen to wait for ever
    page.goto("about:blank")
    context.close()
    assert not wrong


def opened(page: Page, running: Running, path: str) -> None:
    """Open a page, and mark it so that it is seen whether it is loaded again; it listens when this returns."""
    with page.expect_response(lambda response: "/_preview/events" in response.url):
        page.goto(running.address.rstrip("/") + path)
    page.evaluate("document.documentElement.dataset.mark = 'first'")


def is_first(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.dataset.mark === 'first'"))


def test_a_page_is_loaded_again_where_it_stood(running: Running, site: SiteTest, page: Page) -> None:
    opened(page, running, "/articles/one/")
    here = page.get_by_text("Paragraph 80,")
    here.evaluate("element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 17)")
    top = here.bounding_box()
    # what stands above the reader grows, and the page must not seem to move
    site.write("articles/one.md", record("Renamed", f"New words.\n\n{'More and more. ' * 200}\n\n{LONG}"))
    expect(page.locator("h1")).to_have_text("Renamed", timeout=20_000)
    assert not is_first(page)
    until(lambda: page.evaluate("scrollY") > 1000)
    after = page.get_by_text("Paragraph 80,").bounding_box()
    assert top
    assert after
    assert abs(after["y"] - top["y"]) < 2


def test_a_page_that_did_not_change_is_left_alone(running: Running, site: SiteTest, page: Page) -> None:
    opened(page, running, "/articles/two/")
    loaded = []

    def count(again: Page) -> None:
        loaded.append(again.url)

    page.on("load", count)
    site.edit("articles/one.md", "Paragraph 3,", "Another third paragraph,")
    running.until(lambda: "Another third" in running.get("/articles/one/").text)
    with page.expect_event("load"):
        site.edit("articles/two.md", "Words.", "Other words.")
    expect(page.get_by_text("Other words.")).to_be_visible(timeout=20_000)
    assert len(loaded) == 1


def test_errors_lie_over_the_last_good_page(running: Running, site: SiteTest, page: Page) -> None:
    opened(page, running, "/articles/two/")
    site.edit("articles/two.md", "type: viewpoint", "type: [viewpoint")
    overlay = page.get_by_role("alert")
    expect(overlay).to_contain_text("articles/two.md:", timeout=20_000)
    expect(overlay).to_contain_text(re.compile("error P[0-9]{3}"))
    expect(page.locator("h1")).to_have_text("Two")
    assert is_first(page), "the page is the one that was there"
    site.edit("articles/two.md", "type: [viewpoint", "type: viewpoint")
    expect(overlay).to_have_count(0, timeout=20_000)
    assert is_first(page)


def test_a_closed_overlay_comes_back_with_other_errors(running: Running, site: SiteTest, page: Page) -> None:
    opened(page, running, "/articles/two/")
    overlay = page.get_by_role("alert")
    with page.expect_event("load"):  # the text is another one too
        site.edit("articles/two.md", "Words.", "Words [@none].")
    expect(overlay).to_contain_text("none", timeout=20_000)
    page.get_by_role("button", name="Close").last.press("Escape")
    expect(overlay).to_have_count(0)
    with page.expect_event("load"):
        site.edit("articles/two.md", "[@none]", "[@nobody]")
    expect(overlay).to_contain_text("nobody", timeout=20_000)


def test_a_stylesheet_is_exchanged_without_loading_again(
    running: Running, site: SiteTest, page: Page
) -> None:
    opened(page, running, "/articles/two/")
    heading = page.locator("h1")
    expect(heading).not_to_have_css("color", "rgb(4, 5, 6)")
    site.write("docs/extra.css", "h1 { color: rgb(4, 5, 6) !important }\n")
    expect(heading).to_have_css("color", "rgb(4, 5, 6)", timeout=20_000)
    assert is_first(page)


def test_axe_finds_nothing_in_what_the_preview_shows(
    running: Running, site: SiteTest, page: Page, axe: str
) -> None:
    site.write("articles/new.md", record("New", draft="true"))
    running.until(lambda: running.get("/articles/new/").status == 200)  # or the page is loaded again for it
    opened(page, running, "/articles/two/")
    site.edit("articles/two.md", "type: viewpoint", "type: [viewpoint")
    expect(page.get_by_role("alert")).to_be_visible(timeout=20_000)
    assert violations(page, axe) == {}
    opened(page, running, "/_preview/")
    expect(page.get_by_text("articles/two.md").first).to_be_visible(timeout=20_000)
    assert violations(page, axe) == {}
    site.remove("articles/new.md")


def test_what_comes_and_goes(running: Running, site: SiteTest, page: Page) -> None:
    opened(page, running, "/_preview/")
    site.write("articles/new.md", record("New", draft="true"))
    link = page.get_by_role("link", name="New", exact=True)
    expect(link).to_be_visible(timeout=20_000)
    link.click()
    expect(page.locator("h1")).to_have_text("New")
    expect(page.locator(".p-status")).to_have_text("Draft")
    with page.expect_event("load"):
        site.remove("articles/new.md")
    expect(page.locator("h1")).to_have_text("Page not found")
