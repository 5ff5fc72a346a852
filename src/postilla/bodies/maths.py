"""Formulas: LaTeX between dollar signs, converted to MathML.

The converter's output is not taken as text: it undoes its own escaping, so a formula could smuggle markup through it.
Its tree is written out here, element by element, with what `allowed` allows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from types import MappingProxyType
from xml.etree.ElementTree import Element

from latex2mathml.converter import Converter

from .allowed import MATHML, MATHML_ATTRIBUTES
from .scanner import Scanner
from .sheet import Placed, Sheet
from .tokens import Token, cleaned, escaped

TRIGGERS = {"dollar": r"\$"}

LONGEST = 5000
"""Characters of one formula; the converter is recursive."""

_DISPLAY = re.compile(r"\$\$(?!\$)((?:\\.|[^\\$])++)\$\$", re.DOTALL)
_INLINE = re.compile(r"\$(?![\s$])((?:\\.|[^\\$])++)(?<!\s)\$(?![0-9$])", re.DOTALL)
_LINE = re.compile(r"\n[ \t]*(?:>[ \t]?)*")
_LEVELS = 200
_COMMAND = re.compile(r"\\[A-Za-z]+")
_PARTS = MappingProxyType({
    "mfrac": 2, "mover": 2, "mroot": 2, "msub": 2, "msubsup": 3, "msup": 2, "munder": 2, "munderover": 3,
})  # fmt: skip
"""Elements that must have so many parts; the converter leaves them out where the formula does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula(Placed):
    """A formula in LaTeX."""

    tex: str
    display: bool

    def plain(self) -> str:
        """The LaTeX."""
        return self.tex

    def render(self, sheet: Sheet) -> str:
        """MathML, or the source as code when it cannot be converted."""
        shown = converted(self.tex, self.display)
        if not shown.startswith("<"):
            sheet.faults.append(
                self.fault("P406", "this LaTeX cannot be converted", shown, "write `\\$` for a dollar sign")
            )
            return f"<code>{escaped(self.source)}</code>"
        return shown


def find(text: str, at: int, limit: int) -> Token | None:
    """The formula at `at`."""
    for pattern, display in ((_DISPLAY, True), (_INLINE, False)):
        if match := pattern.match(text, at, limit):
            tex = _LINE.sub(" ", match[1]).strip()
            if tex:
                return Formula(start=at, end=match.end(), source=match[0], tex=tex, display=display)
    return None


def read(scanner: Scanner, match: re.Match[str]) -> None:
    """A dollar sign; the second of two that open nothing opens nothing either."""
    if token := find(scanner.text, match.start(), scanner.limit()):
        scanner.put(token)
    elif scanner.text.startswith("$", scanner.pos):
        scanner.pos += 1


@lru_cache(maxsize=512)
def converted(tex: str, display: bool) -> str:
    """The formula as MathML, or the reason (which does not begin with `<`) why it cannot be converted."""
    if len(tex) > LONGEST:
        return f"a formula may have {LONGEST:,} characters"
    try:
        root = Converter(display="block" if display else "inline").convert_to_element(tex)
        content = "".join(_written(child, 0) for child in root)
    except Exception as error:  # noqa: BLE001  (the converter raises whatever the input makes it stumble over)
        return _reason(error)
    return (
        f'<math display="{"block" if display else "inline"}"><semantics>{content}'
        f'<annotation encoding="application/x-tex">{escaped(tex)}</annotation></semantics></math>'
    )


def _written(element: Element, level: int) -> str:
    if level > _LEVELS:
        raise RecursionError
    text = escaped(cleaned(unescape(element.text or "")))
    inner = text + "".join(_written(child, level + 1) for child in element)
    if unknown := _COMMAND.match(text):
        raise ValueError(f"unknown command {unknown[0]}")
    if len(element) != _PARTS.get(element.tag, len(element)):
        raise ValueError("a part is missing")
    if element.tag not in MATHML:
        return inner
    attributes = "".join(
        f' {name}="{escaped(value)}"'
        for name, value in element.items()
        if (pattern := MATHML_ATTRIBUTES.get(name)) and pattern.fullmatch(value)
    )
    return f"<{element.tag}{attributes}>{inner}</{element.tag}>"


def _reason(error: Exception) -> str:
    if isinstance(error, ValueError) and error.args:
        return str(error.args[0])
    words = re.findall(r"[A-Z][a-z]+", type(error).__name__.removesuffix("Error"))
    return " ".join(words).lower() or "a fault"
