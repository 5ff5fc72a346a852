"""An index in several bundles, which a browser puts together, with texts in several languages and an odd setting."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from postilla.plugin import run_build
from postilla.search import BOUNDS
from tests.site.archives import SiteTest, record, small_archive

from .server import serving

pytestmark = pytest.mark.browser

BASE = "/sub/path/"
# fmt: off
TITLES = {
    "2001/one": ("Salt of the first year", "en", "The moon pulls the water and the salt."),
    "2004/two": ("Über die Gezeiten des Herzens", "de", "Die Strömung trägt die Stäbchen fort."),
    "2009/three": ("À la recherche du sel perdu", "fr", "Les marées étaient déjà là."),
    "2013/four": ("El corazón y la marea", "es", "La señal llegó mañana."),
    "2017/five": ("Приливы сердца", "ru", "Соль помнит море."),
    "2021/six": ("潮汐与心脏", "zh", "盐记得大海。"),
    "2024/seven": ("Salt, and the moon again", "en", "All of it is salt, salt and once more salt."),
}
# fmt: on


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    made = small_archive(
        tmp_path_factory.mktemp("bundles"),
        {
            name: record(title, text, language=language, published=f"{name[:4]}-05")
            for name, (title, language, text) in TITLES.items()
        },
    )
    made.edit("mkdocs.yml", "plugins:", "theme: {name: material, features: [navigation.instant]}\nplugins:")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "postilla.build.indexing.BOUNDS", dict.fromkeys(BOUNDS, 150)
        )  # every article is alone
        run_build(made.root / "mkdocs.yml", strict=True)
    return made


@pytest.fixture(scope="module")
def origin(archive: SiteTest) -> Iterator[str]:
    with serving({BASE: archive.site_dir}) as origin:
        yield origin


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(base_url=origin)
    yield context.new_page()
    context.close()


def _box(page: Page, query: str) -> Any:
    page.goto(f"{BASE}years/")
    page.locator(".p-find").click()
    box = page.locator("#p-search")
    box.get_by_role("combobox").fill(query)
    return box


def _addresses(page: Page) -> list[str]:
    links = page.locator(".p-hits h2 a").evaluate_all("all => all.map(a => a.href)")
    return [re.sub(r".*/articles/(\w+)/$", r"\1", link) for link in links]


def test_there_is_a_bundle_for_each(archive: SiteTest) -> None:
    assert len(json.loads((archive.site_dir / "search/index.json").read_bytes())["bundles"]) == len(TITLES)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", ["seven", "six", "five", "four", "three", "two", "one"]),
        ("oldest", ["one", "two", "three", "four", "five", "six", "seven"]),
    ],
)
def test_orders_go_through_all_bundles(page: Page, sort: str, order: list[str]) -> None:
    page.goto(f"{BASE}search/?sort={sort}")
    expect(page.locator(".p-hits li")).to_have_count(len(order))
    assert _addresses(page) == order


def test_counts_are_added_up_and_what_is_found_is_put_together(page: Page) -> None:
    page.goto(f"{BASE}search/?q=salt+moon")
    expect(page.locator(".p-hits li")).to_have_count(2)
    assert set(_addresses(page)) == {"one", "seven"}
    specialty = page.locator("[data-facet=specialty] li").filter(has_text="Salt")
    expect(specialty.locator("small")).to_have_text("2")
    specialty.locator("input").check()
    expect(page.get_by_role("button", name="Remove filter Salt")).to_be_visible()
    expect(page.locator(".p-hits li")).to_have_count(2)
    page.locator("main").get_by_role("searchbox").first.fill('"the moon" salt')
    expect(page).to_have_url(re.compile("%22the"))
    expect(page.locator(".p-hits li")).to_have_count(2)


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("uber die gezeiten", "two"),
        ("Strömung", "two"),
        ("stromung stabchen", "two"),
        ("marees deja", "three"),
        ("a la recherche", "three"),
        ("senal manana", "four"),
        ("Corazon", "four"),
        ("приливы", "five"),
        ("соль море", "five"),
        ("潮汐与心脏", "six"),
    ],
)
def test_every_language_is_found(page: Page, query: str, id: str) -> None:
    box = _box(page, query)
    expect(box.locator("[role=group] [role=option]").last).to_be_visible()
    found = box.get_by_role("option").evaluate_all("all => all.map(a => a.href)")
    assert found[0].endswith(f"/articles/{id}/"), found


def test_a_title_in_another_language_says_so(page: Page) -> None:
    box = _box(page, "gezeiten des herzens stromung")
    expect(box.locator(".p-hit__title").first).to_have_attribute("lang", "de")


def test_one_bundle_that_is_missing_is_told(page: Page, archive: SiteTest) -> None:
    folder = json.loads((archive.site_dir / "search/index.json").read_bytes())["bundles"][3][0]
    page.context.route(f"**/{folder}**", lambda route: route.fulfill(status=404, body="gone"))
    box = _box(page, "salt")
    expect(box.locator(".p-search__failed")).to_be_visible()
    expect(box.get_by_role("link", name="Years")).to_be_visible()
    page.context.unroute(f"**/{folder}**")
    box.get_by_role("combobox").fill("salt moon")
    expect(box.locator(".p-hit__title").first).to_be_visible()


def test_a_page_that_is_older_than_the_index_finds_the_new_one(page: Page, archive: SiteTest) -> None:
    """A reader's page stays open while the site is published anew, with a bundle under another name."""
    index = archive.site_dir / "search/index.json"
    before = index.read_text("utf-8")
    told = json.loads(before)
    old = archive.site_dir / told["bundles"][-1][0]
    new = old.with_name("renamed")
    box = _box(page, "first year")
    expect(box.locator(".p-hit__title").first).to_be_visible()
    old.rename(new)
    try:
        told["bundles"][-1][0] = told["bundles"][-1][0].replace(old.name, new.name)
        index.write_text(json.dumps(told), "utf-8")
        box.get_by_role("combobox").fill("salt moon again")
        expect(box.locator(".p-search__failed")).to_contain_text("This page is older than the archive")
        box.get_by_role("combobox").fill("moon again")
        expect(box.locator(".p-hit__title").first).to_have_text("Salt, and the moon again")
    finally:
        new.rename(old)
        index.write_text(before, "utf-8")


def test_instant_navigation_changes_nothing(page: Page, archive: SiteTest) -> None:
    """It needs Material's script, which no page has: every page is loaded whole, and has its search."""
    box = _box(page, "first year")
    box.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile("/articles/one/$"))
    page.keyboard.press("/")
    expect(page.locator("#p-search").get_by_role("combobox")).to_be_focused()
    scripts = page.locator("script[src]").evaluate_all("all => all.map(one => one.src)")
    assert [one for one in scripts if "/assets/postilla/" not in one] == []
