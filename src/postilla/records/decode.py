"""A record's bytes become a Record, or every finding at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from postilla.diagnostics import Diagnostic, Span
from postilla.model import Record

from .events import read_mapping
from .findings import EnoughError, Findings
from .frontmatter import YAML_LINE, split
from .kinds import Decoder, has_comments
from .nodes import Mark, Page, broken, shown
from .scalars import ID_PATTERN
from .schema import ARTICLE


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """Where a block of Markdown stands in its file: line `n` of it is line `line + n - 1`, moved right by `indent`."""

    line: int
    indent: int
    exact: bool = True
    """False where YAML folds or quotes the text, so that only its beginning has a place."""

    def span(self, inner: Span) -> Span:
        """The place in the file of a place in the block."""
        if not self.exact:
            return Span(self.line, self.indent + 1)
        return Span(self.line + inner.line - 1, self.indent + inner.column, inner.length)


@dataclass(frozen=True, slots=True)
class Decoded:
    """What one file gave: a record unless it is broken, its findings, and where its blocks stand."""

    path: str
    record: Record | None
    findings: tuple[Diagnostic, ...]
    blocks: Mapping[str, BlockPlace]


def decode(path: str, data: bytes) -> Decoded:
    """Read one record.

    Args:
        path: the file, relative to the root of the archive, with forward slashes; its stem is the id by default.
        data: the file's bytes.

    Returns:
        The record and its findings; no record where a needed value is missing or broken.
    """
    findings = Findings(path, data)
    try:
        record, blocks = _decode(path, data, findings)
    except EnoughError:
        record, blocks = None, {}
    return Decoded(path, record, findings.all(), blocks)


def _decode(path: str, data: bytes, report: Findings) -> tuple[Record | None, Mapping[str, BlockPlace]]:
    halves = split(data, report)
    if halves is None:
        return None, {}
    page = Page(halves.yaml, YAML_LINE)
    node = read_mapping(page, report)
    if node is None:
        return None, {}
    decoder = Decoder(report, page, halves.lines if has_comments(halves.yaml) else ())
    decoder.is_imported = any(key.value == "source" for key, _ in node.value)
    decoded = ARTICLE.decode(node, "", decoder)
    stem = PurePosixPath(path).stem
    decoder.places["text"] = broken(Mark(halves.text_line - YAML_LINE, 0))
    spans = decoder.spans
    blocks = {
        field: _block_place(decoder.span(scalar), scalar.style, halves.lines)
        for field, scalar in decoder.blocks.items()
    }
    blocks["text"] = BlockPlace(halves.text_line, 0)
    identifier = decoded[0].id if decoded else ""
    if not identifier and "id" in spans:
        decoded = None
    elif not identifier:
        identifier = stem
        if not re.fullmatch(ID_PATTERN, stem) or len(stem) > 64:
            report(
                "P210", Span(1, 1), "id", f"the file's name `{shown(stem)}` is not an id",
                "lower-case letters, digits, single hyphens; at most 64", "rename the file, or give `id`",
            )  # fmt: skip
            decoded = None
    if decoded is None:
        return None, blocks
    head, tail = decoded
    head = head._replace(id=identifier)
    tail = tail._replace(text=halves.text)
    return Record(path, head, tail, spans), blocks


def _block_place(span: Span, style: str | None, lines: tuple[str, ...]) -> BlockPlace:
    if style != "|":
        return BlockPlace(span.line, span.column - 1, exact=False)
    row = span.line
    header = lines[row - 1]
    # `|2` tells the indentation of a block whose first line is itself indented
    told = re.match(r"\|[+-]?([1-9])", header[span.column - 1 :])
    indent = _indent(header) + int(told[1]) if told else 0
    while row < len(lines) and not (lines[row][indent:] if told else lines[row].strip()):
        row += 1
    line = lines[row] if row < len(lines) else ""
    return BlockPlace(row + 1, indent or _indent(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
