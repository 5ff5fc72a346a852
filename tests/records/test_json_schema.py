"""The JSON Schema for editors against records: read as YAML 1.2, as editors do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from postilla.model import Head, Tail
from postilla.records import FIELDS, encode, json_schema
from tests.records.generated import halves

ROOT = Path(__file__).parents[2]
RECORDS = sorted((ROOT / "articles").glob("[!_]*/**/*.md"))
GOOD = sorted((Path(__file__).parent / "good").glob("*.md"))
BROKEN = Path(__file__).parent / "broken"
SCHEMA = Draft202012Validator(json_schema())


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema (section 10.3.2): no dates, no `yes`, no numbers with colons."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 the parent has it so


_NUMBER = (
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", [*"tTfF"]),
    ("null", r"null|Null|NULL|~|", [*"nN~", ""]),
    ("int", r"[-+]?[0-9]+", [*"-+0123456789"]),
    ("float", _NUMBER, [*"-+.0123456789"]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), first)
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def _front_matter(text: str) -> Any:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return yaml.load(re.split(r"\n(?:---|\.\.\.) *(?:\n|$)", lines)[0], Core)


def _faults(text: str) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in SCHEMA.iter_errors(_front_matter(text))]


def test_the_schema_is_one_of_2020_12() -> None:
    schema = json_schema()
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema)


def test_every_field_is_described() -> None:
    properties = json_schema()["properties"]
    assert [(key, row["description"]) for key, row in properties.items()] == [(f.key, f.doc) for f in FIELDS]


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_every_record_of_the_demonstration_follows_it(file: Path) -> None:
    assert _faults(file.read_text("utf-8")) == []


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_good_records_follow_it(file: Path) -> None:
    # an editor wants identifiers in their canonical form, and takes what YAML 1.2 calls a number for one
    allowed = r"\$\.(related|references)\[\d\]\.(doi|pmid|pmcid|authors)|\$\.authors\[1\]"
    faults = [fault for fault in _faults(file.read_bytes().decode()) if not re.match(allowed, fault)]
    assert faults == []


@given(halves())
@settings(max_examples=settings().max_examples // 2)
def test_what_is_written_follows_it(record: tuple[Head, Tail]) -> None:
    assert _faults(encode(*record, "a-record")) == []


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("missing-title", "$: 'title' is a required property"),
        ("missing-published", "$: {"),
        ("missing-family", "$.authors[0]: {'given': 'Ada'} is not valid under any of the given schemas"),
        ("unknown-key-near", "$: Additional properties are not allowed ('titel' was unexpected)"),
        ("pages-and-elocation", "$: {"),
        ("list-for-text", "$.title: ['Lanterns'] is not of type 'string', 'number'"),
        ("text-for-list", "$.specialties: 'immunology, oncology' is not of type 'array'"),
        ("orcid-short", "$.authors[0]: {"),
        ("doi", "$.doi: '5555/lanterns' does not match '^10"),
        ("date-short", "$.published: '2021-1-1' does not match"),
        ("boolean-yes", "$.featured: 'yes' is not of type 'boolean'"),
        ("relation-misspelt", "$.related[0].relation: 'comment-on' is not one of ["),
        ("id-capitals", "$.id: 'JIM2021001' does not match"),
        ("id-65", "$.id: 'aaa"),
        ("language", "$.language: 'english' does not match"),
        ("url-javascript", "$.video.url: 'javascript:alert(1)' does not match '^https?://'"),
        ("file-above", "$.pdf: '../secret.pdf' is not valid under any of the given schemas"),
        ("position-zero", "$.series[0]: {"),
        ("empty-field", "$.volume: None is not of type 'string', 'number'"),
    ],
)
def test_broken_records_break_it(name: str, fault: str) -> None:
    faults = _faults((BROKEN / f"{name}.md").read_text("utf-8"))
    assert len(faults) == 1
    assert faults[0].startswith(fault)
