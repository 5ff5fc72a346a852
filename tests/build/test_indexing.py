"""The index with a build: made once, in the cache, all or nothing, and of the same bytes each time."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from postilla.build import BackgroundSearch, Site, indexing, pool, workshop
from postilla.build.background import BUILDING, Answer
from postilla.build.cache import Cache
from postilla.build.plan import Planned
from postilla.errors import MachineError
from postilla.search import BOUNDS, Engine, Index, bundles, read_index
from tests.site.archives import SiteTest, record, small_archive

from .plain import files, publish, settings_of

INDEX = "assets/postilla/index/"
TEXT = " ".join(f"word{number}" for number in range(150))


@pytest.fixture
def archive(tmp_path: Path) -> SiteTest:
    return small_archive(
        tmp_path / "small",
        {
            f"{2001 + 8 * n}/a{n}": record(f"Salt number {n}", TEXT, published=f"{2001 + 8 * n}-05")
            for n in range(3)
        },
    )


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles each index that was made has."""
    counts: list[int] = []
    original = read_index

    def counting(engine: Engine, name: str, out: Path, articles: Mapping[str, str]) -> Index:
        counts.append(len(articles))
        return original(engine, name, out, articles)

    monkeypatch.setattr(workshop, "read_index", counting)
    return counts


def split_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postilla.build.indexing.BOUNDS", dict.fromkeys(BOUNDS, 400))
    assert bundles.OWN == 100  # 250 words each, so that every article is alone


def of_index(site: Path) -> dict[str, bytes]:
    return {path: data for path, data in files(site).items() if path.startswith((INDEX, "search/index.json"))}


def told(site: Path) -> Any:
    return json.loads((site / "search/index.json").read_bytes())


def test_every_file_that_is_named_is_there(archive: SiteTest) -> None:
    publish(settings_of(archive.root, search=True))
    index = told(archive.site_dir)
    assert index["articles"] == 3
    assert [folder for folder, _ in index["bundles"]] == [f"{INDEX}{index['engine']}/all/"]
    for path in (*index["orders"].values(), index["suggestions"], f"{index['bundles'][0][0]}pagefind.js"):
        assert (archive.site_dir / path).is_file(), path
    by_date = (archive.site_dir / index["orders"]["date"]).read_text().split("\n")
    fragments = {path.stem for path in archive.site_dir.rglob("*.pf_fragment")}
    assert set(by_date) == fragments
    assert len(by_date) == 3
    assert (archive.site_dir / "search/index.html").is_file()


