"""Lists that are too long for one page: at the edge, and what a further article changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from postilla.archive import Archive
from postilla.model import Person, Place
from postilla.pages import Page, SiteFacts, SitePages, splitting
from postilla.pages.cards import ArticleFacts
from postilla.pages.views import PdfView
from tests.builders import a_head, an_archive, related

LIMIT = 4


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "LIST_LIMIT", LIMIT)
    monkeypatch.setattr("postilla.pages.lists.WHOLE", 2)
    monkeypatch.setattr("postilla.pages.lists.NEWEST", 2)


def pages_of(archive: Archive) -> dict[str, Page]:
    def facts(id: str) -> ArticleFacts:
        institutions = tuple(() for _ in archive.head(id).authors)
        return ArticleFacts("", "", PdfView("", ""), (), "", False, institutions)  # fmt: skip

    site = SiteFacts("Archive", "", "en", "", "", "")
    pages = list(SitePages(archive, facts, site, {}))
    found = {page.address: page for page in pages}
    assert len(found) == len(pages)
    return found


def shown(page: Page) -> list[str]:
    """The articles of a page, in order."""
    view = page.view
    groups: Sequence[Any] = getattr(view, "groups", ()) or getattr(view, "people", ())
    return [card.id for group in groups for card in getattr(group, "cards", getattr(group, "articles", ()))]


def below(pages: dict[str, Page], address: str) -> dict[str, list[str]]:
    return {a.removeprefix(address): shown(p) for a, p in pages.items() if a.startswith(address)}


def days(count: int, **values: Any) -> Archive:
    """Articles a01, a02 … each a day younger than the one before."""
    heads = (a_head(f"a{n:02}", published=f"2021-03-{n:02}", **values) for n in range(1, count + 1))
    return an_archive(*heads)


def names(*numbers: int) -> list[str]:
    return [f"a{n:02}" for n in numbers]


@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
def test_every_item_stands_on_one_page_and_no_page_has_too_many(
    ordered: bool, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splitting, "LIST_LIMIT", limit)
    for count in range(23):
        parts = splitting.split(count, ordered=ordered)
        assert [n for part in parts for n in range(part.start, part.end)] == list(range(count))
        assert all(part.end - part.start <= limit for part in parts)
        assert parts[0].number == 0
        assert len({part.number for part in parts}) == len(parts)
        assert (len(parts) == 1) == (count <= limit)


@pytest.mark.parametrize("ordered", [True, False])
def test_a_block_keeps_its_number_and_what_it_holds(ordered: bool) -> None:
    def blocks(count: int) -> dict[int, list[int]]:
        # the items are numbered by age
        ages = list(range(count)) if ordered else list(range(count - 1, -1, -1))
        return {p.number: ages[p.start : p.end] for p in splitting.split(count, ordered=ordered)}

    for count in range(1, 40):
        before, after = blocks(count), blocks(count + 1)
        changed = [number for number in before if before[number] != after[number]]
        assert changed in ([], [max(before)] if ordered else [0])
        assert not ordered or len(changed) <= 1
        assert len(after) - len(before) in (0, 1)


LISTS: dict[str, tuple[str, Callable[[int], Archive]]] = {
    "a series": (
        "series/lanterns/",
        lambda n: an_archive(
            *(
                a_head(f"a{i:02}", published=f"20{40 - i}", series=(Place("lanterns", i),))
                for i in range(1, n + 1)
            )
        ),
    ),
    "an issue": (
        "journals/jim/1/2/",
        lambda n: an_archive(
            *(a_head(f"a{i:02}", volume="1", issue="2", pages=str(i)) for i in range(1, n + 1))
        ),
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_an_ordered_list_is_split_from_its_beginning(name: str) -> None:
    address, archive = LISTS[name]
    assert below(pages_of(archive(LIMIT)), address) == {"": names(1, 2, 3, 4)}
    pages = pages_of(archive(9))
    assert below(pages, address) == {"": names(1, 2, 3, 4), "~2/": names(5, 6, 7, 8), "~3/": names(9)}
    first, second = pages[address].view, pages[address + "~2/"].view
    assert (first.count, second.count) == (9, 4)
    assert first.parts == (
        ("Part 1", 4, ""),
        ("Part 2", 4, f"{address}~2/"),
        ("Part 3", 1, f"{address}~3/"),
    )
    assert (second.previous.address, second.next.address) == (address, f"{address}~3/")
    assert second.title == f"{first.title}, part 2"
    assert second.breadcrumbs[-1] == (first.title, address)
    assert second.first == (5 if first.ordered else 1)
    assert first.ordered == (name == "a series")


NEWEST_FIRST: dict[str, tuple[str, Callable[[int], Archive]]] = {
    "a month of a year": ("years/2021/03/", days),
    "a name": ("authors/lichtenau-edda/", days),
    "a work": (
        "on/10.5555/work/",
        lambda n: days(n, related=(related("comments-on", doi="10.5555/work", title="A work"),)),
    ),
}


@pytest.mark.parametrize("name", NEWEST_FIRST)
def test_another_list_is_split_from_its_oldest(name: str) -> None:
    address, archive = NEWEST_FIRST[name]
    assert below(pages_of(archive(LIMIT)), address) in ({"": names(4, 3, 2, 1)}, {})
    pages = pages_of(archive(7))
    assert below(pages, address) == {"": names(7, 6, 5), "~2/": names(4, 3), "~1/": names(2, 1)}
    first, oldest = pages[address].view, pages[address + "~1/"].view
    assert first.parts == (("Newest", 3, ""), ("Part 2", 2, f"{address}~2/"), ("Part 1", 2, f"{address}~1/"))
    assert (oldest.previous.address, oldest.next.address) == ("", f"{address}~2/")
    assert oldest.parts == ()
    after = pages_of(archive(8))
    assert below(after, address)[""] == names(8, 7, 6, 5)
    for part in ("~1/", "~2/"):
        assert after[address + part] == pages[address + part]


def test_a_year_of_a_term_is_split_into_months_and_a_month_into_blocks() -> None:
    heads = [a_head(f"a{n:02}", published=f"2021-03-{n:02}") for n in range(1, 6)]
    heads += [a_head("b", published="2021-02-01"), a_head("c", published="2020")]
    heads += [a_head(f"d{n}", published="2021") for n in range(5)]
    pages = pages_of(an_archive(*heads))
    here = "specialties/immunology/"
    found = below(pages, here)
    assert {a: ids for a, ids in found.items() if a} == {
        "2021/": ["d0", "d1", "d2"],
        "2021/~1/": ["d3", "d4"],
        "2021/03/": names(5, 4, 3),
        "2021/03/~1/": names(2, 1),
        "2021/02/": ["b"],
        "2020/": ["c"],
    }
    year = pages[here + "2021/"].view
    assert [(g.heading, g.address, len(g.cards)) for g in year.groups] == [
        ("March 2021", here + "2021/03/", 0),
        ("February 2021", here + "2021/02/", 0),
        ("2021, month not known", "", 3),
    ]
    assert year.count == 11
    month = pages[here + "2021/03/"].view
    assert (month.kicker, month.title, month.count) == ("Specialty", "Immunology, March 2021", 5)
    assert [link.name for link in month.breadcrumbs] == ["Home", "Specialties", "Immunology", "2021"]
    assert month.previous.address == here + "2021/02/"
    assert pages[here + "2021/03/~1/"].view.title == "Immunology, March 2021, part 1"


def test_a_year_at_the_limit_has_no_months() -> None:
    assert list(below(pages_of(days(LIMIT)), "specialties/immunology/")) == ["", "2021/"]
    assert list(below(pages_of(days(LIMIT + 1)), "specialties/immunology/")) == [
        "", "2021/", "2021/03/", "2021/03/~1/",
    ]  # fmt: skip


def test_what_has_no_date_stands_on_the_page_of_its_term() -> None:
    heads = [a_head(f"a{n:02}", published=None, in_press=True) for n in range(1, 6)]
    pages = pages_of(an_archive(*heads, a_head("b")))
    assert below(pages, "specialties/immunology/") == {
        "": names(1, 2, 3), "~1/": names(4, 5), "2021/": ["b"],
    }  # fmt: skip


def test_namesakes_share_their_pages() -> None:
    def signed(id: str, day: int, orcid: str) -> Any:
        return a_head(id, published=f"2021-03-{day:02}", authors=(Person("Lichtenau", "Edda", orcid=orcid),))

    one, other = "0000-0002-1825-0097", "0000-0001-5109-3700"
    heads = [signed(f"a{n:02}", n, one if n % 2 else other) for n in range(1, 7)]
    pages = pages_of(an_archive(*heads))
    here = "authors/lichtenau-edda/"
    first, second = pages[here].view, pages[here + "~1/"].view
    assert [(p.orcid, p.total, [c.id for c in p.articles]) for p in first.people] == [
        (other, 3, names(6, 4)),
        (one, 3, names(5, 3)),
    ]
    assert [(p.orcid, p.total, [c.id for c in p.articles]) for p in second.people] == [
        (other, 0, names(2)),
        (one, 0, names(1)),
    ]


def authors(families: Sequence[str]) -> Archive:
    return an_archive(*(a_head(f"a{n:02}", authors=(Person(name, ""),)) for n, name in enumerate(families)))


def letters(pages: dict[str, Page]) -> Iterator[tuple[str, list[str]]]:
    for address, page in pages.items():
        if address.startswith("authors/a-z/"):
            yield address.removeprefix("authors/a-z/"), [entry.name for entry in page.view.names]


def test_letters_go_on_until_the_names_are_few() -> None:
    families = ["Wu", "Wuab", "Wuabcdefa", "Wuabcdefb", "Wuabcdefc", "Wuabcdefd", "Wuabcdefe", "Xu"]
    assert dict(letters(pages_of(authors(families)))) == {
        "w/": [], "wu/": ["Wu"], "wua/": [], "wuab/": ["Wuab"], "wuabc/": [], "wuabcd/": [], "wuabcde/": [],
        "wuabcdef/": [], **{f"wuabcdef{x}/": [f"Wuabcdef{x}"] for x in "abcde"}, "x/": ["Xu"],
    }  # fmt: skip
    assert dict(letters(pages_of(authors(families[2:6])))) == {"w/": families[2:6]}


def test_very_many_namesakes_are_split_in_the_end() -> None:
    orcids = ("0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X", "0000-0003-1415-9269",
              "0000-0002-9079-593X")  # fmt: skip
    heads = [a_head(f"a{n}", authors=(Person("Li", orcid=orcid),)) for n, orcid in enumerate(orcids)]
    pages = pages_of(an_archive(*heads))
    assert dict(letters(pages)) == {"l/": [], "li/": ["Li"] * 4, "li/~2/": ["Li"]}
    assert pages["authors/a-z/li/"].view.total == 5
    assert pages["authors/a-z/li/~2/"].view.total == 1


def test_discussed_works_are_split_by_year_and_then_into_blocks() -> None:
    heads = [
        a_head(
            f"a{n:02}", published=f"2021-03-{n:02}",
            related=(related("comments-on", doi=f"10.5555/w{n}", title=f"W{n}", journal="J", year="2020"),),
        )
        for n in range(1, 6)
    ]  # fmt: skip
    again = a_head("b", published="2021-04-01", related=(related("comments-on", doi="10.5555/w1"),))
    undated = [
        a_head(
            f"c{n}", published=f"2019-01-0{n}",
            related=(related("comments-on", title=f"U{n}", doi=f"10.5555/u{n}", journal="J"),),
        )
        for n in range(1, 6)
    ]  # fmt: skip
    described = [
        a_head(f"d{n}", published=f"2018-01-0{n}", related=(related("comments-on", text=f"D{n}"),))
        for n in range(1, 6)
    ]
    pages = pages_of(an_archive(*heads, again, *undated, *described))

    def works(address: str) -> list[str]:
        return [work.title for work in pages[address].view.works]

    assert works("on/") == ["D5", "D4", "D3"]
    assert works("on/~1/") == ["D2", "D1"]
    assert works("on/journals/j/") == ["U5", "U4", "U3"]
    assert works("on/journals/j/~1/") == ["U2", "U1"]
    # W1 was discussed again, and stays where it was
    assert works("on/journals/j/2020/") == ["W5", "W4", "W3"]
    assert works("on/journals/j/2020/~1/") == ["W2", "W1"]
    assert pages["on/journals/j/"].view.parts == (
        ("2020", 5, "on/journals/j/2020/"), ("Part 1", 2, "on/journals/j/~1/"),
    )  # fmt: skip
