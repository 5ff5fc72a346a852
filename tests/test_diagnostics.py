from __future__ import annotations

from itertools import permutations
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postilla.diagnostics import EXCERPT_WIDTH, Diagnostic, Report, Severity, Span
from postilla.errors import RecordsError

PATH = "articles/2021/jim1.md"
PLACE = Span(14, 12, 4)


def _finding(
    source: str = "", span: Span = PLACE, severity: Severity = Severity.ERROR, **parts: str
) -> Diagnostic:
    given_ = {"code": "P204", "field": "authors[0].orcid", "message": "the checksum does not match"} | parts
    return Diagnostic(PATH, span, severity, source=source, **given_)


def _excerpt(source: str, span: Span, note: str = "") -> list[str]:
    return _finding(source, span, note=note).text().split("\n")[1:]


def test_a_finding_says_where_what_and_how_to_mend_it() -> None:
    finding = _finding(
        "    orcid: 0000-0002-1825-0098",
        Span(14, 12, 19),
        note="the last character should be 7",
        help="copy it again from orcid.org, or leave `orcid` out",
    )
    assert finding.text() == dedent(
        """\
        articles/2021/jim1.md:14:12: error P204 authors[0].orcid: the checksum does not match
          14 |     orcid: 0000-0002-1825-0098
             |            ^^^^^^^^^^^^^^^^^^^ the last character should be 7
           help: copy it again from orcid.org, or leave `orcid` out"""
    )


def test_a_finding_about_the_file_has_neither_field_nor_excerpt() -> None:
    finding = _finding(field="", span=Span(1, 1), severity=Severity.WARNING, note="at most 4", help="cut it")
    assert finding.text() == dedent(
        """\
        articles/2021/jim1.md:1:1: warning P204 the checksum does not match
           at most 4
           help: cut it"""
    )


def test_a_finding_is_told_once() -> None:
    assert Report.of([_finding(), _finding("a source"), _finding()]).errors == 2


def test_nothing_in_a_file_or_its_name_can_write_to_the_terminal() -> None:
    finding = Diagnostic(
        "articles/\x1b[2J\n::error::.md",
        Span(1, 1),
        Severity.ERROR,
        "P204",
        "a\u202eb",
        "c\rd",
        "e\x07",
        "f\n",
        "g\x9b",
    )
    for text in (finding.text(), _finding("", note="e\x07").text()):
        assert text.replace("\n", "").isprintable()
        assert "\n::error" not in text


def test_a_tab_is_as_wide_as_its_place() -> None:
    assert _excerpt("\tgiven: Ada", Span(5, 1)) == ["   5 |  given: Ada", "     | ^"]
    assert _excerpt("\tgiven: Ada", Span(5, 9, 3)) == ["   5 |  given: Ada", "     |         ^^^"]


def test_wide_and_combining_characters_keep_the_caret_in_its_place() -> None:
    assert _excerpt("族: 発明 x", Span(5, 4, 2)) == ["   5 | 族: 発明 x", "     |     ^^^^"]
    assert _excerpt("e\u0301: x", Span(5, 5)) == ["   5 | e\u0301: x", "     |    ^"]
    assert _excerpt("x: e\u0301", Span(5, 4, 2)) == ["   5 | x: e\u0301", "     |    ^"]


def test_what_cannot_be_shown_is_replaced() -> None:
    line, caret = _excerpt("a\x1b[31m\u202eb\x00c", Span(5, 10))
    assert line == "   5 | a\ufffd[31m\ufffdb\ufffdc"
    assert caret == "     |          ^"


def test_a_long_line_is_cut_around_the_caret() -> None:
    source = "x" * 300 + "HERE" + "y" * 300
    line, caret = _excerpt(source, Span(5, 301, 4), "note")
    assert len(line) == len("   5 | ") + EXCERPT_WIDTH
    place = caret.index("^")
    assert line[place : place + 4] == "HERE"
    assert caret.endswith("^^^^ note")


def test_a_caret_is_no_longer_than_what_is_shown() -> None:
    line, caret = _excerpt("title: " + "x" * 500, Span(5, 8, 500))
    assert len(caret) == len(line)
    line, caret = _excerpt("y" * 500 + "x" * 500, Span(5, 501, 500))
    assert len(caret) == len(line)


def test_a_caret_stands_behind_the_end_of_a_line() -> None:
    assert _excerpt("volume:", Span(5, 8), "no value") == ["   5 | volume:", "     |        ^ no value"]


def test_an_enormous_line_costs_no_time() -> None:
    source = "x" * 4_000_000
    finding = _finding(source, Span(5, 2_000_000, 2_000_000))
    assert all(len(finding.text()) < 400 for _ in range(1_000))


@given(st.text(max_size=300), st.integers(1, 300), st.integers(1, 300))
def test_any_excerpt_is_two_printable_lines(source: str, column: int, length: int) -> None:
    excerpt = _excerpt(source or "x", Span(5, column, length))
    assert len(excerpt) == 2
    assert all(line.isprintable() for line in excerpt)
    assert "^" in excerpt[1]


def test_a_report_is_in_the_order_of_files_and_places() -> None:
    findings = (
        _finding(span=Span(2, 1)),
        _finding(span=Span(2, 1), code="P205"),
        _finding(span=Span(2, 3)),
        _finding(span=Span(10, 1)),
        Diagnostic("articles/2022/jim0.md", Span(1, 1), Severity.ERROR, "P101", "", "x"),
    )
    for order in permutations(findings):
        assert Report.of(order).findings == findings


def test_a_report_counts() -> None:
    report = Report.of([_finding(), _finding(severity=Severity.WARNING), _finding(code="P205")], 10_412)
    assert (report.errors, report.warnings) == (2, 1)
    assert report.summary() == "2 errors, 1 warning in 1 file (10,412 articles read)"
    assert report.text().endswith("\n" + report.summary())


@pytest.mark.parametrize(
    ("report", "summary"),
    [
        (Report.of([], 1), "no findings in 1 article"),
        (Report.of([], 2_000), "no findings in 2,000 articles"),
        (Report.of([_finding()], 1), "1 error in 1 file (1 article read)"),
        (
            Report.of([_finding(severity=Severity.WARNING, code=code) for code in ("P1", "P2")], 3),
            "2 warnings in 1 file (3 articles read)",
        ),
    ],
)
def test_a_summary_leaves_out_what_there_is_none_of(report: Report, summary: str) -> None:
    assert report.summary() == summary


@pytest.mark.parametrize(
    ("severities", "fail_on", "stops"),
    [
        ([], Severity.WARNING, False),
        ([Severity.WARNING], Severity.WARNING, True),
        ([Severity.WARNING], Severity.ERROR, False),
        ([Severity.ERROR], Severity.ERROR, True),
        ([Severity.ERROR], Severity.WARNING, True),
    ],
)
def test_a_setting_decides_what_stops_a_build(
    severities: list[Severity], fail_on: Severity, stops: bool
) -> None:
    assert Report.of([_finding(severity=severity) for severity in severities]).stops(fail_on) is stops


def test_an_error_carries_its_report() -> None:
    error = RecordsError(Report.of([_finding()], 1))
    assert (str(error), error.report.errors, error.exit_code) == ("1 error in 1 file (1 article read)", 1, 1)
