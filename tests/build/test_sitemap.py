from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from postilla.build import sitemap
from postilla.build.sitemap import sitemaps

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(data: bytes) -> list[tuple[str | None, str | None]]:
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    return [(e.findtext(f"{NAMESPACE}loc"), e.findtext(f"{NAMESPACE}lastmod")) for e in ET.fromstring(data)]


def test_each_page_has_its_address_and_its_date() -> None:
    files = sitemaps("https://example.org/a/", [("years/", ""), ("", "2021-10-01"), ("articles/x/", "2021")])
    assert list(files) == ["sitemap.xml"]
    assert read(files["sitemap.xml"]) == [
        ("https://example.org/a/", "2021-10-01"),
        ("https://example.org/a/articles/x/", "2021"),
        ("https://example.org/a/years/", None),
    ]


def test_the_order_of_pages_never_matters() -> None:
    pages = [("b/", "2021"), ("a/", ""), ("c/", "2020-02")]
    assert sitemaps("https://example.org/", pages) == sitemaps("https://example.org/", pages[::-1])


def test_a_site_without_an_address_has_none() -> None:
    assert sitemaps("", [("a/", "")]) == {}


def test_addresses_are_escaped_for_their_two_languages() -> None:
    data = sitemaps("https://example.org/", [("on/10.5555/a&b/", ""), ("ümlaut/", "")])["sitemap.xml"]
    assert [loc for loc, _ in read(data)] == [
        "https://example.org/on/10.5555/a%26b/",
        "https://example.org/%C3%BCmlaut/",
    ]


@pytest.mark.parametrize(("count", "parts"), [(3, 0), (4, 2), (6, 2), (7, 3)])
def test_more_than_the_limit_make_an_index(monkeypatch: pytest.MonkeyPatch, count: int, parts: int) -> None:
    monkeypatch.setattr(sitemap, "LIMIT", 3)
    pages = [(f"{number}/", f"202{number}") for number in range(count)]
    files = sitemaps("https://example.org/", pages)
    assert len(files) == parts + 1
    if parts:
        index = read(files["sitemap.xml"])
        assert index[0] == ("https://example.org/sitemaps/1.xml", "2022")
        assert [loc for loc, _ in index] == [
            f"https://example.org/sitemaps/{n}.xml" for n in range(1, parts + 1)
        ]
        urls = [row for n in range(1, parts + 1) for row in read(files[f"sitemaps/{n}.xml"])]
        assert urls == read(sitemaps_unlimited(pages))


def sitemaps_unlimited(pages: list[tuple[str, str]]) -> bytes:
    return sitemap._urlset("https://example.org/", pages)
