"""Files and folders that may not be read or written: a finding or one clear message, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.site.archives import SITES, SiteTest

BUILD = ("postilla.cli", "build", "--jobs", "1")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteTest]:
    site = SiteTest.copy_of("typical", tmp_path)
    yield site
    permit(site.root)


def run(site: SiteTest, *command: str) -> subprocess.CompletedProcess[str]:
    """A command without the rights of root."""
    done = site.run(
        "tests.faults.unprivileged", *command, PYTHONPATH=str(SITES.parents[1]), NO_MKDOCS_2_WARNING="1"
    )
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    return done


def test_the_rights_of_root_are_given_up(site: SiteTest) -> None:
    path = site.root / "secret.py"
    path.write_text("print('read')\n", "utf-8")
    assert run(site, "secret").stdout == "read\n"
    path.chmod(0)
    done = site.run("tests.faults.unprivileged", "secret", PYTHONPATH=str(SITES.parents[1]))
    assert "PermissionError" in done.stderr


CHECK = ("postilla.cli", "check", "--quiet")
UNREADABLE = (
    *(
        "articles/2019/tide001.md",
        "articles/2019",
        "articles/2019/tide001",
        "articles",
        "articles/_vocabulary",
    ),
    "articles/_vocabulary/series.yml",
)


@pytest.mark.parametrize("path", UNREADABLE)
@pytest.mark.parametrize("command", [CHECK, BUILD, ("mkdocs", "build")], ids=" ".join)
def test_what_cannot_be_read_is_a_finding(site: SiteTest, path: str, command: Sequence[str]) -> None:
    (site.root / path).chmod(0)
    done = run(site, *command)
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"{path}:1:1: error P113" in told
    assert "cannot be read: Permission denied" in told
    assert not (site.site_dir / "index.html").exists()


@pytest.mark.parametrize("edit", [False, True], ids=["nothing else", "a title"])
def test_a_picture_that_can_be_read_again_is_looked_at_again(site: SiteTest, edit: bool) -> None:
    for path in site.root.rglob("*"):
        os.utime(path, (1_500_000_000,) * 2)  # what is found in new files is not kept anyhow
    picture, told = (
        site.root / "articles/2019/tide001/fig1.png",
        "error P326 figures[0].file: tide001/fig1.png",
    )
    picture.chmod(0)
    assert told in run(site, *CHECK).stdout
    picture.chmod(0o644)
    if edit:
        site.edit("articles/2019/tide001.md", "\ntitle: ", "\n# a remark\ntitle: ")
    assert told not in run(site, *CHECK).stdout


REFUSED = {
    "a file to publish": ("articles/2019/tide001.pdf", 0, "the new site cannot be made: "),
    "a page of docs": ("docs/about.md", 0, "Error reading page 'about.md': [Errno 13] Permission denied"),
    "the site directory": ("site", 0o555, "the site directory "),
    "a folder of the site": ("site/articles", 0o555, "the site directory cannot be changed: "),
    "a folder in a folder of the site": (
        "site/articles/tide001",
        0o555,
        "the site directory cannot be changed: ",
    ),
    "a folder that cannot be entered": ("site/articles/tide001", 0, "the site directory cannot be changed: "),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_machine_refuses_is_one_message(site: SiteTest, name: str, tmp_path: Path) -> None:
    path, mode, message = REFUSED[name]
    before = site.build().files
    site.edit("articles/2019/tide002.md", "Once more, with a longer ruler.", "Changed.")
    os.utime(site.root / "articles/2019/tide001.pdf", (1, 1))
    (site.root / path).chmod(mode)
    done = run(site, *BUILD, "--quiet")
    assert done.returncode == 2
    assert done.stderr.startswith("postilla: ")
    assert message in done.stderr
    assert done.stderr.count("\n") <= 2, done.stderr
    permit(site.root)
    if (
        name != "a folder in a folder of the site"
    ):  # where the new site stands already, but for what could not go
        assert site.files == before
    fresh = SiteTest(
        shutil.copytree(site.root, tmp_path / "fresh", ignore=shutil.ignore_patterns("site", ".*"))
    )
    assert site.build().files == fresh.build().files


def permit(folder: Path) -> None:
    """Let root's files be root's again."""
    folder.chmod(0o755)
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            permit(path)
        elif path.is_file():
            path.chmod(0o644)


INDEX = ("assets/postilla/index/", "search/index.json")
CACHES = {
    "a folder": (".cache/postilla", 0o555),
    "a folder that cannot be entered": (".cache/postilla", 0),
    "the folder around it": (".cache", 0o555),
    "its file": ("", 0o444),
}


@pytest.mark.parametrize("is_new", [False, True])
@pytest.mark.parametrize("name", CACHES)
def test_a_cache_that_cannot_be_written_costs_speed_only(site: SiteTest, name: str, is_new: bool) -> None:
    path, mode = CACHES[name]
    whole = site.build().files
    if is_new:
        site.remove(".cache/postilla/").write(".cache/postilla/README", "")
    for file in [site.root / path] if path else (site.root / ".cache/postilla").iterdir():
        file.chmod(mode)
    done = run(site, *BUILD)
    assert done.returncode == 0, done.stderr
    assert site.files == whole
    site.edit("articles/2019/tide002.md", "Once more, with a longer ruler.", "Changed.")
    done = run(site, *BUILD)
    assert done.returncode == 0, done.stderr
    files = site.files
    # the index of the search holds the text, compressed, in files named after their content
    changed = {path for path in whole if files.get(path) != whole[path] and not path.startswith(INDEX)}
    assert changed == {path for path, data in files.items() if b"Changed." in data}
    assert {path for path in changed if path.endswith(".html")} == {"articles/tide002/index.html"}
