"""What the peers are given, and what is asked of their sites. Only MkDocs runs: the others are not installed here."""

from __future__ import annotations

import json
import os
import posixpath
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench import build, edits, generate, measure
from bench.articles import Articles, id_of
from bench.build import Row, Scenario
from bench.edits import EditError, Ground
from bench.measure import CommandError, Cost
from bench.peers import hugo, install, mkdocs, pelican, rows
from bench.peers.content import Content
from bench.peers.site import Peer, Site
from postilla.settings import ROWS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the benchmarks need a POSIX system")

COUNT = 3
FILES = {
    "hugo": hugo.files,
    "pelican": pelican.files,
    "mkdocs": mkdocs.files,
    "zensical": mkdocs.zensical_files,
}


@pytest.fixture(scope="module")
def content() -> Content:
    return Content.of(Articles(7, COUNT))


def ground(folder: Path) -> Ground:
    return Ground(folder, Articles(7, COUNT), COUNT, round=1)


def a_peer(**values: Any) -> Peer:
    return Peer("MkDocs", "mkdocs", ("", ""), mkdocs.files, build.PLAIN, ("--dirty",))._replace(**values)


def front_matter(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return found


def test_an_article_stands_in_the_lists_of_all_that_its_record_says(content: Content) -> None:
    lists = content.lists_of()
    for number in range(COUNT):
        head = Articles(7, COUNT).article(number).head
        assert head.published
        wanted = {f"years/{head.published.year}/", f"types/{head.type}/"}
        wanted.add(f"journals/{head.journal}/{head.volume}/{head.issue}/")
        wanted |= {f"specialties/{id}/" for id in head.specialties}
        wanted |= {f"on/{related.work.doi}/" for related in head.related if related.work}
        assert wanted <= set(lists[head.id])
        for author in content.articles[head.id].authors:
            if author.address:
                assert head.id in content.indexes[author.address].articles


def test_every_index_page_can_be_reached_from_the_home_page(content: Content) -> None:
    reached, waiting = set(), [""]
    menu = [link.address for _, links in content.menu for link in links]
    while waiting:
        address = waiting.pop()
        if address not in reached:
            reached.add(address)
            waiting += [link.address for link in content.indexes[address].children] + menu
    # from the page of a journal one goes straight to the only issue of a volume
    volumes = {a for a in content.indexes if a.startswith("journals/") and a.count("/") == 3}
    assert not any(
        content.indexes[address].articles for address in content.indexes.keys() - reached - volumes
    )


@pytest.mark.parametrize("files", FILES.values(), ids=FILES)
def test_every_peer_gets_every_text_once(content: Content, files: Callable[[Content], Any]) -> None:
    written = list(files(content))
    assert len({name for name, _ in written}) == len(written)
    assert written == list(files(content))
    for article in content.articles.values():
        holders = [name for name, text in written if article.text in text]
        assert [Path(name).stem for name in holders] == [article.id]


def test_terms_and_files_of_hugo_are_all_index_pages(content: Content) -> None:
    written = dict(hugo.files(content))
    data = json.loads(written["data/indexes.json"])
    shown: dict[str, set[str]] = {
        address: {name.rpartition("/")[2] for name in index["articles"]} for address, index in data.items()
    }
    made = {
        name.removeprefix("content/").removesuffix("_index.md").removesuffix("index.md")
        for name in written
        if name.startswith("content/") and "/articles/" not in name
    }
    terms = set()
    for id in content.articles:
        facts = front_matter(written[f"content/articles/{id}.md"])
        for address in (f"{name}/{term}/" for name in hugo.TAXONOMIES for term in facts.get(name, ())):
            terms.add(address)
            shown[address].add(id)
    assert not made & terms
    assert made | terms | {""} == set(content.indexes)
    assert shown == {address: set(index.articles) for address, index in content.indexes.items()}
    assert not any(a != b and a.startswith(b) for a in terms for b in terms), (
        "Hugo lists with a term those below it"
    )


def test_tags_and_pages_of_pelican_are_all_index_pages(content: Content) -> None:
    written = dict(pelican.files(content))
    tags: dict[str, set[str]] = {}
    for id in content.articles:
        line = re.search(r"^Tags: (.*)$", written[f"content/articles/{id}.md"], re.MULTILINE)
        assert line
        for tag in line[1].split(", "):
            tags.setdefault(f"{tag}/", set()).add(id)
    pages = [
        re.search(r"^Url: (.*)\nSave_as: \1index.html$", text, re.MULTILINE)
        for name, text in written.items()
        if name.startswith("content/pages/")
    ]
    addresses = {page[1] for page in pages if page}
    assert len(addresses) == len(pages)
    assert tags == {a: set(index.articles) for a, index in content.indexes.items() if a and index.articles}
    assert addresses | set(tags) | {""} == set(content.indexes)
    compile(written["pelicanconf.py"], "pelicanconf.py", "exec")


def test_links_of_mkdocs_lead_to_files(content: Content) -> None:
    written = dict(mkdocs.files(content))
    for name, text in written.items():
        for link in re.findall(r"\]\(([^)]+\.md)\)", text):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(name), link)) in written
    settings = yaml.safe_load(written["mkdocs.yml"])
    entries = [
        file
        for group in settings["nav"][1:]
        for links in group.values()
        for one in links
        for file in one.values()
    ]
    assert entries
    assert all(f"docs/{file}" in written for file in entries)
    assert settings["plugins"] == []
    assert yaml.safe_load(dict(mkdocs.zensical_files(content))["mkdocs.yml"])["plugins"] != []


