"""What axe and the checklist of the look find on an open page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules by which the two schemes can differ."""


class Run(NamedTuple):
    """One run of axe over a page."""

    width: int
    scheme: Scheme
    rules: tuple[str, ...] = TAGS


EVERYWHERE = (Run(1440, "light"), Run(1440, "dark", COLOURS), Run(360, "dark"))

RUN_AXE = """async runOnly => {
    const found = await axe.run(document, {runOnly, resultTypes: ["violations"]});
    return found.violations.flatMap(rule => rule.nodes.map(
        node => [rule.id + ":", node.target, node.html.slice(0, 150), node.failureSummary.slice(0, 200)].join(" ")));
}"""
CHECKLIST = Path(__file__).with_name("checklist.js").read_text("utf-8")

SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
})"""
"""How much of a page has moved while it was loaded: the sum of all layout shifts."""


def settle(page: Page) -> None:
    """Let the browser draw twice: what was changed is laid out."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def violations(page: Page, axe: str, runs: Sequence[Run] = EVERYWHERE) -> dict[str, list[str]]:
    """What axe finds, and at which widths and in which schemes."""
    page.evaluate(axe)
    found: dict[str, list[str]] = {}
    for width, scheme, rules in runs:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        settle(page)
        for violation in page.evaluate(RUN_AXE, rules):
            found.setdefault(violation, []).append(f"{width} {scheme}")
    return found


WIDTHS = {1440: 62, 768: 62, 360: 30, 320: 25}
"""Every width, and how many characters a line has there at least."""


def faults(page: Page) -> dict[str, list[str]]:
    """What is wrong by the checklist, and at which widths and in which schemes."""
    page.evaluate(CHECKLIST)
    found: dict[str, list[str]] = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width, least in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": 800})
            settle(page)
            for fault in page.evaluate("checklist", least):
                found.setdefault(fault, []).append(f"{width} {scheme}")
    return found
