"""A shell: the theme's page around nothing, as text with named slots that are filled for each page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

SLOTS: Mapping[str, str] = {
    "base": "the relative way from the page to the root of the site: empty, or `../` repeated",
    "lang": "the language of the page (BCP 47), for an attribute",
    "title": "the title of the page, escaped",
    "description": "one sentence about the page, escaped for an attribute",
    "head": "further elements of the head",
    "main": "everything inside `<main>`",
    "listing": "the generated part of a hand-written page",
}
"""The named slots; a slot `current:<section>` beside them becomes ` aria-current="page"` or nothing."""

OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use characters around a slot's name; nothing in a theme contains them."""

_MARK = re.compile(f"{OPEN}([a-z:-]+){CLOSE}")
CURRENT = "current:"


def slot(name: str) -> str:
    """The mark that stands for a slot in the text of a shell."""
    return f"{OPEN}{name}{CLOSE}"


@dataclass(frozen=True, slots=True)
class Shell:
    """Literal text and slot names in turn, starting and ending with text."""

    parts: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Shell:
        """A shell from text that contains slot marks."""
        return cls(tuple(_MARK.split(text)))

    def at(self, base: str, section: str = "") -> Shell:
        """The shell of pages at one depth and in one section: what is the same for all of them is text."""
        texts, names = [self.parts[0]], list[str]()
        for name, text in zip(self.parts[1::2], self.parts[2::2], strict=True):
            if name == "base":
                texts[-1] += base + text
            elif name.startswith(CURRENT):
                texts[-1] += (' aria-current="page"' if name[len(CURRENT) :] == section else "") + text
            else:
                names.append(name)
                texts.append(text)
        return Shell((texts[0], *chain.from_iterable(zip(names, texts[1:], strict=True))))

    def fill(self, values: Mapping[str, str]) -> str:
        """The page: each slot replaced by its value (a slot without one vanishes)."""
        out = list(self.parts)
        out[1::2] = [values.get(name, "") for name in out[1::2]]
        return "".join(out)
