"""The server: HTTP/1.1 (RFC 9112) with GET and HEAD, a thread for each connection, and never too many of these.

Whoever is slow, silent or many takes no place from others for long: a connection that says nothing is closed when its
place is needed, and after some seconds in any case.
"""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Collection
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import IO, Any
from urllib.parse import parse_qsl

from postilla.errors import MachineError

from .answers import Answer
from .request import Refusal, address_of, refused
from .streams import Stream

PLACES = 192
"""Connections at a time."""
PATIENCE = 10.0
"""Seconds for a request to arrive, for an answer to be taken, and before an idle connection is closed."""
PIECE = 1 << 20
"""Bytes of a file that are in memory at a time."""
QUERY = 4096
"""Characters of a query that are read."""
AHEAD = 20
"""Ports that are tried for a suggestion."""

Ask = Callable[[str], Answer]
"""From the path of a request to its answer."""
Listen = Callable[[str, str], tuple[Stream, Callable[[], None]]]
"""From the address of an open page and its state to what its browser is told, and what is to be called at the end."""


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """Serves until `shutdown`."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    # under Windows it would let two servers have one port
    allow_reuse_address = sys.platform != "win32"

    def __init__(
        self, host: str, port: int, ask: Ask, listen: Listen, events: str, allowed: Collection[str] = ()
    ) -> None:
        """Take the port.

        Args:
            host: the address of this machine to listen at.
            port: the port; 0 takes any.
            ask: gives the answers.
            listen: begins to tell a browser what changes.
            events: the path, without its first slash, at which that is done.
            allowed: names that may stand in `Host` beside addresses and localhost.

        Raises:
            MachineError: the port is taken, or the address is not one of this machine.
        """
        self.ask, self.listen, self.events = ask, listen, events
        self.allowed = {name.lower() for name in allowed}
        self._lock = threading.Lock()
        self._idle: dict[socket.socket, None] = {}
        self._busy: dict[socket.socket, None] = {}
        if ":" in host:
            self.address_family = socket.AF_INET6
        try:
            super().__init__((host, port), Handler)
        except OSError as error:
            raise MachineError(_why(host, port, error)) from error

    @property
    def port(self) -> int:
        """The port that was taken."""
        return int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give a new connection a place, that of one that says nothing if there is no other."""
        with self._lock:
            full = len(self._idle) + len(self._busy) >= PLACES
            victim = next(iter(self._idle), None) or next(iter(self._busy), None) if full else None
            if victim:
                self._forget(victim)
            self._idle[request] = None
        if victim:
            with contextlib.suppress(OSError):
                victim.shutdown(socket.SHUT_RDWR)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Free the place."""
        with self._lock:
            self._forget(request)
        super().shutdown_request(request)

    def now_busy(self, request: socket.socket, busy: bool) -> None:
        """Remember that a connection has asked for something, or waits again."""
        with self._lock:
            if request in self._idle or request in self._busy:
                self._forget(request)
                (self._busy if busy else self._idle)[request] = None

    def _forget(self, request: socket.socket) -> None:
        self._idle.pop(request, None)
        self._busy.pop(request, None)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away is no error; anything else is one of ours, and is told."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "postilla"
    sys_version = ""
    timeout = PATIENCE

    def handle_one_request(self) -> None:
        self.server.now_busy(self.connection, False)
        super().handle_one_request()

    def do_GET(self) -> None:
        """Answer."""
        self.server.now_busy(self.connection, True)
        headers = self.headers
        fetched = headers.get("Sec-Fetch-Site")
        if headers.get("Sec-Fetch-Mode") == "navigate" and self.headers.get("Sec-Fetch-Dest") == "document":
            fetched = None  # a link on another site may lead here
        hosts = headers.get_all("Host", [])  # of two, others might go by the second (RFC 9112, 3.2)
        refusal = refused(
            hosts[0] if len(hosts) == 1 else None, headers.get("Origin"), fetched, self.server.allowed
        )
        asked = refusal or address_of(self.path)
        if {*headers.get_all("Content-Length", [])} - {"0"} or "Transfer-Encoding" in headers:
            asked = Refusal(400, "a request for a page has no body")
        if isinstance(asked, Refusal):
            self.close_connection = True
            self._send(Answer(asked.status, "text/plain; charset=utf-8", f"{asked.message}\n".encode()))
        elif asked[0] == self.server.events:
            self._stream(asked[1])
        else:
            self._send(self.server.ask(asked[0]))

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def _send(self, answer: Answer) -> None:
        with contextlib.ExitStack() as stack:
            opened = stack.enter_context(answer.file.open("rb")) if answer.file else None
            size = os.fstat(opened.fileno()).st_size if opened else len(answer.data)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(size))
            self.send_header("Cache-Control", _kept(answer))
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")
            self.send_header("Referrer-Policy", "same-origin")
            if answer.policy:
                self.send_header("Content-Security-Policy", answer.policy)
            if answer.location:
                self.send_header("Location", answer.location)
            if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
                self.send_header("Retry-After", "1")
            self.end_headers()
            if self.command == "HEAD":
                return
            if opened:
                self._copy(opened, size)
            else:
                self.wfile.write(answer.data)

    def _copy(self, opened: IO[bytes], size: int) -> None:
        """Send a file; somebody may write to it meanwhile, and then its length is no longer what was announced."""
        while size and (data := opened.read(min(size, PIECE))):
            self.wfile.write(data)
            size -= len(data)
        if size:
            self.close_connection = True

    def _stream(self, query: str) -> None:
        self.close_connection = True
        values = dict(parse_qsl(query[:QUERY]))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        stream, end = self.server.listen(values.get("page", ""), values.get("state", ""))
        try:
            for text in stream.texts():
                self.wfile.write(text)
        finally:
            end()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal has one line for each change."""


def _kept(answer: Answer) -> str:
    if answer.is_lasting:
        return "max-age=31536000, immutable"
    return "no-store" if answer.type.startswith("text/html") else "no-cache"


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno in (errno.EADDRINUSE, errno.EACCES) and port:
        free = next((one for one in range(port + 1, port + AHEAD) if _is_free(host, one)), 0)
        what = "is in use" if error.errno == errno.EADDRINUSE else "may not be used"
        return f"port {port} {what}; try `postilla serve --port {free}`" if free else f"port {port} {what}"
    return f"nothing can be served at {host}, port {port}: {error.strerror}"


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        try:
            tried.bind((host, port))
        except OSError:
            return False
    return True
