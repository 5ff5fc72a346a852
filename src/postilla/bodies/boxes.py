"""Boxes: a quotation that begins with `[!BOX] Title`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .scanner import Scanner
from .sheet import Placed, Sheet
from .tokens import Fault, Markup, escaped

TRIGGERS = {"box": r"\[![A-Za-z]+\]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxMark(Placed):
    """The mark before the title of a box."""

    def render(self, sheet: Sheet) -> str:
        """As it stands, for it does not begin a quotation."""
        sheet.faults.append(
            self.fault(
                "P419", "a box begins with the first line of a quotation", "", "put an empty line before it"
            )
        )
        return escaped(self.source)


def read(scanner: Scanner, match: re.Match[str]) -> None:
    """`[!WORD]`, which begins a box where it begins a line of a quotation."""
    start, end = match.span()
    lead = scanner.lead(start)
    if lead is None or ">" not in lead:
        return
    if match[0] != "[!BOX]":
        fault = Fault(start, end, "P419", f"`{match[0]}` is no kind of box", "`[!BOX]`")
        scanner.put(
            Markup(
                start=start, end=end, source=match[0], html=escaped(match[0]), text=match[0], faults=(fault,)
            )
        )
        return
    scanner.put(BoxMark(start=start, end=end, source=match[0]))
    line_end = scanner.line_end(end)
    scanner.scan(line_end)
    # The title is a paragraph of its own.
    scanner.replace(line_end, line_end, f"\n{lead.rstrip()}")


def opened(sheet: Sheet, title: str) -> str:
    """The start of a box with its title, which holds no marks any more."""
    title = title.strip()
    if not title:
        return f'<aside class="box" aria-label="{sheet.word("box")}">'
    sheet.boxes += 1
    place = escaped(sheet.fresh(f"box-{sheet.boxes}"))
    return f'<aside class="box" aria-labelledby="{place}"><p class="box-title" id="{place}">{title}</p>'
