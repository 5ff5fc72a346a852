"""From bytes to characters that a record may hold."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_KEPT = "\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd" + "".join(
    f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 17)
)
_REFUSED = re.compile(f"[^{_KEPT}]")


class Text(NamedTuple):
    """The text of a file."""

    text: str
    guess: str
    """The encoding that was guessed, or empty where there was none to guess."""


def decoded(data: bytes) -> Text:
    r"""The text of a file, its line ends as `\n`: UTF-8, UTF-16 with its mark, otherwise Windows-1252 as a guess."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Text(_lines(data[len(mark) :].decode(encoding, "replace")), "")
    try:
        return Text(_lines(data.decode()), "")
    except UnicodeDecodeError:
        return Text(_lines(data.decode("cp1252", "replace")), "Windows-1252")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str) -> str:
    """The text without what no record may hold: controls, noncharacters, separators that only some take for line ends.

    Characters of Windows-1252 that were taken for Latin-1 become what they were meant to be.
    """
    return _REFUSED.sub(_meant, text) if _REFUSED.search(text) else text


def _meant(match: re.Match[str]) -> str:
    character = match[0]
    if character in "\r\x0b\x0c\x85\u2028\u2029":
        return "\n"
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", "ignore")
    return ""


def line(text: str) -> str:
    """Plain text on one line."""
    return " ".join(clean(text).split())
