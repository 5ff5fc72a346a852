"""Sanitised HTML as a tree: what `bodies` writes, and nothing that a browser would have to mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

_TOKEN = re.compile(r'<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s+[A-Za-z:-]+(?:="[^"]*")?)*)\s*/?>|([^<]+|<)')
_ATTRIBUTE = re.compile(r'([A-Za-z:-]+)(?:="([^"]*)")?')
_VOID = frozenset({"br", "col", "hr", "img", "wbr"})


@dataclass(slots=True)
class Node:
    """An element; its children are elements and text, entities resolved."""

    tag: str
    attributes: Mapping[str, str]
    children: list[Node | str] = field(default_factory=list)

    def of_class(self, name: str) -> bool:
        """Whether the element has this class."""
        return "class" in self.attributes and name in self.attributes["class"].split()

    def walk(self) -> Iterator[Node]:
        """The element and all below it, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]

    def text(self) -> str:
        """All text in it; of a picture what it shows in words, of a formula no source."""
        if self.tag == "annotation":
            return ""
        inner = "".join(child if isinstance(child, str) else child.text() for child in self.children)
        return inner or self.attributes.get("alt", "")


def parse(html: str) -> Node:
    """The tree of a text. An end tag without its start is passed over; what is never ended ends with the text."""
    root = Node("", {})
    open_: list[Node] = [root]
    for end, name, attributes, text in _TOKEN.findall(html):
        if text:
            open_[-1].children.append(unescape(text) if "&" in text else text)
        elif end:
            if open_[-1].tag == name:
                open_.pop()
            elif any(node.tag == name for node in open_):
                while open_.pop().tag != name:
                    pass
        else:
            node = Node(name, _attributes(attributes) if attributes else {}, [])
            open_[-1].children.append(node)
            if name not in _VOID:
                open_.append(node)
    return root


def _attributes(written: str) -> dict[str, str]:
    return {key: unescape(value) for key, value in _ATTRIBUTE.findall(written)}
