"""The longer scripts of the workflows, run as a runner would run them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from .workflows import ROOT, step

POSTILLA = Path(sys.executable).with_name("postilla")
RECORD = """\
---
title: 'A lantern'
type: commentary
authors: [{given: Ilse, family: Varga-Holm}]
published: 2021-13-01
---
"""


def run(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as Actions does: `bash -e`, in the checkout."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-c", script],
        cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ilse", "-c", "user.email=ilse@example.org")
    subprocess.run(
        ["git", "-C", str(folder), *who, *arguments],
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        check=True, capture_output=True,
    )  # fmt: skip


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small archive on main, with the program where `scripts/_setup` puts it."""
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "tests/sites/minimal", root, ignore=shutil.ignore_patterns(".*", "site"))
    git(root, "init", "--quiet", "--initial-branch=main")
    (root / ".gitignore").write_text(".venv\n.cache\n")
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv/bin/postilla").symlink_to(POSTILLA)
    return root


def merged(root: Path, files: Mapping[str, str]) -> None:
    """What is there so far goes to main; a branch adds `files`; the checkout is the merge of both."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=main")
    git(root, "checkout", "--quiet", "-b", "request")
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=request")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message=merge", "request")


def checked(root: Path, tmp_path: Path) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run the step that checks the records; give what it printed and the summary of the run."""
    temporary = tmp_path / "runner"
    temporary.mkdir()
    summary = tmp_path / "summary"
    script = step("check.yml", "Check the records")["run"]
    done = run(script, root, RUNNER_TEMP=str(temporary), GITHUB_STEP_SUMMARY=str(summary))
    return done, summary.read_text("utf-8")


def test_findings_of_changed_files_are_annotated_first(checkout: Path, tmp_path: Path) -> None:
    (checkout / "articles/2020").mkdir(parents=True)
    for number in range(12):
        (checkout / f"articles/2020/a{number}.md").write_text(RECORD)
    merged(checkout, {"articles/2021/z one.md": RECORD, "articles/2021/zé.md": RECORD})
    done, summary = checked(checkout, tmp_path)
    assert done.returncode == 1, done.stderr
    lines = [line for line in done.stdout.splitlines() if line.startswith("::")]
    changed = [line for line in lines if "file=articles/2021/z" in line]
    assert {"z one.md" in line for line in changed} == {True, False}
    assert lines[: len(changed)] == changed
    assert all(",line=" in line for line in lines)
    assert len(set(lines)) == len(lines)
    assert summary.startswith("## Findings in the records\n\n    articles/2020/a0.md:")
    assert all(line.startswith("    ") for line in summary.splitlines()[2:])
    assert "articles/2021/zé.md:5:12: error" in summary


def test_a_request_without_findings_passes(checkout: Path, tmp_path: Path) -> None:
    merged(checkout, {"docs/new.md": "# New\n"})
    done, summary = checked(checkout, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "::" not in done.stdout
    assert "    no findings in 1 article\n" in summary


def test_settings_that_cannot_be_used_fail(checkout: Path, tmp_path: Path) -> None:
    merged(checkout, {"mkdocs.yml": "site_name: x\nplugins:\n  - postilla: {jobs: -1}\n"})
    done, _ = checked(checkout, tmp_path)
    assert done.returncode == 2
    assert "jobs" in done.stderr


@pytest.mark.parametrize(
    ("site_url", "base_url", "warns"),
    [
        ("https://example.org/archive/", "https://example.org/archive", False),
        ("https://example.org/", "https://example.org/", False),
        ("https://example.org/", "https://journal.example.org/archive", True),
    ],
)
def test_a_site_url_of_another_place_is_told(
    tmp_path: Path, site_url: str, base_url: str, warns: bool
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/sitemap.xml").write_text(f"<urlset>\n<url><loc>{site_url}</loc></url>\n</urlset>\n")
    done = run(
        step("pages.yml", "Compare site_url with the address of the site")["run"], tmp_path, BASE_URL=base_url
    )
    assert done.returncode == 0
    assert done.stdout.startswith("::warning file=mkdocs.yml,") == warns
