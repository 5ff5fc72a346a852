"""How large, deep and slow a text may be: measured before anything reads it, and timed while it is read.

Python-Markdown recurses into quotations and lists, and some of its steps take time that grows with the square of
a block.
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from .tokens import Fault

CHARACTERS = 1_000_000
LINES = 20_000
DEPTH = 30
"""Quotations and lists within each other."""

_NESTED = re.compile(r"^([ \t]*)((?:>[ \t]*|(?:[-*+]|[0-9]{1,9}\.)[ \t]+)+)", re.MULTILINE)
_SUSPECT = re.compile(r"\n[ \t]*[>\-*+0-9]")
"""Where no line begins so, which is found quickly, nothing nests."""
_LEVEL = re.compile(r">|[-*+][ \t]|[0-9]\.[ \t]")


class OutOfTime(BaseException):
    """The time for a text is over. No `Exception`, or some `except` in a library would swallow it."""


def measure(text: str) -> Fault | None:
    """What makes the text too large or too deep to be read, in linear time."""
    if len(text) > CHARACTERS:
        return Fault(0, 0, "P407", f"the text has {len(text):,} characters", f"at most {CHARACTERS:,}")
    lines = text.count("\n") + 1
    if lines > LINES:
        return Fault(0, 0, "P407", f"the text has {lines:,} lines", f"at most {LINES:,}")
    for match in _NESTED.finditer(text) if _SUSPECT.search("\n" + text) else ():
        levels = len(match[1].expandtabs(4)) // 4 + len(_LEVEL.findall(match[2]))
        if levels > DEPTH:
            message = f"quotations and lists nest {levels:,} deep"
            return Fault(match.start(2), match.end(2), "P407", message, f"at most {DEPTH}")
    return None


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTime when the block computes for longer than `seconds`; 0 means no limit.

    Python delivers signals to the main thread only, and Windows has no timers; elsewhere what `measure` lets pass
    must do. The timer counts the time that the process computes, so a busy machine does not fail a text.
    """
    if (
        seconds <= 0
        or not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _out_of_time)
    try:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)


def _out_of_time(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise OutOfTime