def test_an_edit_writes_only_the_files_that_show_it(tmp_path: Path, content: Content) -> None:
    for name in ("hugo", "pelican", "mkdocs"):
        site = Site(a_peer(place=name, files=FILES[name]), content)
        site.write(ground(tmp_path))
        before = {path: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()}
        for path in before:
            os.utime(path, (0, 0))
        site.edit(ground(tmp_path))
        written = {path.relative_to(tmp_path / name).as_posix() for path in before if path.stat().st_mtime}
        id = id_of(ground(tmp_path).edited)
        lists = {f"docs/{address}index.md" for address, i in content.indexes.items() if id in i.articles}
        wanted = {f"docs/articles/{id}.md", *lists} if name == "mkdocs" else {f"content/articles/{id}.md"}
        assert written == wanted


def test_a_site_is_asked_for_its_pages_its_lists_its_edit_and_its_search(
    tmp_path: Path, content: Content
) -> None:
    here, site = ground(tmp_path), Site(a_peer(), content)
    site.write(here)
    measure.run(build.PLAIN, here.place("mkdocs"), build.environment())
    site.stands(here)
    folder = here.place("mkdocs") / "site"

    site.edit(here)
    with pytest.raises(EditError, match="does not show 'Edited in round 1'"):
        site.shows(here)
    measure.run((*build.PLAIN, "--dirty"), here.place("mkdocs"), build.environment())
    site.shows(here)

    with pytest.raises(EditError, match=f"has 0 articles of {COUNT}"):
        site.searches(here)
    (folder / "pagefind").mkdir()
    (folder / "pagefind" / "pagefind-entry.json").write_text(
        '{"languages": {"en": {"page_count": 3}}}', "utf-8"
    )
    site.searches(here)

    page = folder / "authors" / "index.html"
    whole = page.read_text("utf-8")
    page.write_text(whole.replace(f"articles/{id_of(0)}/", ""), "utf-8")
    with pytest.raises(EditError, match=f"authors/ lists {COUNT - 1} articles of {COUNT}"):
        site.stands(here)
    page.unlink()
    with pytest.raises(EditError, match="made no page authors/"):
        site.stands(here)
    site.forget(here)
    assert not folder.exists()


def test_a_scenario_that_goes_on_costs_what_went_before_as_well(tmp_path: Path) -> None:
    def scenario(name: str, *, goes_on: bool = False) -> Scenario:
        wait = (sys.executable, "-c", "import time; time.sleep(0.1)")
        return Scenario(name, "archive", wait, edits.nothing, edits.nothing, goes_on=goes_on)

    here = ground(tmp_path)
    here.archive.mkdir()
    found = build.run([scenario("a"), scenario("b", goes_on=True), scenario("c")], here, 2)
    seconds = {row.scenario.name: [cost.seconds for cost in row.costs] for row in found}
    assert all(b - a >= 0.1 for a, b in zip(seconds["a"], seconds["b"], strict=True))
    assert Cost(1, 2, 30, 4) + Cost(1, 1, 20, 5) == Cost(2, 3, 30, 5)


def test_shares_stand_below_ours_beside_theirs() -> None:
    def row(name: str, place: str, seconds: float, processor_seconds: float) -> Row:
        scenario = Scenario(name, place, (), edits.nothing, edits.nothing)
        return Row(scenario, (Cost(seconds, processor_seconds, 1, 1),), None)

    found = [row("Hugo", "hugo", 8, 16), row("cold", "archive", 4, 4), row("edited", "archive", 1, 1)]
    assert rows.table(found).split("\n") == [
        "| s ÷ those of | cold | edited |", "|---|--:|--:|", "| Hugo | 0.500 | 0.125 |", "",
        "| CPU s ÷ those of | cold | edited |", "|---|--:|--:|", "| Hugo | 0.250 | 0.062 |",
    ]  # fmt: skip


def test_postilla_begins_with_the_same_article_whatever_its_settings(
    tmp_path: Path, content: Content
) -> None:
    here = ground(tmp_path)
    generate.write(here.archive, COUNT, seed=7)
    record = here.archive / here.articles.path(here.edited)
    original, settings = record.read_text("utf-8"), []
    for scenario in (*rows.of_postilla(content), *rows.of_postilla(content)):
        scenario.before(here)
        if scenario.name.endswith("cold"):
            assert record.read_text("utf-8") == original
            (plugin,) = yaml.safe_load((here.archive / "mkdocs.yml").read_text("utf-8"))["plugins"]
            settings.append(plugin["postilla"])
        else:
            assert f"title: '{here.title}'" in record.read_text("utf-8")
    assert settings == [*rows.SETTINGS.values()] * 2
    assert all(key in ROWS for row in settings for key in row)


def test_every_peer_has_a_lock_with_digests() -> None:
    locks = Path(install.__file__).parent / "locks"
    names = {path.stem for path in locks.glob("*.in")}
    assert names == {path.stem for path in locks.glob("*.lock")}
    assert names == {peer.program[0] for peer in rows.PEERS if peer.program[0]}
    for name in names:
        assert f"{name} {install.version(name)}" in rows.versions()
        text = (locks / f"{name}.lock").read_text("utf-8")
        pins = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
        assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)


def test_what_is_installed_is_not_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = []

    def install_it(environment: Path, lock: Path) -> None:
        installed.append(lock.stem)
        (environment / "bin").mkdir(parents=True)
        (environment / "bin" / "pelican").touch()

    monkeypatch.setattr(install, "_install", install_it)
    for _ in range(2):
        assert install.program(tmp_path, "pelican", "bin/pelican") == str(
            tmp_path / "pelican" / "bin" / "pelican"
        )
    assert installed == ["pelican"]
    with pytest.raises(CommandError, match="has no program bin/toucan"):
        install.program(tmp_path, "pelican", "bin/toucan")
