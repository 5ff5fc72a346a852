"""What is true of every kind of page in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from .conftest import Open
from .kinds import KINDS, LOAD_IMAGES, OPEN_ALL

pytestmark = pytest.mark.browser

every_kind = pytest.mark.parametrize("kind", KINDS)

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

RUN_AXE = """async tags => {
    const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]});
    return found.violations.flatMap(rule => rule.nodes.map(
        node => [rule.id + ":", node.target, node.html.slice(0, 150), node.failureSummary.slice(0, 200)].join(" ")));
}"""


def settle(page: Page) -> None:
    """Let the browser draw twice: what was changed is laid out."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def violations(page: Page, axe: str) -> dict[str, list[str]]:
    """What axe finds, and at which widths and in which schemes."""
    page.evaluate(axe)
    page.evaluate(OPEN_ALL)
    found: dict[str, list[str]] = {}
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            settle(page)
            for violation in page.evaluate(RUN_AXE, TAGS):
                found.setdefault(violation, []).append(f"{width} {scheme}")
    return found


@every_kind
def test_axe_finds_nothing(open_page: Open, axe: str, kind: str) -> None:
    assert violations(open_page(KINDS[kind]), axe) == {}


SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
})"""
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation",
    event => console.error(`the policy forbids ${event.violatedDirective}: ${event.blockedURI}`))"""


@every_kind
def test_it_loads_without_a_word_a_move_or_a_request_elsewhere(
    open_page: Open, server: str, kind: str
) -> None:
    page = open_page("about:blank")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(TELL_VIOLATIONS)
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(server + KINDS[kind])
        page.evaluate(LOAD_IMAGES)
        # drawn piece by piece on a slow machine, a line may move by a pixel; 0.1 counts as good
        assert page.evaluate(SHIFT) < 0.001, width
    if kind == "page not found":
        said = [line for line in said if "404 (Not Found)" not in line]
    assert said == []
    assert [url for url in asked if not url.startswith(f"{server}/")] == []
    assert len(asked) >= 8


TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = element => {
        for (let at = element; at; at = at.parentElement)
            if (["auto", "scroll", "hidden"].includes(getComputedStyle(at).overflowX)) return at.matches("body *");
        return false;
    };
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
        .filter(e => e.getBoundingClientRect().right > width + 1 && !scrolls(e))
        .map(e => `${e.tagName.toLowerCase()}.${e.className} ${e.textContent.trim().slice(0, 60)}`)
        .concat(`${document.documentElement.scrollWidth} px`);
}"""


SMALL_TARGETS = """() => {
    const standing = "button, summary, .p-header a, .p-footer nav a, .p-crumbs a, .p-alone a, .p-parts a, .p-turn a,"
        + " .p-byline a, .p-cards :is(h2, h3) a, .p-entries > li > a, .p-view a, .p-side a, .p-chart a";
    return [...document.querySelectorAll(standing)]
        .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.matches(".p-skip"))
        .map(e => [e, Math.max(...[...e.getClientRects()].map(r => r.height)), e.getBoundingClientRect().width])
        .filter(([e, height, width]) => height < 23.99 || width < 23.99)
        .map(([e, height, width]) => `${e.outerHTML.slice(0, 90)} ${Math.round(width)} × ${height}`);
}"""


@every_kind
def test_nothing_scrolls_sideways_and_whatever_can_be_hit_is_large_enough(open_page: Open, kind: str) -> None:
    page = open_page(KINDS[kind])
    for width in (1440, 768, 320):
        page.set_viewport_size({"width": width, "height": 800})
        settle(page)
        assert page.evaluate(TOO_WIDE) == [], width
        assert page.evaluate(SMALL_TARGETS) == [], width
    page.evaluate(OPEN_ALL)
    settle(page)
    assert page.evaluate(TOO_WIDE) == []


def test_the_checks_see_faults(open_page: Open, axe: str) -> None:
    page = open_page("about:blank", width=320)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(TELL_VIOLATIONS)
    page.goto(KINDS["article with a long text"])
    page.evaluate("new Image().src = 'https://elsewhere.example/counter.gif'")
    settle(page)
    assert "the policy forbids img-src: https://elsewhere.example/counter.gif" in said
    assert page.evaluate(TOO_WIDE) == []
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', `<p>${'w'.repeat(200)}</p>`)")
    page.evaluate("document.querySelector('h1 + p').style.overflowWrap = 'normal'")
    assert page.evaluate(TOO_WIDE) != []
    page.evaluate("document.querySelector('h1 + p').remove()")
    page.evaluate(
        "document.querySelector('.p-crumbs a').style.cssText = 'padding: 0; font-size: 9px; line-height: 1'"
    )
    assert len(page.evaluate(SMALL_TARGETS)) == 1
    page.wait_for_timeout(600)  # for half a second after an input, shifts do not count
    page.evaluate("document.querySelector('h1').style.marginTop = '100px'")
    assert page.evaluate(SHIFT) > 0
    page.evaluate("document.querySelector('h1').style.color = '#999'")
    page.evaluate("document.querySelector('.p-byline').insertAdjacentHTML('beforebegin', '<img src=x>')")
    assert {line.split(":")[0] for line in violations(page, axe)} == {
        *("color-contrast", "image-alt", "target-size")
    }
