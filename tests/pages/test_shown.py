"""Where an article has another title or text, no page changes but those that say that they show it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from postilla.archive import Archive, Entry
from postilla.build import Site
from postilla.build.plan import page_key
from postilla.pages import ArticleFacts, PdfView, SiteFacts, SitePages
from tests.build.plain import settings_of
from tests.site.archives import ROOT, SITES

Parts = list[tuple[frozenset[str], dict[str, str]]]
"""Of each part of the site the articles that it shows, and the keys of its pages by address."""


@pytest.fixture(scope="module", params=["demonstration", "typical"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = ROOT if request.param == "demonstration" else SITES / "typical"
    cache = tmp_path_factory.mktemp("cache")
    return Site.examine(settings_of(root, cache=str(cache), journal=""))


def of(archive: Archive, marks: Mapping[str, str]) -> Parts:
    def facts(id: str) -> ArticleFacts:
        return ArticleFacts(
            marks.get(id, ""), f"{id}.md", PdfView("", ""), (), "", False, ((marks.get(id, ""),),) * 99,
            metadata=marks.get(id, ""), words=marks.get(id, ""),
        )  # fmt: skip

    site = SiteFacts(
        "Site", "https://example.org/", "en", "", "", "", has_linksets=True, has_twins=True, feeds="all"
    )
    pages = SitePages(archive, facts, site, {})
    parts: Parts = []
    pages.make_cards()
    for make in pages.parts():
        keys = {page.address: page_key(page, "") for page in make()}
        parts.append((pages.shown.take(), keys))
    return parts


def test_only_pages_that_show_an_article_change_with_its_title_and_facts(site: Site) -> None:
    archive, vocabularies = site.archive, site._vocabularies
    entries = list(archive.entries.values())
    before = of(archive, {})
    shown = set()
    for number, entry in enumerate(entries):
        head = entry.head._replace(title=f"Edited {number}", short_title="Edited", subtitle="anew")
        edited = [*entries[:number], Entry(entry.path, head, "other"), *entries[number + 1 :]]
        again = Archive.of(edited, vocabularies, now=archive.now, default_journal=archive.default_journal)
        after = of(again, {head.id: "edited"})
        assert len(before) == len(after)
        for (shows, old), (_, new) in zip(before, after, strict=True):
            assert old.keys() == new.keys()
            if old != new:
                assert head.id in shows, sorted(new)
                shown.add(head.id)
    assert shown == set(archive.entries)
