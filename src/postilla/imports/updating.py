"""A record that is there meets what its source says now: the source's own fields change, an editor's stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from postilla.model import Figure, Head, Tail
from postilla.records import encode_fields

from .ledger import Fields, digest

TOGETHER = (
    ("authors", "affiliations", "editors"),
    ("text", "references", "figures"),
    ("pages", "elocation"),
    ("published", "draft", "in_press"),
)
"""Fields that name each other's parts: they change together or not at all."""
_NEVER = frozenset({"id", "source"})


class Merged(NamedTuple):
    """A record after an update."""

    head: Head
    tail: Tail
    taken: tuple[str, ...]
    """The fields that now have the source's value."""
    kept: tuple[str, ...]
    """The fields where the source says something else than an editor."""
    fields: Fields
    """What the source said this time, for the ledger."""


def lines_of(head: Head, tail: Tail) -> dict[str, str]:
    """The lines of every field in canonical form, the text among them."""
    return {**encode_fields(head, tail, head.id), **({"text": tail.text} if tail.text else {})}


def digests(lines: Mapping[str, str]) -> Fields:
    """What a source says, for the ledger."""
    return {name: digest(text) for name, text in lines.items() if name not in _NEVER}


def merged(there: tuple[Head, Tail], now: tuple[Head, Tail], last: Fields, *, force: bool) -> Merged:
    """The record with what its source changed.

    Args:
        there: the record as it stands.
        now: what the source says, under the record's own id.
        last: what the source said at the last import, field by field; empty where that is not known.
        force: take the source's value even where an editor changed it.
    """
    head, tail = there
    new_head, new_tail = now
    new_tail = new_tail._replace(figures=tuple(_described(f, tail.figures) for f in new_tail.figures))
    fields = digests(lines_of(*now))
    was, says = lines_of(head, tail), lines_of(new_head, new_tail)
    plain_was = lines_of(head, tail._replace(figures=tuple(_bare(f, now[1].figures) for f in tail.figures)))
    taken: list[str] = []
    kept: list[str] = []
    grouped = {name: group for group in TOGETHER for name in group}
    names = [name for name in {**was, **says, **dict.fromkeys(last)} if name not in _NEVER]
    for name in names:
        if name not in grouped:
            _decide((name,), was, says, plain_was, last, fields, taken, kept, force=force)
    for group in TOGETHER:
        _decide(group, was, says, plain_was, last, fields, taken, kept, force=force)
    for name in taken:
        if name in Head._fields:
            head = head._replace(**{name: getattr(new_head, name)})
        else:
            tail = tail._replace(**{name: getattr(new_tail, name)})
    if taken and (tail.source is None or tail.source.format == (new_tail.source or tail.source).format):
        # a source that only fills gaps is not where the record came from
        tail = tail._replace(source=new_tail.source)
    return Merged(
        head, tail, tuple(taken), tuple(kept), {**{n: d for n, d in last.items() if n in says}, **fields}
    )


def _decide(
    names: tuple[str, ...], was: Mapping[str, str], says: Mapping[str, str], plain: Mapping[str, str], last: Fields,
    fields: Fields, taken: list[str], kept: list[str], *, force: bool,
) -> None:  # fmt: skip
    """Whether the source's values of some fields are taken, together."""
    differing = [n for n in names if was.get(n, "") != says.get(n, "") and (n in says or n in last)]
    if not differing:
        return
    untouched = all(
        not was.get(n) or last.get(n) in (digest(was[n]), digest(plain.get(n, ""))) for n in differing
    )
    if untouched or (force and any(n in says for n in differing)):
        taken += differing
    elif any(last.get(n, "") != fields.get(n, "") for n in differing):
        # what an editor changed is told once: when the source itself has changed, or was never compared
        kept += differing


def _described(figure: Figure, there: tuple[Figure, ...]) -> Figure:
    """A figure of the source with the picture and the description that an editor gave it."""
    old = next((f for f in there if f.id == figure.id), None)
    return figure._replace(file=figure.file or old.file, alt=figure.alt or old.alt) if old else figure


def _bare(figure: Figure, now: tuple[Figure, ...]) -> Figure:
    """A figure of the record without what the source does not say of it."""
    new = next((f for f in now if f.id == figure.id), None)
    if new is None:
        return figure
    return figure._replace(file=figure.file if new.file else "", alt=figure.alt if new.alt else "")
