"""A record's bytes split into front matter and text, with what is wrong before YAML is even looked at."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from postilla.diagnostics import Span

from .faults import Report

MAX_FILE = 4_000_000
"""Bytes of a whole record; the longest real commentary is a hundredth of it."""
MAX_FRONT_MATTER = 1_000_000
"""Characters of the front matter."""

_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff"
CONTROL = re.compile(f"[{_CONTROLS}]")
"""What no value may hold: it cannot be shown, and XML refuses it."""
# the line and paragraph separators are line ends to YAML and to nobody else, so positions would shift behind them
_REFUSED = re.compile(f"[{_CONTROLS}\u2028\u2029\ufeff]")
_FENCE = re.compile(r"---[ \t]*")
CLOSE = re.compile(r"(?:---|\.\.\.)[ \t]*")
_MISTAKEN = re.compile(r"[ \t]*(?:--|-{4,}|[–—]+-?|-[–—]|[*_=+~]{3,}|---[ \t]*#.*| +---)[ \t]*")
"""Lines that were meant to end the front matter."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    r"""The two halves of a record, with line ends as `\n` and no byte-order mark."""

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
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        before = one_line_end(body[: error.start].decode("utf-8", "replace"))
        place = Span(before.count("\n") + 1, len(before) - before.rfind("\n"))
        what = f"byte 0x{body[error.start]:02x} is not UTF-8"
        report("P101", place, "", what, "", "save the file again as UTF-8")
        return None
    return one_line_end(text)


def one_line_end(text: str) -> str:
    r"""The text with every line end as `\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def source_lines(data: bytes) -> list[str]:
    """The lines of a file as findings count them, whatever its bytes."""
    return one_line_end(data.decode("utf-8-sig", "replace")).split("\n")


def refuse_control_characters(text: str, report: Report) -> bool:
    """Whether the text is free of control characters; each is told, up to ten."""
    found = 0
    for match in _REFUSED.finditer(text):
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
        what = "the file does not begin with a line `---`" if text.strip() else "the file is empty"
        report(
            "P103",
            Span(1, 1),
            "",
            what,
            "",
            "put `---` on the first line, and the fields on the lines after it",
        )
        return None
    if not refuse_control_characters(text, report):
        return None
    # most lines need no expression to be told apart from the one that ends it
    ends = (i for i, line in enumerate(lines) if line[:3] in ("---", "...") and i and CLOSE.fullmatch(line))
    end = next(ends, 0)
    if not end:
        meant = next((i for i, line in enumerate(lines[1:], 1) if _MISTAKEN.fullmatch(line)), 0)
        report(
            "P104", Span(meant + 1, 1, max(1, len(lines[meant]))), "", "no second line `---` ends the front matter",
            "wanted `---`, and nothing else on the line" if meant else "it begins here",
            "put `---` on a line of its own after the last field",
        )  # fmt: skip
        return None
    yaml_text = "\n".join(lines[1:end])
    if len(yaml_text) > MAX_FRONT_MATTER:
        report(
            "P102",
            Span(2, 1),
            "",
            f"the front matter has {len(yaml_text):,} characters",
            f"at most {MAX_FRONT_MATTER:,}",
        )
        return None
    return FrontMatter(
        yaml_text, "\n".join(lines[end + 1 :]).strip("\n"), _text_line(lines, end), tuple(lines)
    )


def _text_line(lines: list[str], end: int) -> int:
    row = end + 1
    while row < len(lines) - 1 and not lines[row]:
        row += 1
    return min(row + 1, len(lines))


def text_of(data: bytes) -> str:
    """The Markdown after the front matter of a record that is known to be sound; empty for another."""
    halves = split(data, lambda *_: None)
    return halves.text if halves else ""
