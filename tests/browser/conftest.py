"""The sites, and a browser that looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.site.archives import BuiltSite

from .kinds import DEMONSTRATION
from .server import serving
from .sites import built_sites


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, BuiltSite]:
    """Every site by its path on the server."""
    return built_sites(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def demonstration(sites: Mapping[str, BuiltSite]) -> BuiltSite:
    return sites[DEMONSTRATION]


@pytest.fixture(scope="session")
def server(sites: Mapping[str, BuiltSite]) -> Iterator[str]:
    """The origin, without a final slash."""
    with serving({base: site.site_dir for base, site in sites.items()}) as origin:
        yield origin


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Open]:
    """Opens an address such as `/sub/path/years/`; options are those of a browser context."""
    contexts: list[BrowserContext] = []

    def open_page(address: str, *, width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, base_url=server, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
