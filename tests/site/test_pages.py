"""What is true of every page: structure, languages, canonical addresses, no request elsewhere, budgets."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import pytest

from .archives import BuiltSite, SiteTest
from .markup import Element

SITES = ("minimal", "typical", "demonstration")

KB = 1000
AROUND_A_TEXT = 14 * KB
ABOUT_AN_ARTICLE = 10 * KB
"""Metadata in the head, references and authors not counted."""
LIST_PAGE = 400 * KB

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> BuiltSite:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, BuiltSite)
    return found


def faults(site: BuiltSite, fault_of: object) -> list[str]:
    assert callable(fault_of)
    return [f"{path}: {fault}" for path, page in site.pages.items() if (fault := fault_of(page))]


def test_each_page_has_one_heading_of_the_first_level(site: BuiltSite) -> None:
    assert faults(site, lambda page: len(page.all("h1")) != 1 and page.texts("h1")) == []


def test_no_heading_skips_a_level(site: BuiltSite) -> None:
    def skipped(page: Element) -> list[str]:
        found, last = [], 0
        for element in page.one("main"):
            if re.fullmatch(r"h[1-6]", element.tag):
                level = int(element.tag[1])
                if level > last + 1:
                    found.append(element.text)
                last = level
        return found

    assert faults(site, skipped) == []


def test_ids_are_unique(site: BuiltSite) -> None:
    def twice(page: Element) -> list[str]:
        count = Counter(element["id"] for element in page if "id" in element.attributes)
        return [id for id, number in count.items() if number > 1]

    assert faults(site, twice) == []


def test_each_page_names_its_language(site: BuiltSite) -> None:
    assert faults(site, lambda page: not page.one("html").get("lang")) == []


def test_a_page_has_the_language_of_its_article_and_a_frame_in_that_of_the_site(typical: BuiltSite) -> None:
    page = typical.page("articles/fen008/")
    assert page.one("html")["lang"] == "ar"
    assert [page.one(f".p-{part}")["lang"] for part in ("header", "footer")] == ["en", "en"]
    assert page.one("h1").attributes == {"lang": "ar", "dir": "rtl"}
    card = next(a for a in typical.page("years/2022/").all("h3 a") if a["href"].endswith("fen008/"))
    assert card["lang"] == "ar"


def test_each_page_has_one_canonical_address_its_own(typical: BuiltSite, demonstration: BuiltSite) -> None:
    for site, base in ((typical, "https://example.org/sub/path/"), (demonstration, "https://example.org/")):
        for path, page in site.pages.items():
            canonical = [link["href"] for link in page.all('link[rel="canonical"]')]
            if path == "404.html":
                assert canonical == []
            elif not page.all('meta[http-equiv="refresh"]'):
                assert canonical == [base + path.removesuffix("index.html")], path


def test_a_site_without_an_address_has_no_canonical_links_and_no_sitemap(minimal: BuiltSite) -> None:
    assert faults(minimal, lambda page: page.all('link[rel="canonical"]')) == []
    assert "sitemap.xml" not in minimal.files


def test_no_two_pages_of_a_site_have_one_title(typical: BuiltSite, demonstration: BuiltSite) -> None:
    for site in (typical, demonstration):
        pages = {
            path: page for path, page in site.pages.items() if not page.all('meta[http-equiv="refresh"]')
        }
        titles = Counter(page.one("title").text for page in pages.values())
        assert [title for title, count in titles.items() if count > 1] == []
        assert [
            path for path, page in pages.items() if not page.one('meta[name="description"]').get("content")
        ] in (
            ["404.html"],
            [],
        )


def _resources(page: Element) -> Iterator[str]:
    """The addresses that a browser asks for by itself."""
    for element in page:
        for name in ("src", "poster", "data", "background", "action", "formaction", "srcset"):
            if name in element.attributes:
                yield element[name]
        if element.tag == "link" and element["rel"] in ("stylesheet", "icon", "preload", "manifest"):
            yield element["href"]
        if element.tag in ("use", "image"):
            yield element.get("href")


def test_no_page_asks_another_host_for_anything(site: BuiltSite) -> None:
    assert (
        faults(
            site, lambda page: [to for to in _resources(page) if urlsplit(to).netloc or to.startswith("//")]
        )
        == []
    )
    for path, data in site.files.items():
        if path.endswith(".css"):
            assert not re.search(rb"@import|url\(\s*['\"]?(?:https?:)?//", data), path
        # scripts of others name sites in comments; what they ask for is seen in Chromium
        if path.endswith(("/pagefind.js", "/minisearch.js")):
            continue
        if path.endswith(".js"):
            assert not re.search(rb"https?://", data), path


def _runs(script: Element) -> bool:
    """Whether it is a script of the page's own; JSON-LD is data, which no policy forbids."""
    return not script.get("src") and script.get("type") != "application/ld+json"


