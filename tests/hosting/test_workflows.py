from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from .workflows import NAMES, ROOT, WORKFLOWS, jobs, step, steps, workflow

PINNED = re.compile(r"^\s*(?:- )?uses: ([\w.-]+/[\w./-]+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+$")
PERMISSIONS: dict[tuple[str, str], dict[str, str]] = {
    ("check.yml", "check"): {"contents": "read"},
    ("pages.yml", "build"): {"contents": "read", "pages": "read"},
    ("pages.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("tests.yml", "tests"): {"contents": "read"},
}
"""All that any job may do. A right that is added here is added on purpose."""
SCRIPT = re.compile(r"(?<![\w/.])(?:scripts/\w+|\.ci/\w+)")
SHELLCHECK = (str(Path(sys.executable).with_name("shellcheck")), "--shell=bash", "-")


def test_there_are_workflows() -> None:
    assert NAMES == ["check.yml", "pages.yml", "tests.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=NAMES)
def test_every_action_is_pinned_by_commit_and_says_its_version(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if re.match(r"\s*(?:- )?uses:", line)]
    assert lines
    assert not [line for line in lines if not PINNED.match(line)]


def test_one_action_has_one_commit() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for line in path.read_text("utf-8").splitlines():
            if found := PINNED.match(line):
                action = "/".join(found[1].split("/")[:2])
                pins.setdefault(action, set()).add(line.split("@")[1])
    assert not {action: commits for action, commits in pins.items() if len(commits) > 1}


@pytest.mark.parametrize("name", NAMES)
def test_permissions_are_named_and_the_fewest(name: str) -> None:
    assert workflow(name)["permissions"] == {}
    assert {job: given["permissions"] for job, given in jobs(name)} == {
        job: permissions for (file, job), permissions in PERMISSIONS.items() if file == name
    }


@pytest.mark.parametrize("path", WORKFLOWS, ids=NAMES)
def test_nothing_is_secret_and_strangers_get_no_rights(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "secrets." not in text
    assert "github.token" not in text
    assert set(workflow(path.name)["on"]) <= {"pull_request", "push", "workflow_dispatch"}


@pytest.mark.parametrize("name", NAMES)
def test_only_what_is_on_main_writes(name: str) -> None:
    if "pull_request" in workflow(name)["on"]:
        assert all(right == "read" for _, job in jobs(name) for right in job["permissions"].values())
        # a cache that is saved by a request would be read by later runs
        assert not [step for step in steps(name) if step.get("uses", "").startswith("actions/cache@")]


@pytest.mark.parametrize("name", NAMES)
def test_no_expression_stands_in_a_script(name: str) -> None:
    assert not [step["run"] for step in steps(name) if "${{" in step.get("run", "")]


@pytest.mark.parametrize("name", NAMES)
def test_credentials_do_not_stay_in_the_checkout(name: str) -> None:
    checkouts = [step for step in steps(name) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("name", NAMES)
def test_every_job_ends(name: str) -> None:
    assert all(0 < job["timeout-minutes"] <= 60 for _, job in jobs(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_scripts_that_are_run_exist(name: str) -> None:
    run = [found for step in steps(name) for found in SCRIPT.findall(step.get("run", ""))]
    assert run
    assert not [script for script in run if not (ROOT / script).is_file()]


@pytest.mark.parametrize("name", NAMES)
def test_shellcheck_has_nothing_to_say(name: str) -> None:
    for one in steps(name):
        if "run" in one:
            done = subprocess.run(
                SHELLCHECK, input="#!/bin/bash -e\n" + one["run"], capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stdout


def test_a_deployment_is_never_cut_off() -> None:
    assert workflow("pages.yml")["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert workflow("check.yml")["concurrency"]["cancel-in-progress"] is True


def test_the_newest_cache_is_restored_and_a_new_one_saved() -> None:
    saved = next(s for s in steps("pages.yml") if s.get("uses", "").startswith("actions/cache@"))["with"]
    read = next(s for s in steps("check.yml") if s.get("uses", "").startswith("actions/cache/restore@"))[
        "with"
    ]
    assert saved == read
    assert saved["path"] == ".cache/postilla"
    assert saved["key"].endswith("-${{ github.run_id }}")
    prefixes = saved["restore-keys"].splitlines()
    assert prefixes
    assert all(saved["key"].startswith(prefix) for prefix in prefixes)


def test_the_tests_run_on_the_oldest_and_the_newest_python() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    supported = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    tests = workflow("tests.yml")["jobs"]["tests"]
    assert tests["strategy"]["matrix"]["python"] == [supported[0], supported[-1]]
    for name in ("check.yml", "pages.yml"):
        python = next(s for s in steps(name) if s.get("uses", "").startswith("actions/setup-python@"))
        assert python["with"]["python-version"] == supported[-1]


def test_the_named_python_is_the_one_that_is_set_up() -> None:
    """`scripts/_setup` keeps a `.venv` that it believes to be its own: the workflow makes it one."""
    script = step("tests.yml", "Set up with Python ${{ matrix.python }}")["run"]
    assert "pwd -P >.venv/.postilla-run" in script
    setup = (ROOT / "scripts/_setup").read_text("utf-8")
    assert '"$(head -n 1 .venv/.postilla-run 2>/dev/null)" = "$root" ] && runs' in setup
