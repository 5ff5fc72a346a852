"""The index of a bundle: every article, the same bytes every time, in small files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import cbor2
import pytest

from postilla.errors import MachineError
from postilla.search import Engine, Index, blank_stubs, find_engine, index, read_index, stub, write_index

from .test_stub import ARTICLE

MANY = 60


def never() -> bool:
    return False


class Stubs(NamedTuple):
    folder: Path
    articles: dict[str, str]
    """The address of each, by the name of the stub."""


def _written(folder: Path, *, backwards: bool = False) -> Stubs:
    """The same articles each time, in the order in which the file system lists their stubs, or against it."""
    files = blank_stubs(folder, MANY)
    if backwards:
        files.reverse()
    articles = {}
    for number, file in zip(sorted(range(MANY), key=str), files, strict=True):
        facets = (
            ("author", tuple(f"Author {n}" for n in range(number % 7))),
            ("year", (str(2000 + number % 9),)),
        )
        article = ARTICLE._replace(id=f"a{number}", title=f"Title {number}", facets=facets)
        words = " ".join(f"word{(number * n) % 900}x{n}" for n in range(400))
        file.write_text(stub(article, (), [f"<p>{words} déjà vu</p>"]))
        articles[file.name] = f"articles/a{number}/"
    return Stubs(folder, articles)


@pytest.fixture(scope="module")
def stubs(tmp_path_factory: pytest.TempPathFactory) -> Stubs:
    return _written(tmp_path_factory.mktemp("search") / "stubs")


def _made(stubs: Stubs, out: Path, *, engine: Engine | None = None) -> Index:
    engine = engine or find_engine()
    write_index(engine, stubs.folder, out, "en", never)
    return read_index(engine, "all", out, stubs.articles)


def _path(made: Index, name: str) -> str:
    """Where an article of the index lies, as `engine.js` finds it."""
    folder = json.loads(made.entry)["fragments"][name.partition(".")[2][0]]
    return f"fragment/{folder}/{name}.pf_fragment"


def _read(data: bytes) -> Any:
    return cbor2.loads(_plain(data))


def _url(fragment: bytes) -> str:
    return str(json.loads(_plain(fragment))["url"])


def _plain(data: bytes) -> bytes:
    return gzip.decompress(data).removeprefix(index.MAGIC)


@pytest.fixture(scope="module")
def made(stubs: Stubs, tmp_path_factory: pytest.TempPathFactory) -> Index:
    return _made(stubs, tmp_path_factory.mktemp("made") / "index")


def test_every_article_has_its_fragment(made: Index) -> None:
    files = dict(made.files)
    assert [address for address, _ in made.fragments] == sorted(f"articles/a{n}/" for n in range(MANY))
    for address, name in made.fragments:
        assert _url(files[_path(made, name)]) == f"/{address}"


def test_the_bytes_are_the_same_every_time(stubs: Stubs, made: Index, tmp_path: Path) -> None:
    for number in range(4):  # each run has another order of its hash maps
        assert _made(stubs, tmp_path / str(number)) == made


def test_stubs_are_written_in_the_order_in_which_they_are_numbered(
    stubs: Stubs, made: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To number articles anew takes longer than all else that is done to the files."""

    def anew(*_: object) -> list[list[int]]:
        raise AssertionError("articles are numbered as they are to be")

    monkeypatch.setattr(index, "_numbered", anew)
    assert _made(stubs, tmp_path / "index") == made


def test_another_order_makes_the_same_bytes(made: Index, tmp_path: Path) -> None:
    assert _made(_written(tmp_path / "stubs", backwards=True), tmp_path / "index") == made


def _absolute(found: list[list[Any]]) -> list[tuple[int, list[Any]]]:
    """The number of each article that has a word, and where it has it."""
    return list(zip(accumulate(step for step, *_ in found), (where for _, *where in found), strict=True))


def test_lists_of_words_are_cut_and_lose_nothing(stubs: Stubs, made: Index, tmp_path: Path) -> None:
    out = tmp_path / "index"
    write_index(find_engine(), stubs.folder, out, "en", never)
    (raw,) = out.glob("*.pf_meta")
    (metadata,) = (data for path, data in made.files if path.endswith(".pf_meta"))
    addresses = [
        stubs.articles[_url((out / f"fragment/{name}.pf_fragment").read_bytes()).lstrip("/")]
        for name, _ in _read(raw.read_bytes())[1]
    ]
    by_name = {name: address for address, name in made.fragments}
    whole = _places((_read(file.read_bytes())[0] for file in (out / "index").iterdir()), addresses)
    parts = [_read(data)[0] for path, data in made.files if path.startswith("index/")]
    assert _places(parts, [by_name[name] for name, _ in _read(metadata)[1]]) == whole
    assert len(parts) > len(list((out / "index").iterdir()))
    for path, data in made.files:
        if path.startswith("index/") and len(_read(data)[0]) > 1:
            assert len(gzip.decompress(data)) <= index.CHUNK + 64


