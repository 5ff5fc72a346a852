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

from .allowed import MATHML, MATHML_ATTRIBUTES
from .scanner import Scanner
from .sheet import Placed, Sheet
from .tokens import Token, cleaned, escaped

TRIGGERS = {"dollar": r"\$"}

LONGEST = 5000
"""Characters of one formula."""

DEEPEST = 60
"""Groups within each other; the converter is recursive, and what it can do must not depend on who calls it."""

_DISPLAY = re.compile(r"\$\$(?!\$)((?:\\.|[^\\$])++)\$\$", re.DOTALL)
_INLINE = re.compile(r"\$(?![\s$])((?:\\.|[^\\$])++)(?<!\s)\$(?![0-9$])", re.DOTALL)
_LINE = re.compile(r"\n[ \t]*(?:>[ \t]?)*")
_GROUP = re.compile(r"\\(?:[A-Za-z]+|.)|[^\\\s]", re.DOTALL)
_BEGIN, _END = frozenset({"{", "\\left", "\\begin"}), frozenset({"}", "\\right", "\\end"})
_LEAVES = frozenset({"mi", "mn", "mo", "ms", "mtext"})
"""Elements that hold text only."""
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
        try:
            return converted(self.tex, self.display)
        except Exception as error:  # noqa: BLE001  (the converter raises whatever the input makes it stumble over)
            help = "write `\\$` for a dollar sign"
            sheet.faults.append(self.fault("P406", "this LaTeX cannot be converted", _reason(error), help))
            return f"<code>{escaped(self.source)}</code>"


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
    """The formula as MathML; raises whatever the converter raises, and ValueError for what it does not understand."""
    if len(tex) > LONGEST:
        raise ValueError(f"a formula may have {LONGEST:,} characters")
    if _depth(tex) > DEEPEST:
        raise RecursionError
    from latex2mathml.converter import Converter  # noqa: PLC0415 (slow to import, and few texts need it)

    kind = "block" if display else "inline"
    root = Converter(display=kind).convert_to_element(tex)
    content = "".join(_written(child) for child in root)
    return (
        f'<math display="{kind}"><semantics>{content}'
        f'<annotation encoding="application/x-tex">{escaped(tex)}</annotation></semantics></math>'
    )


def _depth(tex: str) -> int:
    """How deep groups nest at most; a command that follows another directly may be its argument."""
    depth = deepest = row = 0
    for match in _GROUP.finditer(tex):
        part = match[0]
        row = row + 1 if part[0] in "\\^_" else 0
        if part in _BEGIN:
            depth += 1
        elif part in _END:
            depth -= 1
        deepest = max(deepest, depth + row)
    return deepest


def _written(element: Element) -> str:
    text = escaped(cleaned(unescape(element.text or "")))
    if unknown := _COMMAND.match(text):
        raise ValueError(f"`{unknown[0]}` is unknown")
    if len(element) != _PARTS.get(element.tag, len(element)):
        raise ValueError("a part of it is missing")
    inner = text + "".join(_written(child) for child in element)
    if element.tag not in MATHML:
        return inner
    if element.tag in _LEAVES and len(element):
        # The converter puts whole formulas into operators.
        return f"<mrow>{inner}</mrow>"
    attributes = "".join(
        f' {name}="{escaped(value)}"'
        for name, value in element.items()
        if (pattern := MATHML_ATTRIBUTES.get(name)) and pattern.fullmatch(value)
    )
    return f"<{element.tag}{attributes}>{inner}</{element.tag}>"


def _reason(error: Exception) -> str:
    if type(error) is ValueError:
        return str(error)
    if type(error).__module__.startswith("latex2mathml"):
        words = re.findall(r"[A-Z][a-z]+", type(error).__name__.removesuffix("Error"))
        return " ".join(words).lower()
    return "it nests too deeply" if isinstance(error, RecursionError) else "it is incomplete"
