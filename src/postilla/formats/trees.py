"""XML that is right whatever a record says: written by the standard library from a tree."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

XHTML = "http://www.w3.org/1999/xhtml"

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can hold in no way, not even escaped."""


def add(parent: ET.Element, tag: str, text: str = "", /, **attributes: str) -> ET.Element:
    """Add a child; a tag with a prefix is written as it stands, so its namespace is an attribute of the root."""
    child = ET.SubElement(parent, tag, attributes)
    child.text = text or None
    return child


def add_known(parent: ET.Element, tag: str, text: str) -> None:
    """Add a child where there is something to say."""
    if text:
        add(parent, tag, text)


def document(root: ET.Element, namespaces: Mapping[str, str], style: str = "") -> str:
    """The document as text.

    Args:
        root: its element.
        namespaces: by prefix; the empty prefix is the default.
        style: the address of a stylesheet (CSS) that lets browsers show it; empty for none.
    """
    for prefix, name in namespaces.items():
        root.set(f"xmlns:{prefix}" if prefix else "xmlns", name)
    ET.indent(root)
    look = f'<?xml-stylesheet type="text/css" href="{style}"?>\n' if style else ""
    text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", ET.tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{look}{text}\n'
