"""The tree of blocks as HTML that still holds marks, ready for the sanitiser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from .code import Fence
from .phrases import Phrases
from .tokens import MARK, Markup, Token, escaped

_ALIGNED = re.compile(r"text-align: (left|center|right);")

_START = re.compile(r"[0-9]{1,6}")
_PIECE = re.compile(rf"(\n?){MARK.pattern}(\n?)")


def html(tree: Element, phrases: Phrases, tokens: Sequence[Token]) -> str:
    """The content of the tree's root. Texts in it are read as running text, code gets back what the scan took out."""
    out: list[str] = []
    for child in tree:
        _write(child, phrases, tokens, out)
    return "".join(out)


def _write(element: Element, phrases: Phrases, tokens: Sequence[Token], out: list[str]) -> None:
    tag = element.tag
    if tag == "hr":
        out.append("<hr>\n")
    elif tag == "pre":
        out.append(_code(element, tokens))
    else:
        out.append(_start_tag(element))
        if element.text:
            out.append(phrases.html(element.text.strip()))
        if len(element) and tag not in ("table", "tr"):
            out.append("\n")
        for child in element:
            _write(child, phrases, tokens, out)
        out.append(f"</{tag}>\n")
    if element.tail and element.tail.strip():
        out.append(phrases.html(element.tail.strip()))


def _code(element: Element, tokens: Sequence[Token]) -> str:
    """An indented code block; Python-Markdown has escaped its text, but not what the marks stand for."""
    shown = _PIECE.sub(lambda match: _literal(match, tokens), element[0].text or "")
    return f'<pre tabindex="0"><code>{shown.rstrip()}\n</code></pre>\n'


def _literal(match: re.Match[str], tokens: Sequence[Token]) -> str:
    token = tokens[int(match[2])]
    if isinstance(token, Fence) or (isinstance(token, Markup) and token.block):
        # The scan put an empty line on either side.
        return escaped(token.source)
    return f"{match[1]}{escaped(token.source)}{match[3]}"


def _start_tag(element: Element) -> str:
    tag = element.tag
    if tag in ("td", "th"):
        aligned = _ALIGNED.fullmatch(element.get("style", ""))
        scope = ' scope="col"' if tag == "th" else ""
        return f'<{tag}{scope} class="align-{aligned[1]}">' if aligned else f"<{tag}{scope}>"
    if tag == "ol" and _START.fullmatch(start := element.get("start", "")):
        return f'<ol start="{int(start)}">'
    return f"<{tag}>"
