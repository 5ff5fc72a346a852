"""Issue forms, templates, owners, Dependabot and GitLab's pipeline."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from .workflows import FORMS, GITHUB, GITLAB, ROOT, read

KINDS = {"markdown", "input", "textarea"}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_can_be_filled_in(path: Path) -> None:
    form = read(path)
    assert {"name", "description", "body"} <= form.keys()
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert {field["type"] for field in form["body"]} <= KINDS
    ids = [field["id"] for field in fields]
    labels = [field["attributes"]["label"] for field in fields]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_there_is_a_form_for_each_thing() -> None:
    assert [path.stem for path in FORMS] == ["article", "correction", "fault"]
    # "Suggest a correction" leads to an issue that is no form
    assert read(GITHUB / "ISSUE_TEMPLATE/config.yml")["blank_issues_enabled"] is True


def test_dependabot_knows_every_kind_and_waits() -> None:
    updates = read(GITHUB / "dependabot.yml")["updates"]
    assert {u["package-ecosystem"]: u["directory"] for u in updates} == {
        "github-actions": "/",
        "pip": "/",
        "npm": "/tools",
    }
    assert all(update["cooldown"]["default-days"] >= 7 for update in updates)


def test_the_owners_in_the_example_own_what_exists() -> None:
    text = (GITHUB / "CODEOWNERS.example").read_text("utf-8")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    assert lines[0][0] == "*"
    for pattern, *owners in lines:
        assert owners
        assert all(re.fullmatch(r"@your-journal/[a-z0-9-]+", owner) for owner in owners)
        assert list(ROOT.glob(pattern.strip("/"))), pattern
    assert not (GITHUB / "CODEOWNERS").exists(), "an archive names its own owners"


# ----------------------------------------------------------------------------------------------------------------------


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    keywords = {"workflow", "default"}
    return {
        name: job for name, job in read(GITLAB).items() if name not in keywords and not name.startswith(".")
    }


def test_gitlab_checks_requests_and_publishes_main() -> None:
    jobs = gitlab_jobs()
    assert list(jobs) == ["check", "tests", "pages"]
    request, main = '$CI_PIPELINE_SOURCE == "merge_request_event"', "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
    assert [rule["if"] for rule in read(GITLAB)["workflow"]["rules"]] == [request, main]
    assert {name: [rule["if"] for rule in job["rules"]] for name, job in jobs.items()} == {
        "check": [request],
        "tests": [request],
        "pages": [main],
    }
    assert jobs["pages"]["artifacts"]["paths"] == ["public"]
    assert jobs["pages"]["cache"] == jobs["check"]["cache"]
    assert jobs["pages"]["cache"]["paths"] == [".cache/postilla"]
    assert jobs["pages"]["interruptible"] is False
    assert jobs["pages"]["resource_group"]


def test_gitlab_is_given_the_findings_whatever_they_are() -> None:
    check = gitlab_jobs()["check"]
    written = [line for line in check["script"] if "--format gitlab" in line]
    assert written == [".venv/bin/postilla check --format gitlab >findings.json || true"]
    assert check["artifacts"]["reports"] == {"codequality": "findings.json"}
    assert check["artifacts"]["when"] == "always"
    assert ".venv/bin/postilla check" in check["script"]


def test_gitlab_runs_in_an_image_with_a_digest() -> None:
    image = read(GITLAB)["default"]["image"]
    assert re.fullmatch(r"python:3\.\d+-slim-\w+@sha256:[0-9a-f]{64}", image)
    assert image.split(":")[1].split("@")[0] in GITLAB.read_text("utf-8").split("image:")[0]


def test_what_gitlab_runs_exists() -> None:
    lines = [line for job in gitlab_jobs().values() for line in job["script"]]
    assert len(lines) == 7
    for line in lines:
        program = line.split()[0]
        assert program == ".venv/bin/postilla" or (ROOT / program).is_file()
    for job in gitlab_jobs().values():
        for rule in job["rules"]:
            for pattern in rule.get("changes", []):
                assert next(ROOT.glob(pattern), None), pattern
