"""Whatever changes is shown: records, files, vocabularies, pages of `docs/`, settings; and browsers are told."""

from __future__ import annotations

import html
import itertools
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from postilla.build import BackgroundSearch
from postilla.errors import SettingsError
from tests.preview.running import Running, preview_of
from tests.site.archives import SiteTest, record, small_archive

PAGES = (
    "/",
    "/about/",
    "/articles/one/",
    "/articles/two/",
    "/specialties/",
    "/articles/new/",
    "/specialties/salt/",
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    site = small_archive(
        tmp_path_factory.mktemp("changes") / "small",
        {
            "one": record("One", specialties="[salt]"),
            "two": record("Two", related="[{relation: replies-to, article: one}]"),
        },
    )
    with preview_of(site.root) as running:
        yield running


@pytest.fixture
def site(running: Running) -> Iterator[SiteTest]:
    """The archive; after the test it is as it was, and so is its preview."""
    before, pages = files(running.root), {path: running.get(path).data for path in PAGES}
    site = SiteTest(running.root)
    yield site
    for path in files(running.root).keys() - before.keys():
        site.remove(path)
    for path, data in before.items():
        if not (running.root / path).is_file() or (running.root / path).read_bytes() != data:
            site.write(path, data)
    running.until(lambda: all(running.get(path).data == data for path, data in pages.items()))


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


def shows(running: Running, path: str, words: str) -> None:
    running.until(lambda: words in running.get(path).text)


def test_a_record(site: SiteTest, running: Running) -> None:
    site.edit("articles/one.md", "'One'", "'Another'")
    shows(running, "/articles/one/", "<h1>Another")
    assert "Another" in running.get("/articles/two/").text, "where it is named, too"
    assert "Another" in running.get("/specialties/salt/").text
    running.until(lambda: any("articles/one.md (title): /articles/one/" in line for line in running.told))


def test_a_record_that_an_editor_saves_by_exchanging_files(site: SiteTest, running: Running) -> None:
    site.write("articles/.one.md.swp", record("Another")).rename("articles/.one.md.swp", "articles/one.md")
    shows(running, "/articles/one/", "<h1>Another")


def test_records_that_come_and_go(site: SiteTest, running: Running) -> None:
    site.write("articles/2021/new.md", record("New"))
    shows(running, "/articles/new/", "<h1>New")
    site.rename("articles/2021/new.md", "articles/2022/newer.md")
    shows(running, "/articles/newer/", "<h1>New")
    running.until(lambda: running.get("/articles/new/").status == 404)
    site.remove("articles/2022")
    running.until(lambda: running.get("/articles/newer/").status == 404)


def test_a_term_and_the_menu_of_every_page(site: SiteTest, running: Running) -> None:
    site.edit("articles/_vocabulary/specialties.yml", "Water", "Ocean")
    for path in ("/", "/articles/one/", "/specialties/", "/about/"):
        shows(running, path, "Ocean")


def test_a_file_beside_a_record(site: SiteTest, running: Running) -> None:
    site.edit("articles/one.md", "type:", "pdf: one.pdf\ntype:")
    site.write("articles/one.pdf", b"%PDF-1.4\nfirst")
    running.until(lambda: running.get("/articles/one/one.pdf").data == b"%PDF-1.4\nfirst")
    site.write("articles/one.pdf", b"%PDF-1.4\nsecond")
    running.until(lambda: running.get("/articles/one/one.pdf").data == b"%PDF-1.4\nsecond")


def test_what_was_indexed_holds_until_the_archive_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[object] = []
    monkeypatch.setattr(BackgroundSearch, "renew", lambda _, indexing: searched.append(indexing.archive))
    site = small_archive(tmp_path / "a", {"one": record("One")})
    with preview_of(site.root) as running:
        running.until(lambda: searched)
        site.write("articles/one.md", (site.root / "articles/one.md").read_bytes())
        site.write("docs/about.md", "# About\n\nOther words.\n")
        shows(running, "/about/", "Other words")
        site.edit("articles/one.md", "'One'", "'Another'")
        shows(running, "/articles/one/", "<h1>Another")
        running.until(lambda: len(searched) > 1)
    assert len({id(archive) for archive in searched}) == len(searched)


def test_a_page_by_hand(site: SiteTest, running: Running) -> None:
    site.write("docs/about.md", "# About\n\nNew words, and [a link](article:one).\n")
    shows(running, "/about/", "New words")
    assert 'href="../articles/one/"' in running.get("/about/").text
    site.write("docs/more.md", "# More\n")
    shows(running, "/more/", "More")
    site.write("docs/specialties.md", "---\nlisting: specialties\n---\n# By hand\n")
    shows(running, "/specialties/", "By hand")
    assert "Salt" in running.get("/specialties/").text


def test_a_link_of_a_page_by_hand_follows_the_archive(site: SiteTest, running: Running) -> None:
    site.write("docs/about.md", "# About\n\n[a link](article:later).\n")
    shows(running, "/about/", "a link")
    site.write("articles/later.md", record("Later"))
    shows(running, "/about/", 'href="../articles/later/"')


def test_settings(site: SiteTest, running: Running) -> None:
    site.edit("mkdocs.yml", "site_name: Small", "site_name: Great")
    shows(running, "/articles/one/", "| Great</title>")
    shows(running, "/about/", "Great")


def test_the_policy_follows_the_settings(site: SiteTest, running: Running) -> None:
    alerts = "{provider: Buttondown, url: 'https://buttondown.com/lamps', form: true}"
    site.edit("mkdocs.yml", "journal: 'jot'", f"journal: 'jot'\n      alerts: {alerts}")
    running.until(lambda: 'class="p-ask"' in running.get("/feeds/").text)
    policy = running.get("/feeds/").headers["content-security-policy"]
    assert "form-action 'self' https://buttondown.com;" in policy


def test_another_place_of_the_site_is_for_another_preview(site: SiteTest, running: Running) -> None:
    url = next(line for line in (running.root / "mkdocs.yml").read_text().splitlines() if "site_url" in line)
    site.edit("mkdocs.yml", url, "site_url: https://example.org/else/where/")
    running.until(lambda: any("begins at /else/where/ now; start" in line for line in running.told))
    assert running.get("/articles/one/").status == 200


def test_settings_that_cannot_be_used(site: SiteTest, running: Running) -> None:
    site.edit("mkdocs.yml", "journal: 'jot'", "journal: 'none'")
    running.until(lambda: "is not in the vocabulary journals" in running.get("/_preview/").text)
    assert "<h1>One" in running.get("/articles/one/").text
    site.edit("mkdocs.yml", "journal: 'none'", "journal: 'jot'")
    running.until(lambda: "is not in the vocabulary journals" not in running.get("/_preview/").text)


# What is wrong


def test_a_record_that_cannot_be_read_keeps_its_last_page(site: SiteTest, running: Running) -> None:
    events = running.events("articles/one/")
    site.edit("articles/one.md", "type: viewpoint", "type: [viewpoint")
    told = next(data for event, data in events if event == "report" and data["errors"])
    assert "articles/one.md:" in told["errors"][0]
    assert "<h1>One" in running.get("/articles/one/").text
    assert "<h1>Two" in running.get("/articles/two/").text
    site.edit("articles/one.md", "type: [viewpoint", "type: letter")
    assert next(data for event, data in events if event == "report" and not data["errors"])
    shows(running, "/articles/one/", "Letter")


def test_the_report_is_that_of_the_command_line(site: SiteTest, running: Running) -> None:
    site.edit("articles/two.md", "article: one", "article: none")
    site.edit("articles/one.md", "Words.", "Words [@none].")
    wanted = site.run("postilla.cli", "check").stdout.strip()
    summary = wanted.rsplit("\n", 1)[1]
    running.until(lambda: summary in running.get("/_preview/").text)
    reports = re.findall(r'(?s)<pre class="p-preview-report[^>]*>(.*?)</pre>', running.get("/_preview/").text)
    assert "\n".join([*map(html.unescape, reports), summary]) == wanted


def test_a_vocabulary_that_is_none_is_told_at_once(site: SiteTest, running: Running) -> None:
    events = running.events("about/", state_of(running, "about/"))
    site.write("articles/_vocabulary/none.yml", "- {id: a}\n")
    assert next(data for event, data in events if event == "report" and data["told"])
    assert "there is no such vocabulary" in running.get("/_preview/").text
    site.remove("articles/_vocabulary/none.yml")
    assert next(data for event, data in events if event == "report" and not data["told"])


def test_a_record_broken_from_the_start_is_told(tmp_path: Path) -> None:
    site = small_archive(tmp_path / "a", {"one": record("One"), "two": "---\ntitle: [\n---\n"})
    with preview_of(site.root) as running:
        assert running.get("/articles/one/").status == 200
        told = next(data for event, data in running.events("articles/two/") if event == "report")
        assert "articles/two.md" in told["errors"][0]
        site.write("articles/two.md", record("Two"))
        shows(running, "/articles/two/", "<h1>Two")


# Browsers


def state_of(running: Running, path: str) -> str:
    found = re.search(r'data-state="([^"]*)"', running.get(f"/{path}").text)
    assert found
    return found[1]


def test_only_pages_that_changed_are_loaded_again(site: SiteTest, running: Running) -> None:
    pages = ("articles/one/", "articles/two/", "about/", "specialties/water/")
    browsers = {page: running.events(page, state_of(running, page)) for page in pages}
    heard: dict[str, list[str]] = {page: [] for page in pages}

    def hear(page: str) -> None:
        for event, _ in browsers[page]:
            heard[page].append(event)

    for page in pages:
        threading.Thread(target=hear, args=(page,), daemon=True).start()
    running.until(lambda: all(heard.values()))
    site.edit("articles/one.md", "'One'", "'Another'")
    running.until(lambda: "reload" in heard["articles/one/"] and "reload" in heard["articles/two/"])
    assert "reload" not in heard["about/"] + heard["specialties/water/"]


def test_a_browser_that_missed_something_is_told_at_once(running: Running) -> None:
    assert ("reload", {}) in itertools.islice(running.events("articles/one/", "old.old"), 2)


def test_another_stylesheet_needs_no_reload(site: SiteTest, running: Running) -> None:
    site.write("docs/extra.css", "p { color: red }\n")
    site.edit("mkdocs.yml", "plugins:", "extra_css: [extra.css]\nplugins:")
    shows(running, "/articles/one/", "extra.css")
    events = running.events("articles/one/", state_of(running, "articles/one/"))
    next(events)
    site.write("docs/extra.css", "p { color: blue }\n")
    event, data = next((event, data) for event, data in events if event != "report")
    assert event == "styles"
    assert any("extra.css?" in href for href in data["styles"])


def test_settings_that_are_missing_are_one_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError), preview_of(tmp_path):
        pass
