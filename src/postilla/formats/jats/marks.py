"""Inline text as JATS."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from postilla.formats.xml import Xml, element, escape, joined
from postilla.model.inline import Kind, Node, Text, parse

ELEMENTS: Mapping[Kind, str] = {"italic": "italic", "bold": "bold", "sup": "sup", "sub": "sub"}


@lru_cache(maxsize=4096)
def marked(text: str) -> Xml:
    """Titles and captions with their marks."""
    return joined(map(_node, parse(text)))


def _node(node: Node) -> Xml:
    if isinstance(node, Text):
        return Xml(escape(node.text))
    return element(ELEMENTS[node.kind], *map(_node, node.children))
