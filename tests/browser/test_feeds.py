"""Feeds in a browser: what somebody sees who follows the link to one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Open
from .kinds import DEMONSTRATION

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("file", ["feed.xml", "rss.xml"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_a_feed_can_be_read_in_a_browser(open_page: Open, file: str, width: int, scheme: str) -> None:
    page = open_page(f"{DEMONSTRATION}{file}", width=width, color_scheme=scheme)
    expect(page.get_by_text("This is a feed")).to_be_visible()
    title = page.get_by_text("Retraction: A lantern in every ward?", exact=True).locator("visible=true").first
    expect(title).to_be_visible()
    shown = page.evaluate("document.documentElement.innerText ?? document.documentElement.textContent")
    assert "J Imagin Med. 2024;12(4):e1230" in shown
    assert (
        page.get_by_text("https://creativecommons.org/licenses/by/4.0/").locator("visible=true").count() == 0
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    link = page.locator("css=[href$='/feeds/']").first
    expect(link).to_be_visible()
    assert link.evaluate("link => link.matches(':link')"), "it can be followed"


def test_a_page_leads_to_its_feeds_and_to_all_others(open_page: Open) -> None:
    page = open_page(f"{DEMONSTRATION}specialties/immunology/")
    page.get_by_role("link", name="All feeds and alerts").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeds and alerts")
    page.get_by_role("link", name="Atom feed: Immunology", exact=True).click()
    expect(
        page.get_by_text("HIV-specific CAR T cells return to the clinic", exact=True).first
    ).to_be_visible()
