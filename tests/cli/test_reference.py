from __future__ import annotations

from pathlib import Path

import pytest

from postilla.cli.manual import MARK, pages

from .conftest import Archive

PAGES = pages()
HAND = "---\ntitle: Ours\n---\n\n# Ours\n"


def test_it_writes_every_page_and_needs_no_archive(empty: Archive) -> None:
    code, out, err = empty.run("reference")
    assert (code, err) == (0, "")
    assert out == f"{len(PAGES)} pages written, 0 unchanged, 0 removed\n"
    assert empty.files() == sorted(f"docs/reference/{path}" for path in PAGES)


def test_a_second_time_it_writes_nothing(empty: Archive) -> None:
    empty.run("reference")
    before = {path: (empty.root / path).stat().st_mtime_ns for path in empty.files()}
    assert empty.run("reference").out == f"0 pages written, {len(PAGES)} unchanged, 0 removed\n"
    assert {path: (empty.root / path).stat().st_mtime_ns for path in empty.files()} == before
    assert empty.run("reference", "--check") == (0, "", "")


def test_check_names_what_is_not_up_to_date_and_writes_nothing(empty: Archive) -> None:
    empty.run("reference", "here")
    empty.change("here/settings.md", "fail_on", "fail_of")
    (empty.root / "here/commands.md").unlink()
    empty.write("here/findings/p999.md", f"---\ntitle: Gone\n{MARK}\n---\n")
    before = empty.files()
    code, out, err = empty.run("reference", "--check", "here")
    assert code == 1
    assert out.splitlines() == [
        "here/settings.md: not up to date",
        "here/commands.md: not up to date",
        "here/findings/p999.md: is made no longer",
    ]
    assert "postilla reference" in err
    assert empty.files() == before


def test_pages_that_are_made_no_longer_are_removed(empty: Archive) -> None:
    empty.write("docs/reference/findings/p999.md", f"---\ntitle: Gone\n{MARK}\n---\n")
    assert empty.run("reference").out.endswith("1 removed\n")
    assert not (empty.root / "docs/reference/findings/p999.md").exists()


def test_a_page_written_by_hand_is_told_and_never_touched(empty: Archive) -> None:
    page = empty.write("docs/reference/ours.md", HAND)
    code, _, err = empty.run("reference")
    assert code == 0
    assert "docs/reference/ours.md" in err
    assert empty.run("reference", "--check").code == 1
    assert page.read_text("utf-8") == HAND


def test_where_a_page_written_by_hand_is_in_the_way_nothing_is_written(empty: Archive) -> None:
    empty.write("docs/reference/settings.md", HAND)
    for options in ([], ["--check"]):
        code, out, err = empty.run("reference", *options)
        assert (code, out) == (2, "")
        assert "docs/reference/settings.md" in err
    assert empty.files() == ["docs/reference/settings.md"]


def test_a_folder_that_cannot_be_written_is_exit_code_2(empty: Archive) -> None:
    empty.write("docs", "a file where a folder is wanted")
    code, _, err = empty.run("reference")
    assert code == 2
    assert "cannot be written" in err


def test_the_pages_are_the_same_each_time() -> None:
    assert list(pages().items()) == list(pages().items())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_what_mkdocs_wants_of_it(path: str) -> None:
    text = PAGES[path]
    lines = text.split("\n")
    assert lines[0] == "---"
    assert lines[1].startswith("title: '")
    assert lines[2].startswith("description: '")
    assert lines[3:5] == [MARK, "---"]
    assert sum(line.startswith("# ") for line in lines) == 1
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "  \n" not in text


def test_nothing_names_a_folder_of_a_machine() -> None:
    here = str(Path(__file__).resolve().parents[2])
    assert not [path for path, text in PAGES.items() if here in text]
