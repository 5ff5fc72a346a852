"""What lists and indexes say: counts, order, neighbours, statuses, and who is in none of them."""

from __future__ import annotations

import re

import pytest

from .archives import BuiltSite
from .markup import Element

CARDS = ".p-cards li"


def ids(page: Element, selector: str = ".p-cards") -> list[str]:
    """The articles of the cards on a page, in order."""
    headings = [link for level in ("h2", "h3") for link in page.all(f"{selector} {level} a")]
    found = [link["href"].split("articles/")[1].strip("/") for link in page if link in headings]
    assert len(found) == len(headings)
    return found


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("specialties/cardiology/", 9),
        ("specialties/dermatology/", 0),
        ("specialties/humours/", 1),
        ("series/tides-and-the-heart/", 4),
        ("series/empty-shores/", 0),
        ("series/salt/", 4),
        ("years/2019/", 7),
        ("years/2020/", 9),
        ("years/2021/", 4),
        ("years/2022/", 1),
        ("years/2024/", 3),
        ("types/viewpoint/", 7),
        ("types/retraction/", 1),
        ("collections/most-read/", 1),
        ("journals/tide/12/", 7),
        ("journals/fen/-/-/", 1),
        ("journals/tide/12/suppl-1/", 2),
    ],
)
def test_a_list_says_how_many_and_shows_them(typical: BuiltSite, address: str, count: int) -> None:
    page = typical.page(address)
    assert page.one(".p-sum").text.endswith(f"{count} article{'' if count == 1 else 's'}")
    assert len(page.all(CARDS)) == count
    assert len(set(ids(page))) == count


def test_an_index_says_how_many_each_of_its_lists_has(typical: BuiltSite) -> None:
    for index in ("specialties/", "types/", "collections/"):
        for entry in typical.page(index).all(".p-entries li"):
            address = entry.all("a")[0]["href"].removeprefix("../")
            count = len(typical.page(address).all(CARDS))
            assert re.search(rf"\b{count} article", entry.text), (index, address, entry.text)


def test_the_years_are_counted_in_a_chart_and_in_a_table(typical: BuiltSite) -> None:
    page = typical.page("years/")
    counts = {"2019": 7, "2020": 9, "2021": 4, "2022": 1, "2024": 3}
    assert {r.one("th").text: int(r.one("td").text) for r in page.all("tbody tr")} == counts
    for bar, (year, count) in zip(page.all(".p-chart a"), counts.items(), strict=True):
        assert bar["href"] == f"../years/{year}/"
        told = bar.one("b").text + bar.one(".p-hidden").text
        assert told == f"{year}: {count} article{'' if count == 1 else 's'}"
        assert bar.one("small").text == bar.one("text").text == str(count)
    assert [line.text for line in page.all(".p-chart li") if not line.all("a")] == ["2023"]
    assert page.one(".p-sum").text == "24 articles 5 years"


def test_everything_is_newest_first_with_partial_dates_last_in_their_period(typical: BuiltSite) -> None:
    assert ids(typical.page("years/2020/")) == [
        "tide009",  # August
        "fen003",  # June 20
        "fen002",  # June
        "tide013",
        "tide011",
        "tide010",  # January 10: e9, e20, e100
        "tide012",
        "tide008",
        "fen001",  # 2020
    ]
    assert ids(typical.page("specialties/cardiology/")) == [
        *("tide016", "tide015", "tide019", "tide014", "tide003", "tide004", "tide002", "tide001", "tide007")
    ]


def test_an_issue_stands_in_printed_order(typical: BuiltSite) -> None:
    assert ids(typical.page("journals/tide/13/1/")) == ["tide010", "tide012", "tide008"]
    assert ids(typical.page("journals/tide/12/1/")) == ["tide001", "tide002"]
    assert ids(typical.page("journals/tide/12/suppl-1/")) == ["tide005", "tide006"]
    assert ids(typical.page("journals/fen/3/-/")) == ["fen003", "fen002"]


def test_a_series_stands_in_the_order_of_its_positions(typical: BuiltSite) -> None:
    page = typical.page("series/tides-and-the-heart/")
    assert ids(page) == ["tide001", "tide005", "tide002", "tide014"]
    assert page.all("ol.p-cards")


