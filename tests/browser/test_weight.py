"""What a page weighs over the wire, compressed and cached as docs/guide/hosting.md advises."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page

from .conftest import Open
from .kinds import DEMONSTRATION, KINDS

pytestmark = pytest.mark.browser

FIRST, LATER = 30_000, 12_000
"""Bytes of a list page or an article page, with all that it loads: on a first visit, and after one."""


@contextmanager
def transferred(page: Page) -> Iterator[dict[str, int]]:
    """The bytes of every answer by its address, heads and all, once the page is quiet."""
    session = page.context.new_cdp_session(page)
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def finished(event: Any) -> None:
        sizes[addresses[event["requestId"]]] = int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", lambda e: addresses.update({e["requestId"]: e["request"]["url"]}))
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    yield sizes
    session.detach()


@pytest.mark.parametrize(
    "kind", ["type", "year", "home", "article with a note", "letter", "article, retracted"]
)
def test_a_first_visit_is_light_and_the_next_one_lighter(open_page: Open, kind: str) -> None:
    page = open_page("about:blank")
    with transferred(page) as first:
        page.goto(KINDS[kind], wait_until="networkidle")
    assert len([address for address in first if "/assets/" in address]) >= 4
    assert 5_000 < sum(first.values()) <= FIRST, first
    with transferred(page) as later:
        page.goto(KINDS["specialty" if kind != "specialty" else "year"], wait_until="networkidle")
    assert 1_000 < sum(later.values()) <= LATER, later


def test_the_longest_text_is_light_until_its_figures_are_looked_at(open_page: Open) -> None:
    page = open_page(f"{DEMONSTRATION}years/")
    page.wait_for_load_state("networkidle")
    with transferred(page) as sizes:
        page.goto(KINDS["article with a long text"], wait_until="networkidle")
    assert not [address for address in sizes if address.endswith(".png")]
    assert sum(sizes.values()) <= FIRST - 15_000, sizes
