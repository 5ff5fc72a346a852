"""Headings: `## Text`, where `#` would be the title of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from .body import Heading
from .scanner import Scanner
from .sheet import Placed, Sheet
from .tokens import MARK, Fault, Markup, escaped

TRIGGERS = {"hash": r"\#+"}

_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingMark(Placed):
    """The beginning of a heading's text; takes no room."""

    level: int

    def render(self, sheet: Sheet) -> str:  # noqa: ARG002
        """Nothing: what was taken for a heading is none."""
        return ""


def read(scanner: Scanner, match: re.Match[str]) -> None:
    """A run of `#`."""
    start, end = match.span()
    lead = scanner.lead(start, lists=True)
    if lead is None:
        return
    if (
        not lead.strip(" >")
        and (lead.startswith(">") or not lead)
        and not scanner.text.endswith("\n\n", 0, start)
    ):
        # Python-Markdown copies the rest of a block at each heading in it.
        scanner.replace(start - len(lead), start, f"{lead.rstrip()}\n{lead}")
    if end - start <= 6 and scanner.text[end : end + 1] in (" ", "\t"):
        line_end = scanner.line_end(end)
        fault = None
        if end - start == 1:
            fault = Fault(
                start, line_end, "P408", "this heading is of level 1", "level 2", "begin it with `##`"
            )
        elif not scanner.text[end:line_end].strip(" \t#"):
            fault = Fault(start, line_end, "P408", "this heading is empty")
        faults = (fault,) if fault else ()
        token = HeadingMark(start=end + 1, end=end + 1, source="", level=end - start, faults=faults)
        scanner.put(token)
    else:
        # Python-Markdown takes `#1 of 5` for a heading; here a space must follow.
        scanner.put(Markup(start=start, end=end, source=match[0], html=match[0], text=match[0]))


def heading(sheet: Sheet, token: HeadingMark | None, inner: str, shown: str) -> str:
    """The heading with its id. `inner` is its HTML with marks, `shown` the same with what they stand for."""
    if token:
        sheet.use(token)
    if not inner.strip():
        return ""
    level = token.level if token else 2
    before = sheet.level
    if token and level > before + 1:
        # The mark stands after the `#`s and a space.
        start = token.start - level - 1
        message = f"this heading skips {_levels(level - before - 1)}"
        sheet.faults.append(Fault(start, token.start - 1, "P408", message, f"`{'#' * (before + 1)}`"))
    sheet.level = max(2, min(level, before + 1))
    made = min(6, sheet.source.first_heading + sheet.level - 2)
    words = " ".join(
        unescape(MARK.sub(lambda match: escaped(_plain(sheet, match)), _TAGS.sub("", inner))).split()
    )
    place = sheet.name(words)
    sheet.headings.append(Heading(made, place, words))
    return f'<h{made} id="{escaped(place)}">{shown}</h{made}>'


def _plain(sheet: Sheet, match: re.Match[str]) -> str:
    token = sheet.token(int(match[1]))
    return token.plain() if isinstance(token, Placed) else ""


def _levels(count: int) -> str:
    return "a level" if count == 1 else f"{count} levels"
