from __future__ import annotations

from postilla.archive import Shelf
from postilla.model import Head
from tests.builders import a_head, an_archive


def a_shelf(*heads: Head) -> Shelf:
    return an_archive(*heads).journals["jim"]


def test_volumes_and_issues_are_newest_first_in_natural_order() -> None:
    places = [("9", "1"), ("10", "2"), ("10", "10"), ("10", "Suppl 1"), ("10", ""), ("", "")]
    shelf = a_shelf(*(a_head(f"a{n}", volume=v, issue=i) for n, (v, i) in enumerate(places)))
    assert list(shelf.volumes) == ["10", "9", "-"]
    assert list(shelf.volumes["10"].issues) == ["10", "2", "suppl-1", "-"]


def test_articles_of_an_issue_stand_in_printed_order() -> None:
    shelf = a_shelf(
        a_head("a", volume="1", issue="1", pages="101-104", published="2021-01-02"),
        a_head("b", volume="1", issue="1", pages="9-12", published="2021-01-01"),
        a_head("c", volume="1", issue="1"),
    )
    assert [head.id for head in shelf.volumes["1"].issues["1"].articles] == ["b", "a", "c"]
    assert shelf.volumes["1"].count == 3


def test_articles_in_press_stand_in_no_issue() -> None:
    shelf = a_shelf(a_head("a", in_press=True, published=None), a_head("b", volume="1", issue="1"))
    assert [head.id for head in shelf.in_press] == ["a"]
    assert list(shelf.volumes) == ["1"]


def test_the_current_issue_is_the_one_with_the_newest_date() -> None:
    shelf = a_shelf(
        a_head("a", volume="1", issue="12", published="2021-12"),
        a_head("b", volume="1", issue="Suppl 1", published="2021-06"),
        a_head("c", published="2025"),
    )
    assert shelf.current is shelf.volumes["1"].issues["12"]


def test_of_issues_with_one_date_the_higher_number_is_current() -> None:
    shelf = a_shelf(*(a_head(f"a{n}", volume="1", issue=str(n), published="2021") for n in (9, 10)))
    assert shelf.current is not None
    assert shelf.current.name == "10"


def test_a_journal_without_issues_has_its_only_heap_as_the_current_one() -> None:
    shelf = a_shelf(a_head("a"))
    assert shelf.current is not None
    assert (shelf.current.volume_slug, shelf.current.slug) == ("-", "-")


def test_a_journal_without_articles_has_an_empty_shelf() -> None:
    shelf = an_archive(a_head("a")).journals["jit"]
    assert (dict(shelf.volumes), shelf.current, shelf.in_press) == ({}, None, ())


def test_what_is_written_in_two_ways_is_one_issue_that_knows_both() -> None:
    shelf = a_shelf(
        a_head("a", volume="1", issue="Suppl 1"),
        a_head("b", volume="1", issue="suppl. 1"),
        a_head("c", volume="1", issue="2"),
    )
    issue = shelf.issue("1", "SUPPL 1")
    assert issue is not None
    assert issue.names == ("Suppl 1", "suppl. 1")
    assert [head.id for head in issue.articles] == ["a", "b"]
    assert shelf.issue("1", "2") is shelf.volumes["1"].issues["2"]
    assert shelf.issue("7", "2") is None
    assert shelf.issue("1", "7") is None
