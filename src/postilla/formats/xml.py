"""XML from values: everything is escaped unless it is markup already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

# one class of characters, since that is what expressions find quickest
_SPECIAL = re.compile("[^\t\n\r !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What has to be escaped, and what no XML 1.0 document may hold however it is written."""
_is_special = _SPECIAL.search
_NAMES: Mapping[str, str] = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


class Xml(str):
    """Markup that is ready; any other text is escaped where it becomes content."""

    __slots__ = ()


EMPTY = Xml("")
XHTML = {"xmlns": "http://www.w3.org/1999/xhtml"}
"""The namespace of XHTML, as an attribute."""


def escape(text: str) -> str:
    """Text as content or the value of an attribute; characters that XML forbids are left out."""
    return _SPECIAL.sub(_escaped, text) if _is_special(text) else text


def _escaped(match: re.Match[str]) -> str:
    return _NAMES.get(match[0], "")


def element(name: str, *content: str, of: Mapping[str, str] | None = None) -> Xml:
    """An element with its attributes `of`; nothing at all where content is empty, so facts not known leave no trace.

    Attributes without a value are left out. An element that may stand empty is made by `void`.
    """
    if len(content) == 1:
        part = content[0]
        if not part:
            return EMPTY
        inner = part if type(part) is Xml else escape(part)
    else:
        inner = "".join([part if type(part) is Xml else escape(part) for part in content if part])
    if not inner:
        return EMPTY
    return Xml(f"<{name}{_attributes(of)}>{inner}</{name}>" if of else f"<{name}>{inner}</{name}>")


def void(name: str, of: Mapping[str, str] | None = None) -> Xml:
    """An element without content."""
    return Xml(f"<{name}{_attributes(of)}/>")


def joined(content: Iterable[str]) -> Xml:
    """Markup and text, one after the other."""
    return Xml("".join([part if type(part) is Xml else escape(part) for part in content if part]))


def lined(elements: Iterable[Xml]) -> Xml:
    """Elements on lines of their own, the first too; none for one that is nothing."""
    return Xml("".join(["\n", *(f"{each}\n" for each in elements if each)]))


def _attributes(of: Mapping[str, str] | None) -> str:
    return "".join([f' {key}="{escape(value)}"' for key, value in of.items() if value]) if of else ""
