"""Formulas: MathML stays MathML, LaTeX loses the document that was put around it."""

from __future__ import annotations

import re
from html import escape

from postilla.bodies import MATHML, MATHML_ATTRIBUTES
from postilla.formats.reading.characters import clean, line
from postilla.formats.reading.marks import Raw
from postilla.formats.reading.markup import Element, attribute, tag, words

from .context import Context

_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
_DELIMITERS = re.compile(
    r"^(?:\$\$?|\\\[|\\\(|\\begin\{(?:equation|displaymath|math)\*?\})"
    r"|(?:\$\$?|\\\]|\\\)|\\end\{(?:equation|displaymath|math)\*?\})$"
)
_WITHOUT = frozenset({"annotation-xml", "maction", "mglyph", "malignmark", "semantics"})


def formula(context: Context, element: Element, *, display: bool) -> Raw | None:
    """The formula in an element, or None where it holds neither MathML nor LaTeX."""
    math = element if tag(element) == "math" else next(iter(element.iter("math")), None)
    if math is not None:
        return Raw(_mathml(context, math, display=display), words(math, "annotation", "annotation-xml"))
    tex = element if tag(element) == "tex-math" else next(iter(element.iter("tex-math")), None)
    if tex is not None:
        source = latex("".join(map(str, tex.itertext())))
        sign = "$$" if display else "$"
        return Raw(f"{sign}{source}{sign}", source) if source else None
    return None


def latex(text: str) -> str:
    """LaTeX without a document and delimiters around it, on one line."""
    inner = _DOCUMENT.search(text)
    source = line(inner[1] if inner else text)
    for _ in range(2):
        source = _DELIMITERS.sub("", source).strip()
    return re.sub(r"(?<!\\)\$", r"\\$", source)


def _mathml(context: Context, math: Element, *, display: bool) -> str:
    attributes = ' display="block"' if display else ""
    if alt := attribute(math, "alttext"):
        attributes += f' alttext="{escape(line(alt))}"'
    return f"<math{attributes}>{_content(context, math)}</math>"


def _content(context: Context, element: Element) -> str:
    out = escape(line(element.text or ""), quote=False) if (element.text or "").strip() else ""
    for child in element:
        out += _written(context, child)
        if (child.tail or "").strip():
            out += escape(line(child.tail or ""), quote=False)
    return out.replace("$", "&#36;").replace("[@", "&#91;@")


def _written(context: Context, element: Element) -> str:
    name = tag(element)
    if name in ("annotation", "annotation-xml"):
        return ""
    if name not in MATHML or name in _WITHOUT:
        if name not in ("semantics", "maction"):
            context.lose("dropped", element, f"the element {name} of a formula; what it holds stayed")
        return _content(context, element)
    attributes = "".join(
        f' {key}="{escape(value)}"'
        for key, raw in sorted((str(key), str(raw)) for key, raw in element.items())
        if (pattern := MATHML_ATTRIBUTES.get(key)) and pattern.fullmatch(value := clean(raw).strip())
    )
    return f"<{name}{attributes}>{_content(context, element)}</{name}>"
