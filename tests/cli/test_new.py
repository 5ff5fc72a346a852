from __future__ import annotations

import datetime

import pytest

from .conftest import Archive


def test_a_new_record_is_a_draft_that_passes_every_check(archive: Archive) -> None:
    code, out, err = archive.run("new", "jim2", "--title", "What's *new*: a walk", "--date", "2025-03")
    assert (code, out, err) == (0, "articles/2025/jim2.md\n", "")
    text = (archive.root / "articles/2025/jim2.md").read_text("utf-8")
    assert "title: 'What''s *new*: a walk'" in text
    assert "journal: jim\n" in text
    assert "published: 2025-03\n" in text
    assert "draft: true\n" in text
    assert archive.run("check") == (0, "no findings in 2 articles\n", "")


def test_a_new_record_is_in_no_page(archive: Archive) -> None:
    assert archive.run("new", "jim2", "--title", "Not yet").code == 0
    assert archive.run("build", "--quiet").code == 0
    assert not (archive.root / "site/articles/jim2").exists()
    assert "Not yet" not in (archive.root / "site/index.html").read_text("utf-8")


def test_the_date_is_that_of_the_build(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime.datetime(2031, 5, 4, tzinfo=datetime.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    assert archive.run("new", "jim2").out == "articles/2031/jim2.md\n"
    assert "published: 2031-05-04\n" in (archive.root / "articles/2031/jim2.md").read_text("utf-8")


def test_an_existing_record_is_never_overwritten(archive: Archive) -> None:
    before = (archive.root / "articles/2024/jim1.md").read_bytes()
    for date in ("2024", "2019-01-01"):
        code, out, err = archive.run("new", "jim1", "--date", date)
        assert (code, out) == (2, "")
        assert "articles/2024/jim1.md" in err
    assert (archive.root / "articles/2024/jim1.md").read_bytes() == before
    assert archive.files("articles/2024") == ["articles/2024/jim1.md"]
    assert not (archive.root / "articles/2019").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["Jim2"],
        ["../jim2"],
        ["jim--2"],
        ["a" * 65],
        ["jim2", "--type", "sonnet"],
        ["jim2", "--journal", "nowhere"],
        ["jim2", "--date", "2025-02-30"],
        ["jim2", "--date", "soon"],
        ["jim2", "--title", " "],
    ],
    ids=" ".join,
)
def test_what_cannot_be_made_is_refused_and_leaves_nothing(archive: Archive, arguments: list[str]) -> None:
    before = archive.files("articles")
    code, out, err = archive.run("new", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("postilla: ")
    assert archive.files("articles") == before


def test_an_archive_without_types_is_told_to_name_them_first(archive: Archive) -> None:
    (archive.root / "articles/_vocabulary/types.yml").unlink()
    code, _, err = archive.run("new", "jim2")
    assert code == 2
    assert "articles/_vocabulary/types.yml" in err


def test_where_the_archive_has_one_journal_the_record_names_none(archive: Archive) -> None:
    archive.change("mkdocs.yml", "jobs: 1", "journal: jim")
    assert archive.run("new", "jim2").code == 0
    (path,) = (archive.root / "articles").rglob("jim2.md")
    assert "\njournal:" not in path.read_text("utf-8")
    assert archive.run("check").code == 0


def test_a_folder_that_cannot_be_made_is_exit_code_2(archive: Archive) -> None:
    archive.write("articles/2025", "a file where a folder is wanted")
    code, _, err = archive.run("new", "jim2", "--date", "2025")
    assert code == 2
    assert "cannot be written" in err