def test_an_article_knows_its_neighbours_in_the_series(typical: BuiltSite) -> None:
    def places(id: str) -> list[str]:
        return [
            e.text
            for e in typical.page(f"articles/{id}/").all(".p-side dd")
            if e.text.startswith("Tides and")
        ]

    assert places("tide001") == ["Tides and the heart, 1 of 4 Five hundred years of blaming the moon"]
    assert places("tide005")[0] == (
        "Tides and the heart, 2 of 4 Tide tables of the ventricle A second reading of the same tide"
    )
    assert places("tide014")[0] == "Tides and the heart, 4 of 4 A second reading of the same tide"
    page = typical.page("articles/tide005/")
    assert page.links(".p-before a")[0][1] == "../../articles/tide001/"
    assert page.links(".p-after a")[0][1] == "../../articles/tide002/"


def test_the_other_articles_on_a_work_stand_with_it(typical: BuiltSite) -> None:
    work = typical.page("articles/tide002/").one(".p-work")
    assert work.one("summary").text == "2 other articles here on the same work"
    assert [link for _, link in work.links("ul a")] == ["../../articles/tide019/", "../../articles/tide001/"]
    everything = typical.page("on/10.5555/moon.2018.77/")
    assert ids(everything) == ["tide019", "tide002", "tide001"]


STATUSES = {
    "tide008": "Retracted",
    "tide010": "Corrected",
    "tide012": "Expression of concern",
    "fen004": "Withdrawn",
    "tide016": "In press",
}


def test_every_list_marks_what_happened_to_an_article(typical: BuiltSite) -> None:
    seen: dict[str, set[str]] = {}
    for page in typical.pages.values():
        for card in page.all(CARDS):
            links = [a for level in ("h2", "h3") for a in card.all(f"{level} a") if "articles/" in a["href"]]
            for link in links[:1]:
                id = link["href"].split("articles/")[1].strip("/")
                seen.setdefault(id, set()).add(" ".join(card.texts(".p-status")))
    assert {id: words for id, words in seen.items() if words != {""}} == {
        id: {words} for id, words in STATUSES.items()
    }


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("tide008", "This article has been retracted. Retraction: sleepers turn towards the sea"),
        ("tide010", "This article has been corrected. Correction: CO2 at low water"),
        (
            "tide012",
            (
                "An expression of concern has been published about this article."
                " Expression of concern: a spring tide of antibodies"
            ),
        ),
        (
            "fen007",
            "An article that this one discusses has been retracted. Retraction: sleepers turn towards the sea",
        ),
        ("fen004", "This article has been withdrawn (February 10, 2021). The leeches objected."),
    ],
)
def test_an_article_says_first_what_happened_to_it(typical: BuiltSite, id: str, words: str) -> None:
    page = typical.page(f"articles/{id}/")
    assert page.texts(".p-banner") == [words]
    assert typical.html(f"articles/{id}/").index("p-banner") < typical.html(f"articles/{id}/").index("<h1")


def test_a_withdrawn_article_keeps_its_facts_and_loses_its_words(typical: BuiltSite) -> None:
    page = typical.page("articles/fen004/")
    assert page.one("h1").text == "WITHDRAWN: Sun-dried leeches as a cure"
    assert "10.5555/fen.2021.1" in page.one(".p-citation").text
    assert not any(b"Words that must not be shown" in data for data in typical.files.values())


def test_letters_replies_and_notices_stand_below_the_article(typical: BuiltSite) -> None:
    def groups(id: str) -> dict[str, list[str]]:
        page = typical.page(f"articles/{id}/")
        return {s.one("h2").text: ids(s) for s in page.all(".p-related")}

    assert list(groups("tide001").items()) == [
        ("Reply", ["tide003"]),
        ("More on the same work", ["tide019", "tide002"]),
        ("More by these authors", ["tide016", "fen001", "tide004"]),
    ]
    assert groups("tide003")["Reply"] == ["tide004"]
    assert groups("tide008") == {
        "Commentary": ["fen007"],
        "Retraction": ["tide009"],
        "More on the same work": ["tide016"],
        "More by these authors": ["tide010"],
    }


