"""Puts into cleaned HTML what the marks stand for, and gives headings, tables, boxes and links their final form."""

from __future__ import annotations

import re

from . import boxes, headings, tables
from .boxes import BoxMark
from .headings import HeadingMark
from .links import Place
from .sheet import Placed, Sheet
from .tables import Caption
from .tokens import CLOSE, MARK, OPEN, Token, escaped

_M = f"{OPEN}[0-9]+{CLOSE}"
_PLACE = re.compile(
    rf"(?P<paragraph><p>{_M})|(?P<heading><h[1-6]>(?:{_M})?)|(?P<mark>{_M})"
    rf"|(?P<anchor> id=\"{_M}\")|(?P<link> href=\"\#{_M}\")"
    r"|(?P<a><a(?=[ >]))|(?P<end></a>)"
    rf"|(?P<quote><blockquote(?:>\s*<p>{_M})?)|(?P<unquote></blockquote>)"
    r"|(?P<table><table(?: [^>]*)?>)|(?P<untable></table>)"
)
# Every branch begins with a plain character that is rare: so the search is a look at one character at a time.
_STOPS = re.compile(rf"<(?=p>{OPEN}|h[1-6]>|/?a[ >]|/?blockquote|/?table)|{OPEN}")
_ATTRIBUTES = (' id="', ' href="#')
"""What stands before a mark that is the value of an attribute."""
_TABLE = re.compile(r"\s*(<table(?: [^>]*)?>)(?!<caption)")
_PRE = re.compile(r"(<pre(?: [^>]*)?>)\n+")
_LINK = re.compile(rf"<a href=\"#{OPEN}([0-9]+){CLOSE}\"((?: [a-z-]+=\"[^\"]*\")*)>(.*?)</a>", re.DOTALL)


def weave(html: str, sheet: Sheet) -> str:
    """The HTML with everything in its place but the addresses of links within the text, which `linked` fills in."""
    out: list[str] = []
    quotes: list[str] = []
    within = False
    pos = 0
    while stop := _STOPS.search(html, pos):
        start = stop.start()
        if stop[0] == OPEN:
            start -= next((len(name) for name in _ATTRIBUTES if html.endswith(name, pos, start)), 0)
        out.append(html[pos:start])
        match = _PLACE.match(html, start)
        if match is None:
            out.append(html[start : stop.end()])
            pos = stop.end()
            continue
        pos = match.end()
        kind, written = match.lastgroup, match[0]
        if kind == "mark":
            out.append(_shown(_token(written, sheet), sheet, within=within))
        elif kind == "paragraph":
            made, pos = _paragraph(html, match, sheet)
            out.append(made)
        elif kind == "heading":
            made, pos = _heading(html, match, sheet)
            out.append(made)
        elif kind == "anchor":
            out.append(_anchor(_token(written, sheet), sheet))
        elif kind in {"a", "end"}:
            within = kind == "a"
            out.append(written)
        elif kind == "table":
            out.append(tables.framed(sheet, None, written, ""))
        elif kind == "untable":
            out.append("</table></div>")
        elif kind == "quote":
            made, pos = _quotation(html, match, sheet, quotes)
            out.append(made)
        elif kind == "unquote":
            out.append(quotes.pop() if quotes else "")
        else:
            out.append(written)
    out.append(html[pos:])
    return "".join(out)


def linked(html: str, sheet: Sheet) -> str:
    """The HTML with the addresses of links within the text; one that leads nowhere is no link."""
    if OPEN in html:
        html = MARK.sub("", _LINK.sub(lambda match: _link(match, sheet), html))
    # Parsers leave out the first line break of a `pre`.
    return _PRE.sub(r"\1", html) if "<pre" in html else html


def _token(written: str, sheet: Sheet) -> Token | None:
    match = MARK.search(written)
    return sheet.token(int(match[1])) if match else None


def _shown(token: Token | None, sheet: Sheet, *, within: bool = False) -> str:
    if isinstance(token, Placed) and token.links and within:
        sheet.faults.append(
            token.fault("P412", "a citation or footnote stands within a link", "after the link")
        )
        return escaped(token.source)
    if isinstance(token, Placed):
        return token.render(sheet)
    return escaped(token.source) if token else ""


def _paragraph(html: str, match: re.Match[str], sheet: Sheet) -> tuple[str, int]:
    """A paragraph that begins with a mark: a block when there is nothing else in it, or the caption of a table."""
    token = _token(match[0], sheet)
    end = match.end()
    if isinstance(token, Placed) and html.startswith("</p>", end):
        block = token.block(sheet)
        if block is not None:
            return block, end + len("</p>")
    if isinstance(token, Caption):
        close = html.find("</p>", end)
        table = _TABLE.match(html, close + len("</p>"))
        if table:
            inner = weave(html[end:close].strip(), sheet)
            return tables.framed(sheet, token, table[1], inner), table.end()
    return f"<p>{_shown(token, sheet)}", end


def _heading(html: str, match: re.Match[str], sheet: Sheet) -> tuple[str, int]:
    token = _token(match[0], sheet)
    close = html.find("</h", match.end())
    inner = html[match.end() : close]
    if token is not None and not isinstance(token, HeadingMark):
        inner, token = match[0][len("<h2>") :] + inner, None
    made = headings.heading(sheet, token, inner, weave(inner, sheet))
    return made, close + len("</h2>")


def _quotation(html: str, match: re.Match[str], sheet: Sheet, quotes: list[str]) -> tuple[str, int]:
    """The start of a quotation, or of a box."""
    token = _token(match[0], sheet)
    if not isinstance(token, BoxMark):
        quotes.append("</blockquote>")
        return "<blockquote", match.start() + len("<blockquote")
    quotes.append("</aside>")
    close = html.find("</p>", match.end())
    title = weave(html[match.end() : close], sheet)
    return boxes.opened(sheet, title), close + len("</p>")


def _anchor(token: Token | None, sheet: Sheet) -> str:
    """The id that the author gave to an element."""
    if not isinstance(token, Place):
        return ""
    made = sheet.claim(token.name)
    if made is None:
        sheet.faults.append(token.fault("P418", f"another place has the name `{token.name}`"))
        return ""
    return f' id="{escaped(made)}"'


def _link(match: re.Match[str], sheet: Sheet) -> str:
    token = sheet.token(int(match[1]))
    name = token.name if isinstance(token, Place) else ""
    target = sheet.names.get(name)
    if target is None and name.startswith("ref-") and name[4:] in sheet.numbers:
        target = name
    if target is not None:
        return f'<a href="#{escaped(target)}"{match[2]}>{match[3]}</a>'
    if token is not None:
        note = sheet.suggestion(name, sheet.names, "#{}")
        sheet.faults.append(token.fault("P405", f"no figure, table or heading has the name `{name}`", note))
    return f"<a{match[2]}>{match[3]}</a>" if ' id="' in match[2] else match[3]
