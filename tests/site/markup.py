"""HTML as a tree that tests can ask, made with the standard library's parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905 - as the standard lists them
)

_PART = re.compile(r"([#.]?)([\w-]+)|\[([\w-]+)(?:=\"([^\"]*)\")?\]")


@dataclass(eq=False)
class Element:
    """One element; its children are elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        return self.get("class").split()

    @property
    def text(self) -> str:
        """The text in it, with one space for each run of white space."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()

    def __iter__(self) -> Iterator[Element]:
        """Every element below it, in the order of the document."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    def all(self, selector: str) -> list[Element]:
        """The elements below it that match `tag.class#id[attribute="value"]`, with spaces for "somewhere in"."""
        steps = [_conditions(step) for step in selector.split()]
        return [element for element in self if element._is(steps)]

    def one(self, selector: str) -> Element:
        """The one element that matches; an assertion where there are none or several."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r}"
        return found[0]

    def texts(self, selector: str) -> list[str]:
        return [element.text for element in self.all(selector)]

    def links(self, selector: str = "a") -> list[tuple[str, str]]:
        """Text and address of the links that match."""
        return [(element.text, element.get("href")) for element in self.all(selector)]

    def _is(self, steps: list[list[tuple[str, str, str | None]]]) -> bool:
        if not all(self._has(*condition) for condition in steps[-1]):
            return False
        above = self.parent
        for step in reversed(steps[:-1]):
            while above is not None and not all(above._has(*condition) for condition in step):
                above = above.parent
            if above is None:
                return False
            above = above.parent
        return True

    def _has(self, kind: str, name: str, value: str | None) -> bool:
        if kind == "":
            return self.tag == name
        if kind == ".":
            return name in self.classes
        if kind == "#":
            return self.get("id") == name
        return name in self.attributes and value in (None, self.attributes[name])


def _conditions(step: str) -> list[tuple[str, str, str | None]]:
    conditions: list[tuple[str, str, str | None]] = [
        ("[", match[3], match[4]) if match[3] else (match[1], match[2], None)
        for match in _PART.finditer(step)
    ]
    assert conditions, f"{step!r} selects nothing"
    return conditions


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Element("document")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        assert len(element.attributes) == len(attrs), (
            f"an attribute stands twice on {self.get_starttag_text()}"
        )
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> in line {self.getpos()[0]} closes a <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parse(html: str) -> Element:
    """The document of a page whose every element is closed; ours are."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert parser.at is parser.root, f"<{parser.at.tag}> is never closed"
    return parser.root
