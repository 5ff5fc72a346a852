"""What is true of every kind of page in a browser."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from .conftest import Open
from .kinds import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("kind", KINDS)]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

RUN_AXE = """async tags => {
    const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]});
    return found.violations.flatMap(rule => rule.nodes.map(
        node => `${rule.id}: ${node.target} ${node.html.slice(0, 150)} ${node.failureSummary.replaceAll("\\n", " ").slice(0, 200)}`));
}"""
OPEN_ALL = "for (const all of document.querySelectorAll('main details')) all.open = true"


def settle(page: Page) -> None:
    """Let the browser draw twice: what was changed is laid out."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_axe_finds_nothing(open_page: Open, axe: str, kind: str) -> None:
    page = open_page(KINDS[kind])
    page.evaluate(axe)
    page.evaluate(OPEN_ALL)
    found: dict[str, list[str]] = {}
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            settle(page)
            violations: list[str] = page.evaluate(RUN_AXE, TAGS)
            for violation in violations:
                found.setdefault(violation, []).append(f"{width} {scheme}")
    assert found == {}


def test_it_asks_nobody_else_and_says_nothing_on_the_console(open_page: Open, server: str, kind: str) -> None:
    page = open_page("about:blank", width=1440)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(server) else route.abort())
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))"
    )
    page.goto(server + KINDS[kind])
    page.mouse.move(400, 400)
    page.mouse.wheel(0, 2000)
    settle(page)
    if kind == "page not found":
        said = [line for line in said if "404 (Not Found)" not in line]
    assert said == []
    assert [url for url in asked if f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" != server] == []
    assert len(asked) >= 4


SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
})"""


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_when_it_loads(open_page: Open, kind: str, width: int) -> None:
    page = open_page(KINDS[kind], width=width)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFT) == 0


TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = element => {
        for (let at = element; at; at = at.parentElement)
            if (["auto", "scroll", "hidden"].includes(getComputedStyle(at).overflowX) && at !== document.documentElement && at !== document.body)
                return true;
        return false;
    };
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
        .filter(e => e.getBoundingClientRect().right > width + 1 && !scrolls(e))
        .map(e => `${e.tagName.toLowerCase()}.${e.className} ${e.textContent.trim().slice(0, 60)}`)
        .concat(`${document.documentElement.scrollWidth} px`);
}"""


@pytest.mark.parametrize("width", [320, 768])
def test_nothing_scrolls_sideways(open_page: Open, kind: str, width: int) -> None:
    page = open_page(KINDS[kind], width=width)
    assert page.evaluate(TOO_WIDE) == []
    page.evaluate(OPEN_ALL)
    settle(page)
    assert page.evaluate(TOO_WIDE) == []


SMALL_TARGETS = """() => {
    const standing = "button, summary, .p-header a, .p-footer nav a, .p-crumbs a, .p-alone a, .p-parts a, .p-turn a,"
        + " .p-byline a, .p-cards :is(h2, h3) a, .p-entries > li > a, .p-view a, .p-side a, .p-chart a";
    return [...document.querySelectorAll(standing)]
        .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.matches(".p-skip"))
        .map(e => [e, Math.max(...[...e.getClientRects()].map(r => r.height)), e.getBoundingClientRect().width])
        .filter(([e, height, width]) => height < 23.99 || width < 23.99)
        .map(([e, height, width]) => `${e.outerHTML.slice(0, 90)} ${Math.round(width)}×${Math.round(height * 10) / 10}`);
}"""


def test_whatever_can_be_hit_is_large_enough(open_page: Open, kind: str) -> None:
    page = open_page(KINDS[kind])
    found: list[Any] = page.evaluate(SMALL_TARGETS)
    page.set_viewport_size({"width": 360, "height": 800})
    settle(page)
    assert [*found, *page.evaluate(SMALL_TARGETS)] == []
