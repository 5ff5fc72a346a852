"""The cache file: what is put in comes out. What damage does to it: `tests/laws/test_builds.py`."""

from __future__ import annotations

import contextlib
import os
import pickle
import sqlite3
import threading
from pathlib import Path

import pytest

from postilla.build import cache as module
from postilla.build.cache import (
    FORGET,
    FORMAT,
    KEEP_BUILDS,
    MARK,
    PRUNE,
    Cache,
    Reader,
    digest,
    discard,
    pack,
    unpack,
)
from postilla.model import PartialDate

FILE = f"cache-{FORMAT}.sqlite"
VALUE = PartialDate(2021, 10, 1)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path)


def test_what_is_put_in_comes_out(cache: Cache, tmp_path: Path) -> None:
    cache.put([("head", "a", pack(VALUE)), ("page", "a", pack("text"))])
    assert cache.get("head", ["a", "b"], object) == {"a": VALUE}
    assert cache.get("page", ["a"], object) == {"a": "text"}
    cache.close()
    again = Cache(tmp_path)
    assert again.get("head", ["a"], object) == {"a": VALUE}
    again.close()


def test_more_keys_than_one_query_takes(cache: Cache) -> None:
    keys = [f"k{number}" for number in range(1201)]
    cache.put([("head", key, pack(key)) for key in keys])
    assert cache.get("head", keys, object) == {key: key for key in keys}
    cache.close()


def test_the_file_is_not_mapped_into_memory(cache: Cache) -> None:
    assert cache._db.execute("PRAGMA mmap_size").fetchone() == (0,)
    cache.close()


def test_a_value_of_another_kind_is_none(cache: Cache) -> None:
    cache.put([("head", "a", pack(VALUE)), ("head", "b", pack("text"))])
    assert cache.get("head", ["a", "b"], str) == {"b": "text"}
    with pytest.raises(pickle.UnpicklingError, match="PartialDate stands where str was kept"):
        unpack(pack(VALUE), str)
    cache.close()


def test_a_later_value_replaces_an_earlier_one(cache: Cache) -> None:
    cache.put([("head", "a", pack(1))])
    cache.put([("head", "a", pack(2))])
    assert cache.get("head", ["a"], object) == {"a": 2}
    cache.close()


def test_states_are_bytes_under_a_name(cache: Cache) -> None:
    assert cache.state("manifest:x") is None
    cache.keep_state("manifest:x", b"1")
    cache.keep_state("where:x", b"2")
    cache.keep_state("wherever", b"3")
    assert cache.state("manifest:x") == b"1"
    assert list(cache.states("where:")) == ["where:x"]
    cache.forget_state("manifest:x")
    assert cache.state("manifest:x") is None
    cache.close()


def test_hints_are_kept_and_forgotten(cache: Cache) -> None:
    cache.keep_hints({"a.md": (1, 2, "k"), "b.md": (3, 4, "l")}, [])
    cache.keep_hints({"b.md": (5, 6, "m")}, ["a.md"])
    assert cache.hints() == {"b.md": (5, 6, "m")}
    cache.close()


def test_entries_that_many_builds_did_not_use_are_pruned(tmp_path: Path) -> None:
    for number in range(2 * KEEP_BUILDS):
        cache = Cache(tmp_path)
        if not number:
            cache.put([("head", "used", pack(1)), ("head", "old", pack(2))])
        cache.end_build(lambda: ["used"])
        if number == KEEP_BUILDS - 2:
            assert set(cache.get("head", ["used", "old"], object)) == {"used", "old"}
        cache.close()
    cache = Cache(tmp_path)
    assert cache.get("head", ["used", "old"], object) == {"used": 1}


