"""Citation files and bulk files in the build: what is made, what is made again, and what stays."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from postilla.build import Cache
from postilla.build import bulk as bulk_module
from postilla.build.bulk import Bulk
from postilla.build.plan import BulkFile, Output
from postilla.build.rendering import Entries
from postilla.errors import SettingsError
from postilla.formats import FORMATS
from postilla.pages import BulkList, whole_lists
from postilla.pages import bulk as lists_module
from tests.builders import a_head, an_archive
from tests.site.archives import SiteTest, record, small_archive

from .plain import files, publish, settings_of

RECORDS = {
    "one": record("One", "A text.", published="2021-05-01", specialties="[salt]", volume="1", issue="2"),
    "two": record("Two", published="2020-05-01", specialties="[salt, water]", volume="1", issue="1"),
    "three": record("Three", published="2020-01", specialties="[water]", series="[tides]"),
}


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    made = small_archive(tmp_path / "small", RECORDS)
    return made.write("articles/_vocabulary/series.yml", "- {id: tides, name: Tides}\n")


def mtimes(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in folder.rglob("*") if p.is_file()}


def titles(text: bytes) -> list[str]:
    return [item["title"] for item in json.loads(text)]


def test_every_format_stands_beside_an_article_and_in_bulk(site: SiteTest) -> None:
    publish(settings_of(site.root))
    made = files(site.site_dir)
    names = {path for path in made if path.startswith("articles/one/one.")}
    beside = [row.extension for row in FORMATS.values() if row.is_beside_article]
    assert names == {f"articles/one/one.{extension}" for extension in beside}
    assert titles(made["articles.json"]) == ["One", "Two", "Three"]
    assert titles(made["articles/one/one.json"]) == ["One"]
    assert [json.loads(line)["id"] for line in made["articles.jsonl"].splitlines()] == ["one", "two", "three"]
    assert made["specialties/salt/articles.bib"].count(b"@article") == 2
    assert made["articles.bib"] == b"\n".join(
        made[f"articles/{id}/{id}.bib"] for id in ("one", "two", "three")
    )
    assert made["series/tides/articles.ris"] == made["articles/three/three.ris"]
    assert b"RIS</a>" in made["series/tides/index.html"]
    assert b"JSON Lines</a>" in made["index.html"]
    assert made["journals/jot/1/2/articles.bib"] == made["articles/one/one.bib"]


def test_an_edit_makes_again_what_holds_the_article_and_nothing_else(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(settings_of(site.root))
    before = mtimes(site.site_dir)
    added: list[str] = []
    add = Bulk.add

    def counted(self: Bulk, entries: Entries) -> None:
        added.append(entries.id)
        add(self, entries)

    monkeypatch.setattr(bulk_module.Bulk, "add", counted)
    site.edit("articles/one.md", "One", "Another")
    publish(settings_of(site.root))
    assert added == ["one"]
    after = mtimes(site.site_dir)
    citing = re.compile(r".*(?:/[a-z]+|articles)\.(?:bib|ris|json|jsonl|nbib)")
    changed = {p for p in after if after[p] != before.get(p) and citing.fullmatch(p)}
    assert changed - {"articles/one/linkset.json"} - {p for p in changed if "feed" in p} == {
        *(f"articles/one/one.{extension}" for extension in ("bib", "ris", "json", "nbib")),
        *(f"articles.{extension}" for extension in ("bib", "ris", "json", "jsonl")),
        *(f"specialties/salt/articles.{extension}" for extension in ("bib", "ris")),
        *(f"journals/jot/1/2/articles.{extension}" for extension in ("bib", "ris")),
    }
    assert titles((site.site_dir / "articles.json").read_bytes()) == ["Another", "Two", "Three"]


@pytest.mark.parametrize("harm", ["changed", "removed", "index", "everything"])
def test_whatever_happened_to_the_files_a_build_mends_it(site: SiteTest, harm: str, tmp_path: Path) -> None:
    settings = settings_of(site.root)
    publish(settings)
    wanted = files(site.site_dir)
    file = site.site_dir / "articles.bib"
    if harm == "changed":
        file.write_bytes(b"% mine\n")
    elif harm == "removed":
        file.unlink()
    elif harm == "index":
        cache = Cache(settings.cache_dir)
        for name in cache.states("bulk:"):
            cache.keep_state(name, b'{"articles.bib": 7}')
        cache.close()
    else:
        for path in site.site_dir.rglob("articles.*"):
            path.unlink()
    site.edit("articles/three.md", "Three", "Drei")
    publish(settings)
    site.edit("articles/three.md", "Drei", "Three")
    publish(settings)
    assert files(site.site_dir) == wanted


def test_many_articles_are_divided_by_year(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    few = {id: row._replace(most=2) if row.is_bulk else row for id, row in FORMATS.items()}
    monkeypatch.setattr(lists_module, "FORMATS", few)
    publish(settings_of(site.root))
    made = files(site.site_dir)
    assert "articles.json" not in made
    assert titles(made["years/2021/articles.json"]) == ["One"]
    assert titles(made["years/2020/articles.json"]) == ["Two", "Three"]
    assert b"JSON Lines</a>" in made["years/2020/index.html"]
    assert b"JSON Lines</a>" not in made["index.html"]
    assert made["specialties/salt/articles.bib"].count(b"@article") == 2
    # and back, from the entries that stand elsewhere now
    monkeypatch.undo()
    site.edit("articles/one.md", "One", "Uno")
    publish(settings_of(site.root))
    assert titles((site.site_dir / "articles.json").read_bytes()) == ["Uno", "Two", "Three"]


def test_what_has_no_year_stands_with_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    heads = (
        a_head("a", published=None, in_press=True),
        a_head("b", published="2021"),
        a_head("c", published="2020"),
    )
    few = {id: row._replace(most=2) if id == "csl" else row for id, row in FORMATS.items()}
    monkeypatch.setattr(lists_module, "FORMATS", few)
    found = list(whole_lists(an_archive(*heads)))
    assert [(of.address, of.ids) for of in found if "csl" in of.formats] == [
        ("years/2021/", ("a", "b")),
        ("years/2020/", ("c",)),
    ]
    assert found[0].formats == ("bibtex", "ris", "jsonl")
    assert list(whole_lists(an_archive())) == []


def test_settings_choose_what_is_written(site: SiteTest) -> None:
    publish(settings_of(site.root, citation_files="ris", bulk_files=False))
    made = files(site.site_dir)
    assert {path for path in made if path.startswith("articles/one/one.")} == {"articles/one/one.ris"}
    assert not [path for path in made if "/articles." in f"/{path}"]
    assert b"articles.bib" not in made["index.html"]
    publish(settings_of(site.root, citation_files="none"))
    assert "articles/one/one.ris" not in files(site.site_dir)
    with pytest.raises(SettingsError, match="citation_files: 'rsi' is no format"):
        publish(settings_of(site.root, citation_files="rsi"))


def test_a_withdrawn_article_is_cited_and_cannot_be_read(site: SiteTest) -> None:
    secret = record(
        "One", "Secret words.", abstract="Secret too.", withdrawn="{date: 2022, reason: A mistake}"
    )
    site.write("articles/one.md", secret)
    publish(settings_of(site.root))
    for path, data in files(site.site_dir).items():
        if not path.endswith(".html"):
            assert b"Secret" not in data, path
    assert b"WITHDRAWN: One" in (site.site_dir / "articles" / "one" / "one.bib").read_bytes()


def test_entries_are_copied_in_runs_whatever_their_order(tmp_path: Path) -> None:
    keys: dict[str, Any] = {f"a{n}": f"key{n}" for n in range(5)}
    ids = tuple(keys)
    whole = [BulkList("", ("csl",), ids)]
    lists = [*whole, BulkList("x/", ("csl",), ("a3", "a1", "a2"))]
    first, target = Bulk.of(lists, whole, keys, "code"), tmp_path / "first"
    target.mkdir()
    first.open(None, {}, tmp_path, target)
    for id in reversed(ids):
        first.add(Entries(id, (f'"{id}"'.encode(),)))
    for file in first.files:
        first.want(file, first.key(file))
    made = first.finish()
    assert json.loads((target / "articles.json").read_bytes()) == list(ids)
    assert json.loads((target / "x" / "articles.json").read_bytes()) == ["a3", "a1", "a2"]
    changed = {**keys, "a2": "other"}
    second, next_target = Bulk.of(lists, whole, changed, "code"), tmp_path / "second"
    next_target.mkdir()
    second.open(first.encoded(), made, target, next_target)
    assert [id for id in ids if second.missing(id)] == ["a2"]
    second.add(Entries("a2", (b'"new"',)))
    second.want(BulkFile("articles.json", "csl", ids, is_store=True), "k2")
    assert list(second.finish()) == ["articles.json"]
    assert json.loads((next_target / "articles.json").read_bytes()) == ["a0", "a1", "new", "a3", "a4"]
    # of a file that is not the one that the index tells of, nothing is taken
    third = Bulk.of(lists, whole, keys, "code")
    third.open(
        first.encoded(), {path: Output("other", *row[1:]) for path, row in made.items()}, target, next_target
    )
    assert all(third.missing(id) for id in ids)
    third.close()
