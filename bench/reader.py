"""What a reader's browser loads for a search, and how long it waits: Chromium over loopback."""

from __future__ import annotations

import os
import random
import shutil
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from postilla.model.inline import to_plain
from tests.browser.server import serving

from .articles import Article, Articles

QUERIES = 20
FIRST = 3
"""So many readers begin anew, each with another of the queries."""

_ASK = """query => new Promise(done => {
    const box = document.getElementById("p-search");
    const input = box.querySelector("input");
    const before = box.querySelector("[role=listbox]").firstChild;
    const began = performance.now();
    input.value = query;
    input.dispatchEvent(new Event("input"));
    const watch = () => {
        const first = box.querySelector("[role=listbox]").firstChild;
        if (first && first !== before) done(performance.now() - began);
        else if (performance.now() - began > 20000) done(-1);
        else requestAnimationFrame(watch);
    };
    watch();
})"""
"""Types a query; the milliseconds until something new is shown."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was loaded and waited for."""

    before: int
    """Bytes for the search before it is opened."""
    first: float
    """Bytes over the wire of opening the search and a first query, heads and all; the median."""
    first_seconds: float
    later: Sequence[int]
    """Bytes of each further query."""
    seconds: Sequence[float]
    """From the last key to a result, of each further query."""

    def cells(self) -> list[str]:
        """As a row of the table has them."""
        return [
            f"{self.before:,}",
            f"{self.first / 1000:,.0f}",
            f"{self.first_seconds:.2f}",
            f"{statistics.median(self.later) / 1000:,.0f}",
            f"{max(self.later) / 1000:,.0f}",
            f"{statistics.median(self.seconds) * 1000:,.0f}",
            f"{max(self.seconds) * 1000:,.0f}",
        ]


def queries(articles: Articles, count: int, seed: int) -> list[str]:
    """Twenty things that readers of these articles would look for."""
    chance = random.Random(seed)
    numbers = [chance.randrange(count) for _ in range(QUERIES)]
    all_articles = {number: article for number, article in enumerate(articles) if number in set(numbers)}
    return [_query(all_articles[number], place, chance) for place, number in enumerate(numbers)]


def _query(article: Article, place: int, chance: random.Random) -> str:
    title = [word.strip(",.:?()") for word in to_plain(article.head.title).split() if len(word) > 4]
    text = [
        word.strip(",.:;?()") for word in article.tail.abstract.split() if len(word) > 5 and word.isalpha()
    ]
    match place % 5:
        case 0 | 1:
            return " ".join(title[:2])
        case 2:
            return str(article.head.authors[0]) if article.head.authors else title[0]
        case 3:
            return chance.choice(text or title)
        case _:
            first = " ".join(to_plain(article.head.title).split()[:2])
            return f'"{first}"' if place % 2 else article.head.doi or first


def read(site: Path, asked: Sequence[str]) -> Reading:
    """Search a site as a reader does."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with serving({"/": site}) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        firsts = [_session(browser, origin, [query])[:3] for query in asked[:FIRST]]
        _, _, _, later, seconds = _session(browser, origin, asked)
        browser.close()
    before, first, waited = (statistics.median(values) for values in zip(*firsts, strict=True))
    return Reading(int(before), first, waited, later, seconds)


def _session(
    browser: Browser, origin: str, asked: Sequence[str]
) -> tuple[int, int, float, list[int], list[float]]:
    context = browser.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}
    _watch(page, sizes)
    page.goto(f"{origin}/years/", wait_until="networkidle")
    before = sum(size for url, size in sizes.items() if "/index/" in url or "/search" in url)
    sizes.clear()
    page.locator(".p-find").click()
    waits, loaded = [], []
    for query in asked:
        waits.append(page.evaluate(_ASK, query) / 1000)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(700)  # what is still on its way belongs to this query
        loaded.append(sum(sizes.values()))
        sizes.clear()
    context.close()
    if min(waits) < 0:
        raise TimeoutError(f"no result for {asked[waits.index(min(waits))]!r}")
    return before, loaded[0], waits[0], loaded[1:], waits[1:]


def _watch(page: Page, sizes: dict[str, int]) -> None:
    """Keep the bytes of every answer, those of the worker too: their sizes are known to the context only."""

    def finished(request: Any) -> None:
        told = request.sizes()
        sizes[f"{request.url} {len(sizes)}"] = told["responseBodySize"] + told["responseHeadersSize"]

    page.context.on("requestfinished", finished)
