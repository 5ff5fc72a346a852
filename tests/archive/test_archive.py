from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postilla.archive import Archive, Hidden
from postilla.model import ArticleType, Head, Journal, Person, Place, Series
from tests.builders import NOW, a_head, an_archive, an_entry, related


def test_drafts_and_embargoed_articles_are_nowhere() -> None:
    archive = an_archive(
        a_head("a"),
        a_head("d", draft=True, series=(Place("lanterns"),)),
        a_head("e", embargo="2030-01-01T00:00:00Z"),
    )
    assert archive.order == ("a",)
    assert archive.hidden == {"d": Hidden.DRAFT, "e": Hidden.EMBARGO}
    assert archive.taxonomies["series"].articles("lanterns") == ()
    assert archive.taxonomies["specialties"].count("immunology") == 1
    assert [identity.articles for identity in archive.people.all] == [("a",)]


def test_of_two_files_with_one_id_the_first_by_path_counts() -> None:
    entries = [
        an_entry(a_head("a", title=path), path)
        for path in ("articles/b/a.md", "articles/c/a.md", "articles/a/a.md")
    ]
    archive = an_archive(*entries)
    assert archive.head("a").title == "articles/a/a.md"
    assert [entry.path for entry in archive.duplicates["a"]] == [
        "articles/a/a.md",
        "articles/b/a.md",
        "articles/c/a.md",
    ]


def test_years_and_months_hold_the_ids_in_order() -> None:
    archive = an_archive(
        a_head("a", published="2021"),
        a_head("b", published="2021-10"),
        a_head("c", published="2021-10-05"),
        a_head("d", published="2022-01"),
        a_head("e", published=None, in_press=True),
    )
    assert archive.order == ("e", "d", "c", "b", "a")
    assert dict(archive.years) == {2022: ("d",), 2021: ("c", "b", "a")}
    assert list(archive.years) == [2022, 2021]
    assert dict(archive.months) == {(2022, 1): ("d",), (2021, 10): ("c", "b"), (2021, 0): ("a",)}
    assert archive.undated == ("e",)


def test_former_ids_lead_to_what_they_became() -> None:
    archive = an_archive(
        a_head("new", aliases=("old", "taken", "both")), a_head("taken"), a_head("other", aliases=("both",))
    )
    assert dict(archive.aliases) == {"old": "new", "both": "new"}


def test_journal_type_and_language_are_resolved() -> None:
    archive = an_archive(
        a_head("a", journal="", language="de"),
        a_head("b", journal="nobody", type="nothing"),
        default_journal="jim",
    )
    journal, kind = archive.journal_of("a"), archive.type_of("a")
    assert isinstance(journal, Journal)
    assert isinstance(kind, ArticleType)
    assert (journal.id, kind.id) == ("jim", "viewpoint")
    assert (archive.journal_of("b"), archive.type_of("b")) == (None, None)
    assert (archive.language_of("a"), archive.language_of("b")) == ("de", "en")


def test_a_taxonomy_is_found_by_the_class_of_its_terms() -> None:
    archive = an_archive()
    assert archive.taxonomy(Series) is archive.taxonomies["series"]


def test_an_archive_needs_neither_articles_nor_vocabularies() -> None:
    archive = Archive.of([], {}, now=NOW)
    assert archive.order == ()
    assert all(taxonomy.terms == () for taxonomy in archive.taxonomies.values())
    assert dict(archive.journals) == {}
    with pytest.raises(KeyError):
        archive.head("a")


AUTHORS = (
    Person("Lichtenau", "Edda"),
    Person("Lichtenau", "Edda", orcid="0000-0002-1825-0097"),
    Person("Quill", "Amy", orcid="0000-0002-1825-0097"),
    Person("Quill", "Amy"),
)
DATES = ("2020", "2021", "2021-10", "2021-10-01")


@st.composite
def heads(draw: st.DrawFn) -> list[Head]:
    number = draw(st.integers(1, 7))
    ids = [f"a{n}" for n in range(number)]
    pick = st.sampled_from
    links = st.builds(
        lambda relation, work: (
            related(relation, **work) if isinstance(work, dict) else related(relation, work)
        ),
        pick(["comments-on", "retracts", "corrects"]),
        pick([*ids, {"doi": "10.5555/X"}, {"pmid": "7"}, {"doi": "10.5555/x", "pmid": "7", "title": "T"}]),
    )
    return [
        a_head(
            draw(pick(ids)),
            title=f"{n}",
            published=draw(pick(DATES)),
            volume=draw(pick(["", "1", "2"])),
            issue=draw(pick(["", "1", "Suppl 1", "suppl 1"])),
            authors=tuple(draw(st.lists(pick(AUTHORS), max_size=2))),
            related=tuple(draw(st.lists(links, max_size=2))),
            doi=draw(pick(["", "10.5555/x", "10.5555/y"])),
            series=(Place("lanterns", draw(st.integers(0, 2))),),
            aliases=tuple(draw(st.lists(pick(["old", *ids]), max_size=1))),
            draft=draw(st.booleans()),
        )
        for n in range(number)
    ]


@given(heads(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_files_never_matters(found: list[Head], chance: random.Random) -> None:
    entries = [an_entry(head, f"articles/{number}/{head.id}.md") for number, head in enumerate(found)]
    archive = an_archive(*entries)
    chance.shuffle(entries)
    assert an_archive(*entries) == archive
    for article in archive.order:
        for link in archive.incoming(article):
            assert article in {other.article for other in archive.related(link.article)}
        assert article not in archive.siblings(article)
