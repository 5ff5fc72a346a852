"""What an archive that is followed does not do: plan everything for one file, or let pages wait for it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from postilla.build import Live, snapshot
from postilla.build.parts import maps
from postilla.pages import FoundPages
from tests.build.plain import PlainHost, settings_of
from tests.site.archives import SiteTest, record, small_archive


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    return small_archive(tmp_path / "small", {"one": record("One"), "two": record("Two")})


@pytest.fixture
def live(site: SiteTest) -> Iterator[Live]:
    live = Live(settings_of(site.root))
    live.update(["articles/one.md", "articles/two.md"])
    live.show_in(PlainHost(site.root / "site"), site.root / "docs")
    yield live
    live.close()


def test_only_a_map_of_the_site_takes_all_pages(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: FoundPages) -> None:
        raise AssertionError("all pages are planned")

    monkeypatch.setattr(FoundPages, "parts", refuse)
    for address in ("assets/none.css", "none.txt", "articles/one/none.pdf", "years/none", "none/"):
        assert live.at(address) is None
    for address in ("", "articles/one/", "articles/one/one.bib", "articles.bib", "feed.xml", "robots.txt"):
        assert live.at(address), address
    with pytest.raises(AssertionError, match="all pages"):
        live.at("sitemap.xml")


def test_pages_do_not_wait_for_files_that_take_long(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, let_go = threading.Event(), threading.Event()

    def slow(*values: Any) -> Iterator[object]:
        begun.set()
        let_go.wait(60)
        yield from maps(*values)

    monkeypatch.setattr(snapshot, "maps", slow)
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(live.at("sitemap.xml")))
    thread.start()
    try:
        assert begun.wait(60)
        assert live.at("articles/one/")
        assert not found
    finally:
        let_go.set()
        thread.join()
    assert found[0]


def test_a_file_that_takes_long_follows_the_archive(site: SiteTest, live: Live) -> None:
    before = live.at("articles.bib")
    site.edit("articles/one.md", "'One'", "'Another'")
    live.update(["articles/one.md"])
    after = live.at("articles.bib")
    assert before
    assert after
    assert b"Another" in after.data
    assert b"Another" not in before.data


def test_other_slips_in_a_vocabulary_are_told(site: SiteTest, live: Live) -> None:
    path = "articles/_vocabulary/collections.yml"
    for slip in ("salt", "water"):
        site.write(path, f"- {{id: few, name: Few, {slip}: 1}}\n")
        change = live.update([path])
        assert change.vocabularies == {"collections"}
        assert f"no field `{slip}`" in live.report().text()


def test_an_examination_is_given_up_when_the_archive_changes(site: SiteTest, live: Live) -> None:
    site.edit("articles/two.md", "type:", "related: [{relation: replies-to, article: none}]\ntype:")
    live.update(["articles/two.md"])
    called = 0

    def between() -> None:
        nonlocal called
        called += 1
        if called == 2:
            site.edit("articles/two.md", "article: none", "article: nobody")
            live.update(["articles/two.md"])

    assert not live.examine(between).errors
    assert called == 2
    assert "nobody" in live.examine().text()


def test_an_archive_of_before_does_not_stay_in_memory(site: SiteTest, live: Live) -> None:
    assert live.at("articles/one/")
    gc.disable()  # of a large archive, cycles are looked for seldom
    try:
        before = weakref.ref(live.snapshot)
        site.edit("articles/two.md", "'Two'", "'Another'")
        live.update(["articles/two.md"])
        assert live.at("articles/two/")
        assert before() is None
    finally:
        gc.enable()
