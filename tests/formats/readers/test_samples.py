"""Every format by example: what a file gives, field by field, and what it lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from postilla.formats.reading import SOURCES, Candidate, Problem, detect, read
from postilla.model import Head, Tail
from postilla.records import encode
from tests.conftest import Golden

from .unsaid import unsaid

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(file for file in SAMPLES.iterdir() if file.suffix != ".records")


def told(data: bytes) -> Iterator[str]:
    """What a reader says of a file, as text."""
    row = detect(data)
    assert row
    yield f"format: {row.name}"
    for one in read(data, row):
        if isinstance(one, Problem):
            yield f"problem {one.place}: {one.message}"
        else:
            yield from _record(one)


def _record(candidate: Candidate) -> Iterator[str]:
    fields = dict(candidate.fields)
    head = Head(
        **{"id": "x", "title": "", "type": "?", **{n: fields.pop(n) for n in Head._fields if n in fields}}
    )
    tail = Tail(**{"affiliations": {}, **{n: fields.pop(n) for n in Tail._fields if n in fields}})
    assert not fields
    yield f"===== {candidate.place}"
    for name in ("types", "journal", "specialties", "series", "collections", "key", "part", "part_of"):
        if value := getattr(candidate, name):
            yield f"{name}: {value}"
    yield encode(head, tail, "x")
    for loss in candidate.losses:
        yield f"{loss.kind} {loss.place}: {loss.what}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_sample_gives_what_is_expected(file: Path, golden: Golden) -> None:
    golden(file.with_name(f"{file.name}.records"), "\n".join(told(file.read_bytes())) + "\n")


SAID_ELSEWHERE = re.compile(
    r"/aff(?:\[\d\])?/institution|/(?:citation-alternatives|ref(?:\[\d\])?)/mixed-citation$|/string-name$|/copyright-statement$|/uri$"
    r"|/author-notes/fn|/collab/institution|/ref\[2\]/mixed-citation/ext-link$"
    r"|/boxed-text\[\d\]/p"
)
"""Where a sample says the same in two ways, and a record in one."""
JATS = [file for file in FILES if file.suffix == ".xml" and b"<article" in file.read_bytes()[:2000]]


@pytest.mark.parametrize("file", JATS, ids=lambda file: file.name)
def test_nothing_of_an_article_is_lost_without_a_word(file: Path) -> None:
    assert [one for one in unsaid(file.read_bytes()) if not SAID_ELSEWHERE.search(one[0])] == []


def test_every_format_has_a_sample() -> None:
    assert {row.name for file in FILES if (row := detect(file.read_bytes()))} == set(SOURCES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_half_of_a_file_ends_no_reader(file: Path) -> None:
    data = file.read_bytes()
    row = detect(data)
    assert row
    for part in (data[: len(data) // 2], data[: -len(data) // 3], data + data, data.replace(b"<", b"<<")):
        for one in read(part, row):
            assert isinstance(one, (Candidate, Problem))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_other_encodings_end_no_reader(file: Path) -> None:
    text = file.read_text("utf-8").replace('encoding="UTF-8"', "").replace('encoding="utf-8"', "")
    for encoding in ("latin-1", "cp1252", "utf-16", "utf-8-sig"):
        data = text.encode(encoding, "replace")
        row = detect(data)
        if row is not None:
            assert list(read(data, row))
