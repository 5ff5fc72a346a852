"""Laws of builds: the bytes of a site follow from its sources alone, whatever happened before."""

from __future__ import annotations

import contextlib
import os
import pickle
import random
import shutil
import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from postilla.build import cache as cache_module
from postilla.build import rendering
from postilla.build.cache import FORMAT, digest
from postilla.errors import RecordsError
from postilla.pages import Card, Renderer
from tests.build.plain import files, publish, settings_of
from tests.site.archives import ROOT, SITES, SiteTest, built, built_demonstration, record, small_archive

CACHE = f".cache/postilla/cache-{FORMAT}.sqlite"

RECORDS = {
    "one": record("One", "A text[^1] with $x^2$.\n\n[^1]: A note."),
    "two": record(
        "Two", published="2021-05", related="[{relation: replies-to, article: one}]", type="letter"
    ),
    "2022/three": record("Three", specialties="[salt, water]", published="2022", volume="3", issue="Suppl 1"),
    "four": record(
        "Four", published="2021-05-01", related="[{relation: comments-on, doi: 10.5555/w, title: A work}]"
    ),
    "five": record(
        "Five", published="2020-02-29", related="[{relation: comments-on, doi: 10.5555/W, title: A work}]"
    ),
    "six": record("Six", in_press="true", authors="[{given: Bea, family: Duo}, {given: Una, family: Sola}]"),
}

few = settings(
    max_examples=12, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def outcome(root: Path) -> dict[str, bytes] | str:
    """The site that a build makes, or what it has to say against the records."""
    try:
        publish(settings_of(root))
    except RecordsError as error:
        return error.report.text()
    return files(root / "site")


def fresh(root: Path, folder: Path) -> dict[str, bytes] | str:
    """The outcome of the sources in `root` in a new place where nothing was before."""
    copy = folder / "fresh"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root / "articles", copy / "articles")
    return outcome(copy)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


@pytest.fixture(autouse=True)
def _templates_are_compiled_once(monkeypatch: pytest.MonkeyPatch, renderer: Renderer) -> None:
    """Two thirds of the time of so small a build would go into them."""

    def again(_language: str, cards: dict[str, Card]) -> Renderer:
        renderer._cards = cards
        renderer._rendered.clear()
        return renderer

    monkeypatch.setattr(rendering, "Renderer", again)


@pytest.fixture
def small(tmp_path: Path) -> SiteTest:
    return small_archive(tmp_path / "small", RECORDS)


def test_two_builds_make_the_same_bytes(small: SiteTest, tmp_path: Path) -> None:
    first = outcome(small.root)
    assert len(first) > 30
    assert fresh(small.root, tmp_path) == first
    assert outcome(small.root) == first


# Serial and parallel


