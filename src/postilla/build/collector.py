"""Python's collector of reference cycles, held back while many small values are made that have none.

It runs whenever some hundred more objects exist than before, and looks at all that there are. While records are read
and pages are planned nearly everything stays, so it finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (100_000, 50, 50)
"""`gc.set_threshold`: cycles that do arise, in exceptions for instance, are still found in time."""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Hold the collector back in this process for the time of the block."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def collect_seldom() -> None:
    """Hold it back from now on; a worker does so to the end of its life."""
    gc.freeze()
    gc.set_threshold(*SELDOM)