@pytest.mark.parametrize(
    ("statement", "values"), [(MARK, ("k", 1)), (FORGET, (1,)), (PRUNE, ())], ids=["mark", "forget", "prune"]
)
def test_what_prunes_reads_no_entry(tmp_path: Path, statement: str, values: tuple[object, ...]) -> None:
    """An entry has ten thousand bytes: to look for each key among all of them has no end in a large archive."""
    cache = Cache(tmp_path)
    plan = [row[3] for row in cache._db.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    assert plan or statement == MARK
    assert not [step for step in plan if step.startswith("SCAN entries") and "COVERING INDEX" not in step]
    cache.close()
    cache.close()


def test_two_builds_may_share_it(tmp_path: Path) -> None:
    one, two = Cache(tmp_path), Cache(tmp_path)
    one.put([("head", "a", pack(1))])
    two.put([("head", "b", pack(2))])
    assert one.get("head", ["a", "b"], object) == two.get("head", ["a", "b"], object) == {"a": 1, "b": 2}
    one.close()
    two.close()


def test_a_writer_waits_for_another(tmp_path: Path, cache: Cache) -> None:
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.2, other.execute, ["COMMIT"])
    timer.start()
    cache.put([("head", "a", pack(1))])
    timer.join()
    assert cache.get("head", ["a"], object) == {"a": 1}
    assert cache.note == ""
    other.close()
    cache.close()


def test_a_lock_held_too_long_costs_the_entry_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT", 0.01)
    cache = Cache(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        cache.put([("head", "a", pack(1))])
    assert "cannot be written" in cache.note
    assert cache.get("head", ["a"], object) == {}
    cache.put([("head", "a", pack(1))])
    assert cache.get("head", ["a"], object) == {"a": 1}
    cache.close()


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    cache = Cache(tmp_path / "file/cache")
    assert "cannot be written" in cache.note
    temporary = cache.path
    assert not temporary.is_relative_to(tmp_path)
    cache.put([("head", "a", pack(1))])
    assert cache.get("head", ["a"], object) == {"a": 1}
    cache.close()
    assert not temporary.parent.exists()


def test_a_damaged_file_is_replaced_while_it_is_open(tmp_path: Path, cache: Cache) -> None:
    cache.put([("head", str(number), pack("x" * 5000)) for number in range(100)])
    cache.close()
    with (tmp_path / FILE).open("r+b") as file:
        file.seek(4096 * 3)
        file.write(os.urandom(4096 * 80))
    cache = Cache(tmp_path)
    keys = [str(number) for number in range(100)]
    # those on a page that still stands may come out, and come out whole
    assert set(cache.get("head", keys, object).values()) <= {"x" * 5000}
    cache.put([("head", "new", pack(1))])
    assert cache.get("head", ["new"], object) == {"new": 1}
    assert isinstance(cache.hints(), dict)
    cache.close()


def test_what_is_no_value_of_ours_is_not_unpacked() -> None:
    for foreign in (os.getcwd, Path("x"), pytest.fail, print):
        with pytest.raises(pickle.UnpicklingError, match="is no value of postilla"):
            unpack(pickle.dumps(foreign), object)


@pytest.mark.parametrize(
    "name",
    ["postilla.build.cache\nos.system", "postilla.build.cache\n_open", "postillax\nPath", "os\nsystem"],
)
def test_nothing_is_reached_through_our_own_modules(name: str) -> None:
    module_name, _, attribute = name.partition("\n")
    with pytest.raises((pickle.UnpicklingError, ModuleNotFoundError)):
        unpack(b"\x80\x04" + b"c" + f"{module_name}\n{attribute}\n".encode() + b".", object)


def test_a_reader_finds_what_the_cache_holds_and_writes_nothing(tmp_path: Path, cache: Cache) -> None:
    cache.put([("page", "a", pack(VALUE)), ("page", "b", b"no pickle")])
    reader = Reader(cache.path)
    assert reader.get("page", "a", object) == VALUE
    assert reader.get("page", "b", object) is None
    assert reader.get("page", "c", object) is None
    assert reader.get("head", "a", object) is None
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._db.execute("DELETE FROM entries")
    reader.close()
    assert reader.get("page", "a", object) is None
    cache.close()


def test_only_the_files_of_the_cache_are_discarded(tmp_path: Path, cache: Cache) -> None:
    cache.put([("head", "a", pack(1))])
    cache.close()
    (tmp_path / "cache-1.sqlite-wal").write_text("", "utf-8")
    (tmp_path / "mine.txt").write_text("", "utf-8")
    (tmp_path / "cache.sqlite").write_text("", "utf-8")
    discard(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache.sqlite", "mine.txt"]


def test_a_digest_is_of_the_bytes() -> None:
    assert digest(b"a") != digest(b"b")
    assert len(digest(b"")) == 16
