"""A second opinion on what a body may hold: read with another parser, written down apart from the code under test."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import nh3

from postilla.bodies.allowed import MATHML, MATHML_ATTRIBUTES

VOID = {"br", "col", "hr", "img", "wbr"}
PHRASING = {
    "a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark",
    "q", "s", "samp", "small",
    "span", "strong", "sub", "sup", "u", "var", "wbr",
}  # fmt: skip
BLOCKS = {
    "aside", "blockquote", "div", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol",
    "p", "pre", "section",
    "table", "ul",
}  # fmt: skip
TABLES = {"caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"}
ATTRIBUTES = {
    "abbr", "alt", "aria-label", "aria-labelledby", "class", "colspan", "dir", "height", "href", "id",
    "lang", "loading",
    "reversed", "role", "rowspan", "scope", "span", "src", "start", "tabindex", "title", "type", "value",
    "width",
}  # fmt: skip
ROLES = {"region", "doc-noteref", "doc-endnotes", "doc-backlink"}
CLASSES = {
    "align-center", "align-left", "align-right", "box", "box-title", "cite", "cites", "credit", "figure",
    "fn-back", "fnref",
    "footnotes", "table",
}  # fmt: skip
_FORBIDDEN = re.compile("[\ufdd0-\ufdef\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
ADDRESS = re.compile(r"(https?://[^\s<>\"]+|#[^\s<>\"]+|(?![a-z+.-]*:|/)[^\s<>\"\\]+)")


class Strict(HTMLParser):
    """Reads HTML that must be exactly as strict as we write it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[tuple[object, ...]] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in PHRASING | BLOCKS | TABLES | MATHML, f"element {tag}"
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), "an attribute given twice"
        for name, value in attrs:
            assert value is not None or name == "reversed", f"{name} without value"
            self._attribute(tag, name, value or "")
        if tag in BLOCKS | TABLES:
            assert not set(self.open) & (PHRASING | {"p", "h2", "h3", "h4", "h5", "h6"}), (
                f"{tag} in {self.open}"
            )
        if tag == "li":
            assert self.open[-1] in {"ol", "ul"}, "li outside a list"
        self.events.append(("start", tag, tuple(sorted((name, value or "") for name, value in attrs))))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raise AssertionError(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> with nothing open"
        assert self.open.pop() == tag, f"</{tag}> closes nothing"
        self.events.append(("end", tag))

    def handle_data(self, data: str) -> None:
        if self.events and self.events[-1][0] == "text":
            data = str(self.events.pop()[1]) + data
        self.events.append(("text", data))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"instruction {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"declaration {data}")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if tag in MATHML:
            assert name in MATHML_ATTRIBUTES, f"{name} of {tag}"
            return
        assert name in ATTRIBUTES, f"{name} of {tag}"
        if name in {"href", "src"}:
            assert ADDRESS.fullmatch(value), f"address {value}"
            self.targets += [unquote(value[1:])] if value.startswith("#") else []
        if name == "src":
            assert not re.match(r"[a-z]+:", value), f"image from elsewhere {value}"
        if name == "class":
            assert all(word in CLASSES or word.startswith("language-") for word in value.split()), (
                f"class {value}"
            )
        if name == "role":
            assert value in ROLES, f"role {value}"
        if name == "id":
            assert value, "empty id"
            assert not re.search(r"\s", value), f"id {value}"
            self.ids.append(value)


def events(html: str) -> list[tuple[object, ...]]:
    """What a parser makes of the HTML, which must be strict."""
    return _read(html).events


def check(html: str, prefix: str = "t-") -> list[tuple[object, ...]]:
    """Assert that the HTML is safe and well formed; returns its events."""
    assert not _FORBIDDEN.search(html), "a mark or control is left"
    html.encode()
    reader = _read(html)
    assert not reader.open, f"open at the end: {reader.open}"
    assert len(reader.ids) == len(set(reader.ids)), "two elements have one id"
    assert all(made.startswith(prefix) for made in reader.ids), "an id without the prefix"
    ids = set(reader.ids)
    for target in reader.targets:
        assert target in ids or target.startswith("ref-"), f"a link to nowhere: {target}"
    return reader.events


def _read(html: str) -> Strict:
    reader = Strict()
    reader.feed(html)
    reader.close()
    return reader


def as_browsers_read(html: str) -> str:
    """The HTML after a browser's parser has read and written it; the same when it holds no surprise."""
    everything = PHRASING | BLOCKS | TABLES | MATHML
    attributes = {tag: (set(MATHML_ATTRIBUTES) if tag in MATHML else set(ATTRIBUTES)) for tag in everything}
    return nh3.clean(
        html,
        tags=everything,
        clean_content_tags=set(),
        attributes=attributes,
        url_schemes={"http", "https"},
        link_rel=None,
    )  # fmt: skip
