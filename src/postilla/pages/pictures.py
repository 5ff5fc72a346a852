"""Pictures in rendered texts: their sizes, which the texts themselves do not know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote

from .views import ArticleParts

_PICTURE = re.compile(r'<img\b((?:[^">]|"[^"]*")*)>')
_SOURCE = re.compile(r'\ssrc="([^"]*)"')
_SIZED = re.compile(r"\s(?:width|height)=")


def with_sizes(html: str, pictures: Iterable[tuple[str, int, int]]) -> str:
    """A rendered text whose pictures say how large they are, so that the page keeps their place.

    Args:
        html: as the room `bodies` writes it.
        pictures: file name, width and height in pixels. A picture to which the text gives a size keeps that.
    """
    sizes = {name: (width, height) for name, width, height in pictures}

    def sized(match: re.Match[str]) -> str:
        source = _SOURCE.search(match[1])
        size = sizes.get(unquote(unescape(source[1]))) if source else None
        if size is None or _SIZED.search(match[1]):
            return match[0]
        return f'<img{match[1]} width="{size[0]}" height="{size[1]}" decoding="async">'

    return _PICTURE.sub(sized, html) if sizes and "<img" in html else html


def with_pictures(parts: ArticleParts, pictures: Iterable[tuple[str, int, int]]) -> ArticleParts:
    """The parts of an article whose texts know the sizes of their pictures, given as in `with_sizes`."""
    pictures = tuple(pictures)
    return parts._replace(
        abstract_html=with_sizes(parts.abstract_html, pictures),
        summary_html=with_sizes(parts.summary_html, pictures),
        note_html=with_sizes(parts.note_html, pictures),
        text_html=with_sizes(parts.text_html, pictures),
    )
