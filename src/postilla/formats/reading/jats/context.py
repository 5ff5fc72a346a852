"""What the parts of one article's reading share: its candidate, and the names of the places that its text links to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from postilla.formats.reading.candidate import Candidate
from postilla.formats.reading.markup import XML_LANG, Element, attribute, place, tag
from postilla.model import Figure, Supplement

PLACES = frozenset({"fig", "table-wrap", "disp-formula", "sec", "boxed-text", "app"})
"""Elements that a cross-reference can lead to within the text."""
PARTS = frozenset({"sub-article", "response"})
"""Articles within an article."""


@dataclass(slots=True)
class Context:
    """One article, sub-article or response while it is read."""

    article: Element
    candidate: Candidate
    references: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """From the id of a `ref` to the ids of its entries in the record: one `ref` may hold several works."""
    outer: Context | None = None
    """The article that a sub-article stands in: its references and affiliations are named there too."""
    numbered: list[str] = field(default_factory=list)
    """The ids of all references in their order, for ranges such as 3–5."""
    names: dict[str, str] = field(default_factory=dict)
    """From the id of an element to the name of its place in the text."""
    wanted: frozenset[str] = frozenset()
    """The ids that some cross-reference names."""
    figures: list[Figure] = field(default_factory=list)
    supplements: list[Supplement] = field(default_factory=list)
    boxes: dict[str, tuple[Element, str]] = field(default_factory=dict)
    """From the DOI of a work that a box names to the paragraph there, and how it is cited."""
    notes: dict[str, Element] = field(default_factory=dict)
    """Footnotes by the id of their `fn`."""
    translations: frozenset[str] = frozenset()
    """The languages of the article's translations, which stand within it."""
    cited_notes: dict[str, str] = field(default_factory=dict)
    """The footnotes that the text refers to, with their labels, in its order."""

    def lose(self, kind: str, element: Element, what: str) -> None:
        """Note what became of an element."""
        self.candidate.lose(kind, place(element), what)  # type: ignore[arg-type]

    def survey(self) -> None:
        """Find the places and notes of the article before its text is read."""
        taken: set[str] = set()
        wanted: set[str] = set()
        for element in own(self.article):
            name, id = tag(element), attribute(element, "id")
            if name == "xref":
                wanted.update(attribute(element, "rid").split())
            elif id and name in PLACES:
                # this program's own export puts `t-` before the names of places, as its pages do
                self.names[id] = unique(safe(re.sub(r"^t-(?=[A-Za-z])", "", id)), taken)
            elif id and name == "fn":
                self.notes[id] = element
        self.wanted = frozenset(wanted)
        self.translations = frozenset(
            attribute(part, XML_LANG)
            for part in self.article.iter("sub-article")
            if attribute(part, "article-type") == "translation"
        )


def own(article: Element) -> Iterable[Element]:
    """The elements of an article without those of its sub-articles, in document order."""
    stack = [article]
    while stack:
        element = stack.pop()
        if element is not article:
            yield element
        stack.extend(child for child in reversed(element) if tag(child) not in PARTS)


def safe(id: str) -> str:
    """An id in the characters that references, figures and places of a record may have."""
    kept = re.sub(r"[^A-Za-z0-9_.:-]+", "-", id).strip("-")[:90]
    return kept if kept[:1].isascii() and kept[:1].isalpha() else f"n{kept}"


def unique(id: str, taken: set[str]) -> str:
    """The id, or with a number behind it where it is taken; taken from now on."""
    number, made = 2, id
    while made in taken:
        made, number = f"{id}-{number}", number + 1
    taken.add(made)
    return made
