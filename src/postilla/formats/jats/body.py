"""Texts: from the HTML that a body became to sections, paragraphs, lists, tables and figures of JATS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

from postilla.formats.html import Node, parse
from postilla.formats.xml import EMPTY, Xml, element, escape, joined, void

from .formulas import formula
from .tables import table

_INLINE: Mapping[str, str] = {
    "b": "bold", "strong": "bold", "cite": "italic", "dfn": "italic", "em": "italic", "i": "italic", "var": "italic",
    "code": "monospace", "kbd": "monospace", "samp": "monospace", "del": "strike", "s": "strike", "ins": "underline",
    "u": "underline", "sub": "sub", "sup": "sup",
}  # fmt: skip
"""Elements of HTML within a line, and what they are in JATS."""

_BLOCKS = frozenset({
    "aside", "blockquote", "div", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "section",
    "table", "ul",
})  # fmt: skip
_LIST_TYPES: Mapping[str, str] = {
    "a": "alpha-lower", "A": "alpha-upper", "i": "roman-lower", "I": "roman-upper",
}  # fmt: skip
_NOT_A_NAME = re.compile(r"[^A-Za-z0-9_.-]")
_WEB = re.compile(r"(?:https?|mailto|ftp):", re.IGNORECASE)


class Texts:
    """The texts of one article: their ids are of one document, and their footnotes stand together at its end."""

    def __init__(self, references: Iterable[str]) -> None:
        self.notes: list[Xml] = []
        """The footnotes that were met, for `back`."""
        self._targets = {f"ref-{reference}": ("bibr", f"ref-{reference}") for reference in references}
        """By the id in HTML: what kind of thing it is, and its id in JATS."""
        self._taken = {id for _, id in self._targets.values()}

    def body(self, html: str) -> Xml:
        """The text of an article: what comes before the first heading, then sections within each other."""
        return _sections(self._read(html), 0, self)

    def blocks(self, html: str) -> Xml:
        """A text without sections of its own, such as an abstract."""
        return self.of(self._read(html))

    def paragraphs_of(self, html: str) -> Xml:
        """A text of paragraphs only, for a note."""
        return self.paragraphs(self._read(html))

    def _read(self, html: str) -> list[Node | str]:
        root = parse(html)
        for node in root.walk():
            if node.attributes:
                self._claim(node)
        return root.children

    def _claim(self, node: Node) -> None:
        """Give an id to what links may lead to."""
        given, kind = node.attributes.get("id", ""), _KINDS.get(node.tag, "")
        if node.tag == "li" and "-fn-" in given:
            kind = "fn"
        if node.of_class("box"):
            given, kind = node.attributes.get("aria-labelledby", ""), "boxed-text"
        if not given or not kind or given in self._targets:
            return
        name = _NOT_A_NAME.sub("_", given)
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        self._targets[given] = (kind, name)

    def id_of(self, node: Node, given: str = "") -> Mapping[str, str]:
        """The attribute `id` of what was made of an element."""
        target = self._targets.get(given or node.attributes.get("id", ""))
        return {"id": target[1]} if target else {}

    # ------------------------------------------------------------------------------------------------------------------

    def of(self, nodes: Iterable[Node | str]) -> Xml:
        """Blocks; text that stands between them becomes paragraphs."""
        made: list[Xml] = []
        line: list[Node | str] = []
        for node in nodes:
            if isinstance(node, Node) and node.tag in _BLOCKS:
                made += [self._paragraph(line), self._block(node)]
                line = []
            else:
                line.append(node)
        return joined([*made, self._paragraph(line)])

    def paragraphs(self, nodes: Iterable[Node | str], keep: frozenset[str] = frozenset({"p"})) -> Xml:
        """The same where only paragraphs may stand, or `keep`: other blocks are put into some."""
        made: list[Xml] = []
        line: list[Node | str] = []
        for node in _flattened(nodes):
            if isinstance(node, Node) and node.tag in _BLOCKS:
                block = self._block(node)
                fits = node.tag in keep or _level(node)
                made += [self._paragraph(line), block if fits else element("p", block)]
                line = []
            else:
                line.append(node)
        return joined([*made, self._paragraph(line)])

    def _paragraph(self, line: Sequence[Node | str]) -> Xml:
        content = self.inline(line, display=True)
        return element("p", content) if content.strip() else EMPTY

    def _block(self, node: Node) -> Xml:
        tag = node.tag
        if tag == "p":
            content = self.inline(node.children, display=True)
            return element("p", content, of=self.id_of(node)) if content.strip() else EMPTY
        if tag in {"ol", "ul"}:
            return self._list(node)
        if tag == "table":
            return table(node, self)
        if tag == "blockquote":
            return element("disp-quote", self.of(_flattened(node.children)))
        if tag == "aside":
            return self._box(node)
        if tag == "pre":
            return element("preformat", node.text())
        if tag == "figure":
            return self._figure(node)
        if tag == "section" and node.of_class("footnotes"):
            self._footnotes(node)
            return EMPTY
        if tag[0] == "h" and tag != "hr":
            return element("p", element("bold", self.inline(node.children)), of=self.id_of(node))
        return self.of(node.children)

    def _list(self, node: Node) -> Xml:
        kind = _LIST_TYPES.get(node.attributes.get("type", ""), "order") if node.tag == "ol" else "bullet"
        start = node.attributes.get("start", "")
        items = [child for child in node.children if isinstance(child, Node) and child.tag == "li"]
        made = []
        for place, item in enumerate(items):
            label = str(int(start) + place) if start.lstrip("-").isdigit() else ""
            content = self.paragraphs(item.children, _IN_ITEMS) or void("p")
            made.append(element("list-item", element("label", label), content))
        return element("list", *made, of={"list-type": kind})

    def _box(self, node: Node) -> Xml:
        children = list(node.children)
        title = next((c for c in children if isinstance(c, Node) and c.of_class("box-title")), None)
        caption = element("caption", element("title", self.inline(title.children))) if title else EMPTY
        content = self.of(_flattened(child for child in children if child is not title))
        of = self.id_of(node, node.attributes.get("aria-labelledby", ""))
        return element("boxed-text", caption, content, of=of) if caption or content else EMPTY

    def _figure(self, node: Node) -> Xml:
        parts = {part.tag: part for part in node.walk()}
        image, caption = parts.get("img"), parts.get("figcaption")
        label, words, credit = EMPTY, EMPTY, EMPTY
        if caption:
            rest = list(caption.children)
            if rest and isinstance(rest[0], Node) and rest[0].tag == "b":
                label = element("label", rest.pop(0).text())  # type: ignore[union-attr]
            credits = [c for c in rest if isinstance(c, Node) and c.of_class("credit")]
            credit = joined(element("attrib", self.inline(c.children)) for c in credits)
            words = Xml(self.inline(c for c in rest if c not in credits).strip())
        source, alt = (image.attributes.get(key, "") for key in ("src", "alt")) if image else ("", "")
        return element(
            "fig", label, element("caption", element("p", words)), element("alt-text", alt),
            void("graphic", {"xlink:href": source}) if source else EMPTY, credit, of=self.id_of(node),
        )  # fmt: skip

    def _footnotes(self, section: Node) -> None:
        for item in section.walk():
            if item.tag == "li" and self.id_of(item):
                self.notes.append(
                    element("fn", self.paragraphs(item.children) or void("p"), of=self.id_of(item))
                )

    # ------------------------------------------------------------------------------------------------------------------

    def inline(self, nodes: Iterable[Node | str], *, display: bool = False) -> Xml:
        """What stands within a line; `display` where a formula of its own may."""
        # the most frequent thing in a text, so it is joined without a look at what is markup
        parts = [escape(n) if isinstance(n, str) else self._inline(n, display=display) for n in nodes]
        return Xml("".join(parts))

    def _inline(self, node: Node, *, display: bool) -> Xml:
        tag = node.tag
        if tag in _INLINE:
            return element(_INLINE[tag], self.inline(node.children))
        if tag == "a":
            return self._link(node)
        if tag == "math":
            return formula(node, display=display and node.attributes.get("display") == "block")
        if tag == "img":
            alt = element("alt-text", node.attributes.get("alt", ""))
            return element("inline-graphic", alt, of={"xlink:href": node.attributes.get("src", "")}) or EMPTY
        if tag == "br":
            return Xml("\n")
        if tag == "q":
            return joined(("“", self.inline(node.children), "”"))
        content = self.inline(node.children, display=display)
        return joined((" ", content, " ")) if tag in _BLOCKS else content

    def _link(self, node: Node) -> Xml:
        if node.of_class("fn-back"):
            return EMPTY
        # no link holds a picture or a formula
        is_plain = not any(inner.tag in {"img", "math"} for inner in node.walk())
        content = self.inline(node.children) if is_plain else Xml(escape(node.text()))
        href = node.attributes.get("href", "")
        if href.startswith("#"):
            kind, name = self._targets.get(unquote(href[1:]), ("", ""))
            return element("xref", content, of={"ref-type": kind, "rid": name}) if kind else content
        if not href:
            return content
        kind = "uri" if _WEB.match(href) else "file"
        return element("ext-link", content, of={"ext-link-type": kind, "xlink:href": href})


_IN_ITEMS = frozenset({"ol", "p", "ul"})
_KINDS: Mapping[str, str] = {
    "figure": "fig", "table": "table", "p": "other", **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "sec"),
}  # fmt: skip
"""What a link may lead to, by element, as values of `ref-type`."""


def _flattened(nodes: Iterable[Node | str]) -> Iterable[Node | str]:
    """Children of a container, those of a `div` in its place."""
    for node in nodes:
        if isinstance(node, Node) and node.tag == "div":
            yield from _flattened(node.children)
        else:
            yield node


def _sections(nodes: Sequence[Node | str], above: int, texts: Texts) -> Xml:
    """Blocks, then a section for every heading of the highest level among them."""
    flat = list(_flattened(nodes)) if above == 0 else list(nodes)
    levels = [_level(node) for node in flat]
    top = min((level for level in levels if level), default=0)
    if not top:
        return texts.of(flat)
    starts = [place for place, level in enumerate(levels) if level == top]
    made = []
    # a deeper heading may come first: its section stands before the others
    if starts[0]:
        made.append(_sections(flat[: starts[0]], top, texts))
    for start, end in zip(starts, [*starts[1:], len(flat)], strict=True):
        heading = flat[start]
        if isinstance(heading, Node):
            title = element("title", texts.inline(heading.children)) or void("title")
            made.append(
                element("sec", title, _sections(flat[start + 1 : end], top, texts), of=texts.id_of(heading))
            )
    return joined(made)


def _level(node: Node | str) -> int:
    return int(node.tag[1]) if isinstance(node, Node) and re.fullmatch("h[1-6]", node.tag) else 0
