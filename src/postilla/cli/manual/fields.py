"""The pages of the fields: of records, and of the terms of vocabularies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from postilla.records import FIELDS, VOCABULARIES, Row
from postilla.records.kinds import Kind, parts
from postilla.records.schema import WORK_ROWS
from postilla.records.shape import Shape

from .markdown import anchor, code, page, prose, table, words

_HEAD = ("key", "needed", "value", "what it is")

_INTRODUCTION = """\
A record is one file, UTF-8: front matter in YAML between two lines of `---`, then the text in Markdown. These are all
the fields of the front matter, in the order in which `postilla` writes them. A key that is not here is an error, and so
is one that stands twice. `postilla schema` prints the same table as JSON Schema, for editors.
"""

_KINDS_OF_TEXT = """\
*Text* has no marks at all. *Inline text* has `*italic*`, `**bold**`, `^sup^`, `~sub~` and backslash escapes, and
nothing else. *Markdown* is the dialect of the article's own text. A value is read as its field wants it and never as
YAML guesses: `no` is text where text is wanted.
"""


@dataclass(slots=True)
class Section:
    """A group of fields that stands in one or more places."""

    noun: str
    """What the group is called; empty where it has no name but that of its places."""
    rows: Sequence[Row]
    places: list[str]

    @property
    def heading(self) -> str:
        """`Person`, or `Series and collections`."""
        text = self.noun or _listed(place.rpartition(".")[2] for place in self.places)
        return text[0].upper() + text[1:]

    @property
    def anchor(self) -> str:
        """The id of the heading."""
        return anchor(self.heading)


def fields_page() -> str:
    """`fields.md`: the record, and every group of fields in it."""
    return page(
        "Fields of a record",
        "Every field of an article record: its key, whether it is needed, what it holds.",
        _INTRODUCTION,
        _KINDS_OF_TEXT,
        "## The record",
        *_tables(FIELDS, "##"),
    )


def vocabularies_page() -> str:
    """`vocabularies.md`: what all terms have, and what those of each vocabulary have besides."""
    first = next(iter(VOCABULARIES.values()))
    common = [row for row in first.shape.rows if row not in first.rows]
    parts = ["## Every term", *_tables(common, "###")]
    for kind in VOCABULARIES.values():
        parts += [f"## {kind.name.capitalize()}", f"{prose(kind.doc)} File: {code(f'{kind.name}.yml')}."]
        parts += _tables(kind.rows, "###") if kind.rows else ["No fields but those of every term."]
    return page(
        "Fields of the vocabularies",
        "The controlled vocabularies in articles/_vocabulary/ and the fields of their terms.",
        "A vocabulary is a file in `articles/_vocabulary/`: a YAML list of terms in the order in which pages show "
        "them. A vocabulary without a file has no terms.",
        *parts,
    )


def _tables(rows: Sequence[Row], level: str) -> Iterator[str]:
    """The table of these rows, then a section for each group of fields in them."""
    sections = _sections(rows)
    yield _table(rows, sections)
    for section in sections:
        yield f"{level} {section.heading}"
        yield f"Stands in {_listed(code(place) for place in section.places)}."
        own, has_work = _without_work(section.rows)
        yield _table(own, sections)
        if has_work:
            yield f"Besides, every field of [a work](#{anchor(_WORK)})."


def _table(rows: Iterable[Row], sections: Iterable[Section]) -> str:
    return table(_HEAD, ((code(row.key), _needed(row), _value(row, sections), _doc(row)) for row in rows))


def _needed(row: Row) -> str:
    return "**yes**" if row.needed else ""


def _value(row: Row, sections: Iterable[Section]) -> str:
    """The words of the kind; what has a section of its own is a link to it."""
    text = words(row.kind.words)
    others = []
    by_rows = {_identity(section.rows): section for section in sections}
    for shape in _shapes(row.kind):
        section = by_rows[_identity(shape.rows)]
        name = words(_noun(shape) or shape.words)
        if len(re.findall(_whole(name), text)) == 1:
            text = re.sub(_whole(name), rf"[\g<0>](#{section.anchor})", text)
        else:
            others.append(f"[{section.heading[0].lower()}{section.heading[1:]}](#{section.anchor})")
    return f"{text}: {', '.join(others)}" if others else text


def _whole(name: str) -> str:
    return rf"(?<![\w(#]){re.escape(name)}(?!\w)"


def _doc(row: Row) -> str:
    text = prose(row.doc)
    allowed = _allowed(row.kind)
    if allowed and not all(value in row.kind.words for value in allowed):
        text += f" One of {', '.join(code(value) for value in allowed)}."
    if row.default and isinstance(row.default, str):
        text += f" By default {code(row.default)}."
    return text


def _allowed(kind: Kind[Any]) -> list[str]:
    schema = kind.schema()
    values: list[str] = schema.get("enum") or schema.get("items", {}).get("enum") or []
    return values


# ----------------------------------------------------------------------------------------------------------------------

_WORK = "work"


def _sections(rows: Iterable[Row]) -> list[Section]:
    """The groups of fields that stand in these rows at any depth, each once, in the order of the rows."""
    sections: dict[tuple[int, ...], Section] = {}
    _collect(rows, "", sections)
    return list(sections.values())


def _collect(rows: Iterable[Row], prefix: str, sections: dict[tuple[int, ...], Section]) -> None:
    for row in rows:
        place = prefix + row.key
        for shape in _shapes(row.kind):
            _enter(shape, place, sections)


def _enter(shape: Shape[Any], place: str, sections: dict[tuple[int, ...], Section]) -> None:
    is_new = _add(_noun(shape), shape.rows, place, sections)
    own, has_work = _without_work(shape.rows)
    if is_new:
        _collect(own, f"{place}.", sections)
    if has_work and _add(_WORK, WORK_ROWS, place, sections):
        _collect(WORK_ROWS, "work.", sections)


def _add(noun: str, rows: Sequence[Row], place: str, sections: dict[tuple[int, ...], Section]) -> bool:
    """Add a section, or a place to the one that these rows have."""
    known = sections.get(_identity(rows))
    if known:
        known.places += [place] if place not in known.places else []
        return False
    taken = bool(noun) and any(section.noun == noun for section in sections.values())
    sections[_identity(rows)] = Section(f"{noun} in {code(place)}" if taken else noun, rows, [place])
    return True


def _noun(shape: Shape[Any]) -> str:
    """`person` for `a person`; empty for a group that is only described, such as `{url, bytes}`."""
    article, _, noun = shape.words.partition(" ")
    return noun if article in ("a", "an") else ""


def _shapes(kind: Kind[Any]) -> Iterator[Shape[Any]]:
    """The groups of fields that a kind of value is made of, not those within them."""
    if isinstance(kind, Shape):
        yield kind
        return
    seen = set()
    for part in parts(kind):
        for shape in _shapes(part):
            if id(shape) not in seen:
                seen.add(id(shape))
                yield shape


def _without_work(rows: Sequence[Row]) -> tuple[Sequence[Row], bool]:
    """The rows that are not those of a work, and whether all of those are among them."""
    work = set(map(id, WORK_ROWS))
    own = [row for row in rows if id(row) not in work]
    return (own, True) if own and len(own) + len(work) == len(rows) else (rows, False)


def _identity(rows: Iterable[Row]) -> tuple[int, ...]:
    return tuple(map(id, rows))


def _listed(items: Iterable[str]) -> str:
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last
