"""Feeds in a browser: what somebody sees who follows the link to one."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Request, Route, expect

from tests.site.archives import record, small_archive

from .checks import violations
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
    work = page.get_by_text("RETRACTED: Bedside lanterns and lamp-lag in hospital", exact=True)
    expect(work.locator("visible=true").first).to_be_visible()
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


LIST = "5cd15323-897f-4e0a-b4a7-876d608bfa07"


@pytest.mark.parametrize(("language", "label", "button"), [
    ("en", "Your e-mail address", "Subscribe"), ("de", "Ihre E-Mail-Adresse", "Abonnieren"),
])  # fmt: skip
def test_a_form_for_alerts_sends_the_address_to_the_service_under_the_written_policy(
    browser: Browser, axe: str, tmp_path: Path, language: str, label: str, button: str
) -> None:
    url = f"https://lists.example.net/subscription/form?l={LIST}"
    alerts = {"provider": "listmonk", "url": url, "form": True}
    site = small_archive(
        tmp_path, {"one": record("One")}, alerts=alerts, headers="netlify", language=language
    ).build()
    written = site.files["_headers"].decode()
    policy = written.partition("Content-Security-Policy: ")[2].partition("\n")[0]
    sent: list[Request] = []

    def file(route: Route) -> None:
        path = urlsplit(route.request.url).path[1:]
        path += "index.html" if path.endswith("/") else ""
        headers = {"content-type": mimetypes.guess_type(path)[0] or "", "content-security-policy": policy}
        route.fulfill(body=site.files[path], headers=headers)

    def service(route: Route) -> None:
        sent.append(route.request)
        route.fulfill(body="<title>Subscribed</title>", content_type="text/html")

    context = browser.new_context()
    context.route("https://example.org/**", file)
    context.route("https://lists.example.net/**", service)
    page = context.new_page()
    page.goto("https://example.org/feeds/")
    assert violations(page, axe) == {}
    page.get_by_role("button", name=button, exact=True).click()
    assert not sent, "an empty address goes nowhere"
    page.get_by_label(label).fill("reader@example.org")
    page.get_by_role("button", name=button, exact=True).click()
    expect(page).to_have_title("Subscribed")
    (request,) = sent
    assert (request.method, request.url) == ("POST", "https://lists.example.net/subscription/form")
    assert parse_qs(request.post_data or "", keep_blank_values=True) == {
        "email": ["reader@example.org"], "l": [LIST], "nonce": [""],
    }  # fmt: skip
    context.close()
