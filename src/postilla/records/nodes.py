"""The front matter as nodes with positions: YAML read from events, so that nothing in it can surprise.

Reading events rather than composed nodes keeps anchors, aliases and tags visible (all refused), needs no recursion,
and leaves every scalar as text: what a value means is decided by its field, never by YAML 1.1's guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from postilla.diagnostics import Span

MAX_DEPTH = 16
"""No field nests deeper than about six levels."""
MAX_BRACKETS = 200
"""Brackets open at once; beyond it libyaml's scanner slows down with the square of the depth."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True, eq=False)
class Scalar:
    """A scalar as text; `style` is YAML's: empty for plain, or one of `'`, `"`, `|`, `>`."""

    text: str
    style: str
    span: Span
    last_line: int


@dataclass(slots=True, eq=False)
class Sequence:
    """A list of nodes."""

    items: list[Node]
    span: Span


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys and values in the order of the file."""

    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    span: Span = Span(1, 1)


Node = Scalar | Sequence | Mapping
NAMES = {Scalar: "text", Sequence: "a list", Mapping: "a group of fields"}

Report = Callable[..., None]
"""`report(code, span, field, message, note="", help="")`."""

QUOTE = "put the value in single quotes, and double each single quote inside it"


def read_mapping(text: str, first_line: int, report: Report) -> Mapping | None:
    """The mapping that `text` holds, its first line being line `first_line` of the file.

    Where the YAML is broken, the fields around the broken one are read all the same, so that one run tells everything.
    """
    if _too_deep(text):
        report("P107", Span(first_line, 1), "", f"more than {MAX_BRACKETS} brackets are open at once")
        return None
    lines = text.split("\n")
    try:
        node = _Builder(lines, first_line, report).build(text)
    except yaml.YAMLError:
        node = _read_in_parts(lines, first_line, report)
    if isinstance(node, Mapping):
        return node
    span = node.span if node else Span(first_line, 1)
    report("P112", span, "", "the front matter is not a list of fields", "wanted `key: value` lines")
    return None


def read_sequence(text: str, report: Report) -> Sequence | None:
    """The list that a vocabulary file holds; None where it is empty or broken."""
    if _too_deep(text):
        report("P107", Span(1, 1), "", f"more than {MAX_BRACKETS} brackets are open at once")
        return None
    try:
        node = _Builder(text.split("\n"), 1, report).build(text)
    except yaml.YAMLError as error:
        _report_yaml(error, text.split("\n"), 1, report)
        return None
    if node is None or isinstance(node, Sequence):
        return node
    report("P112", node.span, "", "the vocabulary is not a list of terms", "wanted `- id: …` entries")
    return None


def _too_deep(text: str) -> bool:
    depth = deepest = 0
    for match in re.finditer(r"[\[\]{}]", text):
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest > MAX_BRACKETS


def _read_in_parts(lines: list[str], first_line: int, report: Report) -> Mapping:
    """Each top-level field read by itself, so that a broken one costs only itself."""
    starts = [i for i, line in enumerate(lines) if line[:1] not in ("", " ", "\t", "#", "-", "]", "}")] or [0]
    if starts[0] != 0:
        starts.insert(0, 0)
    whole = Mapping(span=Span(first_line, 1))
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        part = lines[start:end]
        try:
            node = _Builder(part, first_line + start, report).build("\n".join(part))
        except yaml.YAMLError as error:
            _report_yaml(error, part, first_line + start, report)
            key = re.match(r"[\w-]+(?=\s*:)", part[0])
            if key:
                whole.entries.append((Scalar(key[0], "", Span(first_line + start, 1, len(key[0])), 0), BROKEN))
            continue
        if isinstance(node, Mapping):
            whole.entries += node.entries
        elif node is not None:
            report("P112", node.span, "", "this is not a field", "wanted `key: value`")
    _refuse_duplicates(whole, report)
    return whole


BROKEN = Scalar("", "broken", Span(1, 1), 1)
"""Stands for a value that could not be read: its finding is told already."""


def _report_yaml(error: yaml.YAMLError, lines: list[str], first_line: int, report: Report) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    row, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    # libyaml often stops at the end of the part; the line before it is the one that a person must mend
    while row > 0 and not lines[row].strip():
        row -= 1
        column = len(lines[row].rstrip())
    line = lines[row]
    if re.match(r"\s*\t", line):
        report("P106", Span(first_line + row, line.index("\t") + 1), "", "a tab indents the line", "wanted spaces")
        return
    match = re.match(r"\s*(?:- )?([\w-]+):\s+(\S.*)$", line)
    if match and match[2][0] not in "'\"|>[{":
        span = Span(first_line + row, match.start(2) + 1, len(match[2].rstrip()))
        what = "starts a YAML alias" if match[2][0] == "*" else "cannot be read unquoted"
        report("P105", span, match[1], f"the value {what}", "quote it", QUOTE)
        return
    problem = getattr(error, "problem", None) or str(error).split("\n")[0]
    report("P105", Span(first_line + row, min(column, len(line)) + 1), "", f"YAML: {problem}", "", QUOTE)


def _refuse_duplicates(mapping: Mapping, report: Report, at: str = "") -> None:
    seen: dict[str, Span] = {}
    kept = []
    for key, value in mapping.entries:
        if key.text in seen:
            where = f"{at}.{key.text}" if at else key.text
            report("P110", key.span, where, "the key stands twice", f"it stands first on line {seen[key.text].line}")
        else:
            seen[key.text] = key.span
            kept.append((key, value))
    mapping.entries[:] = kept


class _Builder:
    """Nodes from the events of one YAML document."""

    def __init__(self, lines: list[str], first_line: int, report: Report) -> None:
        self._lines = lines
        self._offset = first_line
        self._report = report

    def build(self, text: str) -> Node | None:
        stack: list[Sequence | Mapping] = []
        keys: list[Scalar | None] = []
        root: Node | None = None
        documents = 0
        for event in self._events(text):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                node: Node = self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._refuse_marks(event)
                span = self._span(event)
                node = Mapping([], span) if kind is yaml.MappingStartEvent else Sequence([], span)
                if len(stack) >= MAX_DEPTH:
                    self._report("P107", span, "", f"more than {MAX_DEPTH} levels", "", "no field nests so deeply")
                    return None
            elif kind is yaml.AliasEvent:
                self._report("P108", self._span(event), "", f"*{event.anchor} is a YAML alias", "quote it", QUOTE)
                node = BROKEN
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                closed = stack.pop()
                keys.pop()
                if isinstance(closed, Mapping):
                    _refuse_duplicates(closed, self._report)
                continue
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._report("P105", self._span(event), "", "a second YAML document begins", "", "delete the line")
                    return root
                continue
            else:
                continue
            if not stack:
                root = node
            elif isinstance(stack[-1], Sequence):
                stack[-1].items.append(node)
            elif keys[-1] is None:
                if isinstance(node, Scalar):
                    keys[-1] = node
                else:
                    self._report("P112", node.span, "", "a key must be text")
                    keys[-1] = Scalar("", "broken", node.span, node.span.line)
            else:
                stack[-1].entries.append((keys[-1], node))
                keys[-1] = None
            if not isinstance(node, Scalar):
                stack.append(node)
                keys.append(None)
        return root

    def _events(self, text: str) -> Iterator[Any]:
        return iter(yaml.parse(text, Loader=_Loader))

    def _scalar(self, event: Any) -> Scalar:
        if event.anchor or event.tag:
            self._refuse_marks(event)
        start, end = event.start_mark, event.end_mark
        row = start.line
        length = end.column - start.column if end.line == row else len(self._lines[row].rstrip()) - start.column
        # a block scalar's end mark is the start of the next token's line
        last = end.line - (1 if event.style in ("|", ">") and end.column == 0 else 0)
        span = Span(row + self._offset, start.column + 1, max(1, length))
        return Scalar(event.value, event.style or "", span, last + self._offset)

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor:
            self._report("P108", self._span(event), "", f"&{event.anchor} is a YAML anchor", "", "write the value itself")
        if event.tag:
            self._report("P109", self._span(event), "", f"{event.tag} is a YAML tag", "", QUOTE)

    def _span(self, event: Any) -> Span:
        return Span(event.start_mark.line + self._offset, event.start_mark.column + 1)
