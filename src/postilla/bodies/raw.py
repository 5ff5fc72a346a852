"""HTML that the author wrote: tags, comments, character references; whole elements where they begin a line.

Every tag is taken apart and written anew by `tags`, so what is removed is told with its place, and the sanitiser
behind it finds nothing left to do.
"""

from __future__ import annotations

import re
from html import unescape

from . import citations, links, maths
from .allowed import BLOCKS, VERBATIM, VOID, WITH_CONTENT
from .scanner import Scanner, dedented
from .tags import TAG, Tags, removed
from .tokens import Markup, cleaned, escaped

TRIGGERS = {"angle": r"<(?=[A-Za-z/!])", "reference": r"&(?=[#A-Za-z])"}

_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<https?://[^\s<>]*+>", re.IGNORECASE)
_INSIDE = re.compile(r"<|&\#|\\\$|\$|\[@")
_NUMBER = re.compile(r"&#(?:[xX][0-9A-Fa-f]+|[0-9]+);?")
_WHOLE = (BLOCKS | VERBATIM | WITH_CONTENT | {"math"}) - VOID
_LINE_LEAD = re.compile(r"\n[ \t]*(?:>[ \t]?)+")


def read(scanner: Scanner, match: re.Match[str]) -> None:
    """`<` before a letter, a slash or an exclamation mark."""
    text, start = scanner.text, match.start()
    if text.startswith("<!--", start):
        end = scanner.comment_end(start)
        if end is not None:
            scanner.put(Markup(start=start, end=end, source=text[start:end], html=""))
    elif link := _AUTOLINK.match(text, start, scanner.limit()):
        scanner.put(links.autolink(text, start, link.end()))
    elif tag := TAG.match(text, start, scanner.limit()):
        _element(scanner, tag)


def read_reference(scanner: Scanner, match: re.Match[str]) -> None:
    """`&` before a name or a number: the character it stands for."""
    reference = _REFERENCE.match(scanner.text, match.start())
    if reference is None:
        return
    shown = unescape(reference[0])
    if shown != reference[0]:
        shown = cleaned(shown) or "\N{REPLACEMENT CHARACTER}"
        start, end = reference.span()
        scanner.put(Markup(start=start, end=end, source=reference[0], html=escaped(shown), text=shown))


def _element(scanner: Scanner, tag: re.Match[str]) -> None:
    """A whole element where Markdown must not read its content, else its tag alone."""
    start, end, name = tag.start(), tag.end(), tag[2].lower()
    close = scanner.closing(name, start) if name in _WHOLE and not tag[1] else None
    if close and close[1] > scanner.stop:
        close = None
    lead = scanner.lead(start)
    block = lead is not None and not tag[1] and name in BLOCKS and (close is not None or name in VOID)
    tags = Tags(scanner)
    if name in WITH_CONTENT:
        html, end = "", close[1] if close else end
        tags.faults += [] if tag[1] else [removed(tag, name, whole=True)]
    elif close and (block or name not in BLOCKS):
        html, end = _whole(scanner, tag, close, tags), close[1]
    else:
        html = tags.written(tag)
    if lead and ">" in lead:
        html = _LINE_LEAD.sub("\n", html)
    token = Markup(
        start=start,
        end=end,
        source=dedented(scanner.text[start:end], lead or ""),
        html=html,
        block=block,
        raw=True,
        faults=tuple(tags.faults),
        files=tuple(tags.files),
    )
    if block:
        scanner.put_block(token, lead or "")
    else:
        scanner.put(token)


def _whole(scanner: Scanner, tag: re.Match[str], close: tuple[int, int], tags: Tags) -> str:
    """An element with all that is in it: tags written anew, and citations and formulas taken out of its text."""
    name = tag[2].lower()
    live, mathml = name not in VERBATIM and name != "math", name == "math"
    text, pos, end = scanner.text, tag.end(), close[0]
    out = [tags.math(tag) if mathml else tags.written(tag)]
    while match := _INSIDE.search(text, pos, end):
        out.append(text[pos : match.start()])
        at, pos = match.start(), match.end()
        written = match[0]
        if written == "<":
            written, pos = _inside(scanner, at, end, tags, mathml=mathml)
        elif written == "&#":
            if number := _NUMBER.match(text, at, end):
                # The sanitiser would turn the number of a noncharacter into one, and so forge a mark.
                written = escaped(cleaned(unescape(number[0])) or "\N{REPLACEMENT CHARACTER}")
                pos = number.end()
        elif live and written == "\\$":
            written = "$"
        elif live and (token := (citations if written == "[@" else maths).find(text, at, end)):
            written, pos = scanner.register(token), token.end
        out.append(written)
    out.append(text[pos:end])
    out.append(tags.end(name))
    return "".join(out)


def _inside(scanner: Scanner, at: int, end: int, tags: Tags, *, mathml: bool) -> tuple[str, int]:
    """What is written for the `<` at `at` within an element, and where to go on."""
    if scanner.text.startswith("<!--", at):
        comment = scanner.comment_end(at)
        return ("", comment) if comment is not None and comment <= end else ("&lt;", at + 1)
    tag = TAG.match(scanner.text, at, end)
    if tag is None:
        return "&lt;", at + 1
    name = tag[2].lower()
    close = scanner.closing(name, at) if not tag[1] and (name in WITH_CONTENT or name == "math") else None
    if close and close[1] > end:
        close = None
    if name in WITH_CONTENT:
        tags.faults += [] if tag[1] else [removed(tag, name, whole=True)]
        return "", close[1] if close else tag.end()
    if close and not mathml:
        return _whole(scanner, tag, close, tags), close[1]
    return tags.written(tag, mathml=mathml), tag.end()
