"""A plan is made anew only where an edited article is shown, and what comes of it is the whole new site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from postilla.build.cache import FORMAT, Cache
from postilla.build.plan import Output, Planned, Standing
from postilla.build.planning import Kept, Planning
from postilla.pages import Shown
from tests.build.plain import files, publish, settings_of
from tests.site.archives import SiteTest, record, small_archive

RECORDS = {
    "one": record("One", "A text."),
    "two": record(
        "Two", published="2021-05", related="[{relation: replies-to, article: one}]", type="letter"
    ),
    "three": record(
        "Three", published="2021-05-01", related="[{relation: comments-on, doi: 10.5555/w, title: A}]"
    ),
}


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    site = small_archive(tmp_path / "small", RECORDS)
    publish(settings_of(site.root))
    return site


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows when a whole plan is made."""
    made: list[str] = []
    anew = Planning.anew

    def told(planning: Planning, *values: object) -> object:
        made.append("whole")
        return anew(planning, *values)  # type: ignore[arg-type]

    monkeypatch.setattr(Planning, "anew", told)
    return made


def as_fresh(site: SiteTest, tmp_path: Path) -> bool:
    there = SiteTest(tmp_path / "fresh")
    for path, data in files(site.root / "articles").items():
        there.write(f"articles/{path}", data)
    publish(settings_of(there.root))
    return files(site.root / "site") == files(there.root / "site")


EDITS: dict[str, tuple[Callable[[SiteTest], object], bool]] = {
    "title": (lambda site: site.edit("articles/one.md", "'One'", "'Another'"), False),
    "text": (lambda site: site.edit("articles/one.md", "A text.", "Other words."), False),
    "nothing that is shown": (
        lambda site: site.edit("articles/one.md", "title: ", "# a comment\ntitle: "),
        False,
    ),
    "date": (lambda site: site.edit("articles/three.md", "2021-05-01", "2020-05-01"), True),
    "relation": (lambda site: site.edit("articles/two.md", "replies-to", "corrects"), True),
    "new article": (lambda site: site.write("articles/four.md", record("Four")), True),
    "lost article": (lambda site: site.remove("articles/three.md"), True),
    "term": (lambda site: site.edit("articles/_vocabulary/specialties.yml", "Salt", "Brine"), True),
    "file": (lambda site: site.write("articles/one.pdf", b"%PDF-1.4"), True),
    "page lost": (
        lambda site: (site.edit("articles/one.md", "'One'", "'Other'"), site.remove("site/years/index.html")),
        True,
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_an_edit_can_change_is_planned_and_all_else_stands(
    site: SiteTest, tmp_path: Path, whole: list[str], edit: str
) -> None:
    change, plans_all = EDITS[edit]
    change(site)
    publish(settings_of(site.root))
    assert bool(whole) == plans_all
    assert as_fresh(site, tmp_path)


def test_an_edit_after_an_edit_is_planned_from_what_was_planned_then(
    site: SiteTest, tmp_path: Path, whole: list[str]
) -> None:
    for title in ("Second", "Third"):
        site.edit("articles/one.md", "title: '", f"title: '{title} ")
        publish(settings_of(site.root))
    assert not whole
    assert as_fresh(site, tmp_path)


def test_a_damaged_plan_is_made_anew(site: SiteTest, tmp_path: Path, whole: list[str]) -> None:
    cache = Cache(site.root / ".cache/postilla")
    cache.keep_state("plan", b"\x80\x05nothing")
    cache.close()
    site.edit("articles/one.md", "'One'", "'Another'")
    publish(settings_of(site.root))
    assert whole
    assert as_fresh(site, tmp_path)
    assert (site.root / f".cache/postilla/cache-{FORMAT}.sqlite").is_file()


def test_a_plan_of_which_nothing_stands_has_no_item_without_a_path(tmp_path: Path) -> None:
    planning = Planning(Cache(tmp_path), "structure", "after", {"one": "k2"}, {})
    item, shown = Planned("index.html", "new", data=b""), Shown()
    kept = Kept("structure", "before", {"one": "k1"}, {}, {"one": (0,)}, ())
    standing = Standing({"index.html": Output("old", 1, 1, part=0)}, "before")
    assert list(planning.again(kept, {0}, standing, [lambda: [item]], shown)) == [item._replace(part=0)]
