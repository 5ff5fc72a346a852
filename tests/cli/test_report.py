from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest

import postilla
from postilla.cli.catalogue import KINDS
from postilla.cli.report import FORMATS
from postilla.diagnostics import Diagnostic, Report, Severity, Span

REPORT = Report.of(
    [
        Diagnostic(
            "articles/a b/é.md", Span(14, 12, 19), Severity.ERROR, "P204", "authors[0].orcid",
            "the checksum does not match", "the last character should be 7", "copy it again: 100 %, all of it",
            "    orcid: 0000-0002-1825-0098",
        ),
        Diagnostic("articles/x.md", Span(1, 1), Severity.WARNING, "P312", "specialties", "no specialty is given"),
    ],
    articles=2,
)  # fmt: skip
CLEAN = Report.of([], articles=2)

SARIF: Any = {
    # what SARIF 2.1.0 (OASIS, March 2020) asks of the parts that we write
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": {"type": "object", "required": ["text"]}
                                            },
                                        },
                                    }
                                },
                            }
                        },
                        "additionalProperties": False,
                    },
                    "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
    "$defs": {
        "result": {
            "type": "object",
            "required": ["message"],
            "properties": {
                "ruleId": {"type": "string"},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": {"type": "object", "required": ["text"]},
                "locations": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "physicalLocation": {
                                "type": "object",
                                "properties": {
                                    "artifactLocation": {
                                        "type": "object",
                                        "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}},
                                    },
                                    "region": {
                                        "type": "object",
                                        "properties": {
                                            name: {"type": "integer", "minimum": 1}
                                            for name in ("startLine", "startColumn", "endColumn")
                                        },
                                        "additionalProperties": False,
                                    },
                                },
                                "additionalProperties": False,
                            }
                        },
                        "additionalProperties": False,
                    },
                },
            },
            "additionalProperties": False,
        }
    },
}


def test_text_is_what_a_report_says_of_itself() -> None:
    assert FORMATS["text"](REPORT) == REPORT.text()


def test_github_escapes_what_would_end_an_annotation() -> None:
    error, warning, summary = FORMATS["github"](REPORT).split("\n")
    place, _, words = error.partition("authors[0].orcid::")
    assert place == "::error file=articles/a b/é.md,line=14,col=12,title=P204 "
    assert words.endswith("the last character should be 7. copy it again: 100 %25, all of it")
    assert (
        warning == "::warning file=articles/x.md,line=1,col=1,title=P312 specialties::no specialty is given"
    )
    assert summary == REPORT.summary()


def test_gitlab_has_what_its_code_quality_report_wants() -> None:
    error, warning = json.loads(FORMATS["gitlab"](REPORT))
    assert re.fullmatch("[0-9a-f]{64}", error.pop("fingerprint"))
    assert error == {
        "description": "P204 authors[0].orcid: the checksum does not match. the last character should be 7. "
        "copy it again: 100 %, all of it",
        "check_name": "P204",
        "severity": "major",
        "location": {"path": "articles/a b/é.md", "lines": {"begin": 14}},
    }
    assert (warning["severity"], warning["location"]["lines"]) == ("minor", {"begin": 1})
    assert json.loads(FORMATS["gitlab"](CLEAN)) == []


def test_gitlab_knows_a_finding_again_on_another_line_and_tells_two_apart() -> None:
    def prints(*lines: int) -> list[str]:
        found = (Diagnostic("a.md", Span(n, 1), Severity.ERROR, "P204", "doi", "is not a DOI") for n in lines)
        return [one["fingerprint"] for one in json.loads(FORMATS["gitlab"](Report.of(found)))]

    assert prints(3) == prints(7)
    assert len(set(prints(3, 7))) == 2


def test_json_has_all_parts_of_a_finding() -> None:
    data = json.loads(FORMATS["json"](REPORT))
    assert (data["articles"], data["errors"], data["warnings"]) == (2, 1, 1)
    assert data["findings"][0] == {
        "path": "articles/a b/é.md",
        "line": 14,
        "column": 12,
        "length": 19,
        "severity": "error",
        "code": "P204",
        "field": "authors[0].orcid",
        "message": "the checksum does not match",
        "note": "the last character should be 7",
        "help": "copy it again: 100 %, all of it",
    }


@pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["findings", "clean"])
def test_sarif_has_the_shape_that_its_specification_wants(report: Report) -> None:
    jsonschema.Draft202012Validator(SARIF).validate(json.loads(FORMATS["sarif"](report)))


def test_sarif_names_the_rule_of_every_result() -> None:
    (run,) = json.loads(FORMATS["sarif"](REPORT))["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("postilla", postilla.__version__)
    assert {rule["id"]: rule["shortDescription"]["text"] for rule in driver["rules"]} == {
        code: KINDS[code].title for code in ("P204", "P312")
    }
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "articles/a%20b/%C3%A9.md"
    assert place["region"] == {"startLine": 14, "startColumn": 12, "endColumn": 31}


def test_every_format_can_tell_every_finding() -> None:
    findings = [Diagnostic("a.md", Span(1, 1), k.severity, k.code, "", "a fact") for k in KINDS.values()]
    report = Report.of(findings, articles=1)
    for write in FORMATS.values():
        told = write(report)
        assert all(code in told for code in KINDS)
