"""What in a file would run in the browser of a reader who opens it: it would run as the site's own.

A figure on a page is harmless whatever it holds, since browsers run nothing in an image. But every file has an
address, and XML of every kind is a document there, with scripts, frames and requests to other hosts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.parsers import expat

PAGES = frozenset({
    ".hta", ".htm", ".html", ".mht", ".mhtml", ".shtml", ".svgz", ".xht", ".xhtml", ".xsl", ".xslt",
})  # fmt: skip
"""Endings of documents that no archive publishes as files, and of what cannot be looked into."""
XML = frozenset({
    ".atom", ".dae", ".gpx", ".kml", ".mathml", ".mml", ".owl", ".rdf", ".rss", ".svg", ".xml", ".xsd",
})  # fmt: skip
"""Endings of XML that web servers may say to be XML, so that browsers show it as a document."""
LARGEST = 30_000_000
"""Bytes of a file of XML; a larger one is not looked into."""

_SVG, _XHTML, _MATHML = (
    f"http://www.w3.org/{name}" for name in ("2000/svg", "1999/xhtml", "1998/Math/MathML")
)
_HARMFUL = frozenset({"audio", "canvas", "discard", "embed", "foreignobject", "handler", "iframe", "listener", "object",
                      "script", "video"})  # fmt: skip
"""Elements of SVG that run, or hold what does."""
_ADDRESSES = frozenset({"href", "src", "base", "data"})
_RASTER = r"data:image/(?:png|jpeg|gif|webp|avif);base64,"
_WITHIN = re.compile(rf"\s*(?:\#|{_RASTER}|$)", re.IGNORECASE)
_WEB = re.compile(r"\s*https?://", re.IGNORECASE)
_LOADS = re.compile(
    rf"@import|image-set\s*\(|url\(\s*+['\"]?+\s*+(?!\#|['\"]?\s*\)|{_RASTER}|data:(?:application/|font/)[\w.+-]*;base64,)",
    re.IGNORECASE,
)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)


class _Found(Exception):  # noqa: N818 - it is what was looked for
    """Something active; the parser is not asked to go on."""


def is_suspect(name: str) -> bool:
    """Whether a file of this name has to be looked into."""
    return PurePosixPath(name.lower()).suffix in PAGES | XML


def active(name: str, data: bytes) -> str:
    """What is active in a file, such as "holds a script (line 3)"; empty where nothing is.

    Args:
        name: the file's name; its ending says what servers and browsers take it for.
        data: its bytes, or the first `LARGEST` + 1 of them.
    """
    suffix = PurePosixPath(name.lower()).suffix
    if suffix in PAGES:
        return "is a page of its own"
    if suffix not in XML:
        return ""
    if len(data) > LARGEST:
        return f"is larger than {LARGEST // 1_000_000} MB"
    look = _Look()
    try:
        look.parser.Parse(data, True)
    except _Found as found:
        return f"{found} (line {look.parser.CurrentLineNumber})"
    except expat.ExpatError as error:
        return f"is no XML ({expat.ErrorString(error.code)}, line {error.lineno})"
    except (LookupError, ValueError):
        return "is no XML (unknown encoding)"
    return ""


class _Look:
    """One reading of XML."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._element
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self._style: list[str] | None = None

    def _element(self, tag: str, attributes: Mapping[str, str]) -> None:
        space, _, local = tag.rpartition(" ")
        local = local.lower()
        if space == _XHTML:
            raise _Found(f"holds the HTML `<{local}>`")
        if space == _SVG and local in _HARMFUL:
            raise _Found(f"holds `<{local}>`")
        if space == _SVG and local == "style":
            self._style = []
        for attribute, value in attributes.items():
            prefix, _, name = attribute.rpartition(" ")
            self._attribute(space, local, name.lower(), value, is_bare=not prefix)

    def _attribute(self, space: str, element: str, name: str, value: str, *, is_bare: bool) -> None:
        if space not in (_SVG, _MATHML):
            return
        if is_bare and name.startswith("on"):
            raise _Found(f"has the handler `{name}`")
        if name == "attributename" and re.search(r"href|^\s*on", value, re.IGNORECASE):
            raise _Found(f"changes `{value.strip()[:40]}`")
        is_link = element == "a" or space == _MATHML
        if name in _ADDRESSES and not (_WITHIN.match(value) or (is_link and _WEB.match(value))):
            raise _Found(f"leads to `{value.strip()[:60]}`")
        if "(" in value or "\\" in value or "@" in value:
            self._css(value)

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _end(self, name: str) -> None:
        if self._style is not None and name == f"{_SVG} style":
            self._css("".join(self._style))
            self._style = None

    def _css(self, text: str) -> None:
        plain = _CSS_ESCAPE.sub(_unescaped, _CSS_COMMENT.sub("", text))
        if match := _LOADS.search(plain):
            raise _Found(f"loads `{plain[match.start() : match.start() + 60].strip()}`")

    def _entity(self, name: str, *_: object) -> None:
        raise _Found(f"declares the entity `{name[:40]}`")

    def _instruction(self, target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise _Found("names a stylesheet")


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        code = int(match[1], 16)
        return chr(code) if 0 < code < 0x110000 else "\N{REPLACEMENT CHARACTER}"
    return match[2]
