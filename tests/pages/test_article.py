"""The view of an article: what its page shows that does not stand in its own record."""

from __future__ import annotations

from typing import Any

import pytest

from postilla.model import Journal, PartialDate, Person, Place, Relation, Withdrawn
from postilla.pages import ArticleView, SitePages
from postilla.pages.article import SHOWN
from postilla.pages.cards import SiteFacts
from postilla.pages.views import Link
from postilla.words import ENGLISH
from tests.builders import a_head, an_archive, related

from .test_parts import facts


def views(*heads: Any, site: dict[str, Any] | None = None, **terms: Any) -> dict[str, ArticleView]:
    by_id = {head.id: head for head in heads}
    given: dict[str, Any] = {
        "name": "Site",
        "url": "",
        "language": "en",
        "intro_html": "",
        "repo_url": "",
        "edit_uri": "",
    }
    pages = SitePages(
        an_archive(*heads, **terms), lambda name: facts(by_id[name]), SiteFacts(**given | (site or {})), {}
    )
    return {page.view.id: page.view for page in pages if isinstance(page.view, ArticleView)}


WORK = {"doi": "10.5555/w", "title": "A *work*", "journal": "Moon Med", "year": "2019"}


def test_the_way_back_leads_through_journal_volume_and_issue() -> None:
    (view,) = views(a_head(volume="12", issue="Suppl 1")).values()
    assert view.breadcrumbs == (
        Link("Home", ""),
        Link("Journal of Imagined Medicine", "journals/jim/"),
        Link("Volume 12", "journals/jim/12/"),
        Link("Issue Suppl 1", "journals/jim/12/suppl-1/"),
    )


def test_without_an_issue_the_way_is_shorter_and_in_press_it_ends_with_the_journal() -> None:
    found = views(a_head("a", volume="12"), a_head("b", volume="12", in_press=True))
    assert [link.name for link in found["a"].breadcrumbs] == [
        "Home",
        "Journal of Imagined Medicine",
        "Volume 12",
    ]
    assert [link.name for link in found["b"].breadcrumbs] == ["Home", "Journal of Imagined Medicine"]
    assert found["b"].issue == Link("")


def test_without_a_journal_the_way_leads_through_the_type() -> None:
    (view,) = views(a_head(journal="")).values()
    assert view.breadcrumbs == (Link("Home", ""), Link("Viewpoint", "types/viewpoint/"))


def test_a_work_shows_the_other_articles_on_it() -> None:
    found = views(
        a_head("a", type="commentary", related=(related("comments-on", **WORK),)),
        a_head("b", type="commentary", related=(related("comments-on", **WORK | {"doi": "10.5555/W"}),)),
        a_head("c", related=(related("replies-to", **WORK),)),
    )
    (work,) = found["a"].works
    assert (work.relation, work.title, work.source) == ("Comments on", "A *work*", "Moon Med. 2019")
    assert [card.id for card in work.others] == ["b"]
    assert [card.id for card in found["c"].works[0].others] == ["a", "b"]
    assert dict(found["a"].related)["More on the same work"] != ()


def test_a_work_that_is_an_article_here_is_shown_as_one() -> None:
    found = views(
        a_head("a", type="commentary", related=(related("comments-on", "b"),)),
        a_head("b", doi="10.5555/b", volume="3"),
        a_head("c", type="commentary", related=(related("comments-on", doi="10.5555/B"),)),
    )
    for id in ("a", "c"):
        (work,) = found[id].works
        assert work.title == "Title of b"
        assert work.links[0] == Link("Read it in this archive", "articles/b/")
        assert [card.id for card in work.others] == [{"a": "c", "c": "a"}[id]]
    groups = {group.heading: [card.id for card in group.cards] for group in found["b"].related}
    assert groups["Commentaries"] == ["a", "c"]


@pytest.mark.parametrize(
    ("relation", "kind", "status"),
    [
        ("retracts", "retraction", "retracted"),
        ("corrects", "correction", "corrected"),
        ("raises-concern-about", "viewpoint", "concern"),
    ],
)
def test_a_notice_gives_the_article_a_status_and_a_banner(relation: str, kind: str, status: str) -> None:
    found = views(
        a_head("a"), a_head("n", type=kind, related=(related(relation, "a"),)),
        a_head("c", type="commentary", related=(related("comments-on", "a"),)),
    )  # fmt: skip
    assert found["a"].card.status == status
    (banner,) = found["a"].banners
    assert (banner.status, banner.links) == (status, (Link("Title of n", "articles/n/"),))
    # what discusses it says so too
    (banner,) = found["c"].banners
    assert banner.status == status
    assert "discusses" in banner.words
    assert found["c"].works[0].status == status
    assert found["n"].banners == ()


def test_a_notice_that_was_withdrawn_says_nothing() -> None:
    notice = a_head(
        "n",
        type="retraction",
        related=(related("retracts", "a"),),
        withdrawn=Withdrawn(PartialDate(2022), "No."),
    )
    found = views(a_head("a"), notice)
    assert found["a"].card.status == ""
    assert found["a"].banners == ()


