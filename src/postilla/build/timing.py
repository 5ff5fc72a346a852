"""Timing: the seconds that the stages of a build take."""

from __future__ import annotations

import time
from collections.abc import Iterator

from .plan import Planned


class timed:  # noqa: N801 - read as a statement
    """Adds the seconds of a block to a table."""

    def __init__(self, timings: dict[str, float], stage: str) -> None:
        self._timings, self._stage, self._start = timings, stage, 0.0

    def __enter__(self) -> None:
        self._start = time.perf_counter()

    def __exit__(self, *error: object) -> None:
        self._timings[self._stage] = self._timings.get(self._stage, 0.0) + time.perf_counter() - self._start


class Watch:
    """Takes the time that a plan takes to come."""

    def __init__(self, plan: Iterator[Planned]) -> None:
        self.seconds = 0.0
        self._plan = plan

    def __iter__(self) -> Iterator[Planned]:
        return self

    def __next__(self) -> Planned:
        started = time.perf_counter()
        try:
            return next(self._plan)
        finally:
            self.seconds += time.perf_counter() - started
