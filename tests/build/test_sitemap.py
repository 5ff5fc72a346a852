from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from postilla.build import sitemap
from postilla.build.sitemap import Mapped, sitemaps

SITE = "https://example.org/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(data: bytes) -> list[tuple[str | None, str | None]]:
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    return [(e.findtext(f"{NAMESPACE}loc"), e.findtext(f"{NAMESPACE}lastmod")) for e in ET.fromstring(data)]


def test_articles_stand_in_the_sitemap_of_their_year_and_all_else_in_one() -> None:
    pages = [
        Mapped("years/", ""),
        Mapped("", "2021-10-01"),
        Mapped("articles/y/", "2022-01-02", "2021"),
        Mapped("articles/x/", "2021", "2021"),
        Mapped("articles/z/", "2020-02", "2020"),
    ]
    files = sitemaps("https://example.org/a/", pages)
    assert list(files) == ["sitemap.xml", "sitemaps/2020.xml", "sitemaps/2021.xml", "sitemaps/pages.xml"]
    assert read(files["sitemap.xml"]) == [
        ("https://example.org/a/sitemaps/2020.xml", "2020-02"),
        ("https://example.org/a/sitemaps/2021.xml", "2022-01-02"),
        ("https://example.org/a/sitemaps/pages.xml", "2021-10-01"),
    ]
    assert read(files["sitemaps/2021.xml"]) == [
        ("https://example.org/a/articles/x/", "2021"),
        ("https://example.org/a/articles/y/", "2022-01-02"),
    ]
    assert read(files["sitemaps/pages.xml"]) == [
        ("https://example.org/a/", "2021-10-01"),
        ("https://example.org/a/years/", None),
    ]


def test_the_order_of_pages_never_matters() -> None:
    pages = [Mapped("b/", "2021"), Mapped("a/", ""), Mapped("c/", "2020-02", "2020")]
    assert sitemaps(SITE, pages) == sitemaps(SITE, pages[::-1])


def test_another_article_changes_its_sitemap_and_the_index_only() -> None:
    pages = [Mapped("", "2020"), Mapped("articles/a/", "2020", "2020"), Mapped("articles/b/", "2021", "2021")]
    before = sitemaps(SITE, pages)
    after = sitemaps(SITE, [*pages, Mapped("articles/c/", "2021-02", "2021")])
    assert {path for path in after if after[path] != before[path]} == {"sitemap.xml", "sitemaps/2021.xml"}


def test_a_site_without_an_address_has_none() -> None:
    assert sitemaps("", [Mapped("a/", "")]) == {}


def test_addresses_are_escaped_for_their_two_languages() -> None:
    pages = [Mapped("on/10.5555/a&b/", ""), Mapped("\u00fcmlaut/", "")]
    assert [loc for loc, _ in read(sitemaps(SITE, pages)["sitemaps/pages.xml"])] == [
        "https://example.org/on/10.5555/a%26b/",
        "https://example.org/%C3%BCmlaut/",
    ]


@pytest.mark.parametrize(("count", "parts"), [(3, 1), (4, 2), (6, 2), (7, 3)])
def test_more_than_the_limit_are_split(monkeypatch: pytest.MonkeyPatch, count: int, parts: int) -> None:
    monkeypatch.setattr(sitemap, "LIMIT", 3)
    files = sitemaps(SITE, [Mapped(f"{number}/", f"202{number}") for number in range(count)])
    names = ["sitemaps/pages.xml", *(f"sitemaps/pages-{number}.xml" for number in range(2, parts + 1))]
    assert list(files) == ["sitemap.xml", *names]
    assert [loc for loc, _ in read(files["sitemap.xml"])] == [SITE + name for name in names]
    urls = [loc for name in names for loc, _ in read(files[name])]
    assert urls == [f"{SITE}{number}/" for number in range(count)]