def test_neighbours_in_each_series() -> None:
    def place(position: int) -> tuple[Place, ...]:
        return (Place("lanterns", position), Place("gardens", 4 - position))

    found = views(*(a_head(f"a{n}", series=place(n)) for n in (1, 2, 3)))
    lanterns, gardens = found["a1"].neighbours
    assert (lanterns.series, lanterns.position, lanterns.count) == (
        Link("Lanterns", "series/lanterns/"),
        1,
        3,
    )
    assert (lanterns.previous, lanterns.next) == (Link(""), Link("Title of a2", "articles/a2/"))
    assert (gardens.position, gardens.previous.address, gardens.next) == (3, "articles/a2/", Link(""))


@pytest.mark.parametrize("relation", Relation)
def test_every_relation_to_a_work_elsewhere_is_shown(relation: Relation) -> None:
    (view,) = views(a_head(related=(related(relation, title="A study of lanterns"),))).values()
    (card,) = view.works
    assert card.title == "A study of lanterns"
    assert card.relation == ENGLISH.word(f"relation-{relation}")


def test_narrow_places_take_the_short_title() -> None:
    series = (Place("lanterns", 1),)
    found = views(a_head("a", series=series), a_head("b", series=series, short_title="Lamps"))
    assert found["a"].neighbours[0].next == Link("Lamps", "articles/b/")
    assert found["b"].card.title == "Title of b"


def test_translations_are_found_from_either_side() -> None:
    found = views(
        a_head("en", aliases=("old",)), a_head("fr", language="fr", related=(related("translation-of", "en"),)),
        a_head("de", language="de", translations=("en", "gone")), a_head("nl", language="nl", translations=("old",)),
    )  # fmt: skip
    links = {id: (id, Link(f"Title of {id}", f"articles/{id}/")) for id in found}
    for id in found:
        assert found[id].translations == tuple(
            links[other] for other in ("de", "en", "fr", "nl") if other != id
        )


def test_what_belongs_to_an_article_is_grouped_and_nothing_stands_twice() -> None:
    ann, bob = Person("Ann"), Person("Bob")
    found = views(
        a_head(
            "a", authors=(ann, bob), related=(related("comments-on", **WORK), related("companion-to", "m"))
        ),
        a_head("r", authors=(ann,), related=(related("replies-to", "a"),)),
        a_head("s", authors=(ann,), related=(related("comments-on", **WORK),)),
        a_head("m", authors=(bob,)),
        a_head("o", authors=(bob,)),
    )
    assert [(g.heading, [card.id for card in g.cards]) for g in found["a"].related] == [
        ("Reply", ["r"]),
        ("Companion to", ["m"]),
        ("More on the same work", ["s"]),
        ("More by these authors", ["o"]),
    ]


def test_no_group_grows_without_end() -> None:
    found = views(*(a_head(f"a{n:02}") for n in range(SHOWN + 5)))
    (group,) = found["a00"].related
    assert len(group.cards) == SHOWN
    assert "a00" not in {card.id for card in group.cards}


def test_what_is_hidden_is_shown_nowhere() -> None:
    found = views(
        a_head(
            "a", related=(related("comments-on", "d"),), series=(Place("lanterns", 1),), translations=("d",)
        ),
        a_head("d", draft=True, related=(related("retracts", "a"),), series=(Place("lanterns", 2),)),
    )
    view = found["a"]
    assert list(found) == ["a"]
    assert (view.works, view.banners, view.related, view.translations) == ((), (), (), ())
    assert (view.neighbours[0].count, view.neighbours[0].next) == (1, Link(""))


@pytest.mark.parametrize(
    ("own", "licence", "holder"),
    [
        ({}, "https://creativecommons.org/licenses/by/4.0/", "© 2021 The Society"),
        (
            {"license": "CC0-1.0", "copyrighted": True},
            "https://creativecommons.org/publicdomain/zero/1.0/",
            "",
        ),
    ],
)
def test_licence_and_copyright_are_the_journals_unless_the_record_has_its_own(
    own: dict[str, Any], licence: str, holder: str
) -> None:
    journal = Journal(
        id="jim", name="J", license="CC-BY-4.0", copyright_holder="The Society", issn_online="1234-5679"
    )
    head = a_head()
    site = SiteFacts("Site", "", "en", "", "", "")
    pages = SitePages(an_archive(head, journals=(journal,)), lambda _: facts(head, **own), site, {})
    (view,) = (page.view for page in pages if isinstance(page.view, ArticleView))
    assert (view.license.address, view.copyright) == (licence, holder)
    assert view.issns == ("1234-5679 (online)",)


def test_a_record_can_be_edited_where_there_is_a_repository() -> None:
    (view,) = views(
        a_head(), site={"repo_url": "https://github.com/x/y", "edit_uri": "edit/main/docs/"}
    ).values()
    assert view.edit_address == "https://github.com/x/y/edit/main/articles/a1.md"
    other = {"repo_url": "https://github.com/x/y", "edit_uri": "edit/main/site/pages/", "docs_dir": "pages"}
    (view,) = views(a_head(), site=other).values()
    assert view.edit_address == "https://github.com/x/y/edit/main/site/articles/a1.md"
    (view,) = views(a_head()).values()
    assert view.edit_address == ""


def test_of_very_many_articles_on_a_work_the_newest_stand_with_it() -> None:
    work = related("comments-on", doi="10.5555/work", title="A work")
    found = views(*(a_head(f"a{n:02}", published=f"20{n:02}", related=(work,)) for n in range(28)))
    (card,) = found["a00"].works
    assert [ref.id for ref in card.others] == [f"a{n:02}" for n in range(27, 2, -1)]
    assert card.more == 2
    assert found["a27"].works[0].others[0].id == "a26"