def test_two_builds_give_the_same_bytes_with_and_without_the_cache(
    archive: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    split_small(monkeypatch)
    publish(settings_of(archive.root, search=True, jobs=3))
    first = of_index(archive.site_dir)
    shutil.rmtree(archive.root / ".cache")
    shutil.rmtree(archive.site_dir)
    publish(settings_of(archive.root, search=True, jobs=1))
    assert of_index(archive.site_dir) == first
    shutil.rmtree(archive.site_dir)
    publish(settings_of(archive.root, search=True, jobs=1))
    assert of_index(archive.site_dir) == first


def test_a_worker_makes_the_same_bytes(archive: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    split_small(monkeypatch)
    publish(settings_of(archive.root, search=True, jobs=2))
    first = of_index(archive.site_dir)
    shutil.rmtree(archive.root / ".cache")
    shutil.rmtree(archive.site_dir)
    calls: list[str] = []
    call = pool.Worker.call

    def noted(self: pool.Worker, work: Callable[..., object], *arguments: object) -> object:
        calls.append(work.__name__)
        return call(self, work, *arguments)

    monkeypatch.setattr(pool.Worker, "call", noted)
    monkeypatch.setattr(pool, "SMALL", 2)
    publish(settings_of(archive.root, search=True, jobs=2))
    assert sorted(calls) == ["_write_stubs"] * 3 + ["read_index"] * 3
    assert of_index(archive.site_dir) == first


def test_a_large_archive_is_indexed_before_its_pages_are_planned(
    archive: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers beside Pagefind would need too much memory; and the bytes are the same."""
    monkeypatch.setattr(indexing, "MANY", 2)
    site = Site.read(settings_of(archive.root, search=True))
    try:
        cache = Cache(site.settings.cache_dir)
        rest = Planned("rest", "", data=b"")
        planned = site.indexing().files(cache, lambda *_: None, beside=[rest])
        paths = [item.path for item in planned]
    finally:
        cache.close()
        site.close()
    before, after = paths[: paths.index("rest")], paths[paths.index("rest") + 1 :]
    assert [path for path in before if path.endswith(".pf_meta")]
    assert after[-1] == "search/index.json"
    assert not [path for path in after if path.endswith((".pf_meta", ".pf_fragment"))]


def test_an_edit_makes_one_bundle_and_writes_what_differs(
    archive: SiteTest, monkeypatch: pytest.MonkeyPatch, made: list[int]
) -> None:
    split_small(monkeypatch)
    settings = settings_of(archive.root, search=True)
    publish(settings)
    assert made == [1, 1, 1]
    before = {path: file.stat().st_mtime_ns for path, file in _files(archive.site_dir).items()}
    made.clear()
    archive.edit("articles/2009/a1.md", "word149", "entirely")
    publish(settings)
    assert made == [1]
    after = {path: file.stat().st_mtime_ns for path, file in _files(archive.site_dir).items()}
    names = [folder for folder, _ in told(archive.site_dir)["bundles"]]
    changed = {path for path, time in after.items() if before.get(path) != time}
    assert changed
    assert not [path for path in changed if path.startswith((names[0], names[2]))]
    made.clear()
    publish(settings)
    assert made == []


def _files(site: Path) -> dict[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in (site / INDEX).rglob("*") if path.is_file()}


def test_an_article_that_comes_leaves_the_bundles_of_other_years(
    archive: SiteTest, monkeypatch: pytest.MonkeyPatch, made: list[int]
) -> None:
    split_small(monkeypatch)
    settings = settings_of(archive.root, search=True)
    publish(settings)
    made.clear()
    archive.write("articles/2017/new.md", record("A new one", TEXT, published="2017-09"))
    publish(settings)
    assert made == [1]  # the bundle of 2017 has become two, and one of them is as before
    assert told(archive.site_dir)["articles"] == 4


def test_bundles_that_the_cache_lost_are_made_again(archive: SiteTest, made: list[int]) -> None:
    settings = settings_of(archive.root, search=True)
    publish(settings)
    whole = of_index(archive.site_dir)
    cache = Cache(settings.cache_dir)
    cache._db.execute("UPDATE entries SET data = x'00' WHERE part = 'search files'")
    cache.close()
    shutil.rmtree(archive.site_dir)
    made.clear()
    publish(settings)
    assert made == [3]
    assert of_index(archive.site_dir) == whole


def test_where_the_index_fails_the_earlier_site_stands(
    archive: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_of(archive.root, search=True)
    publish(settings)
    before = files(archive.site_dir)
    archive.edit("articles/2009/a1.md", "word149", "entirely")

    def failing(self: Engine, arguments: list[str], folder: Path, is_stopped: Callable[[], bool]) -> None:
        raise MachineError("the disk is full")

    monkeypatch.setattr(Engine, "run", failing)
    with pytest.raises(MachineError, match="the disk is full"):
        publish(settings)
    assert files(archive.site_dir) == before
    assert not list((archive.root / ".cache/postilla").glob("search-*"))


@pytest.fixture
def sleeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[int]]:
    """A Pagefind that never ends; returns the numbers of its processes that have begun."""
    if sys.platform == "win32":
        pytest.skip("the stand-in is a shell script")
    program, begun = tmp_path / "pagefind", tmp_path / "begun"
    program.write_text(f"#!/bin/sh\necho $$ >> {begun}\nexec sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(indexing, "find_engine", lambda: Engine(program, "1.5.2"))
    return lambda: [int(number) for number in begun.read_text().split()] if begun.exists() else []


def _have_ended(numbers: list[int]) -> bool:
    for number in numbers:
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)
    return bool(numbers)


def test_where_the_rest_fails_no_bundle_is_waited_for(
    archive: SiteTest, monkeypatch: pytest.MonkeyPatch, sleeping: Callable[[], list[int]]
) -> None:
    split_small(monkeypatch)

    def failing() -> Iterator[Planned]:
        while not sleeping():
            yield Planned("page", "", data=b"")
        raise KeyboardInterrupt

    site = Site.read(settings_of(archive.root, search=True))
    cache = Cache(site.settings.cache_dir)
    try:
        with pytest.raises(KeyboardInterrupt):
            deque(site.indexing().files(cache, lambda *_: None, beside=failing()), maxlen=0)
    finally:
        cache.close()
        site.close()
    assert _have_ended(sleeping())
    assert not list((archive.root / ".cache/postilla").glob("search-*"))


def test_without_a_search_there_is_nothing_of_it(archive: SiteTest) -> None:
    publish(settings_of(archive.root, search=True))
    publish(settings_of(archive.root, search=False))
    assert of_index(archive.site_dir) == {}
    assert not (archive.site_dir / "search").exists()


@pytest.mark.parametrize(("text", "is_found"), [("full", True), ("abstract", False)])
def test_the_depth_is_a_setting(archive: SiteTest, text: str, is_found: bool) -> None:
    archive.edit("articles/2009/a1.md", "type:", "abstract: An abstract of its own.\ntype:")
    publish(settings_of(archive.root, search={"text": text}))
    fragments = [indexing_text(path) for path in archive.site_dir.rglob("*.pf_fragment")]
    assert any("An abstract of its own" in one for one in fragments)
    assert any("word149" in one for one in fragments) is is_found


def indexing_text(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()


def test_a_large_archive_is_searched_by_its_abstracts(
    archive: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site.read(settings_of(archive.root, search=True))
    try:
        assert site.indexing().depth == "full"
        monkeypatch.setattr(indexing, "MANY", 2)
        assert site.indexing().depth == "abstract"
    finally:
        site.close()


def test_what_a_killed_build_left_is_swept_away_after_a_day(archive: SiteTest) -> None:
    cache = archive.root / ".cache/postilla"
    for name, age in (("search-old", 2 * 86_400), ("search-new", 60)):
        (cache / name).mkdir(parents=True)
        moment = (cache.stat().st_mtime) - age
        os.utime(cache / name, (moment, moment))
    publish(settings_of(archive.root, search=True))
    assert {path.name for path in cache.glob("search-*")} == {"search-new"}


def test_as_many_bundles_are_made_together_as_their_weights_allow() -> None:
    room = workshop._Room(10)
    inside = threading.Event()
    let_go = threading.Event()
    order: list[str] = []

    def heavy() -> None:
        with room.taken(50):  # heavier than the room, and alone in it
            order.append("heavy")
            inside.set()
            let_go.wait()

    def light() -> None:
        inside.wait()
        with room.taken(1):
            order.append("light")

    threads = [threading.Thread(target=one) for one in (heavy, light)]
    for thread in threads:
        thread.start()
    inside.wait()
    assert order == ["heavy"]
    let_go.set()
    for thread in threads:
        thread.join()
    assert order == ["heavy", "light"]


# In the background


@pytest.fixture
def search() -> Iterator[tuple[BackgroundSearch, list[str]]]:
    said: list[str] = []
    background = BackgroundSearch(said.append)
    yield background, said
    background.close()


def _renewed(background: BackgroundSearch, archive: SiteTest) -> None:
    site = Site.read(settings_of(archive.root, search=True))
    background.renew(site.indexing())
    site.close()


def _answer(background: BackgroundSearch, path: str) -> Answer:
    answer = background.answer(path)
    assert answer is not None
    return answer


def test_a_preview_is_indexed_when_somebody_searches(
    archive: SiteTest, search: tuple[BackgroundSearch, list[str]], made: list[int]
) -> None:
    background, said = search
    assert background.answer("articles/a1/") is None
    assert _answer(background, "search/index.json").data == BUILDING  # no archive yet
    _renewed(background, archive)
    assert made == []
    assert _answer(background, "search/index.json").data == BUILDING
    background.wait()
    index = json.loads(_answer(background, "search/index.json").data)
    assert index["articles"] == 3
    script = _answer(background, f"{index['bundles'][0][0]}pagefind.js")
    assert (script.status, script.kind) == (200, "text/javascript")
    assert _answer(background, f"{INDEX}none").status == 404
    assert _answer(background, f"{INDEX}../../../mkdocs.yml").status == 404
    assert made == [3]
    # an edit
    archive.edit("articles/2009/a1.md", "word149", "entirely")
    _renewed(background, archive)
    assert _answer(background, "search/index.json").data == BUILDING
    background.wait()
    assert json.loads(_answer(background, "search/index.json").data) != index
    assert said == []


def test_a_preview_that_ends_waits_for_no_bundle(
    archive: SiteTest, search: tuple[BackgroundSearch, list[str]], sleeping: Callable[[], list[int]]
) -> None:
    background, said = search
    _renewed(background, archive)
    assert _answer(background, "search/index.json").data == BUILDING
    while not sleeping():
        time.sleep(0.01)
    background.abandon()
    background.wait()
    assert _have_ended(sleeping())
    assert said == []


def test_a_preview_says_what_failed_and_tries_again(
    archive: SiteTest, search: tuple[BackgroundSearch, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    background, said = search

    def missing() -> Engine:
        raise MachineError("Pagefind is not there")

    with monkeypatch.context() as patched:
        patched.setattr(indexing, "find_engine", missing)
        _renewed(background, archive)
        _answer(background, "search/index.json")
        background.wait()
        assert said == ["Pagefind is not there"]
        assert _answer(background, "search/index.json").status == 503
    assert _answer(background, "search/index.json").data == BUILDING
    background.wait()
    assert _answer(background, "search/index.json").status == 200
