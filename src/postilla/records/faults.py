"""What the YAML parser refuses, told in the words of an editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import yaml

from postilla.diagnostics import Span

Report = Callable[..., None]
"""`report(code, span, field, message, note="", help="")`."""

QUOTE = "put the value in single quotes, and double each single quote inside it"
ESCAPE = "in double quotes write `\\\\` for a backslash, or use single quotes"
KEY = "put the key in single quotes, or delete the line"

_LINE = re.compile(r"(\s*(?:- +)*)(?:['\"]?([\w-]+)['\"]?:\s+)?(\S.*)")
"""Indentation with the hyphens of lists, key, value."""
_UNCLOSED = {
    "found unexpected end of stream": "quotation mark",
    "found unexpected document indicator": "quotation mark",
    "did not find expected ',' or ']'": "bracket",
    "did not find expected ',' or '}'": "bracket",
    "expected ',' or ']', but got '<stream end>'": "bracket",
    "expected ',' or '}', but got '<stream end>'": "bracket",
}
"""What libyaml and PyYAML say where the end of the text comes too soon, and what it is that was not closed."""


class TooDeepError(yaml.YAMLError):
    """The text nests more deeply than any record."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span, self.message = span, message


def report_fault(
    error: yaml.YAMLError, lines: Sequence[str], first_line: int, field: str, report: Report
) -> None:
    """Tell why `lines` are no YAML.

    Args:
        error: what the parser said.
        lines: what it was given.
        first_line: the line of the file on which they begin.
        field: the top-level field that they belong to.
        report: takes the finding.
    """
    if isinstance(error, TooDeepError):
        report("P107", error.span, field, error.message, "", "no field of a record nests so deeply")
        return
    problem = getattr(error, "problem", None) or str(error).split("\n")[0]
    mark, opening = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    row, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    if "\t" in lines[row][: column + 1] and (tabs := _tabs(lines, row)):
        for tab in tabs[:10]:
            span = Span(first_line + tab, lines[tab].index("\t") + 1)
            report(
                "P106", span, field, "a tab indents the line", "wanted spaces", "put two spaces in its place"
            )
    elif mark and opening and problem in _UNCLOSED and _nothing_follows(lines, mark.line, column):
        what = f"the {_UNCLOSED[problem]} that opens here is never closed"
        span = Span(first_line + opening.line, opening.column + 1)
        report("P105", span, field, what, "", f"close it, or {QUOTE}")
    else:
        # the parser often stops at the end of the lines; a person must mend the last one that says something
        while row > 0 and not lines[row].strip():
            row -= 1
            column = len(lines[row].rstrip())
        _report_line(lines[row], first_line + row, column, problem, field, report)


def _nothing_follows(lines: Sequence[str], row: int, column: int) -> bool:
    return not any(
        line.strip() for line in (lines[row][column:] if row < len(lines) else "", *lines[row + 1 :])
    )


def _report_line(line: str, row: int, column: int, problem: str, field: str, report: Report) -> None:
    match = _LINE.match(line.rstrip())
    if match is None:
        report("P105", Span(row, 1), field, f"YAML: {problem}", "", QUOTE)
        return
    (indent, key, value), (start, end) = match.groups(), match.span(3)
    if key and not indent:
        field = key
    if key and column < start:
        report(
            "P105", Span(row, len(indent) + 1, start - len(indent)), field, f"`{key}:` cannot stand here",
            "the lines around it are indented otherwise",
            "indent it like the fields it belongs to, or quote the value above if it goes on here",
        )  # fmt: skip
    elif value[0] in "'\"[{" and _ended_before(problem):
        what = "bracket" if value[0] in "[{" else "quotation mark"
        span = Span(row, min(column, end - 1) + 1, max(1, end - column))
        report("P105", span, field, f"text follows the closing {what}", "the value ended before it", QUOTE)
    elif value[0] in "'\"[{":
        remedy = ESCAPE if "escape" in problem else QUOTE
        report("P105", Span(row, min(column, len(line)) + 1), field, f"YAML: {problem}", "", remedy)
    elif not indent and not key:
        refuse_line(line, Span(row, 1, end), report)
    else:
        what = "starts a YAML alias" if value[0] == "*" else "cannot be read unquoted"
        report("P105", Span(row, start + 1, end - start), field, f"the value {what}", "quote it", QUOTE)


def _ended_before(problem: str) -> bool:
    return problem == "did not find expected key" or problem.startswith("expected <block end>, but found")


def refuse_line(line: str, span: Span, report: Report) -> str:
    """Tell that a line at the margin is no field; the key that it seems to have."""
    key = re.match(r"([\w-]+):(?=\S)", line)
    if key:
        report("P112", span, key[1], "no space follows the colon", "", f"write `{key[1]}: …`")
        return key[1]
    help = "indent the line if it goes on with the value above, or delete it"
    report("P112", span, "", "this is not a field", "wanted `key: value`", help)
    return ""


def _tabs(lines: Sequence[str], faulty: int) -> list[int]:
    """The lines that a tab indents; one with nothing else in it only where the parser stopped at it."""
    indented = (row for row, line in enumerate(lines) if line.lstrip(" ").startswith("\t"))
    return [row for row in indented if row == faulty or lines[row].strip()]
