"""Every page of a site at once: addresses, titles, dates, and that a view is nothing but plain data."""

from __future__ import annotations

import json
import random
from collections import Counter
from typing import Any

import pytest

from postilla.archive import Archive
from postilla.build.plan import page_key
from postilla.model import Dates, Person, Place, Specialty
from postilla.pages import Page, SitePages, menu_specialties, splitting
from postilla.pages.cards import SiteFacts
from postilla.pages.views import HomeView
from tests.builders import a_date, a_head, an_archive, related

from .test_parts import SITE, facts

HEADS = (
    a_head(
        "a",
        published="2021-10-01",
        volume="12",
        issue="3",
        series=(Place("lanterns", 1),),
        aliases=("old-a",),
    ),
    a_head("b", published="2020", specialties=("oncology", "immunology"), language="fr", title="A *title*."),
    a_head(
        "c",
        type="commentary",
        related=(related("comments-on", doi="10.5555/w", title="W", journal="Moon Med"),),
    ),
    a_head("d", type="retraction", authors=(), related=(related("retracts", "a"),), published="2021-11"),
    a_head("e", published=None, in_press=True, journal="jit", dates=Dates(updated=a_date("2022-02"))),
    a_head("f", authors=tuple(Person(f"Author{n}") for n in range(5)), published="2019-05-06"),
)


def pages_of(archive: Archive, site: SiteFacts = SITE) -> dict[str, Page]:
    heads = {id: entry.head for id, entry in archive.entries.items()}
    pages = list(
        SitePages(
            archive, lambda name: facts(heads[name]), site, {("specialties", "oncology"): "<p>Intro.</p>"}
        )
    )
    by_address = {page.address: page for page in pages}
    assert len(by_address) == len(pages), "two pages have one address"
    return {address: page for address, page in by_address.items() if page.template}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return pages_of(an_archive(*HEADS))


def test_addresses_are_of_folders_and_free_of_surprises(pages: dict[str, Page]) -> None:
    for address in pages:
        assert address == "" or address.endswith("/")
        assert not address.startswith("/")
        assert "//" not in address
        assert ".." not in address
        assert address.isascii()
    folded = Counter(address.casefold() for address in pages)
    assert max(folded.values()) == 1


def test_each_kind_of_page_is_made(pages: dict[str, Page]) -> None:
    expected = {
        *("", "articles/a/", "years/", "years/2021/", "specialties/", "specialties/oncology/", "series/"),
        *(
            "series/gardens/",
            "collections/",
            "collections/first/",
            "types/",
            "types/retraction/",
            "journals/",
        ),
        *(
            "journals/jim/",
            "journals/jim/12/",
            "journals/jim/12/3/",
            "journals/jim/-/-/",
            "current/",
            "authors/",
        ),
        *("on/", "on/10.5555/w/", "on/journals/moon-med/", "videos/", "articles/old-a/"),
    }
    assert expected - pages.keys() == set()


def test_an_article_in_press_stands_in_no_issue(pages: dict[str, Page]) -> None:
    assert not [
        address for address in pages if address.startswith("journals/jit/") and address != "journals/jit/"
    ]


def test_titles_tell_pages_apart(pages: dict[str, Page]) -> None:
    titles = Counter(page.title for page in pages.values() if page.template != "redirect.html")
    assert [title for title, count in titles.items() if count > 1] == []
    assert pages["journals/jim/12/3/"].title == "J Imagin Med, Volume 12, Issue 3"
    assert pages["articles/b/"].title == "A title."


def test_descriptions_are_plain_text_that_says_something(pages: dict[str, Page]) -> None:
    assert all(page.description for page in pages.values())
    assert pages["articles/b/"].description == "A title. Edda Lichtenau. J Imagin Med. 2020"
    assert pages["articles/f/"].description.startswith("Title of f. Author0, Author1, Author2 and others. ")
    assert "*" not in "".join(page.description for page in pages.values())


def test_dates_are_those_of_the_content(pages: dict[str, Page]) -> None:
    dates = {address: page.lastmod for address, page in pages.items()}
    assert dates["articles/a/"] == "2021-11", "a retraction changes the page of what it retracts"
    assert dates["articles/b/"] == "2020"
    assert dates["articles/e/"] == "2022-02"
    assert dates["journals/jim/12/3/"] == "2021-11"
    assert dates["types/retraction/"] == "2021-11"
    assert dates["years/2021/"] == "2021-11"
    assert dates["series/gardens/"] == ""
    assert dates[""] == "2022-02"


