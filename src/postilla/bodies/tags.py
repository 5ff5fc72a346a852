"""Tags that an author wrote, written anew with what `allowed` allows."""

from __future__ import annotations

import re
from html import unescape

from . import links
from .allowed import ELEMENTS, EVERYWHERE, MATHML, MATHML_ATTRIBUTES, VOID
from .scanner import Scanner, Target
from .tokens import Fault, cleaned, escaped

TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9-]*+)"
    r"((?:\s++[A-Za-z_:][A-Za-z0-9_:.-]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+)*+)\s*+(/?)>"
)
"""A tag that every parser reads the same way: slash, name, attributes, slash. Any other `<` is text."""

DEPTH = 64
"""Elements that may stand open within each other; browsers and the sanitiser take long over more."""

_NESTING = (ELEMENTS.keys() | MATHML) - VOID - {
    "caption", "colgroup", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
"""Elements that stay open until their end tag."""

_WITHIN_MATHML = MATHML - {"math"}

_ATTRIBUTE = re.compile(
    r"\s([A-Za-z_:][A-Za-z0-9_:.-]*+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?"
)


class Tags:
    """The tags of one element, and what was found in them."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self.faults: list[Fault] = []
        self.files: list[str] = []

    def math(self, tag: re.Match[str]) -> str:
        """The start tag of a formula in MathML whose end tag is known to follow."""
        self._scanner.depth += 1
        given = self._given(tag, "math")
        return f"<math{''.join(self._attribute(tag, *pair) for pair in given.items())}>"

    def end(self, name: str) -> str:
        """An end tag."""
        self._scanner.depth = max(0, self._scanner.depth - (name in _NESTING))
        return "" if name in VOID else f"</{name}>"

    def written(self, tag: re.Match[str], *, mathml: bool = False) -> str:
        """The tag anew; empty when its element is not allowed, or not within MathML, or only there."""
        name = tag[2].lower()
        if name not in (_WITHIN_MATHML if mathml else ELEMENTS):
            self.faults += [] if tag[1] else [removed(tag, name)]
            return ""
        if tag[1]:
            return self.end(name)
        if name in _NESTING and not tag[4]:
            if self._scanner.depth >= DEPTH:
                self.faults.append(removed(tag, name))
                return ""
            self._scanner.depth += 1
        given = self._given(tag, name)
        attributes = "".join(
            self._attribute(tag, key, value) for key, value in sorted(given.items(), key=_order)
        )
        if name == "img":
            if " src=" not in attributes:
                return ""
            if not given.get("alt", "").strip():
                help = 'say what it shows: `alt="…"`'
                self.faults.append(Fault(*tag.span(), "P403", "this image has no alternative text", "", help))
            attributes += "" if "alt" in given else ' alt=""'
        return f"<{name}{attributes}>" + (f"</{name}>" if tag[4] and name not in VOID else "")

    def _given(self, tag: re.Match[str], name: str) -> dict[str, str]:
        allowed = {**EVERYWHERE, **ELEMENTS[name]} if name in ELEMENTS else MATHML_ATTRIBUTES
        given: dict[str, str] = {}
        for attribute in _ATTRIBUTE.finditer(tag[3]):
            key = attribute[1].lower()
            value = cleaned(unescape(attribute[2] or attribute[3] or attribute[4] or ""))
            pattern = allowed.get(key)
            if pattern is not None and pattern.fullmatch(value):
                given.setdefault(key, value)
            elif key != "xmlns":
                start = tag.start(3) + attribute.start(1)
                message = f"the attribute `{key}` of `<{name}>` is removed"
                self.faults.append(Fault(start, start + len(key), "P404", message))
        return given

    def _attribute(self, tag: re.Match[str], key: str, value: str) -> str:
        start, end = tag.span()
        if key == "id" or (key == "href" and value.startswith("#")):
            place = links.Place(start=start, end=end, source="", name=value.removeprefix("#"))
            return f' {key}="{"#" if key == "href" else ""}{self._scanner.register(place)}"'
        if key == "href":
            url = links.web(value) or self._file(value)
            if url is None:
                self.faults.append(links.refused(Target(value, "", start, end)))
                return ""
            return f' href="{escaped(url)}"'
        if key == "src":
            url = self._file(value)
            if url is None:
                self.faults.append(links.refused_image(Target(value, "", start, end)))
                return ""
            return f' src="{escaped(url)}" loading="lazy"'
        return f' {key}="{escaped(value)}"'

    def _file(self, value: str) -> str | None:
        url = links.file(value)
        if url is not None:
            self.files.append(links.path(url))
        return url


def removed(tag: re.Match[str], name: str, *, whole: bool = False) -> Fault:
    """The finding about an element that is not allowed."""
    message = f"the element `<{name}>` is removed" + (
        ", with what it holds" if whole else "; what it holds stays"
    )
    return Fault(*tag.span(), "P404", message)


def _order(attribute: tuple[str, str]) -> tuple[bool, str]:
    # `weave` finds links by their first attribute.
    return attribute[0] not in {"href", "src"}, attribute[0]
