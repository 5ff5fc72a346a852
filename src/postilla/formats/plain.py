"""Text for formats without markup: one line, no marks, no control characters."""

from __future__ import annotations

import re
from html import unescape

from postilla.model.inline import to_plain

UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")
"""Control characters but those that are space, surrogates and noncharacters."""
_NOT_READ = re.compile(r"<annotation\b.*?</annotation>|<section class=\"footnotes\".*?</section>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|li|h[1-6]|td|th|tr|div|blockquote|pre|figure|aside|br|table)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def one_line(text: str) -> str:
    """Text on one line: every run of white space, whatever breaks a line among it, is one space."""
    return " ".join(UNPRINTABLE.sub("", text).split())


def inline_line(text: str) -> str:
    """Inline text without its marks, on one line."""
    return one_line(to_plain(text))


def html_line(html: str) -> str:
    """The words of a sanitised text on one line; of a formula its symbols, not its source."""
    if not html:
        return ""
    html = _NOT_READ.sub("", html)
    return one_line(unescape(_TAG.sub("", _BLOCK.sub(" ", html))))
