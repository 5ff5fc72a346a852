"""A record's bytes split into front matter and text, with what is wrong before YAML is even looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from postilla.diagnostics import Span

from .nodes import Report

MAX_FILE = 4_000_000
"""Bytes of a whole record; the longest real commentary is a hundredth of it."""
MAX_FRONT_MATTER = 1_000_000
"""Characters of the front matter."""

# the line and paragraph separators are line ends to YAML and to nobody else, so positions would shift behind them
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_FENCE = re.compile(r"---[ \t]*")
_CLOSE = re.compile(r"(?:---|\.\.\.)[ \t]*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two halves of a record, with line ends as `\\n` and no byte-order mark."""

    yaml: str
    text: str
    text_line: int
    """The line of the file on which the text begins."""
    lines: tuple[str, ...]
    """Every line of the file, for excerpts."""


YAML_LINE = 2
"""The line of the file on which the YAML begins."""


def decode_text(data: bytes, report: Report) -> str | None:
    """The text of a file: UTF-8, any line ends, no control characters; None after a finding."""
    if len(data) > MAX_FILE:
        report("P102", Span(1, 1), "", f"the file has {len(data):,} bytes", f"at most {MAX_FILE:,}")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        report(
            "P101", Span(line, column), "", f"byte 0x{data[error.start]:02x} is not UTF-8", "",
            "save the file again as UTF-8",
        )  # fmt: skip
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_control_characters(text: str, report: Report) -> bool:
    """Whether the text is free of control characters; each is told, up to ten."""
    found = 0
    for match in _CONTROL.finditer(text):
        found += 1
        if found > 10:
            break
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        report("P111", Span(line, column), "", f"control character U+{ord(match[0]):04X}", "", "delete it")
    return not found


def split(data: bytes, report: Report) -> FrontMatter | None:
    """The two halves of a record; None where there is nothing to decode."""
    text = decode_text(data, report)
    if text is None:
        return None
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        report("P103", Span(1, 1), "", "the file does not begin with a line `---`", "", "put `---` on the first line")
        return None
    if not refuse_control_characters(text, report):
        return None
    end = next((i for i, line in enumerate(lines[1:], 1) if _CLOSE.fullmatch(line)), 0)
    if not end:
        report(
            "P104", Span(len(lines), 1), "", "no second line `---` ends the front matter", "",
            "put `---` on a line of its own after the last field",
        )  # fmt: skip
        return None
    yaml_text = "\n".join(lines[1:end])
    if len(yaml_text) > MAX_FRONT_MATTER:
        report("P102", Span(2, 1), "", f"the front matter has {len(yaml_text):,} characters", f"at most {MAX_FRONT_MATTER:,}")
        return None
    tabs = [row for row, line in enumerate(lines[1:end], 2) if re.match(r" *\t+\s*[^\s#]", line)]
    for row in tabs[:10]:
        report("P106", Span(row, lines[row - 1].index("\t") + 1), "", "a tab indents the line", "wanted spaces")
    if tabs:
        yaml_text = "\n".join(re.sub(r"^[ \t]+", lambda m: m[0].replace("\t", "  "), line) for line in lines[1:end])
    return FrontMatter(yaml_text, "\n".join(lines[end + 1 :]).strip("\n"), _text_line(lines, end), tuple(lines))


def _text_line(lines: list[str], end: int) -> int:
    row = end + 1
    while row < len(lines) - 1 and not lines[row]:
        row += 1
    return row + 1
