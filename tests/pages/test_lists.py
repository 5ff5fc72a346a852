"""The views of lists: splitting by year, groups, neighbours. On a whole site: `tests/site/test_lists.py`."""

from __future__ import annotations

from itertools import chain

import pytest

from postilla.archive import Archive
from postilla.model import ArticleType, PartialDate, Place, Retired, Series, Specialty, Term
from postilla.pages import splitting
from postilla.pages.cards import Cards
from postilla.pages.issues import Issues
from postilla.pages.lists import NEWEST, WHOLE, ListPages, Lists
from postilla.pages.views import CardGroup, Link, ListView
from postilla.words import ENGLISH
from tests.builders import a_head, an_archive


def lists_of(archive: Archive, **intros: str) -> Lists:
    html = {("specialties", id): html for id, html in intros.items()}
    return Lists(archive, Cards(archive, ENGLISH), html, ENGLISH)


def first(pages: ListPages) -> ListView:
    """The page with the address of the list itself."""
    return next(pages)[1]


def by_address(pages: ListPages) -> dict[str, ListView]:
    return {address: view for address, view, _ in pages}


def all_of(lists: Lists, term: Term) -> dict[str, ListView]:
    """Every page of a specialty, by address."""
    years = (lists.term_year("specialties", term, year) for year in lists.years_of("specialties", term))
    return by_address(chain(lists.term("specialties", term), *years))