def test_no_page_has_a_script_or_style_of_its_own(site: BuiltSite) -> None:
    """A strict content security policy can be set."""

    def inline(page: Element) -> list[str]:
        found = [f"<{e.tag}>" for e in page if e.tag == "style" or (e.tag == "script" and _runs(e))]
        found += [
            f"{name} on <{e.tag}>"
            for e in page
            for name in e.attributes
            if name == "style" or name.startswith("on")
        ]
        return found + [a["href"] for a in page.all("a[href]") if a["href"].startswith("javascript:")]

    assert faults(site, inline) == []


def test_a_list_page_is_not_too_long(site: BuiltSite) -> None:
    assert {
        path: len(data)
        for path, data in site.files.items()
        if path.endswith(".html") and len(data) > LIST_PAGE
    } == {}


RECORD = re.compile(
    r'<link rel="canonical".*(?=</head>)|<div class="p-text[^"]*"[^>]*>.*?</div></section>|<ol class="p-refs".*?</ol>'
    r'|<dl class="p-info">.*?</dl></section>|<dl class="p-info p-styles">.*?</dl>'
    r'|<details class="p-people">.*?</details>'
    r'|<section class="p-related">.*?</section>|<details class="p-fold p-contents">.*?</details>',
    re.DOTALL,
)
"""What a page has because records say it: metadata, texts and their headings, references, statements, citations,
authors, further articles."""
METADATA = re.compile(r'<link rel="canonical".*(?=</head>)', re.DOTALL)
LISTS = re.compile(
    r'<meta name="(?:citation_(?:reference|author)|DC\.creator)[^>]*>|"(?:author|citation)":\[.*?\],?'
    r'|<link rel="alternate" type="application/atom\+xml"[^>]*>'
)


def test_there_is_little_html_around_a_text(typical: BuiltSite, demonstration: BuiltSite) -> None:
    whole, around = {}, {}
    for site in (typical, demonstration):
        for address in site.addresses:
            if address.startswith("articles/"):
                page = site.html(address)
                whole[f"{site.root.name}: {address}"] = len(page.encode())
                around[f"{site.root.name}: {address}"] = len(RECORD.sub("", page).encode())
    assert {address: size for address, size in around.items() if size > AROUND_A_TEXT} == {}
    assert max(whole.values()) > 2 * max(around.values()), "nothing was taken out"


def test_there_is_not_much_metadata_in_the_head(typical: BuiltSite, demonstration: BuiltSite) -> None:
    sizes = {}
    for site in (typical, demonstration):
        for address in site.addresses:
            found = METADATA.search(site.html(address))
            if address.startswith("articles/") and found and "application/ld+json" in found[0]:
                sizes[f"{site.root.name}: {address}"] = len(LISTS.sub("", found[0]).encode())
    assert {address: size for address, size in sizes.items() if size > ABOUT_AN_ARTICLE} == {}
    assert len(sizes) > 100
    # five citation files are named twice, for readers' programs and as typed links: 1.4 kB
    assert median(sizes.values()) < 7.5 * KB


