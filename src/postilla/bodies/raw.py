"""HTML that the author wrote: tags, comments, character references; whole elements where they begin a line.

Every tag is taken apart here and written anew with what `allowed` allows, so what is removed is told with its place, and the
sanitiser behind it finds nothing left to do.
"""

from __future__ import annotations

import re
from html import unescape

from . import citations, links, maths
from .allowed import BLOCKS, ELEMENTS, EVERYWHERE, MATHML, MATHML_ATTRIBUTES, VERBATIM, VOID, WITH_CONTENT
from .scanner import Scanner, Target
from .tokens import Fault, Markup, Token, cleaned, escaped

TRIGGERS = {"angle": r"<(?=[A-Za-z/!])", "reference": r"&(?=[#A-Za-z])"}

TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9-]*+)"
    r"((?:\s++[A-Za-z_:][A-Za-z0-9_:.-]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+)*+)\s*+(/?)>"
)
_ATTRIBUTE = re.compile(r"\s([A-Za-z_:][A-Za-z0-9_:.-]*+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<https?://[^\s<>]*+>", re.IGNORECASE)
_INSIDE = re.compile(r"<|&\#|\\\$|\$|\[@")
_NUMBER = re.compile(r"&#(?:[xX][0-9A-Fa-f]+|[0-9]+);?")
_WHOLE = (BLOCKS | VERBATIM | WITH_CONTENT | {"math"}) - VOID
_LINE_LEAD = re.compile(r"\n[ \t]*(?:>[ \t]?)+")


def read(scanner: Scanner, match: re.Match[str]) -> None:
    """`<` before a letter, a slash or an exclamation mark."""
    start = match.start()
    if scanner.text.startswith("<!--", start):
        _comment(scanner, start)
        return
    if link := _AUTOLINK.match(scanner.text, start, scanner.limit()):
        scanner.put(links.autolink(scanner.text, start, link.end()))
        return
    tag = TAG.match(scanner.text, start, scanner.limit())
    if tag is None:
        return
    name = tag[2].lower()
    close = scanner.closing(name, start) if name in _WHOLE and not tag[1] else None
    if close and close[1] > scanner.stop:
        close = None
    if name in WITH_CONTENT:
        end = close[1] if close else tag.end()
        scanner.put(_markup(scanner, start, end, "", [] if tag[1] else [_removed(tag, name, whole=True)]))
        return
    faults: list[Fault] = []
    lead = scanner.lead(start)
    block = lead is not None and not tag[1] and name in BLOCKS and (close is not None or name in VOID)
    if block or (close and (name in VERBATIM or name == "math")):
        end = close[1] if close else tag.end()
        live = name not in VERBATIM and name != "math"
        html = _rewritten(scanner, start, end, live=live, quoted=bool(lead and ">" in lead), faults=faults)
        token = _markup(scanner, start, end, html, faults, block=block)
        if block:
            scanner.put_block(token, lead or "")
        else:
            scanner.put(token)
        return
    html = _tag(scanner, tag, faults)
    scanner.put(_markup(scanner, start, tag.end(), html, faults))


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


def _comment(scanner: Scanner, start: int) -> None:
    end = scanner.comment_end(start)
    if end is not None:
        scanner.put(Markup(start=start, end=end, source=scanner.text[start:end], html=""))


def _markup(scanner: Scanner, start: int, end: int, html: str, faults: list[Fault], *, block: bool = False) -> Token:
    source = scanner.text[start:end]
    return Markup(start=start, end=end, source=source, html=html, faults=tuple(faults), block=block, raw=True)


def _rewritten(scanner: Scanner, start: int, end: int, *, live: bool, quoted: bool, faults: list[Fault]) -> str:
    """An element with all that is in it: tags written anew, and when `live`, citations and formulas taken out."""
    text, out, pos = scanner.text, [], start
    while match := _INSIDE.search(text, pos, end):
        out.append(text[pos : match.start()])
        at, pos = match.start(), match.end()
        written = match[0]
        if written == "<":
            written, pos = _inside_tag(scanner, at, end, faults)
        elif written == "&#":
            if number := _NUMBER.match(text, at, end):
                # The sanitiser would turn the number of a noncharacter into one, and so forge a mark.
                written, pos = escaped(cleaned(unescape(number[0])) or "\N{REPLACEMENT CHARACTER}"), number.end()
        elif live and written == "\\$":
            written = "$"
        elif live and (token := (citations if written == "[@" else maths).find(text, at, end)):
            written, pos = scanner.register(token), token.end
        out.append(written)
    out.append(text[pos:end])
    html = "".join(out)
    return _LINE_LEAD.sub("\n", html) if quoted else html


