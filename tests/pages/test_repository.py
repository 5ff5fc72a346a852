from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from postilla.pages.repository import FORGES, edit_address, suggest_address

RECORD = "articles/2021/jci153204.md"
GITHUB = "https://github.com/journal/archive"
GITLAB = "https://gitlab.com/group/sub/archive"
CODEBERG = "https://codeberg.org/journal/archive"
UNKNOWN = "https://git.example.org/journal/archive"


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "expected"),
    [
        # without edit_uri the kind of host tells the way, to the branch main
        (GITHUB, "", f"{GITHUB}/edit/main/{RECORD}"),
        (GITLAB, "", f"{GITLAB}/-/edit/main/{RECORD}"),
        (CODEBERG, "", f"{CODEBERG}/_edit/main/{RECORD}"),
        ("https://github.example.org/j/a", "", f"https://github.example.org/j/a/edit/main/{RECORD}"),
        ("https://gitlab.example.org/j/a/", "", f"https://gitlab.example.org/j/a/-/edit/main/{RECORD}"),
        # with it, what it says; it leads to the hand-written pages, and records lie beside them
        (GITHUB, "edit/trunk/docs/", f"{GITHUB}/edit/trunk/{RECORD}"),
        (f"{GITHUB}/", "edit/trunk/docs", f"{GITHUB}/edit/trunk/{RECORD}"),
        (GITHUB, "edit/docs/docs/", f"{GITHUB}/edit/docs/{RECORD}"),
        (GITHUB, "edit/main/site/docs/", f"{GITHUB}/edit/main/site/{RECORD}"),
        (GITHUB, "edit/main/", f"{GITHUB}/edit/main/{RECORD}"),
        (GITHUB, "blob/main/docs/", f"{GITHUB}/blob/main/{RECORD}"),
        (CODEBERG, "src/branch/main/docs/", f"{CODEBERG}/src/branch/main/{RECORD}"),
        (UNKNOWN, "edit/main/docs/", f"{UNKNOWN}/edit/main/{RECORD}"),
        (UNKNOWN, "?edit=main/docs/", f"{UNKNOWN}?edit=main/{RECORD}"),
        (GITHUB, "https://edit.example.org/a/docs/", f"https://edit.example.org/a/{RECORD}"),
        # MkDocs gives GitLab the form of GitHub, when there is none in the settings
        (GITLAB, "edit/master/docs/", f"{GITLAB}/-/edit/master/{RECORD}"),
        (CODEBERG, "edit/main/docs/", f"{CODEBERG}/_edit/main/{RECORD}"),
        # nothing is guessed
        (UNKNOWN, "", ""),
        ("", "edit/main/docs/", ""),
        ("ssh://git@example.org/a.git", "edit/main/docs/", ""),
        ("javascript://github/%0aalert(1)", "", ""),
        (GITHUB, "javascript:alert(1)", ""),
    ],
)
def test_the_address_where_a_record_is_edited(repo_url: str, edit_uri: str, expected: str) -> None:
    assert edit_address(repo_url, edit_uri, RECORD) == expected


def test_the_folder_of_the_pages_may_have_another_name() -> None:
    assert (
        edit_address(GITHUB, "edit/main/pages/", RECORD, docs_dir="pages") == f"{GITHUB}/edit/main/{RECORD}"
    )
    assert edit_address(GITHUB, "", RECORD, docs_dir="web/pages/") == f"{GITHUB}/edit/main/{RECORD}"


def test_a_path_is_encoded() -> None:
    address = edit_address(GITHUB, "", "articles/2021/a b?c#d%e é.md")
    assert urlsplit(address).query == urlsplit(address).fragment == ""
    assert unquote(urlsplit(address).path) == "/journal/archive/edit/main/articles/2021/a b?c#d%e é.md"


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "issue", "title", "body"),
    [
        (GITHUB, "", f"{GITHUB}/issues/new", "title", "body"),
        (f"{GITHUB}/", "", f"{GITHUB}/issues/new", "title", "body"),
        (GITLAB, "", f"{GITLAB}/-/issues/new", "issue[title]", "issue[description]"),
        (CODEBERG, "", f"{CODEBERG}/issues/new", "title", "body"),
        (UNKNOWN, "-/edit/main/docs/", f"{UNKNOWN}/-/issues/new", "issue[title]", "issue[description]"),
        (UNKNOWN, "_edit/main/docs/", f"{UNKNOWN}/issues/new", "title", "body"),
        (UNKNOWN, "src/branch/main/docs/", f"{UNKNOWN}/issues/new", "title", "body"),
    ],
)
def test_an_issue_is_filled_in(repo_url: str, edit_uri: str, issue: str, title: str, body: str) -> None:
    address, _, query = suggest_address(
        repo_url, 'Lantern & moth: "50 %" #1\n of τ', RECORD, edit_uri=edit_uri
    ).partition("?")
    filled = parse_qs(query, strict_parsing=True)
    assert address == issue
    assert filled.keys() == {title, body}
    assert filled[title] == ['Correction: Lantern & moth: "50 %" #1 of τ']
    assert f"`{RECORD}`" in filled[body][0]
    assert "+" not in query  # a space that every host reads as one


@pytest.mark.parametrize(
    ("repo_url", "edit_uri"),
    [("", ""), (UNKNOWN, ""), (UNKNOWN, "edit/main/docs/"), ("javascript://github/%0aalert(1)", "")],
)
def test_no_issue_where_the_kind_of_host_is_not_known(repo_url: str, edit_uri: str) -> None:
    assert not suggest_address(repo_url, "Title", RECORD, edit_uri=edit_uri)


def test_a_long_title_is_cut() -> None:
    address = suggest_address(GITHUB, "語" * 5000, RECORD)
    assert len(address) < 2000
    assert parse_qs(urlsplit(address).query)["title"][0].endswith("語…")


def test_no_two_kinds_share_a_word_or_a_mark() -> None:
    words = [word for forge in FORGES for word in forge.words]
    marks = [mark for forge in FORGES for mark in forge.marks]
    assert len(set(words)) == len(words)
    assert not [(a, b) for a in marks for b in marks if a != b and a.startswith(b)]
