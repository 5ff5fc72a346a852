"""Streams: the browsers that have a page open, and what they are told (HTML Living Standard, server-sent events)."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterable

MOST = 100
"""So many browsers are told at once; one more, and the one that came first has to come again."""
RETRY = 1000
"""Milliseconds after which a browser comes again when it has lost the server."""
HEARTBEAT = 15.0
"""Seconds after which something is sent at any rate: only so is it seen that a browser has gone."""


class Stream:
    """One open page."""

    def __init__(self, address: str, state: str) -> None:
        self.address = address
        """Of the page, from the root of the site."""
        self.state = state
        """Of the page as the browser has it."""
        self.is_over = False
        """Whether the browser was told to load the page again: it will come with another stream."""
        self._waiting: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def tell(self, event: str, data: object) -> None:
        """Tell the browser something; its script knows the event."""
        self._waiting.put(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())

    def end(self) -> None:
        """Let `texts` end."""
        self._waiting.put(None)

    def texts(self) -> Iterable[bytes]:
        """What is to be sent, as it comes."""
        yield f"retry: {RETRY}\n\n".encode()
        while True:
            try:
                text = self._waiting.get(timeout=HEARTBEAT)
            except queue.Empty:
                text = b":\n\n"
            if text is None:
                return
            yield text


class Streams:
    """All of them. Any thread may use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: list[Stream] = []
        self._ended = False

    def open(self, address: str, state: str) -> Stream:
        """A further one; the first ends where there are too many."""
        stream = Stream(address, state)
        with self._lock:
            if self._ended:
                stream.end()
            if len(self._open) >= MOST:
                self._open.pop(0).end()
            self._open.append(stream)
        return stream

    def close(self, stream: Stream) -> None:
        """Forget one whose browser has gone."""
        with self._lock:
            if stream in self._open:
                self._open.remove(stream)

    def end(self) -> None:
        """End all, and those still to come."""
        with self._lock:
            self._ended = True
            for stream in self._open:
                stream.end()

    @property
    def open_now(self) -> list[Stream]:
        """Those that are open."""
        with self._lock:
            return list(self._open)
