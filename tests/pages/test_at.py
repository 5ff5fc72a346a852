"""Each page is found by its address, without making the others."""

from __future__ import annotations

import pytest

from postilla.archive import Archive
from postilla.build import Site
from postilla.model import Group, Person, Related, Relation, Work
from postilla.pages import ArticleFacts, FoundPages, PdfView, SiteFacts
from tests.build.plain import settings_of
from tests.builders import a_head, an_archive
from tests.site.archives import ROOT, SITES

MOST = 3
"""Parts that are looked into for one address."""


def pages_of(archive: Archive) -> FoundPages:
    facts = ArticleFacts("", "a.md", PdfView("", ""), (), "", False, ((),) * 99)
    return FoundPages(
        archive, lambda _: facts, SiteFacts("Site", "https://example.org/", "en", "", "", ""), {}
    )


def hard() -> Archive:
    """Names that cannot stand in an address as they are, and lists on several pages."""
    works = [
        "10.5555/(A)_b",
        "10.5555/journals",
        f"10.5555/{'long' * 40}",
        "10.5555/index.html/con",
        "10.1/a~2",
    ]
    heads = [
        a_head(
            f"a{n}",
            authors=(Person("con"), Person(f"Name{n % 150:03}"), Group("a z")),
            doi="",
            related=(Related(Relation.COMMENTS_ON, work=Work(doi=works[n % 5])),),
        )
        for n in range(600)
    ]
    odd = [
        a_head(id, doi="", authors=(Person("Ünal"),), aliases=(f"old-{id}",))
        for id in ("con", "nul", "com1", "index")
    ]
    return an_archive(*heads, *odd)


@pytest.fixture(scope="module", params=["demonstration", "typical", "hard"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> FoundPages:
    if request.param == "hard":
        return pages_of(hard())
    root = ROOT if request.param == "demonstration" else SITES / "typical"
    cache = tmp_path_factory.mktemp("cache")
    return pages_of(Site.examine(settings_of(root, cache=str(cache), journal="")).archive)


def test_every_page_is_at_its_address(pages: FoundPages) -> None:
    for page in pages:
        made = [list(part()) for part in pages.at(page.address)]
        found = [one for part in made for one in part if one.address == page.address]
        assert found == [page], page.address
        assert len(made) <= MOST, page.address


@pytest.mark.parametrize(
    "address",
    ["x", "x/", "articles/none/", "articles/", "specialties/none/", "specialties/~2/", "years/0/", "years/x/",
     "journals/none/", "journals/none/1/2/", "authors/none/", "authors/a-z/none/", "authors/a-z/", "on/none/",
     "on/pmid/", "on/journals/none/", "~2/", "/", "//", "on//", "years/²/", "specialties/²/²/"],
)  # fmt: skip
def test_nothing_is_at_an_address_without_a_page(pages: FoundPages, address: str) -> None:
    assert not any(page.address == address for part in pages.at(address) for page in part())