def test_a_page_has_no_blank_lines_to_speak_of(typical: BuiltSite) -> None:
    for path, data in typical.files.items():
        if path.startswith(("articles/", "years/")) and path.endswith(".html"):
            assert data.count(b"\n\n") < 20, path


# The validator


def test_every_page_is_valid_html(
    typical: BuiltSite, demonstration: BuiltSite, vnu: tuple[str, ...], tmp_path: Path
) -> None:
    # one page that is not, so that it shows that something was checked
    (tmp_path / "invalid.html").write_text("<!doctype html><title>x</title><img src=x>", "utf-8")
    messages = invalid(vnu, typical.site_dir, demonstration.site_dir, tmp_path)
    assert [message for message in messages if "invalid.html" not in message] == []
    assert len(messages) == 1


def invalid(vnu: tuple[str, ...], *folders: Path) -> list[str]:
    """What the HTML validator has to say against the pages in `folders`."""
    process = subprocess.run(
        [*vnu, "--errors-only", "--skip-non-html", "--format", "json", *folders],
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    return [
        f"{urlsplit(m['url']).path}:{m.get('lastLine')}: {m['message']}: {m.get('extract', '')!r}"
        for m in json.loads(process.stderr)["messages"]
    ]


# The sitemap


def mapped(site: BuiltSite) -> dict[str, str | None]:
    """Every address of the sitemaps, with its date."""
    index = ET.fromstring(site.files["sitemap.xml"])
    assert index.tag == f"{SITEMAP}sitemapindex"
    base = "https://example.org/sub/path/"
    parts = [entry.findtext(f"{SITEMAP}loc", "").removeprefix(base) for entry in index]
    assert sorted(parts) == sorted(path for path in site.files if path.startswith("sitemaps/"))
    urls = [url for part in parts for url in ET.fromstring(site.files[part])]
    return {
        url.findtext(f"{SITEMAP}loc", "").removeprefix(base): url.findtext(f"{SITEMAP}lastmod")
        for url in urls
    }


def test_the_sitemap_has_every_page_with_the_date_of_its_content(typical: BuiltSite) -> None:
    dates = mapped(typical)
    moved = {a for a in typical.addresses if typical.page(a).all('meta[http-equiv="refresh"]')}
    assert sorted(dates) == sorted(set(typical.addresses) - moved)
    assert dates["articles/tide001/"] == "2019-09-30"  # updated
    assert dates["articles/tide005/"] == "2019-04"
    assert dates["articles/fen001/"] == "2020"
    assert dates["articles/tide016/"] is None
    assert dates["years/2020/"] == "2020-08-01"
    assert dates["journals/tide/12/1/"] == "2019-09-30"
    assert dates["specialties/dermatology/"] is None
    assert dates[""] == "2024-10-20"
    assert dates["about/"] is None


def test_the_address_of_the_site_may_hold_any_letters(tmp_path: Path) -> None:
    site = SiteTest.copy_of("minimal", tmp_path)
    site.edit(
        "mkdocs.yml",
        "site_name: One article",
        "site_name: A <b>bold</b> & \"quoted\" 'name'\nsite_url: https://example.org/a%20b/",
    )
    page = site.build(strict=True).page("years/2020/")
    assert page.one(".p-brand").text == "A <b>bold</b> & \"quoted\" 'name'"
    assert page.one('link[rel="canonical"]')["href"] == "https://example.org/a%20b/years/2020/"
    assert page.one("title").text == "2020 | A <b>bold</b> & \"quoted\" 'name'"
    first = ET.fromstring(site.files["sitemaps/pages.xml"])[0]
    assert first.findtext(f"{SITEMAP}loc") == "https://example.org/a%20b/"


def test_figures_keep_their_place_before_they_are_there(typical: BuiltSite) -> None:
    pictures = typical.page("articles/tide001/").all("figure img")
    assert len(pictures) == 2
    for picture in pictures:
        assert int(picture["width"]) > 0
        assert int(picture["height"]) > 0
        assert (picture["loading"], picture["decoding"]) == ("lazy", "async")
