"""A preview that runs, and clients that ask it for something."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from postilla.plugin import DocsOfMkDocs
from postilla.preview import serving

T = TypeVar("T")

PATIENCE = 60
"""Seconds that a test waits for something before it fails; a browser is told something every few seconds."""


class Got(NamedTuple):
    """An answer."""

    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()


class Running:
    """A preview in this process."""

    def __init__(self, root: Path, address: str, told: list[str]) -> None:
        self.root, self.address, self.told = root, address, told
        split = urlsplit(address)
        self.host, self.port, self.base = split.hostname or "", split.port or 0, split.path

    def get(self, path: str, method: str = "GET", **headers: str) -> Got:
        """The answer to a path from the root of the server, exactly as it is given."""
        with contextlib.closing(http.client.HTTPConnection(self.host, self.port, timeout=60)) as connection:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": f"{self.host}:{self.port}", **headers}.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            with connection.getresponse() as response:
                headers = {k.lower(): v for k, v in response.getheaders()}
                return Got(response.status, headers, response.read())

    def connected(self, *data: bytes) -> socket.socket:
        """A connection that has said something."""
        connection = socket.create_connection((self.host, self.port), timeout=60)
        for one in data:
            connection.sendall(one)
        return connection

    def events(self, page: str, state: str = "") -> Iterator[tuple[str, Any]]:
        """What a browser with a page open is told, as it comes."""
        query = f"{self.base}_preview/events?page={page}&state={state}"
        with self.connected(f"GET {query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()) as connection:
            event = ""
            last = time.monotonic() + PATIENCE
            for line in connection.makefile(encoding="utf-8"):
                assert time.monotonic() < last, "\n".join(self.told)
                if line.startswith("event: "):
                    event = line[7:].strip()
                elif line.startswith("data: "):
                    yield event, json.loads(line[6:])

    def until(self, holds: Callable[[], T]) -> T:
        """Wait until something holds."""
        return until(holds, lambda: "\n".join(self.told))


def until(holds: Callable[[], T], told: Callable[[], str] = lambda: "") -> T:
    """Wait for a condition; a test fails when a minute has passed."""
    last = time.monotonic() + PATIENCE
    while not (found := holds()):
        assert time.monotonic() < last, told()
        time.sleep(0.01)
    return found


@contextmanager
def preview_of(root: Path, **options: Any) -> Iterator[Running]:
    """A preview of an archive, until the block ends."""
    told: list[str] = []
    given = {
        "host": "127.0.0.1", "port": 0, "jobs": 1, "tell": told.append, "warn": told.append,
        "progress": lambda *_: None, **options,
    }  # fmt: skip
    with serving(DocsOfMkDocs(root / "mkdocs.yml", told.append), **given) as (address, serve):
        threading.Thread(target=serve, daemon=True).start()
        yield Running(root, address, told)
