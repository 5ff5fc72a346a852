"""Laws of records: what is written reads back the same, nothing fails, nothing else changes."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from postilla.diagnostics import Report, Severity, Span
from postilla.model import Head, Record, Tail
from postilla.records import FIELDS, Decoded, Field, decode, encode, place_of, source_lines, update
from postilla.records.encode import encode_fields
from tests.records.generated import TROUBLE, halves

ROOT = Path(__file__).parents[2]
PATH = "articles/2021/a-record.md"
FILES = [
    file
    for folder in ("tests/records/good", "tests/records/broken", "articles/2021", "articles/2024")
    for file in sorted((ROOT / folder).glob("*.md"))
]
SAMPLES = [file.read_bytes() for file in FILES]
SOUND = [
    data for data in SAMPLES if not any(f.severity is Severity.ERROR for f in decode("a.md", data).findings)
]
LAYOUTS = st.builds(
    lambda mark, newline: (mark, newline),
    st.sampled_from(("", "\ufeff")),
    st.sampled_from(("\n", "\r\n", "\r")),
)


def _read(text: str) -> Record:
    decoded = decode(PATH, text.encode())
    assert _errors(decoded) == [], text
    assert decoded.record is not None
    return decoded.record


def _errors(decoded: Decoded) -> list[str]:
    return [finding.text() for finding in decoded.findings if finding.severity is Severity.ERROR]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sample after a few accidents."""
    data = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 3))):
        start, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, min(len(data), 900)))))
        piece = draw(
            st.sampled_from(TROUBLE).map(str.encode) | st.binary(max_size=3) | st.just(data[start:end])
        )
        keep = start if draw(st.booleans()) else min(end, start + 40)
        data = data[:start] + piece + data[keep:]
    return data


# --- what is written


@given(halves())
def test_what_is_written_reads_back(record: tuple[Head, Tail]) -> None:
    read = _read(encode(*record, "a-record"))
    assert (read.head, read.tail) == record


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_field_reads_back(field: Field) -> None:
    @given(halves(field.key))
    @settings(max_examples=settings().max_examples // 4)
    def check(record: tuple[Head, Tail]) -> None:
        read = _read(encode(*record, "a-record"))
        assert (read.head, read.tail) == record

    check()


@given(halves())
def test_what_is_written_is_canonical(record: tuple[Head, Tail]) -> None:
    text = encode(*record, "a-record")
    read = _read(text)
    assert encode(read.head, read.tail, "a-record") == text


@given(halves(), LAYOUTS)
def test_line_ends_and_mark_change_no_value(record: tuple[Head, Tail], layout: tuple[str, str]) -> None:
    mark, newline = layout
    read = _read(mark + encode(*record, "a-record").replace("\n", newline))
    assert (read.head, read.tail) == record


# --- what is changed


@given(st.sampled_from(SAMPLES) | damaged())
@settings(max_examples=3 * settings().max_examples)
def test_writing_what_was_read_changes_nothing(data: bytes) -> None:
    record = decode(PATH, data).record
    assume(record is not None)
    assert record is not None
    assert update(PATH, data, record.head, record.tail).encode() == data


@given(halves(), halves(), st.sampled_from(FIELDS), LAYOUTS)
@settings(max_examples=2 * settings().max_examples)
def test_a_changed_field_changes_its_own_lines(
    record: tuple[Head, Tail], other: tuple[Head, Tail], field: Field, layout: tuple[str, str]
) -> None:
    part = 0 if field.part == "head" else 1
    changed = list(record)
    changed[part] = record[part]._replace(**{field.name: getattr(other[part], field.name)})
    head, tail = changed
    assert isinstance(head, Head)
    assert isinstance(tail, Tail)
    after = decode(PATH, encode(head, tail, "a-record").encode())
    assume(not _errors(after))
    before, now = encode_fields(*record, "a-record"), encode_fields(head, tail, "a-record")
    expected = {key: _about(key) + now.get(key, "") for key in before if key in now}
    if field.key in now and field.key not in before:
        expected[field.key] = now[field.key]
    mark, newline = layout
    old = _file({key: _about(key) + block for key, block in before.items()}, record[1].text, mark, newline)
    new = _file({key: expected[key] for key in now}, record[1].text, mark, newline)
    assert update(PATH, old.encode(), head, tail) == new


def _about(key: str) -> str:
    return f"\n# About {key}:\n"


def _file(blocks: dict[str, str], text: str, mark: str, newline: str) -> str:
    body = f"\n\n{text}\n\n\n" if text else ""
    return mark + f"--- \n{''.join(blocks.values())}---\t\n{body}".replace("\n", newline)


@given(halves(), halves(), LAYOUTS)
def test_any_change_reads_back(
    record: tuple[Head, Tail], other: tuple[Head, Tail], layout: tuple[str, str]
) -> None:
    mark, newline = layout
    old = mark + encode(*record, "a-record").replace("\n", newline)
    read = _read(update(PATH, old.encode(), *other))
    assert (read.head, read.tail) == other


@given(st.sampled_from(SOUND), st.sampled_from(("authors", "references", "related")), st.data())
def test_any_change_of_a_list_reads_back_whatever_its_layout(
    data: bytes, field: str, draws: st.DataObject
) -> None:
    record = _read(data.decode())
    part = "tail" if field == "references" else "head"
    entries = draws.draw(st.permutations(getattr(getattr(record, part), field)))
    if field != "authors":  # an affiliation that nobody has any more is an error
        entries = entries[draws.draw(st.integers(0, 2)) :]
    changed = dataclasses.replace(record, **{part: getattr(record, part)._replace(**{field: tuple(entries)})})
    read = _read(update(PATH, data, changed.head, changed.tail))
    assert (read.head, read.tail) == (changed.head, changed.tail)


# --- what is broken


@given(
    st.binary(max_size=200) | st.lists(st.sampled_from(TROUBLE)).map(lambda parts: "".join(parts).encode())
)
def test_no_bytes_make_reading_fail(data: bytes) -> None:
    _places_are_inside(data, decode(PATH, data))
    framed = b"---\ntitle: " + data + b"\nauthors:\n  - family: " + data + b"\n---\n" + data
    _places_are_inside(framed, decode(PATH, framed))


@given(damaged())
@settings(max_examples=10 * settings().max_examples)
def test_no_accident_makes_reading_fail(data: bytes) -> None:
    decoded = decode(PATH, data)
    _places_are_inside(data, decoded)
    Report.of(decoded.findings).text()
    if decoded.record and not _errors(decoded):
        read = _read(encode(decoded.record.head, decoded.record.tail, "a-record"))
        assert (read.head, read.tail) == (decoded.record.head, decoded.record.tail)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_place_is_inside_its_file(file: Path) -> None:
    data = file.read_bytes()
    _places_are_inside(data, decode(PATH, data))


def _places_are_inside(data: bytes, decoded: Decoded) -> None:
    lines = source_lines(data)
    spans = dict(decoded.record.spans) if decoded.record else {}
    alone = {field: place_of(data, field)[0] for field in spans}
    assert alone == spans or _errors(decoded)
    found = [(finding.headline(), finding.span) for finding in decoded.findings]
    starts = [(name, place.span(Span(1, 1, 0))) for name, place in decoded.blocks.items()]
    for what, span in (*spans.items(), *alone.items(), *found, *starts):
        assert 1 <= span.line <= len(lines), what
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1, what
        assert span.column + span.length - 1 <= max(len(lines[span.line - 1]), span.column), what
    for finding in decoded.findings:
        assert finding.source == lines[finding.span.line - 1]
        assert finding.headline().isprintable()
