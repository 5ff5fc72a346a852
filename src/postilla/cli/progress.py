"""Progress on the terminal: a bar with rate and time left where there is one, plain lines where there is not."""

from __future__ import annotations

import sys
import time
from typing import TextIO

PATIENCE = 1.0
"""Seconds before a stage says anything."""
EVERY = 0.1
"""Seconds between two states of a bar."""
LINES_EVERY = 10.0
"""Seconds between two lines where the output is no terminal."""
WIDTH = 24


class ProgressBar:
    """Shows the stages of a build; is called as `postilla.build.Progress`."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._stage = ""
        self._started = self._shown = 0.0
        self._drawn = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` things of `stage` are finished; a total of 0 is one that is not known yet."""
        now = time.monotonic()
        if stage != self._stage:
            self.end()
            self._stage, self._started, self._shown = stage, now, 0.0
        elapsed = now - self._started
        if elapsed < PATIENCE or not done:
            return
        pause = EVERY if self._terminal else LINES_EVERY
        if now - self._shown < pause and done != total:
            return
        self._shown = now
        rate = done / elapsed
        words = f"{stage}: {done:,} of {total:,}" if total else f"{stage}: {done:,}"
        words += f", {rate:,.0f} a second" if rate >= 1 else f", {_duration(1 / rate)} each"
        if total:
            words += f", {_duration((total - done) / rate)} left"
        if self._terminal:
            filled = round(WIDTH * done / total) if total else 0
            self._stream.write(f"\r\x1b[2K[{'#' * filled}{'.' * (WIDTH - filled)}] {words}")
            self._drawn = True
        else:
            self._stream.write(f"{words}\n")
        self._stream.flush()

    def end(self) -> None:
        """Leave the terminal as a line of its own."""
        if self._drawn:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._drawn = False


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
