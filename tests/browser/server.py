"""Built sites below sub-paths of one local server: compressed and cached as a host does it, under a strict policy."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

GUIDE = (Path(__file__).parents[2] / "docs/guide/hosting.md").read_text("utf-8")
POLICY = GUIDE.partition("`Content-Security-Policy: ")[2].partition("`")[0]
"""The one that the guide gives to whoever runs a server."""
COMPRESSED = ("text/", "image/svg+xml", "application/json", "application/xml")
"""The beginnings of the types that every common host compresses."""


TYPES = {"linkset.json": "application/linkset+json"}
"""As the files that the setting `headers` writes tell a server."""


class Server(ThreadingHTTPServer):
    """As the standard's, without a word about readers who leave early: a browser does so whenever it is closed."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing about a broken connection; a page that is missing something fails its test."""


class Handler(BaseHTTPRequestHandler):
    """Gives files and, for what it has not, the site's 404 page."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """As every web server has it: or a small answer waits 40 ms for the browser to have confirmed its head."""

    def __init__(self, sites: Mapping[str, Path], *arguments: Any) -> None:
        self.sites = sites
        super().__init__(*arguments)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        path = unquote(asked.path)
        base = next((base for base in self.sites if path.startswith(base)), "")
        if not base:
            self._send(404, "text/plain", b"no site")
            return
        file = self.sites[base] / path.removeprefix(base)
        if path.endswith("/"):
            file /= "index.html"
        if file.is_file():
            kind = TYPES.get(file.name) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            data = file.read_bytes()
            if asked.query == "stay":  # the page of a former address, to be seen before it leads on
                data = data.replace(b'http-equiv="refresh"', b'name="refresh"')
            self._send(200, kind, data, forever="/assets/postilla/" in path)
        else:
            self._send(404, "text/html", (self.sites[base] / "404.html").read_bytes())

    def _send(self, status: int, kind: str, data: bytes, *, forever: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Security-Policy", POLICY)
        # as docs/guide/hosting.md advises: the names of assets have a digest of their content
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if forever else "no-cache")
        if kind.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            self.send_header("Content-Encoding", "gzip")
            data = gzip.compress(data, 6)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *arguments: Any) -> None:
        """Says nothing."""


@contextmanager
def serving(sites: Mapping[str, Path]) -> Iterator[str]:
    """The origin, without a final slash, at which these folders stand below these paths."""
    with Server(("127.0.0.1", 0), partial(Handler, sites)) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_address[1]}"
        finally:
            http.shutdown()
            thread.join()
