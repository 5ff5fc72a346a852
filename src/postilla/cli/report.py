"""One report in the formats that people and programs read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import postilla
from postilla.diagnostics import Diagnostic, Report

from .catalogue import KINDS


def text(report: Report) -> str:
    """For a terminal."""
    return report.text()


def github(report: Report) -> str:
    """Workflow commands of GitHub Actions: annotations on the changed lines of a pull request."""

    def escape(value: str, *, is_property: bool = False) -> str:
        value = value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return value.replace(":", "%3A").replace(",", "%2C") if is_property else value

    def line(finding: Diagnostic) -> str:
        place = {
            "file": finding.path,
            "line": str(finding.span.line),
            "col": str(finding.span.column),
            "title": f"{finding.code} {finding.field}".strip(),
        }
        properties = ",".join(f"{key}={escape(value, is_property=True)}" for key, value in place.items())
        words = ". ".join(part for part in (finding.message, finding.note, finding.help) if part)
        return f"::{finding.severity} {properties}::{escape(words)}"

    return "\n".join([*(line(finding) for finding in report.findings), report.summary()])


def as_json(report: Report) -> str:
    """For other programs: the findings as a list of objects, with the counts."""
    return json.dumps(
        {
            "articles": report.articles,
            "errors": report.errors,
            "warnings": report.warnings,
            "findings": [_data(finding) for finding in report.findings],
        },
        ensure_ascii=False,
        indent=2,
    )


def sarif(report: Report) -> str:
    """SARIF 2.1.0 (OASIS), for code-scanning services."""
    used = sorted({finding.code for finding in report.findings})
    results = [
        {
            "ruleId": finding.code,
            "level": str(finding.severity),
            "message": {"text": ". ".join(p for p in (finding.message, finding.note, finding.help) if p)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(finding.path)},
                        "region": {
                            "startLine": finding.span.line,
                            "startColumn": finding.span.column,
                            "endColumn": finding.span.column + finding.span.length,
                        },
                    }
                }
            ],
        }
        for finding in report.findings
    ]
    driver = {
        "name": "postilla",
        "version": postilla.__version__,
        "rules": [{"id": code, "shortDescription": {"text": KINDS[code].title}} for code in used],
    }
    return json.dumps(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        },
        ensure_ascii=False,
        indent=2,
    )


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": text,
    "github": github,
    "json": as_json,
    "sarif": sarif,
}
"""Every format of the report, by name."""


def _data(finding: Diagnostic) -> dict[str, Any]:
    return {
        "path": finding.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "length": finding.span.length,
        "severity": str(finding.severity),
        "code": finding.code,
        "field": finding.field,
        "message": finding.message,
        "note": finding.note,
        "help": finding.help,
    }
