"""What the checks are told of the files beside the records."""

from __future__ import annotations

import dataclasses
import datetime
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from postilla import checks
from postilla.build import Site
from postilla.checks import active
from postilla.diagnostics import Diagnostic
from tests.site.archives import SiteTest, record, small_archive

from .plain import settings_of

QUIET = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><g id="a"/></svg>'
FIGURE = "articles/one/fig1.svg"


@pytest.fixture
def small(tmp_path: Path) -> SiteTest:
    figures = "[{id: fig1, file: fig1.svg, label: Figure 1, alt: One}]"
    site = small_archive(tmp_path, {"one": record("One", figures=figures)})
    return old(site, QUIET)


def old(site: SiteTest, drawing: str, seconds: int = 1_500_000_000) -> SiteTest:
    """The figure as it is, so long ago that its time can be trusted."""
    site.write(FIGURE, drawing)
    os.utime(site.root / FIGURE, (seconds, seconds))
    return site


def found(site: SiteTest) -> list[str]:
    examined = Site.examine(settings_of(site.root))
    examined.close()
    return [finding.headline() for finding in examined.report.findings]


def test_a_file_is_looked_into_again_only_when_it_changes(
    small: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def counted(name: str, data: bytes) -> str:
        seen.append(name)
        return active(name, data)

    monkeypatch.setattr("postilla.checks.active", counted)
    assert found(small) == []
    small.edit("articles/one.md", "Words.", "Other words.")
    assert found(small) == []
    assert seen == ["fig1.svg"]
    old(small, QUIET.replace('id="a"', "on='x'"))
    small.edit("articles/one.md", "Other words.", "Words.")
    # of the same size and time; whoever sets times back has his way until something else changes
    assert found(small) == []
    old(small, QUIET.replace('id="a"', "on='x'"), 1_500_000_001)
    assert found(small) == [
        "articles/one.md:7:28: error P327 figures[0].file: one/fig1.svg has the handler `on` (line 1)"
    ]
    assert seen == ["fig1.svg"] * 2


def test_a_file_that_is_new_is_not_trusted(small: SiteTest) -> None:
    small.write(FIGURE, QUIET)
    times = (small.root / FIGURE).stat()
    assert found(small) == []
    small.write(FIGURE, QUIET.replace('id="a"', "on='x'")).edit("articles/one.md", "Words.", "Other words.")
    os.utime(small.root / FIGURE, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert len(found(small)) == 1


def test_what_is_wrong_in_the_text_of_the_home_page_is_told(small: SiteTest) -> None:
    settings = dataclasses.replace(settings_of(small.root), intro="[Here](article:one) <script></script>")
    site = Site.examine(settings)
    site.close()
    assert {(one.path, one.field) for one in site.report.findings} == {("mkdocs.yml", "intro")}
    told = " ".join(one.message for one in site.report.findings)
    assert "the address `article:one` is refused" in told
    assert "the element `<script>`" in told
    site = Site.examine(dataclasses.replace(settings, intro="[Here](about/) *we are*."))
    assert site.report.findings == ()
    site.close()


def test_a_term_has_no_files(small: SiteTest) -> None:
    terms = "- id: salt\n  name: Salt\n  description: |\n    ![A grain](grain.png)\n"
    small.write("articles/_vocabulary/specialties.yml", terms)
    site = Site.examine(settings_of(small.root))
    found = [one for one in site.report.findings if one.code == "P413"]
    site.close()
    assert [(one.path, one.field, one.message) for one in found] == [
        ("articles/_vocabulary/specialties.yml", "[0].description", "a term has no file `grain.png`")
    ]
    assert found[0].source == "  description: |"


# What is found in all records seen as one


def reports(root: Path) -> list[str]:
    site = Site.examine(settings_of(root, journal=""))
    site.close()
    return site.report.text().splitlines()


@pytest.fixture
def twins(tmp_path: Path) -> SiteTest:
    """Two articles with one DOI."""
    doi = "10.5555/twice"
    return small_archive(tmp_path, {name: record(name.title(), doi=doi) for name in ("one", "two")})


def test_rules_over_all_records_run_again_only_when_a_structure_changes(
    twins: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs, run = [], checks.run

    def counted(*given: Any) -> list[Diagnostic]:
        runs.append(1)
        return run(*given)

    monkeypatch.setattr("postilla.checks.run", counted)
    both = found(twins)
    assert [line.partition(" ")[2] for line in both] == [
        f"error P305 doi: articles/{other}.md has the same DOI" for other in ("two", "one")
    ]
    path, line, column, told = both[0].split(":", 3)
    twins.edit("articles/one.md", "title: 'One'", "# a remark\n\ntitle: Other").edit(
        "articles/two.md", "Words.", "Other words."
    )
    assert found(twins) == [f"{path}:{int(line) + 2}:{column}:{told}", both[1]]
    assert runs == [1]
    twins.edit("articles/two.md", "10.5555/twice", "10.5555/once")
    assert found(twins) == []
    assert runs == [1, 1]


def test_the_end_of_an_embargo_is_no_edit_and_changes_what_is_found(
    twins: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    twins.edit("articles/two.md", "10.5555/twice", "10.5555/once")
    twins.edit("articles/one.md", "title: ", "embargo: 2026-05-02T12:00Z\ntitle: ")
    for time, articles in (("10:00", 1), ("11:00", 1), ("13:00", 2), ("11:00", 1)):
        moment = datetime.datetime.fromisoformat(f"2026-05-02T{time}Z")
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
        twins.edit("articles/one.md", "title: ", f"# {time}\ntitle: ")
        site = Site.examine(settings_of(twins.root))
        site.close()
        assert site._articles == articles == len(site.archive.entries)


def test_no_rule_looks_at_what_is_no_structure(tmp_path: Path) -> None:
    """All findings of the hostile archive are the same, at other places, when all titles and texts are others."""
    site = SiteTest.copy_of("hostile", tmp_path / "warm")
    told = {line.split()[2] for line in reports(site.root) if ": error P3" in line or ": warning P3" in line}
    assert len(told) >= 10
    for path in sorted((site.root / "articles").rglob("*.md")):
        data = path.read_bytes()
        path.write_bytes(re.sub(rb"\ntitle: .*", b"\n# another\n\ntitle: Another one", data, count=1))
    shutil.copytree(site.root / "articles", tmp_path / "cold" / "articles")
    assert reports(site.root) == reports(tmp_path / "cold")
