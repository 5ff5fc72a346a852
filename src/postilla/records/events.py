"""The front matter read from YAML's events, so that nothing in it can surprise.

Events keep anchors, aliases and tags visible (all refused), need no recursion, and leave every scalar as text: what a
value means is decided by its field, never by YAML 1.1's guess. What is ordinary is composed instead, which is faster.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from postilla.diagnostics import Span

from .composing import LOADER, composed
from .faults import KEY, QUOTE, Report, TooDeepError, refuse_line, report_fault
from .nodes import (
    MAX_BRACKETS,
    MAX_DEPTH,
    Mapping,
    Node,
    Page,
    Scalar,
    Sequence,
    broken,
    is_broken,
    shown,
)


def read_mapping(text: str, first_line: int, report: Report) -> Mapping | None:
    """The mapping that `text` holds, its first line being line `first_line` of the file.

    Where the YAML is broken, the fields around the broken one are read all the same, so that one run tells everything.
    """
    lines = text.split("\n")
    # what is found before the text proves broken will be found again in its parts
    held: list[tuple[str, ...]] = []
    node: Node | None
    try:
        node = composed(text, Page(lines, first_line))
        if node is None:
            node = _Builder(lines, first_line, lambda *finding: held.append(finding)).build(text)
    except yaml.YAMLError:
        node = _read_in_parts(lines, first_line, report)
    else:
        for finding in held:
            report(*finding)
    if isinstance(node, Mapping):
        return node
    if not is_broken(node):
        span = node.span if node else Span(first_line, 1)
        what = "the front matter is not a list of fields" if node else "the front matter is empty"
        report("P112", span, "", what, "wanted `key: value` lines")
    return None


def read_sequence(text: str, report: Report) -> Sequence | None:
    """The list that a vocabulary file holds; None where it is empty or broken."""
    lines = text.split("\n")
    try:
        node = _Builder(lines, 1, report).build(text)
    except yaml.YAMLError as error:
        report_fault(error, lines, 1, "", report)
        return None
    if node is None or isinstance(node, Sequence):
        return node
    if not is_broken(node):
        report("P112", node.span, "", "the vocabulary is not a list of terms", "wanted `- id: …` entries")
    return None


def _refuse_brackets(text: str, first_line: int) -> None:
    if text.count("[") + text.count("{") <= MAX_BRACKETS:
        return
    depth = 0
    for match in re.finditer(r"[\[\]{}]", text):
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        if depth > MAX_BRACKETS:
            line = text.count("\n", 0, match.start())
            span = Span(first_line + line, match.start() - text.rfind("\n", 0, match.start()))
            raise TooDeepError(span, f"more than {MAX_BRACKETS} brackets are open at once")


def _read_in_parts(lines: list[str], first_line: int, report: Report) -> Mapping:
    """Each top-level field read by itself, so that a broken one costs only itself."""
    starts = [i for i, line in enumerate(lines) if line[:1] not in ("", " ", "\t", "#", "-", "]", "}")] or [0]
    if starts[0] != 0:
        starts.insert(0, 0)
    whole = Mapping([], Span(first_line, 1))
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        part = lines[start:end]
        try:
            node = _Builder(part, first_line + start, report).build("\n".join(part))
        except yaml.YAMLError as error:
            key = re.match(r"(['\"]?)([\w-]+)\1\s*:", part[0])
            report_fault(error, part, first_line + start, key[2] if key else "", report)
            if key:
                span = Span(first_line + start, 1, len(key[2]))
                whole.entries.append((Scalar(key[2], "", span), broken(Span(span.line, key.end()))))
            continue
        if isinstance(node, Mapping):
            whole.entries += node.entries
        elif node is not None and not is_broken(node):
            name = refuse_line(part[0], node.span, report)
            if name:
                whole.entries.append((Scalar(name, "", node.span), broken(node.span)))
    _refuse_duplicates(whole, report)
    return whole


def _refuse_duplicates(mapping: Mapping, report: Report, at: str = "") -> None:
    seen: dict[str, Span] = {}
    kept = []
    for key, value in mapping.entries:
        if key.text in seen and not is_broken(key):
            where = f"{at}.{shown(key.text)}" if at else shown(key.text)
            note = f"it stands first on line {seen[key.text].line}"
            report("P110", key.span, where, "the key stands twice", note, "keep one of the two")
        else:
            seen[key.text] = key.span
            kept.append((key, value))
    mapping.entries[:] = kept


class _Builder:
    """Nodes from the events of one YAML document."""

    def __init__(self, lines: list[str], first_line: int, report: Report) -> None:
        self._lines = lines
        self._offset = first_line
        self._page = Page(lines, first_line)
        self._report = report
        self._stack: list[Sequence | Mapping] = []
        """The groups and lists that are open."""
        self._keys: list[Scalar | None] = []
        """Of each of them, the key that still waits for its value."""

    def build(self, text: str) -> Node | None:
        _refuse_brackets(text, self._offset)
        root: Node | None = None
        documents = 0
        event: Any
        for event in yaml.parse(text, Loader=LOADER):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                node: Node = self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.anchor or event.tag:
                    self._refuse_marks(event)
                at = (event, self._page)
                node = Mapping([], *at) if kind is yaml.MappingStartEvent else Sequence([], *at)
                if len(self._stack) >= MAX_DEPTH:
                    raise TooDeepError(node.span, f"more than {MAX_DEPTH} levels")
            elif kind is yaml.AliasEvent:
                name = str(getattr(event, "anchor", ""))
                span = self._span(event, len(name) + 1)
                self._report("P108", span, self._path(), f"*{shown(name)} is a YAML alias", "quote it", QUOTE)
                node = broken(span)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                closed = self._stack.pop()
                self._keys.pop()
                if isinstance(closed, Mapping) and closed.has_duplicates():
                    _refuse_duplicates(closed, self._report, self._path(attached=True))
                continue
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    span = self._span(event, 3)
                    self._report("P105", span, "", "a second YAML document begins", "", "delete the line")
                    return root
                continue
            else:
                continue
            if not self._stack:
                root = node
            else:
                self._attach(node)
            if isinstance(node, Sequence | Mapping):
                self._stack.append(node)
                self._keys.append(None)
        return root

    def _attach(self, node: Node) -> None:
        parent, key = self._stack[-1], self._keys[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is not None:
            parent.entries.append((key, node))
            self._keys[-1] = None
        elif isinstance(node, Scalar):
            self._keys[-1] = node
        else:
            self._report("P112", node.span, self._path(), "a key must be text", "wanted `key: value`", KEY)
            self._keys[-1] = broken(node.span)

    def _path(self, *, attached: bool = False) -> str:
        """The field that is being read; `attached` where it has its place in the innermost open group already."""
        path = ""
        for depth, (group, waiting) in enumerate(zip(self._stack, self._keys, strict=True), 1):
            inside = attached or depth < len(self._stack)
            if isinstance(group, Sequence):
                path += f"[{len(group.items) - inside}]"
            else:
                key = waiting or (group.entries[-1][0] if inside and group.entries else None)
                path += f".{shown(key.text)}" if key and key.text else ""
        return path.removeprefix(".")

    def _scalar(self, event: Any) -> Scalar:
        if event.anchor or event.tag:
            self._refuse_marks(event)
        return Scalar(event.value, event.style or "", event, self._page)

    def _refuse_marks(self, event: Any) -> None:
        start = event.start_mark
        for word in re.finditer(r"\S+", self._lines[start.line][start.column : start.column + 300]):
            mark = word[0].rstrip(",]}")
            span = Span(start.line + self._offset, start.column + word.start() + 1, max(1, len(mark)))
            if mark.startswith("&"):
                help = "write the value itself, or put it in single quotes if the mark belongs to it"
                self._report("P108", span, self._path(), f"{shown(mark)} is a YAML anchor", "", help)
            elif mark.startswith("!"):
                self._report("P109", span, self._path(), f"{shown(mark)} is a YAML tag", "", QUOTE)
            else:
                break

    def _span(self, event: Any, length: int = 1) -> Span:
        return Span(event.start_mark.line + self._offset, event.start_mark.column + 1, length)
