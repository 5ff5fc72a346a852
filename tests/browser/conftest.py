"""Chromium, and a server that gives it the built sites below sub-paths, under a strict content security policy."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.site.archives import ROOT, BuiltSite, built, built_demonstration

DEMONSTRATION, TYPICAL = "/demonstration/", "/sub/path/"
POLICY = "default-src 'self'"


class Handler(BaseHTTPRequestHandler):
    """Gives files and, for what it has not, the site's 404 page."""

    protocol_version = "HTTP/1.1"

    def __init__(self, sites: dict[str, Path], *arguments: Any) -> None:
        self.sites = sites
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        base = next((base for base in self.sites if path.startswith(base)), "")
        if not base:
            self._send(404, "text/plain", b"no site")
            return
        file = self.sites[base] / path.removeprefix(base)
        if path.endswith("/"):
            file /= "index.html"
        if file.is_file():
            self._send(
                200, mimetypes.guess_type(file.name)[0] or "application/octet-stream", file.read_bytes()
            )
        else:
            self._send(404, "text/html", (self.sites[base] / "404.html").read_bytes())

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def typical(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built("typical", tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    site, process = built_demonstration(tmp_path_factory.getbasetemp())
    assert process.returncode == 0, process.stderr
    return site


@pytest.fixture(scope="module")
def server(typical: BuiltSite, demonstration: BuiltSite) -> Iterator[str]:
    """The origin, without a final slash."""
    sites = {DEMONSTRATION: demonstration.site_dir, TYPICAL: typical.site_dir}
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, sites)) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{http.server_address[1]}"
        http.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe."""
    path = ROOT / "tools/node_modules/axe-core/axe.min.js"
    if not path.is_file():
        pytest.fail(f"there is no {path}; start the tests with scripts/test, which installs it")
    return path.read_text("utf-8")


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
