"""Tables of HTML as tables of JATS, which are XHTML tables with their parts in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from postilla.formats.html import Node
from postilla.formats.xml import EMPTY, Xml, element, joined, void

if TYPE_CHECKING:
    from .body import Texts

_CELL = ("colspan", "rowspan", "scope")


def table(node: Node, texts: Texts) -> Xml:
    """A table with its caption, in a `table-wrap`."""
    parts = [child for child in node.children if isinstance(child, Node)]
    captions = [part for part in parts if part.tag == "caption"]
    caption = element("caption", element("p", joined(texts.inline(c.children) for c in captions)))
    # groups of columns and single ones do not stand beside each other
    groups = [part for part in parts if part.tag == "colgroup"] or [p for p in parts if p.tag == "col"]
    head = _rows("thead", [p for p in parts if p.tag == "thead"][:1], texts)
    foot = _rows("tfoot", [p for p in parts if p.tag == "tfoot"][:1], texts)
    loose = [part for part in parts if part.tag == "tr"]
    bodies = [_rows("tbody", [part], texts) for part in parts if part.tag == "tbody"]
    if loose:
        bodies.insert(0, _rows("tbody", [Node("tbody", {}, [*loose])], texts))
    body = joined(bodies)
    if not body:
        # what has a head only is a table all the same
        head, body = EMPTY, Xml((head or foot).replace("thead>", "tbody>").replace("tfoot>", "tbody>"))
        foot = EMPTY
    content = element("table", *map(_columns, groups), head, foot, body) if body else EMPTY
    return element("table-wrap", caption, content, of=texts.id_of(node))


def _columns(part: Node) -> Xml:
    of = {"span": part.attributes.get("span", "")}
    if part.tag == "col":
        return void("col", of)
    columns = [
        void("col", {"span": c.attributes.get("span", "")}) for c in part.children if isinstance(c, Node)
    ]
    return element("colgroup", *columns) or void("colgroup", of)


def _rows(name: str, parts: Iterable[Node], texts: Texts) -> Xml:
    rows = [
        _row(row, texts)
        for part in parts
        for row in part.children
        if isinstance(row, Node) and row.tag == "tr"
    ]
    return element(name, *rows)


def _row(row: Node, texts: Texts) -> Xml:
    cells = [child for child in row.children if isinstance(child, Node) and child.tag in {"td", "th"}]
    return element("tr", *(_cell(cell, texts) for cell in cells))


def _cell(cell: Node, texts: Texts) -> Xml:
    of = {key: cell.attributes.get(key, "") for key in _CELL}
    is_plain = not any(isinstance(child, Node) and child.tag in _PARTED for child in cell.children)
    content = texts.inline(cell.children) if is_plain else texts.paragraphs(cell.children, _PARTED)
    return element(cell.tag, content, of=of) or void(cell.tag, of)


_PARTED = frozenset({"blockquote", "div", "ol", "p", "pre", "table", "ul"})
"""What in a cell is more than a line."""
