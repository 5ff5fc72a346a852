"""Broken records: each beside the report that an editor gets for it (`--update-golden` rewrites)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from postilla.diagnostics import Report
from postilla.records import CODES, MAX_FILE, composing, decode, events, findings
from postilla.records.scalars import Date
from tests.conftest import Golden

FOLDER = Path(__file__).parent / "broken"


def _front_matter(fields: str, encoding: str = "utf-8") -> bytes:
    head = "title: 'Lanterns in the marrow'\ntype: commentary\nauthors: []\npublished: 2021\n"
    return f"---\n{head}{fields}---\n".encode(encoding)


MADE: Mapping[str, Callable[[], bytes]] = {
    "file-too-large": lambda: b"---\n" + b"x" * MAX_FILE,
    "front-matter-too-large": lambda: _front_matter("# lantern\n" * 100_001),
    "not-utf8": lambda: _front_matter("subtitle: café\n", "latin-1"),
    "not-utf8-cr": lambda: _front_matter("subtitle: café\n", "latin-1").replace(b"\n", b"\r"),
    "not-utf8-bom": lambda: codecs.BOM_UTF8 + b"---\xe9\ntitle: Lanterns\n---\n",
    "utf16": lambda: _front_matter("subtitle: café\n", "utf-16"),
}
"""Records too large to be kept in files, and those that tools for text stumble over."""
WRITTEN = {file.stem: file for file in sorted(FOLDER.glob("*.md"))}


def _data(name: str) -> bytes:
    return MADE[name]() if name in MADE else WRITTEN[name].read_bytes()


def _report(name: str) -> Report:
    return Report.of(decode(f"articles/2021/{name}.md", _data(name)).findings, 1)


@pytest.mark.parametrize("name", [*WRITTEN, *MADE])
def test_the_report_is_the_expected_one(name: str, golden: Golden) -> None:
    golden(FOLDER / f"{name}.report", _report(name).text() + "\n")


def test_reading_stops_after_too_many_findings(golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MAX_FINDINGS", 3)
    decoded = decode("articles/2021/too-many.md", _front_matter("volume: 1\n" * 9))
    golden(FOLDER / "too-many.report", Report.of(decoded.findings, 1).text() + "\n")
    assert decoded.record is None


@pytest.mark.parametrize("name", [name for name in (*WRITTEN, *MADE) if not name.startswith("many-")])
def test_one_fault_is_one_finding(name: str) -> None:
    assert len(_report(name).findings) == 1


def test_every_code_has_an_expected_report() -> None:
    reports = "\n".join(file.read_text("utf-8") for file in FOLDER.glob("*.report"))
    told = set(re.findall(r"^articles/\S+:\d+:\d+: \w+ (P\d+)", reports, flags=re.MULTILINE))
    assert CODES.keys() - told == {"P113"}, "P113 is about the disk, see tests/build"


def test_every_expected_report_has_its_record() -> None:
    assert {file.stem for file in FOLDER.glob("*.report")} == {*WRITTEN, *MADE, "too-many"}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_slow_parser_finds_the_same_in_the_same_lines(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(finding.code, finding.span.line) for finding in _report(name).findings]
    monkeypatch.setattr(events, "LOADER", yaml.SafeLoader)
    monkeypatch.setattr(composing, "COMPOSER", type("Slow", (composing._NoTypes, yaml.SafeLoader), {}))
    assert [(finding.code, finding.span.line) for finding in _report(name).findings] == found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("October 2021", "2021-10"),
        ("October 1, 2021", "2021-10-01"),
        ("Oct. 1, 2021", "2021-10-01"),
        ("1 october 2021", "2021-10-01"),
        ("2021/10/1", "2021-10-01"),
        ("2021-1-1", "2021-01-01"),
        ("2021 10", "2021-10"),
        ("Juvember 2021", ""),
        ("February 30, 2021", ""),
        ("01/10/2021", ""),
        ("2021-13-1", ""),
        ("soon", ""),
    ],
)
def test_a_date_as_journals_print_it_is_recognised(written: str, meant: str) -> None:
    data = f"---\ntitle: 'T'\ntype: viewpoint\nauthors: []\npublished: '{written}'\n---\n".encode()
    (finding,) = decode("articles/a.md", data).findings
    assert finding.code == "P205"
    assert finding.note == (f"did you mean `{meant}`?" if meant else f"wanted {Date.words}")
