"""MathML in JATS: the same elements in the namespace of MathML, as far as its DTD takes them.

Formulas made from LaTeX always fit. Those that an author wrote as MathML may not: where one has an element out of
place, its words stand in the text instead, since one bad formula would make the whole article invalid.
"""

from __future__ import annotations

from collections.abc import Mapping

from postilla.formats.html import Node
from postilla.formats.xml import EMPTY, Xml, element, joined, void

_TOKEN = frozenset({"mathvariant", "mathsize"})
_OPERATOR = frozenset({
    "form", "fence", "separator", "lspace", "rspace", "stretchy", "symmetric", "maxsize", "minsize", "largeop",
    "movablelimits", "accent",
})  # fmt: skip
_STYLE = frozenset({"displaystyle", "scriptlevel"})

_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "math": frozenset({"display", "alttext"}),
    "annotation": frozenset({"encoding"}),
    "menclose": frozenset({"notation"}),
    "mfrac": frozenset({"linethickness"}),
    "mi": _TOKEN, "mn": _TOKEN, "ms": _TOKEN, "mtext": _TOKEN,
    "mo": _TOKEN | _OPERATOR,
    "mover": frozenset({"accent"}),
    "mpadded": frozenset({"height", "depth", "width", "lspace", "voffset"}),
    "mspace": frozenset({"width", "height", "depth"}),
    "mstyle": _STYLE | _TOKEN,
    "mtable": frozenset({"columnalign", "columnlines", "columnspacing", "rowlines", "rowspacing", "displaystyle"}),
    "mtd": frozenset({"columnalign", "columnspan", "rowspan"}),
    "mtr": frozenset({"columnalign"}),
    "munder": frozenset({"accentunder"}),
    "munderover": frozenset({"accent", "accentunder"}),
}  # fmt: skip
"""The attributes that the DTD gives to each element; others have none."""

_PARTS: Mapping[str, int] = {
    "mfrac": 2, "mover": 2, "mroot": 2, "msub": 2, "msubsup": 3, "msup": 2, "munder": 2, "munderover": 3,
}  # fmt: skip
_WITHIN: Mapping[str, frozenset[str]] = {
    "annotation": frozenset({"semantics"}),
    "mprescripts": frozenset({"mmultiscripts"}),
    "none": frozenset({"mmultiscripts"}),
    "mtd": frozenset({"mtr"}),
    "mtr": frozenset({"mtable"}),
}
"""Elements that stand in some others only …"""
_ONLY: Mapping[str, frozenset[str]] = {"mtable": frozenset({"mtr"}), "mtr": frozenset({"mtd"})}
"""… and those that hold some others only."""
_LEAVES = frozenset({"annotation", "mi", "mn", "mo", "ms", "mtext"})
_EMPTY = frozenset({"mprescripts", "mspace", "none"})
_ELEMENTS = frozenset({
    *_ATTRIBUTES, *_PARTS, *_LEAVES, *_EMPTY, "merror", "mmultiscripts", "mphantom", "mrow", "msqrt", "semantics",
})  # fmt: skip


def formula(math: Node, *, display: bool) -> Xml:
    """A formula as an element of JATS: `disp-formula` where it stands alone and may."""
    content = _mml(math) if _fits(math, "") else EMPTY
    if not content:
        words = math.text().strip()
        return element("monospace", words)
    return element("disp-formula" if display else "inline-formula", content)


def _fits(node: Node, parent: str) -> bool:
    tag, children = node.tag, [child for child in node.children if isinstance(child, Node)]
    if tag not in _ELEMENTS or parent not in _WITHIN.get(tag, {parent}):
        return False
    if tag in _LEAVES or tag in _EMPTY:
        return not children
    if any(isinstance(child, str) and child.strip() for child in node.children):
        return False
    if len(children) != _PARTS.get(tag, len(children)):
        return False
    if tag in _ONLY and any(child.tag not in _ONLY[tag] for child in children):
        return False
    if tag == "semantics" and (
        not children or [c.tag == "annotation" for c in children] != [False, *[True] * (len(children) - 1)]
    ):
        return False
    if tag == "mmultiscripts" and not _is_multiscript([child.tag for child in children]):
        return False
    return all(_fits(child, tag) for child in children)


def _is_multiscript(tags: list[str]) -> bool:
    """A base, pairs of scripts, and perhaps a mark with further pairs after it."""
    if not tags or tags[0] in {"none", "mprescripts"} or tags.count("mprescripts") > 1:
        return False
    after = tags[1:]
    split = after.index("mprescripts") if "mprescripts" in after else len(after)
    return split % 2 == 0 and (len(after) - split) % 2 == (split < len(after))


def _mml(node: Node) -> Xml:
    known = _ATTRIBUTES.get(node.tag, frozenset())
    of = {key: value for key, value in node.attributes.items() if key in known}
    if node.tag in _LEAVES:
        content = joined(part for part in node.children if isinstance(part, str))
    else:
        content = joined(_mml(part) for part in node.children if isinstance(part, Node))
    name = f"mml:{node.tag}"
    return element(name, content, of=of) or void(name, of)
