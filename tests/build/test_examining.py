"""What the checks are told of the files beside the records."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from postilla.build import Site
from postilla.checks import active
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
