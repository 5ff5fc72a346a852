"""Blocks: Python-Markdown reads paragraphs, headings, lists, quotations, tables and indented code into a tree.

What stands within a paragraph is read by `phrases`: the rule for `*` is not Python-Markdown's, and one pass over
the text takes less time than its patterns, one after the other. An engine is made for each text, which takes
0.1 ms; so no text can leave anything behind for the next.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, BlockQuoteProcessor
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.tables import TableProcessor

from .notes import NoteDefinition
from .sheet import Sheet
from .tokens import MARK, OPEN

TAB = 4
_INDENT = " " * TAB
_BLANK = re.compile(r"^ +$", re.MULTILINE)


class Engine:
    """The block parser of Python-Markdown with the blocks of the dialect."""

    def __init__(self, sheet: Sheet) -> None:
        parser = Markdown().parser
        registry = parser.blockprocessors
        # Underlined headings and definitions of links are not of the dialect, or read by the scan.
        registry.deregister("setextheader")
        registry.deregister("reference")
        registry.register(_Notes(parser, sheet), "note", 95)
        registry.register(TableProcessor(parser, {"use_align_attribute": False}), "table", 75)
        registry.register(SaneOListProcessor(parser), "olist", 40)
        registry.register(SaneUListProcessor(parser), "ulist", 30)
        registry.register(_Quotation(parser), "quote", 20)
        self._parser = parser

    def parse(self, marked: str) -> Element:
        """The tree of a text with marks; texts within its elements are still Markdown."""
        root = Element("div")
        text = marked.expandtabs(TAB) if "\t" in marked else marked
        self._parser.parseChunk(root, _BLANK.sub("", text))
        return root


class _Quotation(BlockQuoteProcessor):
    """Quotations; an empty line ends one, so that two boxes can follow each other."""

    def lastChild(self, parent: Element) -> Element | None:  # noqa: ARG002, N802
        return None


class _Notes(BlockProcessor):
    """Takes the footnotes out of the text."""

    def __init__(self, parser: BlockParser, sheet: Sheet) -> None:
        super().__init__(parser)
        self._sheet = sheet

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return block.startswith(OPEN) and self._definition(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:  # noqa: ARG002
        definition = self._definition(blocks[0])
        parts = [self.looseDetab(MARK.sub("", blocks.pop(0), count=1).lstrip(" "))]
        while blocks and blocks[0].lstrip("\n").startswith(_INDENT):
            parts.append(self.looseDetab(blocks.pop(0)))
        if definition is not None:
            self._sheet.definitions.setdefault(definition.label, "\n\n".join(parts))

    def _definition(self, block: str) -> NoteDefinition | None:
        match = MARK.match(block)
        token = self._sheet.token(int(match[1])) if match else None
        return token if isinstance(token, NoteDefinition) else None
