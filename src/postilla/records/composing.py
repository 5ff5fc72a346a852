"""The nodes of ordinary front matter, as libyaml composes them, which takes less time than its events."""

from __future__ import annotations

import re
from typing import Any

import yaml

from .nodes import MAX_BRACKETS, MAX_DEPTH, Mapping, Node, Scalar

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's loader, in C where the machine has it."""

_DEEP = re.compile("^[ ?-]{100}", re.MULTILINE)
"""A line so far to the right may nest deeper than the composer, which calls itself, can go."""
_MARK = re.compile(r"[!&](?<![^\s\[{,:][!&])(?:(?<=!)|\S)")
"""What may be an anchor or a tag: neither begins within a word."""


class _NoTypes:
    """Gives no node a type: what a value means is decided by its field."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:  # noqa: ARG002
        return ""

    def descend_resolver(self, parent: Any, index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


COMPOSER = type("COMPOSER", (_NoTypes, LOADER), {})


def composed(text: str) -> Mapping | None:
    """The mapping as libyaml composes it, which takes less time than events; None where events must be read.

    Those show what composing hides (anchors, aliases, tags, keys that are no text or stand twice, further documents)
    and need no recursion. So whatever is unusual is left to them.
    """
    if _DEEP.search(text) or _MARK.search(text) or text.count("[") + text.count("{") > MAX_BRACKETS:
        return None
    loader = COMPOSER(text)
    try:
        root = loader.get_single_node()
    except yaml.YAMLError:
        return None
    finally:
        loader.dispose()
    return root if type(root) is Mapping and _is_ordinary(root) else None


def _is_ordinary(root: Mapping) -> bool:
    """Whether every key is text and stands once, and nothing nests too deeply."""
    level: list[Node] = [root]
    for _ in range(MAX_DEPTH):
        below: list[Node] = []
        for group in level:
            if type(group) is Mapping:
                keys = set()
                for key, value in group.value:
                    if type(key) is not Scalar:
                        return False
                    keys.add(key.value)
                    if type(value) is not Scalar:
                        below.append(value)
                if len(keys) != len(group.value):
                    return False
            else:
                below += [item for item in group.value if type(item) is not Scalar]
        if not below:
            return True
        level = below
    return False
