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
    Mark,
    Node,
    Page,
    Scalar,
    Sequence,
    broken,
    has_duplicates,
    is_broken,
    scalar,
    shown,
)


def read_mapping(page: Page, report: Report) -> Mapping | None:
    """The mapping that a text holds.

    Where the YAML is broken, the fields around the broken one are read all the same, so that one run tells everything.
    """
    # what is found before the text proves broken will be found again in its parts
    held: list[tuple[str, ...]] = []
    node: Node | None
    try:
        node = composed(page.text)
        if node is None:
            node = _Builder(page, lambda *finding: held.append(finding)).build(page.text)
    except yaml.YAMLError:
        node = _read_in_parts(page, report)
    else:
        for finding in held:
            report(*finding)
    if isinstance(node, Mapping):
        return node
    if not is_broken(node):
        span = page.span(node) if node else Span(page.first, 1)
        what = "the front matter is not a list of fields" if node else "the front matter is empty"
        report("P112", span, "", what, "wanted `key: value` lines")
    return None


def read_sequence(page: Page, report: Report) -> Sequence | None:
    """The list that a vocabulary file holds; None where it is empty or broken."""
    try:
        node = _Builder(page, report).build(page.text)
    except yaml.YAMLError as error:
        report_fault(error, page.lines, page.first, "", report)
        return None
    if node is None or isinstance(node, Sequence):
        return node
    if not is_broken(node):
        report(
            "P112", page.span(node), "", "the vocabulary is not a list of terms", "wanted `- id: …` entries"
        )
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


def _read_in_parts(page: Page, report: Report) -> Mapping:
    """Each top-level field read by itself, so that a broken one costs only itself."""
    lines = page.lines
    starts = [i for i, line in enumerate(lines) if line[:1] not in ("", " ", "\t", "#", "-", "]", "}")] or [0]
    if starts[0] != 0:
        starts.insert(0, 0)
    beginning: Any = Mark(0, 0)
    whole = Mapping("", [], beginning, beginning)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        part = lines[start:end]
        try:
            node = _Builder(page, report, start).build("\n".join(part))
        except yaml.YAMLError as error:
            key = re.match(r"(['\"]?)([\w-]+)\1\s*:", part[0])
            report_fault(error, part, page.first + start, key[2] if key else "", report)
            if key:
                name = scalar(key[2], None, Mark(start, 0), Mark(start, len(key[2])))
                whole.value.append((name, broken(Mark(start, key.end() - 1))))
            continue
        if isinstance(node, Mapping):
            whole.value += node.value
        elif node is not None and not is_broken(node):
            span = page.span(node)
            text = refuse_line(part[0], span, report)
            if text:
                begins, ends = node.start_mark, node.end_mark
                whole.value.append((scalar(text, None, begins, ends), broken(begins, span.length)))
    _refuse_duplicates(whole, page, report)
    return whole


def _refuse_duplicates(mapping: Mapping, page: Page, report: Report, at: str = "") -> None:
    seen: dict[str, Scalar] = {}
    kept = []
    for key, value in mapping.value:
        if key.value in seen and not is_broken(key):
            where = f"{at}.{shown(key.value)}" if at else shown(key.value)
            note = f"it stands first on line {page.span(seen[key.value]).line}"
            report("P110", page.span(key), where, "the key stands twice", note, "keep one of the two")
        else:
            seen[key.value] = key
            kept.append((key, value))
    mapping.value[:] = kept


class _Builder:
    """Nodes from the events of one YAML document, which begins on line `start` of the page, counted from 0."""

    def __init__(self, page: Page, report: Report, start: int = 0) -> None:
        self._page, self._start, self._report = page, start, report
        self._stack: list[Sequence | Mapping] = []
        """The groups and lists that are open."""
        self._keys: list[Scalar | None] = []
        """Of each of them, the key that still waits for its value."""

    def build(self, text: str) -> Node | None:
        _refuse_brackets(text, self._page.first + self._start)
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
                shape = Mapping if kind is yaml.MappingStartEvent else Sequence
                node = shape("", [], *self._marks(event))
                if len(self._stack) >= MAX_DEPTH:
                    raise TooDeepError(self._page.span(node), f"more than {MAX_DEPTH} levels")
            elif kind is yaml.AliasEvent:
                name = str(getattr(event, "anchor", ""))
                span = self._span(event, len(name) + 1)
                self._report("P108", span, self._path(), f"*{shown(name)} is a YAML alias", "quote it", QUOTE)
                node = broken(self._marks(event)[0], len(name) + 1)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                closed = self._stack.pop()
                self._keys.pop()
                if isinstance(closed, Mapping) and has_duplicates(closed):
                    _refuse_duplicates(closed, self._page, self._report, self._path(attached=True))
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
            parent.value.append(node)
        elif key is not None:
            parent.value.append((key, node))
            self._keys[-1] = None
        elif isinstance(node, Scalar):
            self._keys[-1] = node
        else:
            span = self._page.span(node)
            self._report("P112", span, self._path(), "a key must be text", "wanted `key: value`", KEY)
            self._keys[-1] = broken(node.start_mark, span.length)

    def _path(self, *, attached: bool = False) -> str:
        """The field that is being read; `attached` where it has its place in the innermost open group already."""
        path = ""
        for depth, (group, waiting) in enumerate(zip(self._stack, self._keys, strict=True), 1):
            inside = attached or depth < len(self._stack)
            if isinstance(group, Sequence):
                path += f"[{len(group.value) - inside}]"
            else:
                key = waiting or (group.value[-1][0] if inside and group.value else None)
                path += f".{shown(key.value)}" if key and key.value else ""
        return path.removeprefix(".")

    def _scalar(self, event: Any) -> Scalar:
        if event.anchor or event.tag:
            self._refuse_marks(event)
        return scalar(event.value, event.style, *self._marks(event))

    def _marks(self, event: Any) -> tuple[Any, Any]:
        """From where to where the event stands on the page."""
        start, end = event.start_mark, event.end_mark
        if not self._start:
            return start, end
        return Mark(start.line + self._start, start.column), Mark(end.line + self._start, end.column)

    def _refuse_marks(self, event: Any) -> None:
        start, _ = self._marks(event)
        line = self._page.lines[start.line][start.column : start.column + 300]
        for word in re.finditer(r"\S+", line):
            mark = word[0].rstrip(",]}")
            span = Span(start.line + self._page.first, start.column + word.start() + 1, max(1, len(mark)))
            if mark.startswith("&"):
                help = "write the value itself, or put it in single quotes if the mark belongs to it"
                self._report("P108", span, self._path(), f"{shown(mark)} is a YAML anchor", "", help)
            elif mark.startswith("!"):
                self._report("P109", span, self._path(), f"{shown(mark)} is a YAML tag", "", QUOTE)
            else:
                break

    def _span(self, event: Any, length: int = 1) -> Span:
        start, _ = self._marks(event)
        return Span(start.line + self._page.first, start.column + 1, length)