def test_a_page_has_the_language_of_its_article(pages: dict[str, Page]) -> None:
    assert pages["articles/b/"].language == "fr"
    assert {page.language for page in pages.values()} == {"en", "fr"}


def test_a_view_is_plain_data_that_json_writes(pages: dict[str, Page]) -> None:
    def check(value: Any) -> None:
        if isinstance(value, tuple):
            for part in value:
                check(part)
        else:
            assert type(value) in (str, int, bool), f"{type(value)} in a view"

    for page in pages.values():
        check(tuple(page))
        json.dumps(page, allow_nan=False)


def test_the_order_of_records_never_matters(pages: dict[str, Page]) -> None:
    for seed in range(3):
        heads = list(HEADS)
        random.Random(seed).shuffle(heads)
        assert pages_of(an_archive(*heads)) == pages


def test_another_article_changes_only_the_views_that_show_it(pages: dict[str, Page]) -> None:
    keys = {address: page_key(page, "code") for address, page in pages.items()}
    heads = [
        *HEADS[:1],
        a_head("b", published="2020", specialties=("oncology",), language="fr", title="Another."),
        *HEADS[2:],
    ]
    after = {address: page_key(page, "code") for address, page in pages_of(an_archive(*heads)).items()}
    changed = {address for address in keys if after.get(address) != keys[address]}
    # of b, of the lists it is or was in, and of the others by its author
    assert "articles/b/" in changed
    assert {"specialties/immunology/", "specialties/oncology/", "years/2020/", "journals/jim/-/-/"} <= changed
    assert (
        not {"articles/d/", "articles/f/", "years/2021/", "years/2019/", "series/lanterns/", "on/10.5555/w/"}
        & changed
    )


def test_a_split_term_has_pages_for_its_years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postilla.pages.lists.WHOLE", 3)
    heads = [a_head(f"a{n}", published=f"20{10 + n}", series=(Place("lanterns", n + 1),)) for n in range(4)]
    pages = pages_of(an_archive(*heads))
    years = {address for address in pages if address.startswith("specialties/immunology/2")}
    assert years == {f"specialties/immunology/201{n}/" for n in range(4)}
    assert {"types/viewpoint/2013/"} <= pages.keys()
    assert not [address for address in pages if address.startswith("series/lanterns/2")]


def test_a_split_year_has_pages_for_its_months(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "LIST_LIMIT", 2)
    heads = [a_head(f"a{n}", published=f"2021-0{n + 1}-01") for n in range(3)]
    pages = pages_of(an_archive(*heads))
    assert {f"years/2021/0{n}/" for n in (1, 2, 3)} <= pages.keys()


def test_a_split_year_has_a_page_for_what_has_no_month(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "LIST_LIMIT", 2)
    heads = [
        a_head("a", published="2021-01-01"),
        a_head("b", published="2021-01-02"),
        a_head("c", published="2021"),
    ]
    pages = pages_of(an_archive(*heads))
    listing = {
        address
        for address, page in pages.items()
        if address.startswith("years/2021/") and '"c"' in json.dumps(page)
    }
    assert len(listing) == 1


def test_an_empty_archive_has_its_doors_all_the_same() -> None:
    pages = pages_of(an_archive())
    assert {
        "",
        "years/",
        "specialties/",
        "series/",
        "journals/",
        "current/",
        "types/",
        "collections/",
    } <= pages.keys()
    assert not [address for address in pages if address.startswith("articles/")]


def test_a_vocabulary_without_marks_has_its_first_terms_in_the_menu() -> None:
    terms = [Specialty(id=f"term-{number}", name=f"Term {number}") for number in range(12)]
    assert [name for name, _ in menu_specialties(terms)] == [f"Term {number}" for number in range(10)]
    marked = Specialty(id="last", name="Last", menu=True)
    assert [name for name, _ in menu_specialties([*terms, marked])] == ["Last"]


def test_the_home_page_has_no_empty_list() -> None:
    view = pages_of(an_archive())[""].view
    assert isinstance(view, HomeView)
    assert all(entries for _, _, entries in view.doors)
