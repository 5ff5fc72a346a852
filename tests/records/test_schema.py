"""The tables of the room: fields, codes, vocabularies."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from postilla import records
from postilla.model import Head, Tail
from postilla.records import CODES, FIELDS, VOCABULARIES, Field, Row, json_schema
from postilla.records.kinds import Either, Kind, ListOf, MapOf
from postilla.records.shape import Shape, Union


def _kinds(kind: Kind[Any]) -> Iterator[Kind[Any]]:
    yield kind
    inner: tuple[Kind[Any], ...] = ()
    match kind:
        case ListOf():
            inner = (kind.item,)
        case MapOf():
            inner = (kind.key, kind.item)
        case Either():
            inner = (kind.scalar, kind.other)
        case Union():
            inner = kind._shapes
        case Shape():
            inner = tuple(row.kind for row in kind.rows)
    for each in inner:
        yield from _kinds(each)


KINDS = {id(kind): kind for field in FIELDS for kind in _kinds(field.kind)}
ROWS: list[Row] = [row for kind in KINDS.values() if isinstance(kind, Shape) for row in kind.rows]


@pytest.mark.parametrize(("part", "half"), [("head", Head), ("tail", Tail)])
def test_the_table_and_the_model_have_the_same_fields(part: str, half: type[Head | Tail]) -> None:
    names = {field.name for field in FIELDS if field.part == part}
    assert names == set(half._fields) - {"text"}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_a_field_that_is_absent_has_the_models_default(field: Field) -> None:
    half = Head if field.part == "head" else Tail
    if field.name in half._field_defaults:
        assert field.default == half._field_defaults[field.name]


def test_no_key_stands_twice() -> None:
    for rows in ([*FIELDS], *(kind.rows for kind in KINDS.values() if isinstance(kind, Shape))):
        keys = [row.key for row in rows]
        assert len(keys) == len(set(keys))


def test_every_row_is_one_sentence_of_the_reference() -> None:
    for row in (*FIELDS, *ROWS):
        assert row.doc.endswith((".", "…")), row.key
        assert not row.doc.startswith(" ")


def test_every_kind_says_what_it_wants_and_what_its_schema_is() -> None:
    for kind in KINDS.values():
        assert kind.words
        assert not kind.words.endswith(".")
        assert kind.schema()


def test_codes_are_in_order_and_explained() -> None:
    assert [*CODES] == sorted(CODES)
    for code, row in CODES.items():
        assert row.code == code
        assert code.startswith(("P1", "P2"))
        assert row.title[0].isupper()
        assert not row.title.endswith(".")
        assert row.explanation.endswith(".")


def test_every_vocabulary_has_the_common_fields_and_a_term() -> None:
    for name, kind in VOCABULARIES.items():
        assert kind.name == name
        assert kind.doc.endswith(".")
        keys = [row.name for row in kind.shape.rows]
        assert keys[:5] == ["id", "name", "aliases", "description", "retired"]
        assert set(keys) == {field.name for field in dataclasses.fields(kind.term)}


def test_the_schema_needs_what_the_table_needs() -> None:
    assert json_schema()["required"] == [field.key for field in FIELDS if field.needed]


def test_the_door_of_the_room_names_what_is_there() -> None:
    assert records.__all__ == sorted(
        records.__all__, key=lambda name: (name.islower(), not name.isupper(), name)
    )
    assert all(hasattr(records, name) for name in records.__all__)
