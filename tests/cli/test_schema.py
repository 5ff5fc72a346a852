from __future__ import annotations

import json

import jsonschema

from postilla.records import FIELDS

from .conftest import Archive


def test_it_prints_a_valid_schema_and_needs_no_archive(empty: Archive) -> None:
    code, out, err = empty.run("schema")
    assert (code, err) == (0, "")
    schema = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(schema["properties"]) == [field.key for field in FIELDS]


def test_the_schema_knows_right_from_wrong(empty: Archive) -> None:
    schema = json.loads(empty.run("schema").out)
    validator = jsonschema.Draft202012Validator(schema)
    record = {"title": "Walks", "type": "commentary", "authors": [], "journal": "jim", "published": "2024-09"}
    assert validator.is_valid(record)
    for wrong in (
        {"published": "September"},
        {"titel": "Walks"},
        {"authors": [{"given": "Ilse"}]},
        {"pages": "1-2", "elocation": "e1"},
        {"related": [{"relation": "praises", "doi": "10.5555/1"}]},
    ):
        assert not validator.is_valid({**record, **wrong}), wrong
