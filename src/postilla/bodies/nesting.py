"""Elements that stand where HTML does not let them, set right: only HTML that an author wrote can bring them there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from .allowed import BLOCKS, VOID

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?: (?:[^>\"]|\"[^\"]*\")*)?>")
_FLOW = frozenset({"", "blockquote", "caption", "div", "li", "td", "th"})
"""Elements that hold blocks; the empty name is the body itself."""
_LISTS = frozenset({"ol", "ul"})
_PARENTS: Mapping[str, frozenset[str]] = MappingProxyType({
    "caption": frozenset({"table"}), "col": frozenset({"colgroup"}), "colgroup": frozenset({"table"}), "li": _LISTS,
    "tbody": frozenset({"table"}), "td": frozenset({"tr"}), "tfoot": frozenset({"table"}), "th": frozenset({"tr"}),
    "thead": frozenset({"table"}), "tr": frozenset({"tbody", "tfoot", "thead"}),
})  # fmt: skip
"""Elements that stand within certain others only; the sanitiser has filled in what may be left out."""
_HEADING = re.compile(r"h[1-6]")


def mended(html: str) -> str:
    """Cleaned HTML without blocks in running text or list items outside lists.

    The content of what goes stays, in a `li` where one is due.
    """
    out: list[str] = []
    open_: list[tuple[str, str]] = [("", "")]
    pos = 0
    for tag in _TAG.finditer(html):
        _text(html[pos : tag.start()], open_, out)
        pos = tag.end()
        name = tag[2]
        if tag[1]:
            if open_[-1] == ("li", "implied"):
                _leave(open_, out)
            _leave(open_, out)
            continue
        if open_[-1] == ("li", "implied") and name == "li":
            _leave(open_, out)
        if open_[-1][0] in _LISTS and name != "li":
            _enter("li", "<li>", "implied", open_, out)
        keep = _fits(name, open_[-1][0]) and not (name == "a" and any(other == "a" for other, _ in open_))
        if name in VOID:
            out.append(tag[0] if keep else "")
        else:
            _enter(name, tag[0] if keep else "", "" if keep else "dropped", open_, out)
    _text(html[pos:], open_, out)
    return "".join(out).replace("<p></p>", "")


def _fits(name: str, parent: str) -> bool:
    if name in _PARENTS:
        return parent in _PARENTS[name]
    if name in BLOCKS or _HEADING.fullmatch(name):
        return parent in _FLOW and not (parent == "caption" and name == "table")
    return True


def _text(text: str, open_: list[tuple[str, str]], out: list[str]) -> None:
    if open_[-1][0] in _LISTS and text.strip():
        _enter("li", "<li>", "implied", open_, out)
    out.append(text)


def _enter(name: str, tag: str, how: str, open_: list[tuple[str, str]], out: list[str]) -> None:
    out.append(tag)
    # The children of an element whose tags are dropped are children of its parent.
    open_.append((open_[-1][0] if how == "dropped" else name, how))


def _leave(open_: list[tuple[str, str]], out: list[str]) -> None:
    if len(open_) > 1:
        name, how = open_.pop()
        out.append("" if how == "dropped" else f"</{name}>")
