from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from postilla import addresses
from postilla.archive import TAXONOMIES
from postilla.model import Work, doi_key

DEVICES = ("con", "prn", "aux", "nul", "com1", "lpt9")


def doi_address(doi: str) -> str:
    return addresses.work(Work(doi=doi))


def test_every_page_of_the_table_has_its_address() -> None:
    assert {
        "article": addresses.article("jci153204"),
        "file": addresses.file("jci153204", "jci153204.pdf"),
        "index": addresses.index("specialties"),
        "term": addresses.term("specialties", "immunology"),
        "term's year": addresses.term("specialties", "immunology", 2021),
        "years": addresses.YEARS,
        "year": addresses.year(2021),
        "month": addresses.year(2021, 3),
        "journal": addresses.journal("jci"),
        "volume": addresses.journal("jci", "131"),
        "issue": addresses.journal("jci", "131", "Suppl 1"),
        "issue by slug": addresses.journal("jci", "131", "suppl-1"),
        "issue without volume": addresses.journal("jci", "", "2"),
        "no issue": addresses.journal("jci", "5", "-"),
        "author": addresses.author("peterson-christopher-w"),
        "letters": addresses.authors_letters("Pe"),
        "work": addresses.work(Work(doi="10.1172/JCI150211", pmid="7")),
        "work by PMID": addresses.work(Work(pmid="34596051")),
        "work by description": addresses.work(Work(title="T")),
        "discussed journal": addresses.discussed_journal("j-clin-invest"),
        "its year": addresses.discussed_journal("j-clin-invest", 2021),
    } == {
        "article": "articles/jci153204/",
        "file": "articles/jci153204/jci153204.pdf",
        "index": "specialties/",
        "term": "specialties/immunology/",
        "term's year": "specialties/immunology/2021/",
        "years": "years/",
        "year": "years/2021/",
        "month": "years/2021/03/",
        "journal": "journals/jci/",
        "volume": "journals/jci/131/",
        "issue": "journals/jci/131/suppl-1/",
        "issue by slug": "journals/jci/131/suppl-1/",
        "issue without volume": "journals/jci/-/2/",
        "no issue": "journals/jci/5/-/",
        "author": "authors/peterson-christopher-w/",
        "letters": "authors/a-z/pe/",
        "work": "on/10.1172/jci150211/",
        "work by PMID": "on/pmid/34596051/",
        "work by description": "",
        "discussed journal": "on/journals/j-clin-invest/",
        "its year": "on/journals/j-clin-invest/2021/",
    }


def test_no_two_fixed_pages_or_taxonomies_share_an_address() -> None:
    fixed = [
        addresses.HOME, addresses.CURRENT, addresses.SEARCH, addresses.FEEDS, addresses.VIDEOS, addresses.AUTHORS,
        addresses.DISCUSSED, addresses.YEARS, addresses.article("x").removesuffix("x/"),
        *(addresses.index(name) for name in TAXONOMIES),
    ]  # fmt: skip
    assert len({*fixed}) == len(fixed)


@pytest.mark.parametrize(
    ("doi", "path"),
    [
        ("10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
         "10.1002/_28sici_291097-0258_2819980815_2917_3a15_3c1661_3a_3aaid-sim968_3e3.0.co_3b2-2"),
        ("10.5555/a_b", "10.5555/a_5fb"),
        ("10.5555/é", "10.5555/_c3_a9"),
        ("10.5555/..", "10.5555/_2e_2e"),
        ("10.5555/.a..b.", "10.5555/_2ea..b_2e"),
        ("10.5555/a//b/", "10.5555/a_2f/b_2f"),
        ("10.5555//a", "10.5555_2f/a"),
        ("10.5555/CON", "10.5555/_63on"),
        ("10.5555/nul.txt/x", "10.5555/_6eul.txt/x"),
        ("10.5555/console", "10.5555/console"),
        ("10.5555/a/index.html", "10.5555/a/_69ndex.html"),
        ("10.5555/a__b", "10.5555/a_5f_5fb"),
    ],
)  # fmt: skip
def test_a_doi_is_escaped_by_the_rule(doi: str, path: str) -> None:
    assert doi_address(doi) == f"on/{path}/"


def test_a_long_doi_is_cut_and_keeps_an_address_of_its_own() -> None:
    one, other = doi_address("10.5555/" + "a" * 200 + "b"), doi_address("10.5555/" + "a" * 200 + "c")
    assert one != other
    assert all(len(address) == len("on//") + addresses.LONGEST for address in (one, other))
    exact = "10.5555/" + "a" * (addresses.LONGEST - 8)
    assert doi_address(exact) == f"on/{exact}/"


