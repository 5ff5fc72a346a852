"""What is true of every kind of page in a browser."""

from __future__ import annotations

import pytest

from .checks import CHECKLIST, SHIFT, faults, settle, violations
from .conftest import Open
from .kinds import KINDS, LOAD_IMAGES, OPEN_ALL

pytestmark = pytest.mark.browser

every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
def test_axe_finds_nothing(open_page: Open, axe: str, kind: str) -> None:
    page = open_page(KINDS[kind])
    page.evaluate(OPEN_ALL)
    assert violations(page, axe) == {}


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


@every_kind
def test_the_checklist_of_the_look_holds(open_page: Open, kind: str) -> None:
    page = open_page(KINDS[kind])
    assert faults(page) == {}
    page.evaluate(OPEN_ALL)
    settle(page)
    assert page.evaluate("checklist", 25) == []


SPOILT = {
    "main :is(.p-text > p) { font-family: Arial }": "is set in Arial",
    ".p-text > p { font-size: 16px }": "is set in 16 px",
    ".p-text > p { line-height: 1.3 }": "has a line height of 1.3",
    ".p-meta, .p-citation { font-family: Charter }": "is set in serif",
    ".p-article { grid-template-columns: 90ch !important }": "characters",
    "main h2#abstract { font-size: 50px }": "headings have the sizes",
    "main .p-subtitle { color: #767676 }": "has the colour rgb(118, 118, 118)",
    ".p-crumbs a { padding: 0 !important; line-height: 1 }": "px",
    ".p-citation { width: 2000px }": "leaves the page",
    "h1 { height: 1em; overflow: hidden; max-width: 5em }": "is cut off",
}


def test_the_checklist_sees_faults(open_page: Open) -> None:
    page = open_page(KINDS["article with a long text"], bypass_csp=True)
    page.evaluate(CHECKLIST)
    assert page.evaluate("checklist", 62) == []
    for style, fault in SPOILT.items():
        sheet = page.add_style_tag(content=style)
        assert [line for line in page.evaluate("checklist", 62) if fault in line], style
        sheet.evaluate("sheet => sheet.remove()")
    assert page.evaluate("checklist", 62) == []
    page.evaluate("document.querySelector('.p-side').insertAdjacentHTML('beforeend', '<nav>A tree</nav>')")
    assert page.evaluate("checklist", 62) == ["nav. “A tree” is a menu in an article"]


def test_the_other_checks_see_faults(open_page: Open, axe: str) -> None:
    page = open_page("about:blank", width=320)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(TELL_VIOLATIONS)
    page.goto(KINDS["article with a note"])
    page.evaluate("new Image().src = 'https://elsewhere.example/counter.gif'")
    settle(page)
    assert "the policy forbids img-src: https://elsewhere.example/counter.gif" in said
    page.wait_for_timeout(600)  # for half a second after an input, shifts do not count
    page.evaluate("document.querySelector('h1').style.marginTop = '100px'")
    assert page.evaluate(SHIFT) > 0
    page.evaluate("document.querySelector('h1').style.color = '#999'")
    page.evaluate("document.querySelector('.p-byline').insertAdjacentHTML('beforebegin', '<img src=x>')")
    page.evaluate(
        "document.querySelector('.p-crumbs a').style.cssText = 'padding: 0; font-size: 9px; line-height: 1'"
    )
    assert {line.split(":")[0] for line in violations(page, axe)} == {
        *("color-contrast", "image-alt", "target-size")
    }
