from __future__ import annotations

import json
import sys

import pytest

from .conftest import RECORD, Archive

WRONG = RECORD.replace("10.5555/jim.2024.1201", "doi-of-the-day")


def test_a_clean_archive_is_exit_code_0(archive: Archive) -> None:
    assert archive.run("check") == (0, "no findings in 1 article\n", "")


def test_quiet_says_nothing_of_a_clean_archive(archive: Archive) -> None:
    assert archive.run("check", "--quiet") == (0, "", "")


def test_an_error_is_told_with_its_place_and_is_exit_code_1(archive: Archive) -> None:
    archive.write("articles/2024/jim1.md", WRONG)
    code, out, _ = archive.run("check")
    assert code == 1
    assert out.startswith("articles/2024/jim1.md:11:6: error P204 doi: `doi-of-the-day` is not a DOI\n")
    assert out.endswith("1 error in 1 file (1 article read)\n")


def test_a_warning_is_exit_code_0_unless_it_is_asked_for(archive: Archive) -> None:
    archive.change("articles/2024/jim1.md", "specialties: [immunology]\n", "")
    assert archive.run("check").code == 0
    assert "warning P312" in archive.run("check", "--quiet").out
    assert archive.run("check", "--fail-on", "warning").code == 1
    archive.change("mkdocs.yml", "jobs: 1", "fail_on: warning")
    assert archive.run("check").code == 1
    assert archive.run("check", "--fail-on", "error").code == 0


def test_all_findings_come_at_once(archive: Archive) -> None:
    archive.write("articles/2024/jim1.md", WRONG.replace("volume: 12", "volumme: 12"))
    archive.write("articles/2024/jim2.md", "no front matter\n")
    code, out, _ = archive.run("check")
    assert code == 1
    for finding in ("P204", "P202", "P103"):
        assert finding in out
    assert "3 errors in 2 files (2 articles read)" in out


def test_findings_of_paths_only(archive: Archive) -> None:
    archive.write("articles/2024/jim1.md", WRONG)
    archive.write("articles/2023/jim2.md", RECORD.replace("title:", "titel:"))
    assert "jim2" not in archive.run("check", "articles/2024").out
    assert "jim2" not in archive.run("check", "articles/2024/jim1.md").out
    assert archive.run("check", "articles/_vocabulary").code == 0
    assert "jim2" in archive.run("check", ".").out


def test_a_draft_passes(archive: Archive) -> None:
    archive.write(
        "articles/draft.md", "---\ntitle: 'Later'\ntype: commentary\nauthors: []\ndraft: true\n---\n"
    )
    assert archive.run("check").code == 0


@pytest.mark.parametrize("command", ["check", "build", "clean", "new"])
def test_without_mkdocs_yml_every_command_says_so(empty: Archive, command: str) -> None:
    code, out, err = empty.run(command, *(["jim1"] if command == "new" else []))
    assert (code, out) == (2, "")
    assert err == "postilla: Config file 'mkdocs.yml' does not exist.\n"
    assert empty.files() == []


@pytest.mark.parametrize("command", ["check", "build"])
def test_without_a_folder_of_records(archive: Archive, command: str) -> None:
    archive.change("mkdocs.yml", "jobs: 1", "articles: records")
    code, out, err = archive.run(command)
    assert (code, out) == (2, "")
    assert err.count("there is no folder records/") == 1


@pytest.mark.parametrize("command", ["check", "build", "clean"])
def test_settings_that_cannot_be_used_are_told_once_and_together(archive: Archive, command: str) -> None:
    archive.change("mkdocs.yml", "jobs: 1", "jorunal: jim\n      fail_on: never\n      jobs: -1")
    code, out, err = archive.run(command)
    assert (code, out) == (2, "")
    for key in ("jorunal", "fail_on", "jobs"):
        assert err.count(f"option '{key}'") == 1


def test_a_file_of_settings_that_is_no_yaml(archive: Archive) -> None:
    archive.write("mkdocs.yml", "site_name: [\n")
    code, out, err = archive.run("check")
    assert (code, out) == (2, "")
    assert "mkdocs.yml" in err


def test_settings_without_the_plugin(archive: Archive) -> None:
    archive.write("mkdocs.yml", "site_name: Imagined\nplugins: []\n")
    code, _, err = archive.run("check")
    assert code == 2
    assert "does not list 'postilla'" in err


def test_a_default_journal_that_does_not_exist(archive: Archive) -> None:
    archive.change("mkdocs.yml", "jobs: 1", "journal: nowhere")
    code, _, err = archive.run("check")
    assert code == 2
    assert "nowhere" in err


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "there is no nowhere"),
        ("..", "does not belong to the archive"),
        ("docs", "docs holds no records: they lie in articles/"),
        ("mkdocs.yml", "mkdocs.yml holds no records"),
    ],
)
def test_paths_that_cannot_be_checked(archive: Archive, path: str, message: str) -> None:
    code, out, err = archive.run("check", path)
    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a right there")
def test_a_file_that_cannot_be_read_is_a_finding(archive: Archive) -> None:
    (archive.root / "articles/2024/gone.md").symlink_to("nowhere.md")
    (archive.root / "articles/2024/folder.md").mkdir()
    code, out, _ = archive.run("check")
    assert code == 1
    assert "articles/2024/gone.md:1:1: error P113" in out
    assert "articles/2024/folder.md:1:1: error P113" in out


def test_another_file_of_settings(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = archive.root / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert archive.run("check", "-f", "../mkdocs.yml").code == 0
    assert archive.run("check", "-f", "nowhere.yml").code == 2


def test_a_report_in_json_can_be_read_alone(archive: Archive) -> None:
    archive.write("articles/2024/jim1.md", WRONG)
    code, out, _ = archive.run("check", "--format", "json")
    assert code == 1
    assert [finding["code"] for finding in json.loads(out)["findings"]] == ["P204"]
