"""The nodes of ordinary front matter, as libyaml composes them, which takes less time than its events."""

from __future__ import annotations

import re
from typing import Any

import yaml

from .nodes import MAX_BRACKETS, MAX_DEPTH, Mapping, Node, Page, Scalar, Sequence

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's loader, in C where the machine has it."""

_DEEP = re.compile("^[ ?-]{100}", re.MULTILINE)
"""A line so far to the right may nest deeper than the composer, which calls itself, can go."""
_MARKS = frozenset("&!")
"""What an anchor and a tag begin with."""


class _NoTypes:
    """Gives no node a type: what a value means is decided by its field."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:  # noqa: ARG002
        return ""

    def descend_resolver(self, parent: Any, index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


COMPOSER = type("COMPOSER", (_NoTypes, LOADER), {})


def composed(text: str, page: Page) -> Mapping | None:
    """The mapping as libyaml composes it, which takes less time than events; None where events must be read.

    Those show what composing hides (anchors, aliases, tags, keys that are no text or stand twice, further documents)
    and need no recursion. So whatever is unusual is left to them.
    """
    if _DEEP.search(text) or text.count("[") + text.count("{") > MAX_BRACKETS:
        return None
    loader = COMPOSER(text)
    try:
        root = loader.get_single_node()
    except yaml.YAMLError:
        return None
    finally:
        loader.dispose()
    marked = text if "&" in text or "!" in text else ""
    return _mapping(root, page, marked, 1) if type(root) is yaml.MappingNode else None


def _mapping(composed: Any, page: Page, marked: str, depth: int) -> Mapping | None:
    entries: list[tuple[Scalar, Node]] = []
    keys = set()
    node: Node | None
    for key, value in composed.value:
        if type(key) is not yaml.ScalarNode or (marked and _is_marked(key, marked)):
            return None
        # most values are text, and are spared a call
        is_text = type(value) is yaml.ScalarNode and not marked
        node = (
            Scalar(value.value, value.style or "", value, page)
            if is_text
            else _node(value, page, marked, depth)
        )
        if node is None:
            return None
        keys.add(key.value)
        entries.append((Scalar(key.value, key.style or "", key, page), node))
    return Mapping(entries, composed, page) if len(keys) == len(entries) else None


def _node(composed: Any, page: Page, marked: str, depth: int) -> Node | None:
    if marked and _is_marked(composed, marked):
        return None
    kind = type(composed)
    if kind is yaml.ScalarNode:
        return Scalar(composed.value, composed.style or "", composed, page)
    if depth >= MAX_DEPTH:
        return None
    if kind is yaml.MappingNode:
        return _mapping(composed, page, marked, depth + 1)
    items: list[Node] = []
    for item in composed.value:
        node = _node(item, page, marked, depth + 1)
        if node is None:
            return None
        items.append(node)
    return Sequence(items, composed, page)


def _is_marked(composed: Any, text: str) -> bool:
    """Whether an anchor or a tag stands before the node: both belong to it."""
    start = composed.start_mark.index
    # an empty value may stand at the end of the text
    return text[start : start + 1] in _MARKS
