from __future__ import annotations

from postilla.imports.matching import LONGEST, Known, fitted
from postilla.model import Head
from tests.builders import a_head


def known(*heads: Head) -> Known:
    return Known([(f"articles/{head.id}.md", head) for head in heads])


def test_a_doi_matches_whatever_its_case() -> None:
    assert known(a_head("a1", doi="10.5555/JIM.1")).match(a_head("x", doi="10.5555/jim.1")) == "a1"


def test_a_pmid_matches() -> None:
    assert known(a_head("a1", pmid="11111111", doi="10.5555/a")).match(a_head("x", pmid="11111111")) == "a1"


def test_a_place_in_the_journal_matches_unless_identifiers_differ() -> None:
    there = known(a_head("a1", volume="12", pages="101-104", doi="10.5555/a"))
    assert there.match(a_head("x", volume="12", pages="101")) == "a1"
    assert there.match(a_head("x", volume="12", pages="101-4", pmid="1")) == "a1"
    assert there.match(a_head("x", volume="12", pages="101", doi="10.5555/b")) == ""
    assert there.match(a_head("x", volume="13", pages="101")) == ""
    assert there.match(a_head("x", volume="12", pages="101", journal="jit")) == ""


def test_title_and_year_are_probable_only() -> None:
    there = known(a_head("a1", title="Lantern walks in *Mus imaginarius*", published="2021-10-01"))
    same = a_head("x", title="Lantern Walks in Mus imaginarius", published="2021")
    assert there.match(same) == ""
    assert there.probable(same) == "a1"
    assert there.probable(same._replace(published=None)) == ""
    assert known(a_head("a1", title="Editorial")).probable(a_head("x", title="Editorial")) == ""


def test_ids_are_never_given_twice() -> None:
    there = known(a_head("a1", aliases=("old",)))
    wanted = ("a1", "A1", "old", "JIM.2024.1")
    assert [there.new_id(id) for id in wanted] == ["a1-2", "a1-3", "old-2", "jim-2024-1"]


def test_long_ids_are_cut_and_stay_apart() -> None:
    first, second = (fitted(f"{'a' * 80}{end}") for end in "bc")
    assert first != second
    assert max(len(first), len(second)) <= LONGEST
    there = known()
    made = [there.new_id("x" * 64) for _ in range(3)]
    assert len(set(made)) == 3
    assert max(map(len, made)) <= LONGEST


def test_the_name_of_a_record_that_cannot_be_read_is_taken() -> None:
    assert Known([("articles/2020/a1.md", None)]).new_id("a1") == "a1-2"
