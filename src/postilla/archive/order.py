"""The order of articles everywhere: newest first, then volume, issue, page and id."""

from __future__ import annotations

import re
from functools import lru_cache

from postilla.model import Head

UNDATED = (-10_000, 0, 0)
"""An article in press without a date is newer than every date."""

OrderKey = tuple[tuple[int, int, int], str, str, str, str]

_NUMBER = re.compile(r"[0-9]+")


@lru_cache(maxsize=100_000)  # articles share volumes and issues, and their pages are wanted in several orders
def natural(text: str) -> str:
    """A key under which `e9` comes before `e10`: before each number stands how many digits it has.

    >>> sorted(["10", "9", "Suppl 1", "9a"], key=natural)
    ['9', '9a', '10', 'Suppl 1']
    """
    if text.isascii() and text.isdigit():  # as most volumes, issues and pages are
        return _counted(text)
    return _NUMBER.sub(lambda match: _counted(match[0]), text.casefold())


def _counted(number: str) -> str:
    digits = number.lstrip("0")
    return f"{len(digits):02}{digits}"


def order_key(head: Head) -> OrderKey:
    """What articles are sorted by: the date, newest first, then the place in print.

    A partial date comes last within its period. The id comes last, so that no two articles
    of an archive compare equal.
    """
    published = head.published
    return (
        published.newest_first() if published else UNDATED,
        natural(head.volume),
        natural(head.issue),
        natural(head.pages or head.elocation),
        head.id,
    )


def printed_key(head: Head) -> tuple[bool, str]:
    """What the articles of one issue, in the archive's order, are sorted by: the page, those without one last."""
    page = head.pages or head.elocation
    return (not page, natural(page))
