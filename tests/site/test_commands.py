"""The commands that people type: `mkdocs build`, `serve` and `gh-deploy`, `postilla build`."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import pytest

from .archives import SiteTest, built_demonstration, record, small_archive

PATIENCE = 60.0
"""Seconds to wait for what takes one."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def eventually(what: Callable[[], bool]) -> bool:
    """Whether it becomes true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.1)
    return False


def test_the_demonstration_archive_builds_without_a_warning(tmp_path_factory: pytest.TempPathFactory) -> None:
    _, process = built_demonstration(tmp_path_factory.getbasetemp())
    assert process.returncode == 0, process.stderr
    lines = (process.stdout + process.stderr).splitlines()
    assert [line for line in lines if re.search(r"WARNING|ERROR|: (?:warning|error) P\d", line)] == []


def test_mkdocs_and_postilla_build_the_same_site(tmp_path: Path) -> None:
    site = SiteTest.copy_of("typical", tmp_path)
    process = site.run("mkdocs", "build", "--strict", NO_MKDOCS_2_WARNING="1")
    assert process.returncode == 0, process.stderr
    by_mkdocs = site.files
    site.remove("site").remove(".cache")
    process = site.run("postilla.cli", "build", "--strict", "--jobs", "1")
    assert process.returncode == 0, process.stderr
    assert site.files == by_mkdocs


def test_postilla_build_from_another_folder(tmp_path: Path) -> None:
    site = small_archive(tmp_path / "archive", {"one": record("One")})
    elsewhere = SiteTest(tmp_path)
    process = elsewhere.run("postilla.cli", "build", "-f", "archive/mkdocs.yml", "-d", "out")
    assert process.returncode == 0, process.stderr
    assert (tmp_path / "out/articles/one/index.html").is_file()
    assert not site.site_dir.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "out"]


def test_findings_and_wrong_use_have_their_own_exit_codes(tmp_path: Path) -> None:
    site = small_archive(tmp_path, {"one": record("One", volumes="1")})
    process = site.run("postilla.cli", "build")
    assert process.returncode == 1
    assert "articles/one.md:7:1: error P202" in process.stdout + process.stderr
    assert "Traceback" not in process.stderr
    assert site.run("postilla.cli", "build", "-f", "nothing.yml").returncode == 2


@contextmanager
def serving(site: SiteTest, address: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with (site.root / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=site.root, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.mark.slow
def test_mkdocs_serve_shows_what_was_edited(tmp_path: Path) -> None:
    site = small_archive(tmp_path, {"one": record("One")})
    address = f"127.0.0.1:{free_port()}"

    def shows(words: str, page: str = "articles/one/") -> bool:
        try:
            with urllib.request.urlopen(f"http://{address}/{page}", timeout=PATIENCE) as answer:
                return words in answer.read().decode()
        except (OSError, HTTPException):
            return False

    with serving(site, address) as process:

        def log() -> str:
            return (site.root / "serve.log").read_text("utf-8")

        assert eventually(lambda: shows("<h1>One</h1>") or process.poll() is not None), log()
        assert shows("Words.")
        site.write("articles/one.md", record("One, edited"))
        assert eventually(lambda: shows("<h1>One, edited</h1>")), log()
        assert shows("One, edited", "years/2020/")
        # an error is told; MkDocs then answers nobody until it is mended
        site.write("articles/one.md", record("Two", volumes="1"))
        assert eventually(lambda: "error P202" in log()), log()
        assert process.poll() is None
        site.write("articles/one.md", record("Three"))
        site.write("articles/two.md", record("Another"))
        assert eventually(lambda: shows("<h1>Three</h1>") and shows("Another", "articles/two/")), log()
        assert process.poll() is None
    assert not site.site_dir.exists()


def test_gh_deploy_pushes_the_site_and_nothing_of_ours_beside_it(tmp_path: Path) -> None:
    site = small_archive(tmp_path / "archive", {"one": record("One")})
    bare = tmp_path / "remote.git"
    environment = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{
            f"GIT_{who}_{what}": f"{what}@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
        "NO_MKDOCS_2_WARNING": "1",
    }

    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=site.root, env={**os.environ, **environment}, capture_output=True,
            encoding="utf-8", timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    git("init", "--quiet", "--bare", str(bare))
    git("init", "--quiet", "--initial-branch", "main")
    git("remote", "add", "origin", str(bare))
    git("add", "mkdocs.yml", "docs", "articles")
    git("commit", "--quiet", "--message", "Begin")
    for title in ("One", "One, again"):
        site.write("articles/one.md", record(title))
        process = site.run("mkdocs", "gh-deploy", **environment)
        assert process.returncode == 0, process.stderr
        pushed = git("--git-dir", str(bare), "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
        assert [path for path in pushed if path.startswith(".") or "/." in path] == [".nojekyll"]
        assert sorted(path for path in pushed if path != ".nojekyll") == sorted(site.files)
        assert f"<h1>{title}</h1>" in git("--git-dir", str(bare), "show", "gh-pages:articles/one/index.html")