dois = st.builds(
    "10.{}/{}".format,
    st.sampled_from(["1172", "5555", "1000.10"]),
    st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1)
    | st.text("aA._-/b2e5f", min_size=1, max_size=8)
    | st.lists(st.sampled_from([*DEVICES, "index.html", "..", "a", "_2f", "/", "a" * 60]), min_size=1).map(
        "/".join
    ),
)


@given(dois, dois)
@example("10.5555/a/b", "10.5555/a_2fb")
@example("10.5555/a/", "10.5555/a_2f")
@example("10.5555/k", "10.5555/\u212a")  # the Kelvin sign, whose lower case is an ASCII letter
@settings(max_examples=400)
def test_two_dois_share_an_address_only_where_they_differ_by_case(one: str, other: str) -> None:
    same = doi_key(one) == doi_key(other)
    assert (doi_address(one).casefold() == doi_address(other).casefold()) == same


@given(dois)
@settings(max_examples=400)
def test_the_path_of_a_doi_is_safe_on_every_file_system(doi: str) -> None:
    address = doi_address(doi)
    assert re.fullmatch(r"on/10\.[a-z0-9._/-]+/", address)
    assert len(address) <= len("on//") + addresses.LONGEST
    segments = address.rstrip("/").split("/")
    for segment in segments:
        assert segment
        assert segment[0] != "."
        assert segment[-1] != "."
        assert segment.split(".")[0] not in DEVICES
        assert segment != addresses.PAGE
    assert posixpath.normpath(addresses.output(address)) == addresses.output(address)


@pytest.mark.parametrize("device", DEVICES)
def test_ids_and_slugs_that_windows_takes_for_devices_are_escaped(device: str) -> None:
    escaped = f"_{ord(device[0]):02x}{device[1:]}"
    assert addresses.article(device) == f"articles/{escaped}/"
    assert addresses.term("specialties", device) == f"specialties/{escaped}/"
    assert addresses.author(device) == f"authors/{escaped}/"
    assert addresses.journal("jci", device, device) == f"journals/jci/{escaped}/{escaped}/"


def test_nobody_is_named_like_the_alphabet() -> None:
    assert addresses.author("a-z") == "authors/_61-z/"


def test_a_files_name_is_kept_and_percent_encoded() -> None:
    address = addresses.file("a", "Bild 1 (größer).png")
    assert address == "articles/a/Bild%201%20(gr%C3%B6%C3%9Fer).png"
    assert addresses.output(address) == "articles/a/Bild 1 (größer).png"


def test_no_file_of_an_article_takes_the_place_of_its_page() -> None:
    assert addresses.file("a", "Index.HTML") == "articles/a/file-Index.HTML"


@pytest.mark.parametrize(
    ("address", "path", "depth"),
    [
        ("", "index.html", 0),
        ("search/", "search/index.html", 1),
        ("articles/a/", "articles/a/index.html", 2),
        ("articles/a/a.pdf", "articles/a/a.pdf", 2),
        ("feed.xml", "feed.xml", 0),
    ],
)
def test_output_and_depth(address: str, path: str, depth: int) -> None:
    assert addresses.output(address) == path
    assert addresses.depth(address) == depth
    assert addresses.base(address) == "../" * depth


@pytest.mark.parametrize(
    ("start", "target", "wanted"),
    [
        ("articles/a/", "articles/b/", "../b/"),
        ("articles/a/", "articles/a/", "./"),
        ("articles/a/", "articles/a/a.pdf", "a.pdf"),
        ("articles/a/", "", "../../"),
        ("articles/a/", "articles/", "../"),
        ("", "", "./"),
        ("", "search/", "search/"),
        ("years/2021/", "years/2021/03/", "03/"),
    ],
)
def test_relative(start: str, target: str, wanted: str) -> None:
    assert addresses.relative(start, target) == wanted


paths = st.lists(st.sampled_from(["a", "b", "c"]), max_size=4).map(
    lambda parts: "".join(f"{p}/" for p in parts)
)


@given(paths, paths | paths.map(lambda path: path + "file.xml"))
def test_a_relative_way_leads_to_its_target(start: str, target: str) -> None:
    arrived = posixpath.normpath(posixpath.join("/top/", start, addresses.relative(start, target)))
    assert arrived == posixpath.normpath(f"/top/{target}")


file_names = st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(lambda name: "/" not in name)


@given(file_names.filter(lambda name: name == name.strip(".") and name.casefold() not in DEVICES))
def test_the_output_of_a_file_is_its_name(name: str) -> None:
    address = addresses.file("a", name)
    assert address.isascii()
    assert unquote(address) == addresses.output(address)
    assert addresses.output(address).rsplit("/", 1)[1].removeprefix("file-") == name.removeprefix("file-")
