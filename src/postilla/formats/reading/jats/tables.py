"""Tables: simple ones as Markdown, those with spans or without a head as HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from postilla.formats.reading.marks import Marked, Phrase, Raw, Run, html, markdown, plain
from postilla.formats.reading.markup import Element, attribute, tag, words

from .context import Context
from .figures import figure
from .phrases import phrases

_ALIGNED = {"center": ":---:", "right": "---:", "char": "---:"}


@dataclass(frozen=True, slots=True)
class _Cell:
    element: Element
    header: bool
    columns: int
    rows: int


def table(context: Context, wrap: Element) -> list[str]:
    """The blocks of a `table-wrap`: caption, table and notes; a picture of a table is a figure."""
    tables = list(wrap.iter("table")) or list(wrap.iter("tgroup"))
    if not tables:
        if any(True for _ in wrap.iter("graphic")):
            return figure(context, wrap)
        context.lose("dropped", wrap, f"a table without rows: `{words(wrap)[:80]}`")
        return []
    blocks: list[str] = []
    for number, one in enumerate(tables):
        rows = _rows(one)
        width = max((sum(cell.columns for cell in row) for row in rows), default=0)
        if not width:
            context.lose("dropped", one, "a table without cells")
            continue
        caption = _caption(context, wrap) if not number else ""
        body = _simple(context, rows, width) or _html(context, rows)
        blocks.append(f"{caption}\n\n{body}" if caption else body)
    for foot in wrap.findall("table-wrap-foot"):
        blocks += _notes(context, foot)
    return blocks


def _caption(context: Context, wrap: Element) -> str:
    name = context.names.get(attribute(wrap, "id"), "")
    parts: list[Phrase] = []
    label = words(wrap.find("label"))
    if label:
        parts += [Marked("bold", (Run(label if label.endswith((".", ":")) else f"{label}."),)), Run(" ")]
    for caption in wrap.findall("caption"):
        for part in list(caption) or [caption]:
            parts += [*phrases(context, part), Run(" ")]
    text = markdown(parts)
    if not text and not name:
        return ""
    return f"Table: {text}" + (f" {{#{name}}}" if name else "")


def _rows(table: Element) -> list[list[_Cell]]:
    columns = [attribute(spec, "colname") for spec in table.iter("colspec")]
    rows = []
    for row in table.iter("tr", "row"):
        head = any(tag(parent) == "thead" for parent in row.iterancestors())
        cells = []
        for cell in row:
            if tag(cell) not in ("td", "th", "entry"):
                continue
            span = _span(cell, "colspan")
            start, end = attribute(cell, "namest"), attribute(cell, "nameend")
            if start in columns and end in columns:
                span = max(1, columns.index(end) - columns.index(start) + 1)
            down = _span(cell, "rowspan") if tag(cell) != "entry" else _span(cell, "morerows", 0) + 1
            cells.append(_Cell(cell, head or tag(cell) == "th", span, down))
        if cells:
            rows.append(cells)
    return rows


def _span(cell: Element, name: str, least: int = 1) -> int:
    text = attribute(cell, name)
    return min(max(int(text), least), 999) if re.fullmatch(r"\d{1,6}", text) else least


def _simple(context: Context, rows: Sequence[Sequence[_Cell]], width: int) -> str:
    """The table in Markdown, or nothing where it needs what Markdown has no word for."""
    heads = [row for row in rows if any(tag(p) == "thead" for p in row[0].element.iterancestors())]
    flat = all(len(row) == width and all(c.columns == c.rows == 1 for c in row) for row in rows)
    if len(heads) != 1 or not flat or len(rows) < 2 or rows[0] is not heads[0]:
        return ""
    if any(
        len(list(cell.element.iter("p", "list", "break", "disp-formula"))) > 1 for row in rows for cell in row
    ):
        return ""
    written = [[markdown(_cell(context, cell.element)) for cell in row] for row in rows]
    # a row of empty cells would end the table
    if any(not any(row) for row in written) or (not written[0][0] and len(written[0]) == 1):
        return ""
    rule = [
        _ALIGNED.get(attribute(cell.element, "align"), "---")
        for cell in (rows[1] if len(rows) > 1 else rows[0])
    ]
    lines = [written[0], rule, *written[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _html(context: Context, rows: Sequence[Sequence[_Cell]]) -> str:
    lines = ["<table>"]
    for row in rows:
        cells = []
        for cell in row:
            content = html(_cell(context, cell.element))
            name = "th" if cell.header and content else "td"
            attributes = (
                ' scope="col"'
                if name == "th" and any(tag(p) == "thead" for p in cell.element.iterancestors())
                else ""
            )
            if name == "th" and not attributes:
                attributes = ' scope="row"'
            if cell.columns > 1:
                attributes += f' colspan="{cell.columns}"'
            if cell.rows > 1:
                attributes += f' rowspan="{cell.rows}"'
            cells.append(f"<{name}{attributes}>{content}</{name}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    heads = sum(any(tag(p) == "thead" for p in row[0].element.iterancestors()) for row in rows)
    if 0 < heads < len(rows):
        head, body = lines[1 : heads + 1], lines[heads + 1 :]
        lines = [lines[0], "<thead>", *head, "</thead>", "<tbody>", *body, "</tbody>"]
    return "\n".join([*lines, "</table>"])


def _cell(context: Context, element: Element) -> list[Phrase]:
    """The text of a cell; its paragraphs have line breaks between them."""
    parts = [child for child in element if tag(child) in ("p", "list-item")]
    if len(parts) < 2 or (element.text or "").strip():
        return phrases(context, element)
    found: list[Phrase] = []
    for part in element:
        inner = phrases(context, part)
        if found and plain(inner):
            found.append(Raw("<br>", " "))
        found += inner
        if part.tail and part.tail.strip():
            found.append(Run(part.tail))
    return found


def _notes(context: Context, foot: Element) -> list[str]:
    """The notes below a table, each a paragraph after it."""
    blocks = []
    for part in foot:
        label = part.find("label")
        if label is not None:
            label.tag = "sup"
        inner = phrases(context, part)
        if plain(inner):
            blocks.append(markdown(inner))
    if not len(foot) and words(foot):
        blocks.append(markdown(phrases(context, foot)))
    return blocks
