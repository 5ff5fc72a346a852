"""What may stand in a text as HTML: elements, their attributes, and the values of those.

The sanitiser and the findings about removed HTML both read these tables. What is missing here is missing for
a reason: `class` and `style` would reach into the design of the site, `section`, `details`, `dl` and `figure`
have rules about their content that a sanitiser cannot keep, headings are written with `##`, and `time` is
checked by validators.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_TEXT = re.compile(r".*", re.DOTALL)
_COUNT = re.compile(r"[1-9][0-9]{0,2}")
_INTEGER = re.compile(r"-?[0-9]{1,6}")
_PIXELS = re.compile(r"[1-9][0-9]{0,3}")
_FLAG = re.compile("")

Attributes = Mapping[str, "re.Pattern[str]"]

EVERYWHERE: Attributes = MappingProxyType(
    {
        "dir": re.compile(r"ltr|rtl|auto"),
        "id": re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,99}"),
        "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"),
    }
)
"""Attributes of every HTML element."""

ELEMENTS: Mapping[str, Attributes] = MappingProxyType({
    "a": {"href": _TEXT, "title": _TEXT},
    "abbr": {"title": _TEXT},
    "b": {}, "bdi": {}, "blockquote": {}, "br": {}, "caption": {}, "cite": {}, "code": {},
    "col": {"span": _COUNT},
    "colgroup": {"span": _COUNT},
    "del": {},
    "dfn": {"title": _TEXT},
    "div": {}, "em": {}, "hr": {}, "i": {},
    "img": {"src": _TEXT, "alt": _TEXT, "title": _TEXT, "width": _PIXELS, "height": _PIXELS},
    "ins": {}, "kbd": {},
    "li": {"value": _INTEGER},
    "mark": {},
    "ol": {"start": _INTEGER, "type": re.compile(r"[1aAiI]"), "reversed": _FLAG},
    "p": {}, "pre": {}, "q": {}, "s": {}, "samp": {}, "small": {}, "span": {}, "strong": {}, "sub": {}, "sup": {},
    "table": {}, "tbody": {},
    "td": {"colspan": _COUNT, "rowspan": _COUNT},
    "tfoot": {},
    "th": {"colspan": _COUNT, "rowspan": _COUNT, "scope": re.compile(r"row|col|rowgroup|colgroup"), "abbr": _TEXT},
    "thead": {}, "tr": {}, "u": {}, "ul": {}, "var": {}, "wbr": {},
})  # fmt: skip
"""Element → its own attributes."""

VOID = frozenset({"br", "col", "hr", "img", "wbr"})
"""Elements without content."""

BLOCKS = frozenset({"blockquote", "div", "hr", "ol", "p", "pre", "table", "ul"})
"""Elements that stand beside paragraphs. One that begins a line is taken as it is, to its end tag."""

VERBATIM = frozenset({"code", "kbd", "pre", "samp"})
"""Elements in whose content nothing is a citation, a formula or emphasis."""

WITH_CONTENT = frozenset({
    "audio", "canvas", "embed", "frameset", "head", "iframe", "noembed", "noframes", "noscript", "object",
    "plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
})  # fmt: skip
"""Elements that are removed together with what they hold, for it is no text."""

MATHML = frozenset({
    "annotation", "math", "menclose", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded",
    "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup",
    "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none", "semantics",
})  # fmt: skip
"""Elements of MathML; `annotation-xml`, `mglyph`, `malignmark` and `maction` can carry HTML and stay out."""

_LENGTH = re.compile(r"[-+]?[0-9]{0,4}(?:\.[0-9]{0,6})?(?:em|ex|px|pt|mm|cm|in|pc|%)?")
_TRUTH = re.compile(r"true|false")

MATHML_ATTRIBUTES: Attributes = MappingProxyType({
    "accent": _TRUTH, "accentunder": _TRUTH,
    "alttext": _TEXT,
    "columnalign": re.compile(r"(?:left|center|right)(?: (?:left|center|right)){0,99}"),
    "columnlines": re.compile(r"(?:none|solid|dashed)(?: (?:none|solid|dashed)){0,99}"),
    "columnspacing": _LENGTH, "columnspan": _COUNT,
    "depth": _LENGTH,
    "display": re.compile(r"block|inline"),
    "displaystyle": _TRUTH,
    "encoding": re.compile(r"application/x-tex|text/plain"),
    "fence": _TRUTH,
    "form": re.compile(r"prefix|infix|postfix"),
    "height": _LENGTH, "largeop": _TRUTH, "linethickness": _LENGTH, "lspace": _LENGTH,
    "mathsize": _LENGTH,
    "mathvariant": re.compile(r"normal|bold|italic|bold-italic|double-struck|(?:bold-)?(?:fraktur|script)|monospace|"
                              r"(?:bold-)?sans-serif|sans-serif-(?:bold-)?italic"),
    "maxsize": _LENGTH, "minsize": _LENGTH, "movablelimits": _TRUTH,
    "notation": re.compile(r"[a-z]{3,20}(?: [a-z]{3,20}){0,3}"),
    "rowlines": re.compile(r"(?:none|solid|dashed)(?: (?:none|solid|dashed)){0,99}"),
    "rowspacing": _LENGTH, "rowspan": _COUNT, "rspace": _LENGTH,
    "scriptlevel": re.compile(r"[-+]?[0-9]"),
    "separator": _TRUTH, "stretchy": _TRUTH, "symmetric": _TRUTH,
    "voffset": _LENGTH, "width": _LENGTH,
})  # fmt: skip
"""Attributes of every element of MathML."""
