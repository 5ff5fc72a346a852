"""Heads that are kept together: the same as each by itself, whatever became of the groups."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from postilla.build import Live, grouped
from postilla.build.cache import Cache, pack
from postilla.build.grouped import Grouped, used
from postilla.build.process import HeadPart
from tests.build.plain import settings_of
from tests.builders import a_head
from tests.site.archives import record, small_archive

KEYS = {f"articles/{number}.md": f"key{number}" for number in range(40)}


def head(name: str) -> HeadPart:
    return HeadPart(a_head(name), (), (), ("", "", 0), "", False, ())


def heads(keys: Mapping[str, str]) -> dict[str, HeadPart]:
    return {key: head(key) for key in keys.values()}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    """Groups of about four records are kept."""
    monkeypatch.setattr(grouped, "MEMBERS", 4)
    cache = Cache(tmp_path)
    cache.put([("head", key, pack(part)) for key, part in heads(KEYS).items()])
    first = Grouped(cache, KEYS)
    assert first.heads == heads(KEYS)
    first.keep(KEYS)
    return cache


def read_alone(cache: Cache, monkeypatch: pytest.MonkeyPatch, keys: Mapping[str, str]) -> set[str]:
    """The keys of the heads that are read one by one; all are there, and afterwards they are kept in groups."""
    alone: set[str] = set()
    get = cache.get

    def noted(part: str, keys: list[str], kind: type[Any]) -> dict[str, Any]:
        if part == "head":
            alone.update(keys)
        return get(part, keys, kind)

    with monkeypatch.context() as patched:
        patched.setattr(cache, "get", noted)
        read = Grouped(cache, keys)
    assert read.heads == heads(keys)
    read.keep(keys)
    return alone


def test_no_head_is_read_alone_when_all_groups_are_there(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_alone(cache, monkeypatch, KEYS) == set()


def test_a_change_is_one_of_its_group_alone(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = KEYS | {"articles/7.md": "other"}
    cache.put([("head", "other", pack(head("other")))])
    alone = read_alone(cache, monkeypatch, changed)
    assert "other" in alone
    assert 1 <= len(alone) < 20
    assert read_alone(cache, monkeypatch, changed) == set()


@pytest.mark.parametrize("harm", [b"\x80\x05nothing", pack(("no", "heads")), None])
def test_what_became_of_a_group_does_not_matter(
    cache: Cache, monkeypatch: pytest.MonkeyPatch, harm: bytes | None
) -> None:
    names = set(used(KEYS)) - set(KEYS.values())
    assert len(names) > 4
    cache.put([("heads", name, harm or b"") for name in names])
    assert read_alone(cache, monkeypatch, KEYS) == set(KEYS.values())
    assert read_alone(cache, monkeypatch, KEYS) == set()


def test_a_preview_that_has_read_everything_leaves_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouped, "MEMBERS", 2)
    site = small_archive(tmp_path, {"one": record("One"), "two": record("Two")})
    live = Live(settings_of(site.root))
    read: dict[str, str] = {}
    for sources in live.read_rest(threading.Event(), lambda *_: None):
        live.add(sources)
        read |= {path: source.key for path, source in sources.items()}
    live.close()
    cache = Cache(site.root / ".cache/postilla")
    (name,) = set(used(read)) - set(read.values())
    assert [len(group) for group in cache.get("heads", [name], tuple).values()] == [2]
    cache.close()


@pytest.mark.parametrize("keys", [{}, {"articles/1.md": "key1"}])
def test_few_records_make_no_group(tmp_path: Path, keys: dict[str, str]) -> None:
    """Such as those that a preview reads after an edit."""
    cache = Cache(tmp_path)
    cache.put([("head", key, pack(part)) for key, part in heads(keys).items()])
    few = Grouped(cache, keys)
    few.keep(keys)
    assert few.heads == heads(keys)
    assert list(used(keys)) == list(keys.values())
