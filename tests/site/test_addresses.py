"""What the design calls permanent: the address of every page. `golden/` lists every file of each site."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.conftest import Golden

from .archives import BuiltSite, record, unhashed
from .markup import Element

GOLDEN = Path(__file__).parent / "golden"

KINDS = {
    "home": r"",
    "article": r"articles/[a-z0-9-]+/",
    "specialties": r"specialties/",
    "specialty": r"specialties/[a-z0-9-]+/",
    "year of a specialty": r"specialties/[a-z0-9-]+/\d{4}/",
    "month of a specialty": r"specialties/[a-z0-9-]+/\d{4}/\d{2}/",
    "all series": r"series/",
    "series": r"series/[a-z0-9-]+/",
    "years": r"years/",
    "year": r"years/\d{4}/",
    "month": r"years/\d{4}/\d{2}/",
    "journals": r"journals/",
    "journal": r"journals/[a-z0-9-]+/",
    "volume": r"journals/[a-z0-9-]+/[^/]+/",
    "issue": r"journals/[a-z0-9-]+/[^/]+/[^/]+/",
    "current issues": r"current/",
    "types": r"types/",
    "type": r"types/[a-z0-9-]+/",
    "year of a type": r"types/[a-z0-9-]+/\d{4}/",
    "month of a type": r"types/[a-z0-9-]+/\d{4}/\d{2}/",
    "collections": r"collections/",
    "collection": r"collections/[a-z0-9-]+/",
    "year of a collection": r"collections/[a-z0-9-]+/\d{4}/",
    "month of a collection": r"collections/[a-z0-9-]+/\d{4}/\d{2}/",
    "authors": r"authors/",
    "letters": r"authors/a-z/[^/]+/",
    "author": r"authors/[^/]+/",
    "discussed works": r"on/",
    "discussed works of a journal": r"on/journals/[^/]+/",
    "discussed works of a year": r"on/journals/[^/]+/\d{4}/",
    "discussed work by DOI": r"on/10\.[0-9.]+/[a-z0-9._/-]+/",
    "discussed work by PMID": r"on/pmid/\d+/",
    "videos": r"videos/",
    "further page of a list": r"(?:specialties|series|years|journals|types|collections|authors|on)/(?:.+/)?~\d+/",
    "search": r"search/",
    "feeds": r"feeds/",
}
"""The table of the design: the addresses of every kind of page."""

LONG_LISTS = {
    "further page of a list",
    "month of a specialty",
    "month of a type",
    "month of a collection",
    "year of a specialty",
    "year of a type",
    "year of a collection",
    "month",
    "discussed works of a year",
}
"""Kinds that only a large archive has."""


@pytest.mark.parametrize("name", ["minimal", "typical"])
def test_every_file_of_a_site_is_listed(name: str, request: pytest.FixtureRequest, golden: Golden) -> None:
    site: BuiltSite = request.getfixturevalue(name)
    golden(GOLDEN / f"{name}.txt", "".join(f"{path}\n" for path in sorted(set(map(unhashed, site.files)))))


def test_every_page_has_an_address_of_the_table(typical: BuiltSite, demonstration: BuiltSite) -> None:
    for site in (typical, demonstration):
        for address in site.addresses:
            file = site.root / "docs" / address.rstrip("/")
            if not file.with_suffix(".md").exists() and not (file / "index.md").exists():
                assert any(re.fullmatch(pattern, address) for pattern in KINDS.values()), address


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - LONG_LISTS - {"discussed work by PMID"}))
def test_every_kind_of_page_is_there(typical: BuiltSite, kind: str) -> None:
    assert any(re.fullmatch(KINDS[kind], address) for address in typical.addresses)


def test_every_kind_of_long_list_is_there_and_leads_to_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("postilla.pages.splitting.LIST_LIMIT", 2)
    monkeypatch.setattr("postilla.pages.lists.WHOLE", 2)
    monkeypatch.setattr("postilla.pages.lists.NEWEST", 2)
    site = BuiltSite.copy_of("typical", tmp_path)
    for n in range(3):
        fields = {
            "journal": "tide", "volume": "99", "issue": "9", "collections": "[{id: most-read}]",
            "related": "[{relation: comments-on, pmid: '1234567', title: Salt}]",
        }  # fmt: skip
        site.write(f"articles/2019/many{n}.md", record(f"Many {n}", **fields, specialties="[cardiology]"))
    site.build()
    for kind in sorted(LONG_LISTS | {"discussed work by PMID"}):
        assert any(re.fullmatch(KINDS[kind], address) for address in site.addresses), kind
    assert broken_links(site, "https://example.org/sub/path/") == []
    lists = ("specialties", "series", "years", "types", "collections", "on", "authors", "journals")
    for address in site.addresses:
        if address.startswith(lists):
            assert len(site.page(address).all(".p-cards li")) <= 2, address
    # whatever the lists are called, each article stands in one of its year
    for year in ("2019", "2020"):
        pages = [site.page(a) for a in site.addresses if a.startswith(f"years/{year}/")]
        cards = [to["href"] for page in pages for h in ("h2", "h3") for to in page.all(f".p-cards {h} a")]
        assert len(cards) == len({href.split("articles/")[1] for href in cards}), year


def test_beside_an_article_lie_its_files_under_their_names(typical: BuiltSite) -> None:
    beside = {path for path in typical.files if path.startswith("articles/") and not path.endswith(".html")}
    assert beside >= {
        "articles/tide001/tide001.pdf",
        "articles/tide001/fig1.png",
        "articles/tide001/fig2.png",
        "articles/tide001/gauges.csv",
    }
    for name in ("tide001.pdf", "tide001/fig1.png", "tide001/gauges.csv"):
        published = typical.files[f"articles/tide001/{name.removeprefix('tide001/')}"]
        assert published == (typical.root / "articles/2019" / name).read_bytes()


def test_a_former_address_leads_to_the_new_one(typical: BuiltSite) -> None:
    for alias in ("fen-seven", "old-fen-7"):
        page = typical.page(f"articles/{alias}/")
        assert ("Which way do fen sleepers turn?", "../../articles/fen007/") in page.links("main a")
        assert page.one('link[rel="canonical"]')["href"] == "https://example.org/sub/path/articles/fen007/"
        assert page.one('meta[http-equiv="refresh"]')["content"] == "0; url=../../articles/fen007/"
        assert page.all('meta[name="robots"][content="noindex"]')


def test_a_hand_written_page_stands_in_place_of_the_index(typical: BuiltSite) -> None:
    page = typical.page("series/")
    assert page.one("h1").text == "Series, by hand"
    assert page.links(".p-prose p a")[0] == ("salt", "salt/")


def test_a_hand_written_page_can_hold_a_listing(typical: BuiltSite) -> None:
    by_hand, made = typical.page("fields/"), typical.page("specialties/")
    assert by_hand.texts("h1") == ["Fields of medicine, by hand"]
    entries = [text for text, _ in made.links(".p-entries a")]
    assert entries[:2] == ["Cardiology", "Immunology & infection"]
    assert [text for text, _ in by_hand.links(".p-entries a")] == entries
    assert typical.html("fields/").index("These words stand above") < typical.html("fields/").index(
        "p-entries"
    )


def test_links_of_hand_written_pages_into_the_archive_are_resolved(typical: BuiltSite) -> None:
    links = dict(typical.page("about/").links(".p-prose a"))
    assert links["the first reading"] == "../articles/tide001/"
    assert links["the heart"] == links["old name"] == "../specialties/cardiology/"
    assert links["a former address"] == "../articles/fen007/"
    assert links["first reading by its DOI"] == "../on/10.5555/tide.2019.1201/"
    assert links["its references"] == "../articles/tide001/#references"


# Links

ADDRESSES = {"a": "href", "area": "href", "img": "src", "script": "src", "source": "src", "use": "href"}


def _targets(page: Element) -> list[str]:
    """Every address that a page names, but for canonical ones."""
    found = [
        element[ADDRESSES[element.tag]] for element in page if element.get(ADDRESSES.get(element.tag, ""))
    ]
    found += [link["href"] for link in page.all("link") if link["rel"] != "canonical"]
    return found + [meta["content"].partition("url=")[2] for meta in page.all('meta[http-equiv="refresh"]')]


def _file(address: str) -> str:
    path = unquote(address)
    return f"{path}index.html" if path.endswith("/") or not path else path


def broken_links(site: BuiltSite, base: str) -> list[str]:
    """The links of every page that lead nowhere when the site is deployed at `base`."""
    anchors = {path: {element.get("id") for element in page} for path, page in site.pages.items()}
    files = set(site.files)
    broken = []
    for path, page in site.pages.items():
        here = base + path.removesuffix("index.html")
        for target in _targets(page):
            url = urlsplit(urljoin(here, target))
            whole = url._replace(fragment="").geturl()
            if url.netloc != urlsplit(base).netloc:
                continue
            file = _file(whole.removeprefix(base))
            if not whole.startswith(base) or file not in files:
                broken.append(f"{path}: {target}")
            elif url.fragment and unquote(url.fragment) not in anchors[file]:
                broken.append(f"{path}: {target} has no such anchor")
    return broken


def test_every_link_leads_somewhere(minimal: BuiltSite, typical: BuiltSite, demonstration: BuiltSite) -> None:
    assert broken_links(minimal, "https://x.example/") == []
    assert broken_links(typical, "https://example.org/sub/path/") == []
    assert broken_links(demonstration, "https://x.example/") == []


def test_a_site_can_be_moved_but_for_its_404_page(typical: BuiltSite) -> None:
    moved = broken_links(typical, "https://x.example/deep/er/")
    assert moved
    assert all(link.startswith("404.html: /sub/path/") for link in moved), moved


def test_the_404_page_works_at_any_depth(typical: BuiltSite) -> None:
    page = typical.pages["404.html"]
    assert all(target.startswith(("/sub/path/", "https://", "#")) for target in _targets(page)), _targets(
        page
    )
    assert page.one("h1").text == "Page not found"


def test_every_page_can_be_reached_from_the_home_page(typical: BuiltSite, demonstration: BuiltSite) -> None:
    for site in (typical, demonstration):
        known, waiting = {"index.html"}, ["index.html"]
        while waiting:
            path = waiting.pop()
            here = "https://x.example/" + path.removesuffix("index.html")
            for target in _targets(site.pages[path]):
                url = urlsplit(urljoin(here, target))
                file = _file(url.path.lstrip("/"))
                if url.netloc == "x.example" and file in site.pages and file not in known:
                    known.add(file)
                    waiting.append(file)
        moved = {path for path, page in site.pages.items() if page.all('meta[http-equiv="refresh"]')}
        assert site.pages.keys() - known - moved == {"404.html"}


def test_two_pages_never_differ_by_case_only(demonstration: BuiltSite) -> None:
    folded = Counter(path.casefold() for path in demonstration.files)
    assert [path for path, count in folded.items() if count > 1] == []
