"""Habits from other dialects of Markdown that mean something else here, and would show on the page silently."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from .code import Fence
from .tokens import Fault, Markup, Token

_LIST = re.compile(r"^(?![ \t>|<#]|[-*+][ \t]|[0-9]+\.[ \t]|\[\^)\S.*\n([-*+])[ \t]+\S", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?![ \t>|<#])\S.*\n(={3,})[ \t]*$", re.MULTILINE)
_SUSPECT = re.compile(r"\n(?:[-*+][ \t]|={3})")
"""Where no line begins so, which is found quickly, there is nothing to look for."""
_EMPTY = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|[0-9]+\.)[ \t]|\[\^")


def faults(text: str, tokens: Sequence[Token]) -> list[Fault]:
    """Lists without an empty line before them, and underlined headings, outside code and HTML."""
    if not _SUSPECT.search(text):
        return []
    skipped = [(token.start, token.end) for token in tokens if _is_block(token)]
    paragraphs = [0, *(match.end() for match in _EMPTY.finditer(text))]
    lists = (
        Fault(match.start(1), match.end(), "P421", "this list has no empty line before it", "an empty line")
        for match in _LIST.finditer(text)
        if not _within(match.start(1), skipped) and not _ITEM.match(text, _last(paragraphs, match.start()))
    )
    underlined = (
        Fault(
            match.start(1), match.end(1), "P408", "this heading is underlined", "`##` before the line above"
        )
        for match in _UNDERLINED.finditer(text)
        if not _within(match.start(1), skipped)
    )
    return [*lists, *underlined]


def _is_block(token: Token) -> bool:
    return isinstance(token, Fence) or (isinstance(token, Markup) and token.block)


def _last(starts: Sequence[int], at: int) -> int:
    return starts[bisect_right(starts, at) - 1]


def _within(at: int, places: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(places, (at, at)) - 1
    return index >= 0 and places[index][0] <= at < places[index][1]