def _inside_tag(scanner: Scanner, at: int, end: int, faults: list[Fault]) -> tuple[str, int]:
    """What is written for the `<` at `at` within an element, and where to go on."""
    text = scanner.text
    if text.startswith("<!--", at):
        comment = scanner.comment_end(at)
        return ("", comment) if comment is not None and comment <= end else ("&lt;", at + 1)
    tag = TAG.match(text, at, end)
    if tag is None:
        return "&lt;", at + 1
    name = tag[2].lower()
    if name in WITH_CONTENT:
        close = None if tag[1] else scanner.closing(name, at)
        if not tag[1]:
            faults.append(_removed(tag, name, whole=True))
        return "", close[1] if close and close[1] <= end else tag.end()
    return _tag(scanner, tag, faults), tag.end()


def _tag(scanner: Scanner, tag: re.Match[str], faults: list[Fault]) -> str:
    """A tag written anew; empty when its element is not allowed."""
    name = tag[2].lower()
    known = ELEMENTS.get(name)
    if known is None and name not in MATHML:
        if not tag[1]:
            faults.append(_removed(tag, name))
        return ""
    if tag[1]:
        return "" if name in VOID else f"</{name}>"
    allowed = MATHML_ATTRIBUTES if known is None else {**EVERYWHERE, **known}
    given: dict[str, str] = {}
    for attribute in _ATTRIBUTE.finditer(tag[3]):
        key = attribute[1].lower()
        value = cleaned(unescape(attribute[2] or attribute[3] or attribute[4] or ""))
        pattern = allowed.get(key)
        if pattern is not None and pattern.fullmatch(value):
            given.setdefault(key, value)
        elif key != "xmlns":
            start = tag.start(3) + attribute.start(1)
            faults.append(Fault(start, start + len(key), "P404", f"the attribute `{key}` of `<{name}>` is removed"))
    written = "".join(_attribute(scanner, tag, name, key, value, faults) for key, value in sorted(given.items(), key=_order))
    if name == "img" and not given.get("alt", "").strip():
        faults.append(Fault(tag.start(), tag.end(), "P403", "this image has no alternative text", "", "say what it shows: `alt=\"…\"`"))
        written += ' alt=""' if "alt" not in given else ""
    if name == "img" and " src=" not in written:
        return ""
    if tag[4] and name not in VOID:
        return f"<{name}{written}></{name}>"
    return f"<{name}{written}>"


def _order(attribute: tuple[str, str]) -> tuple[bool, str]:
    # `weave` finds links by their first attribute.
    return attribute[0] not in {"href", "src"}, attribute[0]


def _attribute(scanner: Scanner, tag: re.Match[str], name: str, key: str, value: str, faults: list[Fault]) -> str:
    start, end = tag.span()
    if key == "id":
        place = scanner.register(links.Place(start=start, end=end, source="", name=value))
        return f' id="{place}"'
    if key == "href" and value.startswith("#"):
        place = scanner.register(links.Place(start=start, end=end, source="", name=value[1:]))
        return f' href="#{place}"'
    if key == "href":
        url = links.web(value) or links.file(value)
        if url is None:
            faults.append(links.refused(Target(value, "", start, end)))
            return ""
        return f' href="{escaped(url)}"'
    if key == "src":
        url = links.file(value)
        if url is None:
            faults.append(Fault(start, end, "P413", "this image is no file beside the record"))
            return ""
        return f' src="{escaped(url)}" loading="lazy"'
    return f' {key}="{escaped(value)}"'


def _removed(tag: re.Match[str], name: str, *, whole: bool = False) -> Fault:
    message = f"the element `<{name}>` is removed" + (", with what it holds" if whole else "; what it holds stays")
    return Fault(tag.start(), tag.end(), "P404", message)
