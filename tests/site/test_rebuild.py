"""What a second build does: it changes what must change, and nothing when it must not."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from postilla.errors import BuildError

from .archives import SiteTest

TIDE002 = "articles/2019/tide002.md"
ABSTRACT = "Once more, with a longer ruler."
TITLE = "A second reading of the same tide"

CITATION_FILES = (".bib", ".ris", ".json", ".jsonl", ".nbib", ".xml")
"""Made again with the record that they are about, whatever has changed in it."""
HOST = ("404.html", "about/", "series/", "guide/", "assets/")
"""What MkDocs writes again in every build."""
INDEX = ("assets/postilla/index/", "search/index.json")


def changes(site: SiteTest, change: Callable[[], object]) -> tuple[set[str], set[str], set[str]]:
    """Build after a change: the files that are new, gone, and whose content is another.

    No file may be written whose content stays, but for those that MkDocs writes. The index of the search is left out:
    it holds every text, and its own tests have what changes in it.
    """
    before = site.state
    change()
    after = site.build().state
    other = {path for path in before.keys() & after.keys() if before[path].data != after[path].data}
    written = {path for path in before.keys() & after.keys() if before[path].mtime != after[path].mtime}
    same = {path for path in written - other if not path.startswith(HOST)}
    assert {path for path in same if not path.endswith(CITATION_FILES)} == set()
    assert other <= written
    kinds = (after.keys() - before.keys(), before.keys() - after.keys(), other)
    new, gone, other = ({path for path in kind if not path.startswith(INDEX)} for kind in kinds)
    return new, gone, other


def test_nothing_is_written_when_nothing_changed(changing: SiteTest) -> None:
    files = changing.files
    assert changes(changing, lambda: None) == (set(), set(), set())
    assert changing.files == files
    assert changing.published.written <= len([path for path in changing.files if path.startswith(HOST)])


def test_another_time_of_a_record_changes_nothing(changing: SiteTest) -> None:
    def touch() -> None:
        for path in (changing.root / "articles").rglob("*.md"):
            os.utime(path, (1, 1))

    assert changes(changing, touch) == (set(), set(), set())


def test_another_abstract_changes_one_page(changing: SiteTest) -> None:
    new, gone, other = changes(changing, lambda: changing.edit(TIDE002, ABSTRACT, "Shorter."))
    assert (new, gone) == (set(), set())
    beside = {path for path in other if path.startswith("articles/tide002/")}
    pages = {path for path in other if path.endswith(".html")}
    assert pages == {"articles/tide002/index.html"}
    assert other - pages == {path for path, data in changing.files.items() if b"Shorter." in data} - pages
    names = {path.rpartition("/")[2] for path in other - beside}
    assert names == {
        "feed.xml",
        "rss.xml",
        "feed.json",
        *(f"articles.{e}" for e in ("bib", "ris", "json", "jsonl")),
    }
    assert "Shorter." in changing.html("articles/tide002/")


def test_another_size_of_a_figure_changes_its_page(changing: SiteTest) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="90"/>'
    figure = "articles/2019/tide001/fig1.png"
    changing.write(figure, drawing.format(160)).build()
    assert 'width="160" height="90"' in changing.html("articles/tide001/")
    new, gone, other = changes(changing, lambda: changing.write(figure, drawing.format(320)))
    assert (new, gone) == (set(), set())
    assert other == {"articles/tide001/index.html", "articles/tide001/fig1.png"}
    assert 'width="320" height="90"' in changing.html("articles/tide001/")


def test_a_figure_that_is_no_picture_stops_the_build(changing: SiteTest) -> None:
    told = changing.write("articles/2019/tide001/fig1.png", "a picture, honestly").refuses()
    assert "P326" in told
    assert "tide001/fig1.png is no picture that browsers show" in told


def test_another_title_changes_the_pages_that_show_it(changing: SiteTest) -> None:
    showing = {
        path for path, data in changing.files.items() if TITLE.encode() in data and not path.startswith(INDEX)
    }
    new, gone, other = changes(changing, lambda: changing.edit(TIDE002, TITLE, "Twice the same tide"))
    assert (new, gone) == (set(), set())
    assert other == showing
    assert {path for path, data in changing.files.items() if TITLE.encode() in data} == set()
    assert showing >= {
        "articles/tide001/index.html",
        "articles/tide019/index.html",
        "series/tides-and-the-heart/index.html",
        "specialties/cardiology/index.html",
        "years/2019/index.html",
        "journals/tide/12/1/index.html",
    }
    assert not {"years/2020/index.html", "specialties/index.html", "types/review/index.html"} & showing


def test_a_new_record_touches_the_newest_pages_only(changing: SiteTest) -> None:
    def add() -> None:
        text = (changing.root / TIDE002).read_text("utf-8")
        text = (
            text.replace("2019-03-15", "2024-11-01")
            .replace("volume: 12", "volume: 17")
            .replace("issue: 1", "issue: 4")
        )
        changing.write(
            "articles/2024/tide020.md",
            text.replace("tide.2019.1205", "tide.2024.30").replace("position: 3", "position: 9"),
        )

    new, gone, other = changes(changing, add)
    assert gone == set()
    assert {"articles/tide020/index.html", "journals/tide/17/4/index.html"} <= new
    years = {path for path in other if path.startswith("years/2")}
    assert years == {"years/2024/index.html"}
    assert not any(
        path.startswith("journals/tide/1") and not path.startswith("journals/tide/17") for path in other
    )
    articles = {path.split("/")[1] for path in other if path.startswith("articles/")}
    # those on the same work, the neighbour in the series, and the authors' others
    assert articles == {"tide001", "tide002", "tide005", "tide010", "tide014", "tide016", "tide019"}


def test_a_vanished_record_takes_its_pages_and_files_along(changing: SiteTest) -> None:
    def take() -> None:
        changing.remove("articles/2019/tide001.md").remove("articles/2019/tide001.pdf").remove(
            "articles/2019/tide001"
        )
        changing.remove("articles/2019/tide003.md").remove("articles/2019/tide004.md").remove(
            "articles/2024/tide018.md"
        )
        for path in ("mkdocs.yml", "docs/about.md"):
            text = (changing.root / path).read_text("utf-8")
            changing.write(
                path, text.replace("article:tide001", "about.md").replace("work:10.5555/TIDE.2019.1201", "#")
            )

    _, gone, _ = changes(changing, take)
    assert {
        f"articles/tide001/{name}"
        for name in ("index.html", "tide001.pdf", "fig1.png", "fig2.png", "gauges.csv")
    } <= gone
    assert {
        "articles/tide003/index.html",
        "types/letter/index.html",
        "journals/tide/12/2/index.html",
    } - gone == {
        "types/letter/index.html"  # a term keeps its page
    }
    assert not list(changing.site_dir.glob("articles/tide00[134]*"))
    assert not [path for path in changing.site_dir.rglob("*") if path.is_dir() and not any(path.iterdir())]
    assert not any(b"articles/tide001/" in data for data in changing.files.values())


def test_files_beside_a_record_are_published_again_when_they_change(changing: SiteTest) -> None:
    pdf = "articles/tide001/tide001.pdf"
    new, gone, other = changes(
        changing, lambda: changing.write("articles/2019/tide001.pdf", b"%PDF-1.4 other" + b"x" * 2000)
    )
    assert (new, gone) == (set(), set())
    assert other == {pdf, "articles/tide001/index.html"}  # which tells the size
    assert "1.97 KB" in changing.page("articles/tide001/").all(".p-view")[0].text
    new, gone, other = changes(
        changing, lambda: changing.edit("articles/2019/tide001.md", "pdf: tide001.pdf\n", "")
    )
    assert gone == {pdf}


def test_two_figures_may_show_one_file(changing: SiteTest) -> None:
    changing.edit("articles/2019/tide001.md", "id: fig2, file: fig2.png", "id: fig2, file: fig1.png").build()
    page = changing.page("articles/tide001/")
    shown = [image["src"] for image in page.all("figure img")]
    assert shown == ["fig1.png", "fig1.png"]
    assert "articles/tide001/fig1.png" in changing.files


def test_a_renamed_file_of_a_record_changes_nothing_but_the_link_to_edit_it(changing: SiteTest) -> None:
    _, _, other = changes(changing, lambda: changing.rename(TIDE002, "articles/elsewhere/tide002.md"))
    assert other == {"articles/tide002/index.html"}
    assert changing.html("articles/tide002/").count("articles/elsewhere/tide002.md") == 1


def test_an_embargo_ends_with_its_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = SiteTest.copy_of("typical", tmp_path).build()
    assert "articles/tide018/" not in site.addresses
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(4_070_908_800))  # 2099-01-01T00:00:00Z
    assert "articles/tide018/" in site.build().addresses
    assert "articles/tide018/tide018.pdf" in site.files
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(4_070_908_799))
    assert "articles/tide018/" not in site.build().addresses


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (TIDE002, "type: commentary", "typ: commentary", "P202"),
        (TIDE002, TITLE, "Broken: 'quotes", "P1"),
        (TIDE002, "[cardiology]", "[cardiologie]", "P310"),
        ("articles/2019/tide001.md", "[@book1999]", "[@book2000]", "P4"),
        ("articles/2019/tide001.md", "file: fig2.png", "file: fig3.png", "P316"),
        ("articles/_vocabulary/series.yml", "name: Salt", "nom: Salt", "P2"),
    ],
)
def test_a_record_with_errors_stops_the_build_and_the_site_stands(
    changing: SiteTest, path: str, old: str, new: str, code: str
) -> None:
    before = changing.state
    told = changing.edit(path, old, new).refuses()
    assert f"error {code}" in told
    assert path in told
    assert changing.state == before
    changing.edit(path, new, old).build()
    assert {path: data for path, (data, _) in before.items()} == changing.files


def test_all_errors_are_told_at_once(changing: SiteTest) -> None:
    changing.edit(TIDE002, "[cardiology]", "[cardiologie]").edit(
        "articles/2019/tide006.md", "type: viewpoint", "type: view"
    )
    told = changing.edit("articles/2019/tide007.md", "volume: 12", "volumes: 12").refuses()
    for path in ("tide002", "tide006", "tide007"):
        assert f"articles/2019/{path}.md" in told


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("articles/_vocabulary/specialties.yml", "name: "),
        ("articles/_vocabulary/types.yml", "name: "),
        ("articles/_vocabulary/journals.yml", "name: "),
        ("articles/2019/tide001.md", "title: "),
    ],
    ids=["specialties", "types", "journals", "record"],
)
def test_one_slip_is_told_where_it_is_and_nowhere_else(changing: SiteTest, path: str, key: str) -> None:
    text = (changing.root / path).read_text("utf-8")
    assert key in text
    told = changing.write(path, text.replace(key, f"{key}: ", 1)).refuses()
    assert set(re.findall(r"^(\S+?):\d+:\d+: error", told, re.MULTILINE)) == {path}


def test_warnings_stop_a_build_only_where_the_archive_wants_it(changing: SiteTest) -> None:
    assert any("warning P311" in line for line in changing.told)
    before = changing.state
    changing.edit("mkdocs.yml", "  - postilla:\n", "  - postilla:\n      fail_on: warning\n")
    assert "warning P311" in changing.refuses()
    assert changing.state == before


def test_a_strict_build_with_a_broken_link_leaves_the_site(changing: SiteTest) -> None:
    before = changing.files
    changing.edit("docs/guide/index.md", "writing.md#mathematics", "article:nothing")
    with pytest.raises(BuildError, match="strict mode"):
        changing.build(strict=True)
    assert "the archive has no 'article:nothing'" in " ".join(changing.told)
    assert changing.files == before


def test_a_file_of_the_site_that_was_spoilt_is_made_again(changing: SiteTest) -> None:
    whole = changing.files
    (changing.site_dir / "years/2019/index.html").write_text("spoilt", "utf-8")
    (changing.site_dir / "articles/tide001/fig1.png").unlink()
    (changing.site_dir / "stray.html").write_text("stray", "utf-8")
    assert changing.build().files == whole


def test_what_is_edited_in_the_site_never_reaches_the_cache(changing: SiteTest) -> None:
    whole = changing.files
    for path in changing.site_dir.rglob("*.*"):
        if path.is_file():
            with path.open("ab") as file:
                file.write(b"spoilt")
    assert changing.build().files == whole


def test_the_site_directory_has_no_trace_of_a_build(changing: SiteTest) -> None:
    changing.build()
    assert [path.name for path in changing.site_dir.iterdir() if path.name.startswith(".")] == []


def test_two_archives_can_be_built_into_their_own_folders_from_one_cache(
    changing: SiteTest, tmp_path: Path
) -> None:
    other = SiteTest(changing.root)
    changing.edit("mkdocs.yml", "site_name: Archive", f"site_dir: {tmp_path / 'other'}\nsite_name: Archive")
    other.site_dir = tmp_path / "other"
    assert other.build().files == changing.files
