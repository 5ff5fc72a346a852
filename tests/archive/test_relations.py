from __future__ import annotations

import pytest

from postilla.archive import Link
from postilla.model import Head, Relation, Work
from tests.builders import a_head, an_archive, related

X = {"doi": "10.5555/X", "title": "The work"}


def on_x(id: str, **values: object) -> Head:
    return a_head(id, related=(related("comments-on", **X),), **values)


def test_an_article_is_found_by_id_former_id_and_every_identifier() -> None:
    target = a_head("t", doi="10.5555/T", pmid="7", pmcid="PMC9", aliases=("old",))
    ways = (
        related("corrects", "t"),
        related("corrects", "old"),
        related("corrects", doi="10.5555/t"),
        related("corrects", pmid="7", doi="10.5555/mistyped"),
        related("corrects", pmcid="PMC9"),
    )
    for way in ways:
        archive = an_archive(target, a_head("n", related=(way,)))
        assert archive.related("n") == (Link(Relation.CORRECTS, "t", way.work),)
        assert archive.incoming("t") == (Link(Relation.CORRECTS, "n"),)


def test_what_is_not_public_is_neither_shown_nor_linked() -> None:
    archive = an_archive(
        a_head("hidden", draft=True, doi="10.5555/h", related=(related("comments-on", "a"),)),
        a_head("a", related=(related("comments-on", "hidden"), related("continues", doi="10.5555/H"))),
    )
    assert archive.incoming("a") == ()
    assert archive.related("a") == (Link(Relation.CONTINUES, "", Work(doi="10.5555/H")),)


def test_incoming_links_are_newest_first_and_told_once() -> None:
    target = a_head("t", doi="10.5555/t", pmid="7")
    twice = (related("corrects", doi="10.5555/t"), related("corrects", pmid="7"), related("comments-on", "t"))
    archive = an_archive(
        target,
        a_head("old", published="2022", related=twice),
        a_head("new", published="2023", related=twice[:1]),
    )
    assert archive.incoming("t") == (
        Link(Relation.CORRECTS, "new"),
        Link(Relation.CORRECTS, "old"),
        Link(Relation.COMMENTS_ON, "old"),
    )


def test_an_article_says_nothing_about_itself() -> None:
    archive = an_archive(a_head("a", doi="10.5555/a", related=(related("continues", "a"),)))
    assert archive.related("a") == archive.incoming("a") == ()
    assert dict(archive.works) == {}


def test_a_discussed_work_knows_who_is_about_it_newest_first() -> None:
    archive = an_archive(on_x("old", published="2020"), on_x("new", published="2022"), a_head("other"))
    discussed = archive.work("doi:10.5555/x")
    assert discussed is not None
    assert discussed.articles == ("new", "old")
    assert discussed.work == Work(**X)  # type: ignore[arg-type]
    assert discussed.article == ""
    assert list(archive.works) == ["doi:10.5555/x"]


def test_one_work_under_several_identifiers_is_one() -> None:
    archive = an_archive(
        a_head("a", related=(related("comments-on", pmcid="PMC9", title="T"),)),
        a_head("b", related=(related("comments-on", pmid="7"),)),
        a_head("c", related=(related("comments-on", pmid="7", pmcid="PMC9"),)),
        a_head("d", related=(related("comments-on", pmid="7", doi="10.5555/X"),)),
    )
    assert list(archive.works) == ["doi:10.5555/x"]
    discussed = archive.work("pmid:7")
    assert discussed is archive.works["doi:10.5555/x"]
    assert discussed.articles == ("a", "b", "c", "d")
    assert discussed.work == Work(doi="10.5555/X", pmid="7", pmcid="PMC9", title="T")
    assert archive.siblings("a") == ("b", "c", "d")


def test_a_work_with_a_pmid_alone_is_kept_under_it() -> None:
    archive = an_archive(a_head("a", related=(related("comments-on", pmid="7", pmcid="PMC9"),)))
    assert list(archive.works) == ["pmid:7"]


@pytest.mark.parametrize("work", [{"title": "T"}, {"pmcid": "PMC9"}])
def test_a_work_without_doi_and_pmid_is_known_by_description_only(work: dict[str, str]) -> None:
    archive = an_archive(a_head("a", related=(related("comments-on", **work),)))
    assert dict(archive.works) == {}
    assert [(one.work, one.articles) for one in archive.relations.described] == [(Work(**work), ("a",))]  # type: ignore[arg-type]
    assert archive.siblings("a") == ()


def test_a_discussed_article_of_the_archive_is_described_by_its_record() -> None:
    target = a_head("t", doi="10.5555/T", volume="3")
    archive = an_archive(
        target, a_head("n", related=(related("comments-on", doi="10.5555/t", title="Wrong"),))
    )
    discussed = archive.works["doi:10.5555/t"]
    assert discussed.article == "t"
    assert discussed.work.title == "Title of t"
    assert discussed.work.journal == "J Imagin Med"
    assert discussed.work.volume == "3"
    assert discussed.articles == ("n",)


def test_siblings_share_a_work_or_an_article_and_stand_in_order() -> None:
    archive = an_archive(
        on_x("a", published="2020"),
        on_x("b", published="2022"),
        on_x("c", published="2021"),
        a_head("t"),
        a_head("d", published="2019", related=(related("comments-on", "t"),)),
        a_head("e", published="2023", related=(related("corrects", "t"), related("comments-on", **X))),
    )
    assert archive.siblings("a") == ("e", "b", "c")
    assert archive.siblings("d") == ("e",)
    assert archive.siblings("e") == ("b", "c", "a", "d")
    assert archive.siblings("t") == ()


def test_references_to_unknown_works_and_articles_find_nothing() -> None:
    archive = an_archive(a_head("a", related=(related("comments-on", "nobody"),)))
    assert archive.related("a") == ()
    assert archive.work("doi:10.5555/nothing") is None
    assert archive.incoming("nobody") == ()
    with pytest.raises(KeyError):
        archive.related("nobody")
