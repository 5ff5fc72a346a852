from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from postilla.build import OPEN, SLOTS
from postilla.errors import BuildError

from .conftest import FakeSite, SmallSite

ROOT = "https://example.org/archive/"


class Addresses(HTMLParser):
    """Every address that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            value or "" for name, value in attrs if name in {"href", "src", "srcset", "action", "poster"}
        ]


def addresses(html: str) -> list[str]:
    parser = Addresses()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("address", FakeSite.PAGES)
def test_one_shell_gives_right_links_at_every_depth(small: SmallSite, address: str) -> None:
    small.configure(extra="repo_url: https://github.com/example/archive\nextra_css: [extra/mine.css]")
    small.write("docs/extra/mine.css", "/* mine */")
    small.build(strict=True)
    menu = {"": "", "specialties/": "", "specialties/immunology/": "", "about/": ""}
    there = {urljoin(ROOT + address, link) for link in addresses(small.page(address))}
    assert {ROOT + path for path in menu} <= there
    assets = {path for path in there if path.startswith(ROOT + "assets/")}
    assert len(assets) >= 3
    for path in [*assets, ROOT + "extra/mine.css", ROOT + "about/index.html"]:
        assert (small.site_dir / path.removeprefix(ROOT)).is_file(), path
    assert there - {path for path in there if path.startswith(ROOT)} == {
        "https://github.com/example/archive",
        "https://example.org/x/",
    }


def test_every_slot_is_filled_and_stands_once(small: SmallSite) -> None:
    host = small.build()
    names = list(host.shell.parts[1::2])
    assert {name for name in names if ":" not in name} == set(SLOTS) - {"listing"}
    assert all(names.count(name) == 1 for name in ("lang", "title", "description", "head", "main"))
    for path, html in small.every_page().items():
        assert OPEN not in html, path


def test_what_differs_from_page_to_page_comes_from_the_slots_only(small: SmallSite) -> None:
    small.configure(extra="site_description: A description of the site\nsite_author: Somebody")
    small.build()
    page = small.page("articles/jci00001/")
    assert '<html lang="fr">' in page
    assert "<title>The title of &quot;articles/jci00001/&quot;</title>" in page
    assert page.count('name="description"') == page.count('rel="canonical"') == page.count("<h1") == 1
    assert "A description of the site" not in page
    assert 'name="author"' not in page
    assert 'rel="prev"' not in page


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("", ["Home"]),
        ("specialties/immunology/", ["Specialties"]),
        ("articles/jci00001/", []),
        ("about/", ["About", "About this archive"]),
    ],
)
def test_the_menu_marks_the_section_that_is_read(small: SmallSite, address: str, current: list[str]) -> None:
    small.build()
    assert re.findall(r'<[^>]*aria-current="page"[^>]*>([^<]*)', small.page(address)) == current


def test_the_menu_lists_the_vocabularies_and_the_pages(small: SmallSite) -> None:
    small.write("docs/guide/index.md", "# Guide\n")
    small.write("docs/guide/records.md", "# Records\n")
    small.configure(
        extra="nav: [about.md, {Guide: [guide/index.md, guide/records.md]}, {Elsewhere: 'https://example.org/'}]"
    )
    small.build(strict=True)
    header = small.page("articles/jci00001/").partition("</header>")[0]
    assert '<a href="../../specialties/immunology/">Immunology &amp; infection</a>' in header
    assert '<a href="../../series/ageing/">Ageing <small>May 2025</small></a>' in header
    for label in (
        "All specialties",
        "All review series",
        "Past issues",
        "Collections",
        "About this archive",
        "Guide",
    ):
        assert f">{label}</a>" in header
    assert '<a href="https://example.org/">Elsewhere</a>' in header
    assert "records" not in header.lower()


def test_a_shell_is_light(small: SmallSite) -> None:
    host = small.build()
    assert len(host.shell.at("../../").fill({}).encode()) < 9_000


def test_a_template_of_the_site_wins_over_ours(small: SmallSite) -> None:
    small.write(
        "overrides/main.html",
        '{% extends "base.html" %}{% block extrahead %}<meta name="x" content="y">{% endblock %}',
    )
    small.configure(extra="")
    config = (small.root / "mkdocs.yml").read_text()
    (small.root / "mkdocs.yml").write_text(
        config.replace("font: false", "font: false, custom_dir: overrides")
    )
    small.build()
    assert all('<meta name="x" content="y">' in html for html in small.every_page().values())


def test_a_template_of_the_site_that_loses_a_slot_is_told(small: SmallSite) -> None:
    small.write("overrides/main.html", '{% extends "base.html" %}{% block container %}Nothing{% endblock %}')
    config = (small.root / "mkdocs.yml").read_text()
    (small.root / "mkdocs.yml").write_text(
        config.replace("font: false", "font: false, custom_dir: overrides")
    )
    with pytest.raises(BuildError, match="'main' 0 times"):
        small.build()


def test_scripts_of_the_site_are_found_from_every_depth(small: SmallSite) -> None:
    small.write("docs/mine.js", "")
    small.configure(extra="extra_javascript: [mine.js, {path: https://example.org/theirs.js, defer: true}]")
    small.build()
    page = small.page("on/10.5555/work/one/")
    assert '<script src="../../../../mine.js"></script>' in page
    assert '<script src="https://example.org/theirs.js" defer></script>' in page


@pytest.mark.parametrize(
    ("site_url", "base"),
    [("https://example.org/archive/", "/archive/"), ("https://example.org/", "/"), ("", "/")],
)
def test_the_links_of_the_404_page_are_absolute(small: SmallSite, site_url: str, base: str) -> None:
    config = (small.root / "mkdocs.yml").read_text()
    (small.root / "mkdocs.yml").write_text(
        config.replace("site_url: https://example.org/archive/", f"site_url: {site_url}")
    )
    small.build()
    page = (small.site_dir / "404.html").read_text()
    links = [link for link in addresses(page) if not link.startswith("#")]
    assert links
    assert all(link.startswith(base) and not urlsplit(link).netloc for link in links)
    assert "<h1>Page not found</h1>" in page
    assert "<title>Page not found | A small archive</title>" in page


def test_no_page_asks_another_host_for_anything(small: SmallSite) -> None:
    small.configure(extra="repo_url: https://github.com/example/archive")
    small.build()
    files = [p for p in small.site_dir.rglob("*") if p.suffix in {".html", ".css", ".js"}]
    for path in files:
        text = path.read_text()
        assert "api.github.com" not in text
        assert not re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", text), path
        for tag in re.findall(r"<(?:script|img|iframe|source|link)\b[^>]*>", text):
            assert "//" not in tag or 'rel="canonical"' in tag, (path, tag)
        # the search loads its own parts when it is opened, which tests/browser/test_search.py watches
        is_search = re.search(r"assets/postilla/(?:find\.|search\.|index/)", path.as_posix())
        assert is_search or not re.search(r"fetch\(|XMLHttpRequest|import\(", text), path
