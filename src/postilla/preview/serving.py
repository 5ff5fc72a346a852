"""Serving: the server and what it follows, from start to Ctrl+C."""

from __future__ import annotations

import contextlib
import ipaddress
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from postilla.build import Progress, collect_seldom

from .answers import OWN
from .docs import DocsMaker
from .following import Following, Tell
from .server import Server
from .watching import Watcher

POLL = 0.1
"""Seconds within which the server sees that it is to stop."""


@contextmanager
def serving(
    maker: DocsMaker,
    *,
    host: str,
    port: int,
    tell: Tell,
    warn: Tell,
    progress: Progress,
    allowed: Collection[str] = (),
    with_hidden: bool = True,
    polling: bool = False,
    jobs: int | None = None,
) -> Iterator[tuple[str, Callable[[], None]]]:
    """A preview that is ready to serve: its address, and what serves until the thread is interrupted.

    Args:
        maker: makes the pages of `docs/`.
        host: the address of this machine to listen at.
        port: the port; 0 takes any.
        tell: is given one line for each change.
        warn: is given what is wrong.
        progress: is told how far records have been read that the cache did not know.
        allowed: names that browsers may call this machine by, beside addresses and localhost.
        with_hidden: show drafts and articles under embargo too.
        polling: look at every file once a second instead of being told by the system.
        jobs: worker processes, in place of the setting.

    Raises:
        PostillaError: the settings, a port, or the machine do not let it start.
    """
    collect_seldom()  # the archive stays in memory, and has no cycles
    watcher = Watcher(polling=polling)
    with contextlib.ExitStack() as stack:
        stack.callback(watcher.close)
        following = Following(
            maker, watcher, tell, warn=warn, with_hidden=with_hidden, jobs=jobs, progress=progress
        )
        stack.callback(following.end)
        collect_seldom()  # what has been read from now on counts as permanent
        answers = following.answers
        events = f"{answers.root[1:]}{OWN}events"
        server = Server(host, port, following.ask, following.browsers.listen, events, allowed)
        stack.callback(server.server_close)
        following.begin()
        if not _is_loopback(host):
            warn(f"WARNING: everybody who reaches this machine can read what is served at {host}, drafts too")
        shown = f"[{host}]" if ":" in host else host

        def serve() -> None:
            stack.callback(
                server.shutdown
            )  # from another thread; it does not return where nothing was served
            server.serve_forever(POLL)

        yield f"http://{shown}:{server.port}{answers.root}", serve


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
