"""The place of one value in a record, without reading all the others: what a finding between records needs."""

from __future__ import annotations

import re

from postilla.diagnostics import Span

from . import nodes
from .events import read_mapping
from .frontmatter import YAML_LINE, split
from .nodes import Node, Page

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_GOES_ON = ("", " ", "\t", "#", "-", "]", "}")
"""How a line begins that belongs to the field above it."""


def place_of(data: bytes, field: str) -> tuple[Span, str]:
    """The place of a field, or of the nearest thing around it that is in the file, and the line that it is on.

    Args:
        data: the bytes of a record that can be decoded.
        field: the path of the value, such as `authors[0].orcid`; `text` is the Markdown.
    """
    halves = split(data, _silent)
    if halves is None:
        return Span(1, 1), ""
    span = Span(halves.text_line, 1) if field == "text" else _span(halves.yaml, field)
    return span, halves.lines[span.line - 1]


def _span(yaml: str, field: str) -> Span:
    lines = yaml.split("\n")
    steps = list(_STEP.finditer(field))
    node, page = _node(lines, *_lines_of(steps[0][0], lines))
    span = Span(1, 1)
    for step in steps:
        node = _inner(node, step)
        if node is None:
            break
        span = page.span(node)
    return span


def _node(lines: list[str], start: int, end: int) -> tuple[Node | None, Page]:
    """What these lines hold; all lines are read where a value goes on at the margin, so that its end was not seen."""
    part = Page("\n".join(lines[start:end]), YAML_LINE + start)
    if start == end:
        return None, part
    told: list[str] = []
    node = read_mapping(part, lambda code, *_: told.append(code))
    if not told:
        return node, part
    whole = Page("\n".join(lines), YAML_LINE)
    return read_mapping(whole, _silent), whole


def _lines_of(key: str, lines: list[str]) -> tuple[int, int]:
    """From where to where the lines of a field go; nowhere where the field is not given."""
    if any(line.startswith(("{", "?")) for line in lines):
        # one mapping in braces, or keys that stand alone: no field has lines of its own
        return 0, len(lines)
    begins = re.compile(rf"(['\"]?){re.escape(key)}\1\s*:(?:\s|$)")
    start = next((i for i, line in enumerate(lines) if begins.match(line)), None)
    if start is None:
        return 0, 0
    ends = (i for i, line in enumerate(lines[start + 1 :], start + 1) if line[:1] not in _GOES_ON)
    return start, next(ends, len(lines))


def _inner(node: Node | None, step: re.Match[str]) -> Node | None:
    if step[1] is not None:
        index = int(step[1])
        return node.value[index] if isinstance(node, nodes.Sequence) and index < len(node.value) else None
    if not isinstance(node, nodes.Mapping):
        return None
    return next((value for key, value in node.value if key.value == step[2]), None)


def _silent(*_finding: object) -> None:
    """Nothing is told: whoever read the record has told it already."""
