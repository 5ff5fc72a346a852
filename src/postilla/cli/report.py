"""One report in the formats that people and programs read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import postilla
from postilla.diagnostics import Diagnostic, Report, Severity

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
        return f"::{finding.severity} {properties}::{escape(_words(finding))}"

    return "\n".join([*(line(finding) for finding in report.findings), report.summary()])


def gitlab(report: Report) -> str:
    """GitLab's code quality report: findings on the changed lines of a merge request."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in report.findings:
        # GitLab knows a finding again by this, so the line has no part in it
        what = f"{finding.path}\0{finding.code}\0{finding.field}\0{finding.message}"
        seen[what] += 1
        fingerprint = hashlib.sha256(f"{what}\0{seen[what]}".encode()).hexdigest()
        issues.append(
            {
                "description": f"{finding.code} {finding.field}: {_words(finding)}".replace(" :", ":"),
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": "major" if finding.severity is Severity.ERROR else "minor",
                "location": {"path": finding.path, "lines": {"begin": finding.span.line}},
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=2)


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
            "message": {"text": _words(finding)},
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
    "gitlab": gitlab,
    "json": as_json,
    "sarif": sarif,
}
"""Every format of the report, by name."""


def _words(finding: Diagnostic) -> str:
    """What is wrong, what was wanted and what to do, in one line."""
    return ". ".join(part for part in (finding.message, finding.note, finding.help) if part)


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
