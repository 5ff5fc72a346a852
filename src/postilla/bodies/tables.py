"""Tables: their captions (`Table: Caption. {#table1}`) and the frame in which they scroll."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .links import Place
from .scanner import Scanner
from .sheet import Placed, Sheet
from .tokens import CLOSE, OPEN, escaped

TRIGGERS = {"caption": r"Table:(?=[ \t])"}

_ANCHOR = re.compile(r"\{\#([A-Za-z][A-Za-z0-9_.:-]{0,99})\}[ \t]*+$", re.MULTILINE)
_RULE = re.compile(r"[ \t>]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
_ID = re.compile(rf' id="{OPEN}([0-9]+){CLOSE}"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption(Placed):
    """The words `Table:` before a caption."""

    name: str

    def render(self, sheet: Sheet) -> str:
        """As it stands, for no table follows."""
        help = "put the caption directly before the table"
        sheet.faults.append(self.fault("P410", "no table follows this caption", "", help))
        return escaped(self.source)


def read(scanner: Scanner, match: re.Match[str]) -> None:
    """`Table:`, which begins a caption when it begins a paragraph."""
    start = match.start()
    lead = scanner.lead(start)
    if (
        lead is None
        or len(lead.replace(">", "")) > 3 + lead.count(">")
        or not _after_empty_line(scanner, start, lead)
    ):
        return
    end = _caption_end(scanner, start)
    anchor = next((found for found in _ANCHOR.finditer(scanner.text, start, end) if found.end() == end), None)
    name = anchor[1] if anchor else ""
    scanner.put(Caption(start=start, end=match.end(), source=match[0], name=name))
    scanner.scan(anchor.start() if anchor else end)
    scanner.replace(anchor.start() if anchor else end, end, f"\n{lead.rstrip()}")


def framed(sheet: Sheet, caption: Caption | None, tag: str, inner: str) -> str:
    """The start tag of a table in its frame, with its caption.

    `tag` is as the sanitiser wrote it; `inner`, the caption's HTML, holds no marks any more.
    """
    given = _ID.search(tag)
    name = caption.name if caption and not given else ""
    if given and isinstance(place := sheet.token(int(given[1])), Place):
        name = place.name
    made = sheet.claim(name) if name else None
    if name and made is None:
        at = caption or (sheet.token(int(given[1])) if given else None)
        if at is not None:
            sheet.faults.append(at.fault("P418", f"another place has the name `{name}`"))
    tag = _ID.sub("", tag)
    if made:
        tag = f'{tag[:-1]} id="{escaped(made)}">'
    if caption is None:
        return f'<div class="table" role="region" tabindex="0" aria-label="{sheet.word("table")}">{tag}'
    label = escaped(sheet.fresh(f"{name or 'table'}-caption"))
    frame = f'<div class="table" role="region" tabindex="0" aria-labelledby="{label}">'
    return f'{frame}{tag}<caption id="{label}">{inner}</caption>'


def _after_empty_line(scanner: Scanner, at: int, lead: str) -> bool:
    start = at - len(lead)
    if start == 0:
        return True
    before = scanner.text[scanner.text.rfind("\n", 0, start - 1) + 1 : start - 1]
    return not before.strip(" \t>") or bool(re.match(r"[ \t>]*#{1,6}[ \t]", before))


def _caption_end(scanner: Scanner, start: int) -> int:
    """The end of the caption's last line: before an empty line, or before a table."""
    text, end = scanner.text, scanner.line_end(start)
    while end < len(text):
        next_end = scanner.line_end(end + 1)
        line = text[end + 1 : next_end]
        if not line.strip(" \t>") or line.lstrip(" \t>").startswith(("<", "|")):
            break
        if next_end < len(text) and _RULE.match(text[next_end + 1 : scanner.line_end(next_end + 1)]):
            break
        end = next_end
    return end
