"""What the terminal says of a change, and what the preview's own page remembers of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from postilla.diagnostics import Diagnostic, Report, Severity, Span
from postilla.preview import following
from postilla.preview.lines import MANY, findings, is_in_passing
from postilla.preview.overview import LATEST, Changed, remember
from tests.preview.running import Running, preview_of
from tests.site.archives import SiteTest, record, small_archive


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    site = small_archive(
        tmp_path_factory.mktemp("lines") / "a",
        {"one": record("One", pdf="one.pdf"), "named": record("Two", id="two")},
    ).write("articles/one.pdf", b"%PDF-1.4\n")
    with preview_of(site.root) as running:
        running.until(lambda: any("no findings" in line for line in running.told))
        yield running


@pytest.fixture
def site(running: Running) -> SiteTest:
    running.told.clear()
    return SiteTest(running.root)


def says(running: Running, pattern: str) -> None:
    running.until(lambda: any(re.fullmatch(pattern, line, re.DOTALL) for line in running.told))


def test_what_changed_where_and_how_long_it_took(site: SiteTest, running: Running) -> None:
    site.edit("articles/one.md", "'One'", "'Another'")
    says(running, r"articles/one\.md \(title\): /articles/one/, \d+ ms")
    site.edit("articles/named.md", "'Two'", "'Other'")
    says(running, r"articles/named\.md \(title\): /articles/two/, \d+ ms")
    site.write("articles/one.pdf", b"%PDF-1.4\nanother")
    says(running, r"articles/one\.pdf: /articles/one/, \d+ ms")
    site.edit("articles/_vocabulary/specialties.yml", "Salt", "Brine")
    says(running, r"articles/_vocabulary/specialties\.yml: every page that shows it, \d+ ms")
    site.write("docs/about.md", "# About\n\nOther words.\n")
    says(running, r"docs/about\.md: \d+ pages? of docs/ made again, \d+ ms")


def test_what_is_wrong_is_told_when_it_comes_and_when_it_has_gone(site: SiteTest, running: Running) -> None:
    site.edit("articles/one.md", "type: viewpoint", "type: [viewpoint")
    says(running, r"articles/one\.md \(unreadable\): .*")
    says(running, r"articles/one\.md:\d+:\d+: error P\d+ .*help: .*")
    says(running, r"1 error in 1 file .*")
    site.edit("articles/one.md", "type: [viewpoint", "type: viewpoint")
    says(running, r"no findings in 2 articles")


def test_who_wants_quiet_is_told_what_is_wrong_and_nothing_else(tmp_path: Path) -> None:
    told: list[str] = []
    site = small_archive(tmp_path / "a", {"one": record("One", type="[viewpoint")})
    with preview_of(site.root, tell=lambda _: None, warn=told.append) as running:
        running.until(lambda: told)
    assert re.match(r"articles/one\.md:\d+:\d+: error P\d+ ", told[0])
    assert len(told) == 1


def test_files_of_editors_are_no_change(site: SiteTest, running: Running) -> None:
    for name in ("one.md~", "#one.md#", "4913", "one.md.swp"):
        site.write(f"articles/{name}", "x")
        site.write(f"docs/{name}", "x")
    site.edit("articles/one.md", "Words.", "Other words.")
    says(running, r"articles/one\.md \(text\): .*")
    assert not any("~" in line or "#" in line or "4913" in line or "swp" in line for line in running.told)


def test_templates_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    monkeypatch.setattr(following, "TEMPLATES", templates)
    with preview_of(small_archive(tmp_path / "a", {"one": record("One")}).root) as running:
        (templates / "article.html").write_text("x")
        says(running, r".*article\.html: every page, \d+ ms")


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("a.md~", True), (".a.md.swp", True), (".#a.md", True), ("#a.md#", True), ("a.md.swp", True), ("4913", True),
     ("a.tmp", True), ("a.md.bak", True), ("a.md", False), ("a.pdf", False), ("swp.md", False), ("14913.csv", False),
     ("c#.csv", False)],
)  # fmt: skip
def test_files_that_editors_make_in_passing(name: str, is_one: bool) -> None:
    assert is_in_passing(f"articles/2021/{name}") is is_one


def test_of_many_findings_the_first_are_told() -> None:
    found = [Diagnostic("a.md", Span(n, 1), Severity.ERROR, "P101", "", "x") for n in range(1, MANY + 3)]
    report = Report.of(found, 1)
    told = list(findings(report, None))
    assert told[MANY:] == ["and 2 findings more, which /_preview/ has"]
    assert not list(findings(report, report))


def test_a_file_stands_once_among_the_changes_with_all_that_changed_in_it() -> None:
    changes: dict[str, Changed] = {}
    for path, field in (("a.md", "title"), ("b.md", "new"), ("a.md", "text"), ("a.md", "title")):
        remember(changes, Changed(path, (field,), ""))
    assert [(path, one.fields) for path, one in changes.items()] == [
        ("b.md", ("new",)),
        ("a.md", ("title", "text")),
    ]
    for number in range(LATEST):
        remember(changes, Changed(f"{number}.md", (), ""))
    assert "a.md" not in changes
    assert len(changes) == LATEST
