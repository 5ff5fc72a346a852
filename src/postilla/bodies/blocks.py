"""Blocks: Python-Markdown reads paragraphs, headings, lists, quotations, tables and indented code into a tree.

What stands within a paragraph is read by `phrases`: the rule for `*` is not Python-Markdown's, and it goes over the
text once. To make an engine costs time, so each thread keeps the one that it has; one whose text failed is not kept,
so nothing is left behind for the next.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, BlockQuoteProcessor, ParagraphProcessor
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.tables import TableProcessor

from .notes import NoteDefinition
from .sheet import Sheet
from .tokens import MARK, OPEN

TAB = 4
_INDENT = " " * TAB
_BLANK = re.compile(r"^ +$", re.MULTILINE)


_kept = threading.local()


@contextmanager
def engine(sheet: Sheet) -> Iterator[Engine]:
    """The engine of this thread, for one text."""
    made = _kept.__dict__.pop("engine", None) or Engine()
    made.notes.sheet = sheet
    yield made
    _kept.engine = made


class Engine:
    """The block parser of Python-Markdown with the blocks of the dialect."""

    def __init__(self) -> None:
        parser = Markdown().parser
        registry = parser.blockprocessors
        # Underlined headings and definitions of links are not of the dialect, or read by the scan.
        registry.deregister("setextheader")
        registry.deregister("reference")
        self.notes = _Notes(parser)
        registry.register(_Line(parser), "line", 98)
        registry.register(self.notes, "note", 95)
        registry.register(TableProcessor(parser, {"use_align_attribute": False}), "table", 75)
        registry.register(SaneOListProcessor(parser), "olist", 40)
        registry.register(SaneUListProcessor(parser), "ulist", 30)
        registry.register(_Quotation(parser), "quote", 20)
        self._parser = parser

    def parse(self, marked: str) -> Element:
        """The tree of a text with marks; texts within its elements are still Markdown."""
        root = Element("div")
        text = marked.expandtabs(TAB) if "\t" in marked else marked
        self._parser.parseChunk(root, _BLANK.sub("", text) if text[:1] == " " or "\n " in text else text)
        return root


class _Line(ParagraphProcessor):
    """A paragraph of one line that begins with a letter: no other block does, so none need be asked."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return block[:1].isalpha() and "\n" not in block and "|" not in block


class _Quotation(BlockQuoteProcessor):
    """Quotations; an empty line ends one, so that two boxes can follow each other."""

    def lastChild(self, parent: Element) -> Element | None:  # noqa: ARG002, N802
        return None


class _Notes(BlockProcessor):
    """Takes the footnotes out of the text."""

    sheet: Sheet
    """Of the text that is being read."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return block.startswith(OPEN) and self._definition(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:  # noqa: ARG002
        definition = self._definition(blocks[0])
        parts = [self.looseDetab(MARK.sub("", blocks.pop(0), count=1).lstrip(" "))]
        while blocks and blocks[0].lstrip("\n").startswith(_INDENT):
            parts.append(self.looseDetab(blocks.pop(0)))
        if definition is not None:
            self.sheet.definitions.setdefault(definition.label, "\n\n".join(parts))

    def _definition(self, block: str) -> NoteDefinition | None:
        match = MARK.match(block)
        token = self.sheet.token(int(match[1])) if match else None
        return token if isinstance(token, NoteDefinition) else None
