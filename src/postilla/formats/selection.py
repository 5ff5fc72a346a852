"""Which files stand beside an article: by a setting, or by how many articles there are, since hosts count files."""

from __future__ import annotations

import difflib
import re

from .table import BESIDE_ARTICLES

AUTOMATIC, NONE = "auto", "none"

BY_SIZE: tuple[tuple[int, tuple[str, ...]], ...] = (
    (2_000, BESIDE_ARTICLES),
    (20_000, ("bibtex", "ris")),
)
"""Up to how many articles which files stand beside each; beyond the last, one RIS file. See decisions/0050."""
OF_MANY = ("ris",)


def chosen(setting: str, articles: int) -> tuple[str, ...]:
    """The ids of the formats, in the order of the table.

    Args:
        setting: `auto`, `none`, or ids of formats with spaces or commas between them.
        articles: how many there are.

    Raises:
        ValueError: a word is no format that can stand beside an article; the message says which there are.
    """
    words = re.split(r"[\s,]+", setting.strip())
    if words == [AUTOMATIC]:
        return next((formats for most, formats in BY_SIZE if articles <= most), OF_MANY)
    if words in ([NONE], [""]):
        return ()
    for word in words:
        if word not in BESIDE_ARTICLES:
            close = difflib.get_close_matches(word, BESIDE_ARTICLES, 1)
            hint = f" (did you mean {close[0]}?)" if close else ""
            raise ValueError(
                f"{word!r} is no format of citation files{hint}; there are {', '.join(BESIDE_ARTICLES)}, "
                f"and {AUTOMATIC} or {NONE} alone"
            )
    return tuple(format for format in BESIDE_ARTICLES if format in words)