def _places(lists: Iterable[list[Any]], addresses: list[str]) -> dict[tuple[str, ...], dict[str, list[Any]]]:
    """Where each article has each word, and each form of a word."""
    told: dict[tuple[str, ...], dict[str, list[Any]]] = {}
    for words in lists:
        for word, found, variants in words:
            for key, its in [((word,), found), *(((word, form), its) for form, its in variants)]:
                assert key not in told
                told[key] = {addresses[number]: where for number, where in _absolute(its)}
    return told


def test_every_name_in_the_metadata_is_a_file(made: Index) -> None:
    files = dict(made.files)
    entry = json.loads(made.entry)
    (facts,) = entry["languages"].values()
    _, pages, chunks, filters, *_ = _read(files[f"pagefind.{facts['hash']}.pf_meta"])
    named = {_path(made, name) for name, _ in pages}
    named |= {f"index/{name}.pf_index" for _, _, name in chunks}
    named |= {f"filter/{name}.pf_filter" for _, name in filters}
    named |= {f"pagefind.{facts['hash']}.pf_meta", "pagefind.js", "wasm.en.pagefind"}
    assert named == files.keys()
    for first, last, name in chunks:
        words = [word for word, *_ in _read(files[f"index/{name}.pf_index"])[0]]
        assert (words[0], words[-1]) == (first, last)
    assert [facet for facet, _ in filters] == ["author", "year"]


def test_names_are_short_and_no_two_articles_have_one(made: Index) -> None:
    addresses = [f"articles/a{n}/" for n in range(5_000)]
    short = index._shortened(addresses)
    assert list(map(len, (short, set(short.values())))) == [5_000, 5_000]
    assert sum(map(len, short.values())) / len(short) < 4.2
    assert index._shortened(reversed(addresses)) == short
    assert {name.partition(".")[0] for _, name in made.fragments} == {"all"}  # no other bundle has them


def test_no_file_changes_under_its_name(stubs: Stubs, made: Index, tmp_path: Path) -> None:
    """The words are the same, so no list of words and no metadata differ."""
    other = _written(tmp_path / "stubs")
    (name,) = (name for name, address in other.articles.items() if address == "articles/a1/")
    file = other.folder / name
    file.write_text(file.read_text().replace("Title 1", "Title, 1"))
    again = _made(other, tmp_path / "index")
    assert made.fragments == again.fragments
    before, after = dict(made.files), dict(again.files)
    assert all(before[path] == after[path] for path in before.keys() & after.keys())
    moved = {path.split("/")[1] for path in after.keys() - before.keys()}
    assert [folder[0] for folder in moved] == [dict(made.fragments)["articles/a1/"].partition(".")[2][0]]
    assert before.keys() - after.keys() < before.keys()


def test_an_article_that_is_not_indexed_fails(stubs: Stubs, tmp_path: Path) -> None:
    with pytest.raises(MachineError, match=r"indexed 60 of 61 articles; nothing is published"):
        _made(stubs._replace(articles={**stubs.articles, "more.html": "articles/more/"}), tmp_path / "index")


def test_a_program_that_fails_says_what_it_said(stubs: Stubs, tmp_path: Path) -> None:
    path = tmp_path / "pagefind"
    path.write_text("#!/bin/sh\necho the disk is full >&2\nexit 4\n")
    path.chmod(0o755)
    with pytest.raises(MachineError, match=r"\(exit 4\): the disk is full"):
        _made(stubs, tmp_path / "index", engine=Engine(path, "1.5.2"))


def test_an_index_of_another_version_is_refused(stubs: Stubs, tmp_path: Path) -> None:
    engine = find_engine()
    with pytest.raises(MachineError, match=r"it says that Pagefind 1\.5"):
        _made(stubs, tmp_path / "index", engine=Engine(engine.path, "1.5.99"))


@pytest.mark.parametrize("broken", ["*.pf_meta", "index/*", "filter/*", "fragment/*", "pagefind-entry.json"])
def test_an_index_that_is_damaged_is_refused(
    broken: str, stubs: Stubs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Engine.run

    def damaging(self: Engine, arguments: list[str], folder: Path, is_stopped: Callable[[], bool]) -> None:
        run(self, arguments, folder, is_stopped)
        file = next((tmp_path / "index").glob(broken))
        file.write_bytes(gzip.compress(b"nothing of the kind"))

    monkeypatch.setattr(Engine, "run", damaging)
    with pytest.raises(MachineError, match="made an index that cannot be"):
        _made(stubs, tmp_path / "index")


def test_settings_for_pagefind_elsewhere_change_nothing(
    stubs: Stubs, made: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    (tmp_path / "pagefind.toml").write_text('exclude_selectors = ["p"]\n')
    monkeypatch.chdir(tmp_path)
    assert _made(stubs, tmp_path / "index") == made