def test_workers_make_what_one_process_makes(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    serial = built("typical", tmp_path_factory.getbasetemp())
    parallel = SiteTest.copy_of("typical", tmp_path)
    assert parallel.run("postilla.cli", "build", "--jobs", "2").returncode == 0
    assert parallel.files == serial.files


def test_workers_read_what_one_process_reads(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    parallel, process = built_demonstration(tmp_path_factory.getbasetemp())
    assert process.returncode == 0, process.stderr
    serial = SiteTest.demonstration(tmp_path)
    assert serial.run("postilla.cli", "build", "--jobs", "1").returncode == 0
    assert serial.files == parallel.files


# The order and the times of files


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_files_never_matters(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    expected = built("typical", tmp_path_factory.getbasetemp()).files
    chance = random.Random(seed)
    source = SITES / "typical"
    paths = [path for path in sorted(source.rglob("*")) if path.is_file() and ".cache" not in path.parts]
    chance.shuffle(paths)
    site = SiteTest(tmp_path / "typical")
    for path in paths:
        site.write(path.relative_to(source).as_posix(), path.read_bytes())
        os.utime(site.root / path.relative_to(source), (chance.randrange(2**31),) * 2)
    assert site.build().files == expected


def test_the_place_of_the_archive_never_matters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = tmp_path / "here", tmp_path / "a longer name" / "with ümlauts"
    publish(settings_of(small_archive(here, RECORDS).root))
    small_archive(there, RECORDS)
    monkeypatch.chdir(there.parent)
    publish(settings_of(Path(there.name)))
    assert files(here / "site") == files(there / "site")
    for path in (ROOT, here, there):
        assert not any(str(path).encode() in data for data in files(here / "site").values())


@pytest.mark.parametrize("variable", ["TZ", "LANG", "PYTHONHASHSEED"])
def test_the_environment_never_matters(tmp_path: Path, variable: str) -> None:
    values = {
        "TZ": ("Pacific/Kiritimati", "Pacific/Pago_Pago"),
        "LANG": ("C", "tr_TR.UTF-8"),
        "PYTHONHASHSEED": ("1", "2"),
    }
    sites = []
    for value in values[variable]:
        site = small_archive(tmp_path / value.replace("/", "-"), RECORDS)
        done = site.run("postilla.cli", "build", "--quiet", **{variable: value})
        assert done.returncode == 0, done.stderr
        sites.append(site.files)
    assert sites[0] == sites[1]


# Cold and warm


def _edit_text(site: SiteTest, name: str, words: str) -> None:
    path = f"articles/{name}.md"
    text = (site.root / path).read_text("utf-8").partition("\n---\n")[0]
    site.write(path, f"{text}\n---\n\n{words}\n")


def _edit_title(site: SiteTest, name: str, words: str) -> None:
    path = f"articles/{name}.md"
    lines = (site.root / path).read_text("utf-8").split("\n")
    site.write(path, "\n".join([lines[0], f"title: '{words}'", *lines[2:]]))


def _edit_fields(site: SiteTest, name: str, words: str) -> None:
    year = 2000 + sum(words.encode()) % 30
    specialties = ("[salt]", "[water]", "[salt, water]", "[]")[len(words) % 4]
    draft = "true" if words.startswith("d") else "false"
    site.write(
        f"articles/{name}.md", record(words, published=str(year), specialties=specialties, draft=draft)
    )


def _add(site: SiteTest, name: str, words: str) -> None:
    site.write(f"articles/{words}/new-{Path(name).name}.md", record(f"New: {words}", published="2021-06"))


def _delete(site: SiteTest, name: str, words: str) -> None:
    site.remove(f"articles/{name}.md")


def _move(site: SiteTest, name: str, words: str) -> None:
    site.rename(f"articles/{name}.md", f"articles/moved-{words}/{Path(name).name}.md")


def _rename(site: SiteTest, name: str, words: str) -> None:
    site.rename(f"articles/{name}.md", f"articles/{words}-{Path(name).name}.md")


def _touch(site: SiteTest, name: str, words: str) -> None:
    os.utime(site.root / f"articles/{name}.md", (len(words), len(words)))


def _rename_term(site: SiteTest, name: str, words: str) -> None:
    site.write(
        "articles/_vocabulary/specialties.yml",
        f"- {{id: salt, name: 'Salt of {words}', aliases: ['{name}']}}\n- {{id: water, name: Water, menu: true}}\n",
    )


def _spoil_the_site(site: SiteTest, name: str, words: str) -> None:
    pages = sorted(site.site_dir.rglob("*.html"))
    pages[len(words) % len(pages)].write_text(words, "utf-8")


OPERATIONS: tuple[Callable[[SiteTest, str, str], None], ...] = (
    *(_edit_text, _edit_title, _edit_fields, _add, _delete, _move, _rename, _touch, _rename_term, _spoil_the_site),
)  # fmt: skip

steps = st.lists(
    st.tuples(
        st.sampled_from(OPERATIONS),
        st.integers(0, 99),
        st.text("abcdef", min_size=1, max_size=8),
        st.booleans(),
    ),
    min_size=3,
    max_size=8,
)

number = count()


@few
@given(steps)
def test_a_warm_build_makes_what_a_cold_one_makes(
    tmp_path: Path, steps: list[tuple[Callable[[SiteTest, str, str], None], int, str, bool]]
) -> None:
    site = small_archive(tmp_path / f"warm-{next(number)}", RECORDS)
    outcome(site.root)
    for operation, choice, words, with_build in steps:
        names = sorted(
            path.relative_to(site.root / "articles").as_posix().removesuffix(".md")
            for path in (site.root / "articles").rglob("*.md")
        )
        if names:
            operation(site, names[choice % len(names)], words)
        if with_build:
            outcome(site.root)
    assert outcome(site.root) == fresh(site.root, tmp_path)


def test_an_edit_is_seen_although_size_and_time_stay(small: SiteTest, tmp_path: Path) -> None:
    path = small.root / "articles/one.md"
    outcome(small.root)
    times = path.stat()
    small.edit("articles/one.md", "'One'", "'Eno'")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert outcome(small.root) == fresh(small.root, tmp_path)


# A damaged cache


def _execute(statement: str, *values: object) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
            assert db.execute(statement, values).rowcount != 0

    return damage


class Evil:
    """What runs a command when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("evil-was-here",)


EVIL = pickle.dumps(Evil())
NONSENSE = pickle.dumps(("no", "value", "of", "ours"))


def _as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "something").write_text("", "utf-8")


def _file_for_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("no folder", "utf-8")


def _truncate(share: float) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "entries cut short": _execute("UPDATE entries SET data = substr(data, 1, length(data) / 2)"),
    "entries emptied": _execute("UPDATE entries SET data = x''"),
    "entries that are no bytes": _execute("UPDATE entries SET data = 'text'"),
    "entries exchanged": _execute("UPDATE entries SET data = (SELECT data FROM entries AS other LIMIT 1)"),
    "digests changed": _execute("UPDATE entries SET digest = x'00'"),
    "entries of another kind": _execute(
        "UPDATE entries SET data = ?, digest = ?", NONSENSE, digest(NONSENSE)
    ),
    "entries that run a command": _execute("UPDATE entries SET data = ?, digest = ?", EVIL, digest(EVIL)),
    "entries gone": _execute("DELETE FROM entries"),
    "bodies gone": _execute("DELETE FROM entries WHERE part = 'page'"),
    "hints wrong": _execute("UPDATE hints SET key = 'unknown'"),
    "hints of another kind": _execute("UPDATE hints SET size = 'many', mtime = NULL, key = x'00'"),
    "manifest gone": _execute("DELETE FROM state WHERE name GLOB 'manifest:*'"),
    "manifest garbage": _execute("UPDATE state SET value = x'ff' WHERE name GLOB 'manifest:*'"),
    "manifest of another kind": _execute(
        "UPDATE state SET value = ? WHERE name GLOB 'manifest:*'", b'{"index.html": [1]}'
    ),
    "states garbage": _execute("UPDATE state SET value = x'ff00'"),
    "state gone": _execute("DELETE FROM state"),
    "tables gone": _execute("DROP TABLE entries"),
    "tables of another kind": _execute("ALTER TABLE hints RENAME COLUMN size TO weight"),
    "empty file": _truncate(0),
    "half a file": _truncate(0.5),
    "all but the end of a file": _truncate(0.97),
    "no database": lambda path: path.write_bytes(random.Random(7).randbytes(50_000)),
    "a folder for the file": _as_folder,
    "a file for the folder": _file_for_folder,
    "no cache at all": lambda path: shutil.rmtree(path.parent),
}


class Prepared:
    """A built archive that can be put back as it was; its times are old, so that the cache trusts them."""

    def __init__(self, folder: Path) -> None:
        self.kept, self.site = folder / "kept", small_archive(folder / "small", RECORDS)
        for path in (self.site.root / "articles").rglob("*"):
            os.utime(path, (1_500_000_000, 1_500_000_000))
        self.whole = outcome(self.site.root)
        shutil.copytree(self.site.root, self.kept)
        self.changed = fresh(self.change().root, folder)

    def again(self) -> Path:
        shutil.rmtree(self.site.root)
        shutil.copytree(self.kept, self.site.root)
        return self.site.root / CACHE

    def change(self) -> SiteTest:
        """One record changes, and with the journal's name every page: the others come from what the cache has left."""
        self.site.edit("articles/one.md", "'One'", "'One, edited'")
        return self.site.write(
            "articles/_vocabulary/journals.yml", "- {id: jot, name: Journal of Another Thing}\n"
        )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    return Prepared(tmp_path_factory.mktemp("prepared"))


@pytest.mark.parametrize("name", sorted(DAMAGES))
def test_a_damaged_cache_costs_time_only(
    prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    DAMAGES[name](prepared.again())
    assert outcome(prepared.site.root) == prepared.whole
    assert outcome(prepared.site.root) == prepared.whole
    DAMAGES[name](prepared.again())
    assert outcome(prepared.change().root) == prepared.changed
    assert outcome(prepared.site.root) == prepared.changed
    assert not (tmp_path / "evil-was-here").exists()


def test_a_whole_cache_is_used(prepared: Prepared) -> None:
    prepared.again()
    done = publish(settings_of(prepared.site.root))
    assert (done.written, done.unchanged) == (0, len(prepared.whole))


@pytest.mark.parametrize("seed", range(20))
def test_any_bytes_of_the_cache_may_be_wrong(prepared: Prepared, seed: int) -> None:
    path = prepared.again()
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)
    for _ in range(1 + seed * 3):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    assert outcome(prepared.change().root) == prepared.changed


def test_a_cache_that_cannot_be_written_is_told(small: SiteTest) -> None:
    small.build()
    assert not any("the cache in" in line for line in small.told)
    _file_for_folder(small.root / CACHE)
    small.build()
    assert any("the cache in" in line and "cannot be written" in line for line in small.told)
    assert (small.root / ".cache/postilla").read_text("utf-8") == "no folder"


def test_a_locked_cache_is_waited_for_and_then_done_without(
    small: SiteTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(settings_of(small.root))
    small.edit("articles/one.md", "'One'", "'One, edited'")
    monkeypatch.setattr(cache_module, "WAIT", 0.05)
    with contextlib.closing(sqlite3.connect(small.root / CACHE, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        publish(settings_of(small.root))
    assert files(small.site_dir) == fresh(small.root, tmp_path)


def test_a_build_that_was_killed_while_it_wrote_its_manifest(
    small: SiteTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(settings_of(small.root))
    small.edit("articles/one.md", "'One'", "'One, edited'")

    class Killed(BaseException):
        pass

    def kill(self: object, name: str, value: bytes) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(cache_module.Cache, "keep_state", kill)
        with pytest.raises(Killed):
            publish(settings_of(small.root))
    small.edit("articles/one.md", "'One, edited'", "'One'")
    publish(settings_of(small.root))
    assert files(small.site_dir) == fresh(small.root, tmp_path)
