"""What one rendering knows and collects: names and ids, citations, headings, notes, faults."""

from __future__ import annotations

import re
import unicodedata
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from typing import ClassVar

from .body import BodySource, FigureSource, Heading
from .tokens import Fault, Markup, Token, escaped

_NOT_A_WORD = re.compile(r"[\W_]+")
_OURS = re.compile(r"(?:cite|fn|fnref)-[0-9]")
"""Names that places of this room bear, so that no heading may take one."""


@dataclass(frozen=True, slots=True)
class NotePlace:
    """A footnote that the text refers to: its label, its number, and the ids of the places."""

    label: str
    number: int
    ids: list[str] = field(default_factory=list)


class Sheet:
    """The state of one rendering; made for it and thrown away with it."""

    def __init__(self, source: BodySource, tokens: Sequence[Token]) -> None:
        self.source = source
        self.tokens = tokens
        self.numbers: dict[str, int] = {}
        for number, reference in enumerate(source.references, start=1):
            self.numbers.setdefault(reference, number)
        self.figures: dict[str, FigureSource] = {figure.id: figure for figure in source.figures}
        self.citations: list[str] = []
        self.headings: list[Heading] = []
        self.placed: list[str] = []
        self.files: dict[str, None] = {}
        self.level = 1
        """Of the heading before, where the title of the article is 1."""
        self.boxes = 0
        self.faults: list[Fault] = []
        self.definitions: dict[str, str] = {}
        """Label of a footnote → its Markdown."""
        self.notes: dict[str, NotePlace] = {}
        self.noted: list[NotePlace] = []
        """The same in order."""
        self.names: dict[str, str] = {}
        """Name that a link may use → id on the page."""
        self._ids: set[str] = set()
        self._counts: dict[str, int] = {}
        self._suggestions = 0
        self._used: set[int] = set()
        for figure in source.figures:
            self.claim(figure.id)

    def word(self, key: str, **values: object) -> str:
        """Words of the interface, escaped for an attribute."""
        return escaped(self.source.language.word(key, **values))

    def token(self, index: int) -> Token | None:
        """The token of a mark."""
        return self.tokens[index] if index < len(self.tokens) else None

    def use(self, token: Token) -> None:
        """Tell what is wrong with a token that is shown, once."""
        if id(token) not in self._used:
            self._used.add(id(token))
            self.faults.extend(token.faults)
            if isinstance(token, Markup):
                self.files.update(dict.fromkeys(token.files))

    def claim(self, name: str) -> str | None:
        """The id of a place with a name of the author's; None when another place has the name."""
        if name in self.names:
            return None
        self.names[name] = self.fresh(name)
        return self.names[name]

    def name(self, words: str) -> str:
        """The id of a place that is named after its words, such as a heading; always a new one."""
        letters = unicodedata.normalize("NFKD", words.lower())
        letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
        slug = unicodedata.normalize("NFC", _NOT_A_WORD.sub("-", letters).strip("-")) or "section"
        made = self.fresh(slug)
        self.names.setdefault(made.removeprefix(self.source.prefix), made)
        return made

    def suggestion(self, word: str, known: Iterable[str], form: str = "{}") -> str:
        """A note with the known word most like `word`; empty when none is, or after many suggestions."""
        self._suggestions += 1
        near = get_close_matches(word, list(islice(known, 500)), n=1) if self._suggestions <= 20 else []
        return f"did you mean `{form.format(near[0])}`?" if near else ""

    def id(self, name: str) -> str:
        """The id of a citation or footnote, whose names nothing else may have."""
        return self.source.prefix + name

    def fresh(self, name: str) -> str:
        """An id that is like this name and has not been used."""
        plain = f"section-{name}" if _OURS.match(name) else name
        made = self.source.prefix + plain
        while made in self._ids:
            self._counts[plain] = self._counts.get(plain, 1) + 1
            made = f"{self.source.prefix}{plain}-{self._counts[plain]}"
        self._ids.add(made)
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Token):
    """A token whose markup is ours and is put in after the rest was sanitised."""

    links: ClassVar[bool] = False
    """Whether its markup holds a link, so that it cannot stand within one."""

    def plain(self) -> str:
        """What the table of contents shows of it."""
        return ""

    @abstractmethod
    def render(self, sheet: Sheet) -> str:
        """The markup, where the token stands within text: phrasing content."""

    def block(self, sheet: Sheet) -> str | None:  # noqa: ARG002
        """The markup, where the token is a paragraph of its own; None when it is no block."""
        return None
