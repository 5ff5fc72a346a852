"""XML from strangers: nothing is loaded, nothing is expanded, size and depth have limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from .characters import clean, line

Element = etree._Element  # noqa: SLF001  (lxml has no other name for it)

LARGEST = 64 << 20
"""Bytes of one XML file; the longest real article has a hundredth."""
DEEPEST = 100
"""Elements within each other; tables of formulas in boxes reach thirty."""

XLINK = "{http://www.w3.org/1999/xlink}href"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_ENTITY = re.compile(r"<!ENTITY\s+(?:%\s+)?(\S+)\s+(?P<rest>[^>]{0,2000})>?")


class XmlError(ValueError):
    """The file is no XML that can be read; the message says why, `line` where (0: nowhere in particular)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def parse(data: bytes) -> Element:
    """The root element, without comments, processing instructions and the namespaces of tags.

    Raises:
        XmlError: too large, too deep, broken, or with entities of its own.
    """
    if len(data) > LARGEST:
        raise XmlError(f"the file has {len(data):,} bytes; {LARGEST:,} are read at most")
    _refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False, attribute_defaults=False,
        remove_comments=True, remove_pis=True, huge_tree=False, strip_cdata=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise XmlError(_said(error, data), error.lineno or 0) from error
    except (ValueError, LookupError) as error:
        raise XmlError(line(str(error))) from error
    _measure(root)
    _resolve(root)
    for element in root.iter(etree.Element):
        # journals declare the namespaces of their tag sets or not, as they like: names alone tell what is meant
        element.tag = tag(element)
    return root


def _said(error: etree.XMLSyntaxError, data: bytes) -> str:
    message = line(error.msg or "this is no XML").split(", line ")[0]
    if "Excessive depth" in message:
        return f"elements nest more than {DEEPEST} deep"
    if re.search(rb"(?i)<html[\s>]", data[:4096]):
        return f"this is a web page and no article in XML ({message})"
    if not re.search(rb"</[\w:.-]+>\s*\Z", data[-400:]):
        return f"the file is not complete ({message})"
    return message


def _refuse_entities(data: bytes) -> None:
    """Entities that a file declares itself may grow without bound or name files: none but pictures are allowed."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        start = "<!ENTITY".encode(encoding)
        at = data.find(start)
        while at >= 0:
            match = _ENTITY.match(data[at : at + 8192].decode(encoding, "replace"))
            if match is None or not re.search(r"\bNDATA\b", match["rest"]):
                raise XmlError(
                    "the file declares entities of its own, which are not read", data.count(b"\n", 0, at) + 1
                )
            at = data.find(start, at + len(start))


def _measure(root: Element) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise XmlError(f"elements nest more than {DEEPEST} deep", getattr(element, "sourceline", 0) or 0)


def _resolve(root: Element) -> None:
    """Put the character in the place of each named entity: the public sets of names are those of HTML."""
    for entity in list(root.iter(etree.Entity)):
        name = str(getattr(entity, "name", ""))
        known = html5.get(f"{name};") or (chr(int(name[1:])) if re.fullmatch(r"#\d{1,7}", name) else "")
        text = (known or f"&{name};") + (entity.tail or "")
        parent, before = entity.getparent(), entity.getprevious()
        if parent is None:
            continue
        if before is not None:
            before.tail = (before.tail or "") + text
        else:
            parent.text = (parent.text or "") + text
        parent.remove(entity)


def tag(element: Element | None) -> str:
    """The name of an element without its namespace; nothing for none."""
    if element is None:
        return ""
    name: object = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def words(element: Element | None, *without: str) -> str:
    """All text of an element on one line, leaving out elements of some names."""
    if element is None:
        return ""
    return line("".join(_texts(element, frozenset(without))))


def _texts(element: Element, without: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if tag(child) not in without:
            yield from _texts(child, without)
        yield child.tail or ""


def text_of(element: Element, path: str, *without: str) -> str:
    """The words of the first element at a path, or nothing."""
    return words(element.find(path), *without)


def place(element: Element) -> str:
    """The XPath of an element: `/article/front/article-meta/contrib-group/contrib[2]`."""
    return str(element.getroottree().getpath(element))


def attribute(element: Element, name: str) -> str:
    """An attribute's value, cleaned, or nothing."""
    return clean(str(element.get(name) or "")).strip()


def href(element: Element) -> str:
    """Where an element leads: `xlink:href`, with its namespace or without."""
    return attribute(element, XLINK) or attribute(element, "href")