def many(count: int) -> Archive:
    """Articles of immunology, one a month, backwards from December 2025."""
    return an_archive(
        *(
            a_head(f"a{n:04}", published=str(PartialDate(2025 - n // 12, 12 - n % 12, 1)))
            for n in range(count)
        )
    )


def shape(groups: tuple[CardGroup, ...]) -> list[tuple[str, int]]:
    return [(group.heading, len(group.cards)) for group in groups]


def test_a_short_list_stands_on_one_page_by_year() -> None:
    archive = many(WHOLE)
    lists = lists_of(archive, immunology="<p>Intro.</p>")
    taxonomy = archive.taxonomies["specialties"]
    view = first(lists.term("specialties", taxonomy.terms[0]))
    assert not lists.is_split(taxonomy, taxonomy.terms[0])
    assert (view.kicker, view.title, view.count, view.intro_html) == (
        "Specialty",
        "Immunology",
        50,
        "<p>Intro.</p>",
    )
    assert view.parts == ()
    assert shape(view.groups) == [("2025", 12), ("2024", 12), ("2023", 12), ("2022", 12), ("2021", 2)]
    assert view.groups[0].address == "years/2025/"
    assert view.breadcrumbs == (Link("Home", ""), Link("Specialties", "specialties/"))


def test_a_long_list_shows_the_newest_and_its_years() -> None:
    archive = many(WHOLE + 1)
    lists, taxonomy = lists_of(archive), archive.taxonomies["specialties"]
    term = taxonomy.terms[0]
    assert lists.is_split(taxonomy, term)
    view = first(lists.term("specialties", term))
    assert shape(view.groups) == [("Newest", NEWEST)]
    assert [card.id for card in view.groups[0].cards][:2] == ["a0000", "a0001"]
    assert view.count == 51
    assert view.parts[:2] == (
        ("Newest", 51, ""),
        ("2025", 12, "specialties/immunology/2025/"),
    )
    assert sum(count for _, count, _ in view.parts[1:]) == 51


def test_a_year_of_a_long_list_stands_by_month_and_knows_its_neighbours() -> None:
    archive = many(WHOLE + 1)
    term = archive.taxonomies["specialties"].terms[0]
    pages = all_of(lists_of(archive), term)
    view = pages["specialties/immunology/2024/"]
    assert (view.title, view.count) == ("Immunology, 2024", 12)
    assert shape(view.groups)[:2] == [("December 2024", 1), ("November 2024", 1)]
    assert (view.previous.address, view.next.address) == (
        "specialties/immunology/2023/",
        "specialties/immunology/2025/",
    )
    assert view.parts[:3] == (
        ("Newest", 0, "specialties/immunology/"),
        ("2025", 0, "specialties/immunology/2025/"),
        ("2024", 12, ""),
    )
    assert view.breadcrumbs[-1] == Link("Immunology", "specialties/immunology/")
    newest = pages["specialties/immunology/2025/"]
    assert (newest.previous.name, newest.next.name) == ("2024", "")


def test_adding_an_article_leaves_the_pages_of_other_years_as_they_are() -> None:
    before, after = many(58), many(59)  # 2021 has eleven
    term = before.taxonomies["specialties"].terms[0]
    views = [all_of(lists_of(archive), term) for archive in (before, after)]
    assert {address for address in views[1] if views[0][address] != views[1][address]} == {
        "specialties/immunology/",
        "specialties/immunology/2021/",
    }


def test_a_series_is_numbered_and_stands_in_its_order() -> None:
    archive = an_archive(
        a_head("late", published="2022", series=(Place("lanterns", 1),)),
        a_head("early", published="2020", series=(Place("lanterns", 2),)),
        a_head("loose", published="2023", series=(Place("lanterns"),)),
    )
    view = first(lists_of(archive).term("series", archive.taxonomies["series"].terms[0]))
    (group,) = view.groups
    assert [card.id for card in group.cards] == ["late", "early", "loose"]
    assert view.ordered


def test_one_article_makes_no_order() -> None:
    archive = an_archive(a_head(series=(Place("lanterns", 1),)))
    assert not first(lists_of(archive).term("series", archive.taxonomies["series"].terms[0])).ordered


def test_series_stand_newest_first_and_those_without_a_date_last() -> None:
    series = (
        Series(id="a", name="A"),
        Series(id="b", name="B", date=PartialDate(2024, 10)),
        Series(id="c", name="C", date=PartialDate(2025, 5)),
        Series(id="d", name="D", date=PartialDate(2024)),
        Series(id="e", name="E", date=PartialDate(2026), retired=Retired(PartialDate(2026, 2))),
    )
    view = lists_of(an_archive(series=series)).index("series")
    assert [(g.heading, [(e.name, e.detail) for e in g.entries]) for g in view.groups] == [
        ("", [("C", "May 2025"), ("B", "October 2024"), ("D", "2024"), ("A", "")]),
        ("No longer used", [("E", "2026")]),
    ]


def test_a_retired_term_says_since_when_and_what_took_its_place() -> None:
    terms = (
        Specialty(id="old", name="Old", retired=Retired(PartialDate(2020, 6), "new")),
        Specialty(id="new", name="New"),
        Specialty(id="lost", name="Lost", retired=Retired(PartialDate(1850))),
    )
    lists = lists_of(an_archive(specialties=terms))
    old, new, lost = (first(lists.term("specialties", term)) for term in terms)
    assert old.notes == (
        ("This term is no longer used since June 2020; see", Link("New", "specialties/new/")),
    )
    assert new.notes == ()
    assert lost.notes == (("This term is no longer used since 1850.", Link("")),)


def test_a_type_is_called_by_its_plural() -> None:
    types = (
        ArticleType(id="viewpoint", name="Viewpoint"),
        ArticleType(id="reply", name="Reply", plural="Replies"),
    )
    archive = an_archive(a_head(), a_head("a2", type="reply"), types=types)
    lists = lists_of(archive)
    assert [first(lists.term("types", term)).title for term in types] == ["Viewpoints", "Replies"]
    assert [e.name for e in lists.index("types").groups[0].entries] == ["Viewpoints", "Replies"]


def test_the_index_of_collections_has_the_types_that_occur() -> None:
    view = lists_of(an_archive(a_head())).collections_index()
    assert [(g.heading, [e.name for e in g.entries]) for g in view.groups] == [
        ("Collections", ["First readings"]),
        ("By type", ["Viewpoints"]),
    ]


def test_a_specialty_names_the_series_of_its_articles() -> None:
    archive = an_archive(a_head(series=(Place("gardens", 1),)), a_head("a2", specialties=("oncology",)))
    immunology, oncology = archive.taxonomies["specialties"].terms
    lists = lists_of(archive)
    assert first(lists.term("specialties", immunology)).see_also == (
        ("Series with articles in this specialty", (Link("Gardens", "series/gardens/"),)),
    )
    assert first(lists.term("specialties", oncology)).see_also == ()


def test_articles_in_press_without_a_date_come_first() -> None:
    archive = an_archive(a_head(), a_head("a2", published=None, in_press=True))
    view = first(lists_of(archive).term("specialties", archive.taxonomies["specialties"].terms[0]))
    assert [(g.heading, g.id, g.address) for g in view.groups] == [
        ("In press", "y0", ""),
        ("2021", "y2021", "years/2021/"),
    ]


# Years


def test_the_years_have_bars_in_proportion() -> None:
    archive = an_archive(
        *(a_head(f"a{n}", published="2020") for n in range(100)),
        a_head("b", published="2021"),
        a_head("c", published="2018"),
    )
    view = lists_of(archive).years()
    assert view.years == (
        ("2018", "years/2018/", 1, 2),
        ("2019", "", 0, 0),
        ("2020", "years/2020/", 100, 100),
        ("2021", "years/2021/", 1, 2),
    )
    assert view.count == 102


def test_years_without_articles_are_shown_within_a_century() -> None:
    for first, bars in ((1922, 100), (1921, 2)):
        archive = an_archive(a_head("a", published=str(first)), a_head("b", published="2021"))
        assert len(lists_of(archive).years().years) == bars


def test_an_empty_archive_has_no_years() -> None:
    assert lists_of(an_archive()).years().years == ()


def test_a_year_stands_by_month_and_what_has_none_last() -> None:
    archive = an_archive(
        a_head("a", published="2021-10-01"), a_head("b", published="2021-10"), a_head("c", published="2021"),
        a_head("d", published="2020"), a_head("e", published="2023-01-01"),
    )  # fmt: skip
    view = first(lists_of(archive).year(2021))
    assert shape(view.groups) == [("October 2021", 2), ("2021, month not known", 1)]
    assert (view.previous, view.next) == (Link("2020", "years/2020/"), Link("2023", "years/2023/"))
    assert shape(first(lists_of(archive).year(2020)).groups) == [("", 1)]


def test_a_long_year_leads_to_its_months(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "LIST_LIMIT", 3)
    archive = an_archive(
        *(a_head(f"a{n}", published=f"2021-0{n % 2 + 1}-01") for n in range(3)), a_head("b", published="2021")
    )
    pages = by_address(lists_of(archive).year(2021))
    view = pages["years/2021/"]
    assert [(g.heading, g.address, len(g.cards)) for g in view.groups] == [
        ("February 2021", "years/2021/02/", 0),
        ("January 2021", "years/2021/01/", 0),
        ("2021, month not known", "", 1),
    ]
    assert list(pages) == ["years/2021/", "years/2021/02/", "years/2021/01/"]
    month = pages["years/2021/01/"]
    assert (month.kicker, month.title) == ("Month", "January 2021")
    assert month.breadcrumbs[-1] == Link("2021", "years/2021/")
    assert [card.id for card in month.groups[0].cards] == ["a0", "a2"]
    assert (month.previous.name, month.next.name) == ("", "February 2021")


# Issues


def test_a_volume_calls_what_is_in_no_issue_so_where_it_has_issues() -> None:
    archive = an_archive(
        a_head("a", volume="1", issue="2"), a_head("b", volume="1"), a_head("c", volume="2"), a_head("d")
    )
    journal = archive.taxonomies["journals"].terms[0]
    issues = Issues(archive, Cards(archive, ENGLISH), {}, ENGLISH)
    shelf = archive.journals["jim"]
    entries = [(g.heading, [e.name for e in g.entries]) for g in issues.journal(journal).groups]  # type: ignore[arg-type]
    assert entries == [
        ("Volume 2 (2021)", ["All articles"]),
        ("Volume 1 (2021)", ["Issue 2", "Not in an issue"]),
        ("Not in a volume (2021)", ["Not in an issue"]),
    ]
    titles = [
        first(issues.issue(journal, volume, issue)).title  # type: ignore[arg-type]
        for volume in shelf.volumes.values()
        for issue in volume.issues.values()
    ]
    assert titles == [
        "Volume 2, all articles",
        "Volume 1, Issue 2",
        "Volume 1, not in an issue",
        "Not in a volume, not in an issue",
    ]


def test_issues_follow_each_other_across_volumes() -> None:
    archive = an_archive(*(a_head(f"a{v}{i}", volume=v, issue=i) for v in "12" for i in "12"))
    issues = Issues(archive, Cards(archive, ENGLISH), {}, ENGLISH)
    journal, volume = archive.taxonomies["journals"].terms[0], archive.journals["jim"].volumes["2"]
    view = first(issues.issue(journal, volume, volume.issues["1"]))  # type: ignore[arg-type]
    assert (view.previous.address, view.next.address) == ("journals/jim/1/2/", "journals/jim/2/2/")