@pytest.mark.parametrize(
    "secret", ["ugzwang", "uincunx", "Draughtsman", "Embargoed", "tide017", "tide018", "tide.2099.1"]
)
def test_drafts_and_embargoed_articles_are_nowhere(typical: BuiltSite, secret: str) -> None:
    assert any(
        secret in f"{path}{path.read_text('utf-8')}" for path in (typical.root / "articles").rglob("*.md")
    )
    assert [path for path, data in typical.files.items() if secret.encode() in data or secret in path] == []


def test_a_retired_term_keeps_its_page_and_names_its_successor(typical: BuiltSite) -> None:
    marsh = typical.page("specialties/marsh-fever/")
    assert (
        marsh.one(".p-remark").text
        == "This term is no longer used since June 2020; see Immunology & infection"
    )
    assert marsh.links(".p-remark a") == [("Immunology & infection", "../../specialties/immunology/")]
    assert (
        typical.page("specialties/humours/").one(".p-remark").text
        == "This term is no longer used since 1850."
    )
    menu = typical.page("").texts(".p-menu a")
    assert not {"Marsh fever", "Humours", "Moonlight"} & set(menu)


def test_the_menu_has_the_terms_marked_for_it_and_the_newest_series(typical: BuiltSite) -> None:
    lists = {d.one("summary").text: d.links("a") for d in typical.page("years/2019/").all(".p-menu details")}
    assert [text for text, _ in lists["Specialties"]] == [
        *("Cardiology", "Immunology & infection", "Neuroscience", "All specialties")
    ]
    assert [text for text, _ in lists["Review series"]] == [
        "Empty shores May 2025",
        "Salt October 2024",
        "Tides and the heart March 2019",
        "Notebooks of a fen doctor",
        "All review series",
    ]
    assert ("All review series", "../../series/") in lists["Review series"]


def test_translations_lead_to_each_other(typical: BuiltSite) -> None:
    english, french = typical.page("articles/fen006/"), typical.page("articles/fen005/")
    assert english.links(".p-tongues a") == [("Le sel et le marais (français)", "../../articles/fen005/")]
    assert french.links(".p-tongues a") == [("Salt and the marsh (English)", "../../articles/fen006/")]
    assert french.one("h1")["lang"] == "fr"


def test_the_home_page_shows_the_newest_the_featured_and_the_figures(typical: BuiltSite) -> None:
    page = typical.page("")
    assert ids(page.one(".p-featured")) == ["tide001"]
    assert ids(page.one(".p-newest"))[:4] == ["tide015", "tide019", "tide014", "fen008"]
    figures = dict(zip(page.texts(".p-figures b"), page.texts(".p-figures li"), strict=True))
    assert figures["25"] == "25 articles"
    assert figures["5"] == "5 years"


def test_the_current_issue_of_each_journal(typical: BuiltSite) -> None:
    page = typical.page("current/")
    assert [section["id"] for section in page.all("section")] == ["tide", "fen"]
    assert ids(page.one("#tide")) == ["tide015"]


def test_what_is_in_no_issue_is_called_so(typical: BuiltSite) -> None:
    assert typical.page("journals/fen/3/").texts("section h2") == ["All articles"]
    assert typical.page("journals/tide/12/").texts("section h2") == [
        *("Issue 2, May 1, 2019", "Issue 1, March 15, 2019", "Issue Suppl 1, April 2019", "Not in an issue")
    ]
    assert typical.page("journals/fen/3/-/").one("h1").text == "Volume 3, all articles"
    assert typical.page("journals/tide/12/-/").one("h1").text == "Volume 12, not in an issue"
    assert typical.page("journals/fen/-/-/").one("h1").text == "Not in a volume, not in an issue"


def test_issues_lead_to_their_neighbours(typical: BuiltSite) -> None:
    turn = typical.page("journals/tide/13/1/").links(".p-turn a")
    assert [to for _, to in turn] == ["../../../../journals/tide/12/2/", "../../../../journals/tide/13/2/"]
