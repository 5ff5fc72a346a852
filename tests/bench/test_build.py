from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bench import build, edits, generate, measure
from bench.__main__ import main
from bench.articles import Articles, id_of
from bench.build import SCENARIOS, Row, SiteSize
from bench.edits import EditError, Ground
from bench.measure import CommandError, Cost

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the benchmarks need a POSIX system")


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    generate.write(tmp_path / "archive", 20, seed=7)
    return Ground(tmp_path, Articles(7, 20), 20, round=2)


def test_a_command_is_measured_with_all_its_processes(tmp_path: Path) -> None:
    child = "import time; held = bytearray(b'x' * 60_000_000); time.sleep(0.4)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    cost = measure.run((sys.executable, "-c", parent), tmp_path, os.environ)
    assert cost.seconds > 0.4
    assert cost.processor_seconds > 0
    assert 60e6 < cost.own_bytes <= cost.peak_bytes < 200e6


def test_a_command_that_fails_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="exit 3\nno such thing"):
        measure.run(
            (sys.executable, "-c", "print('no such thing'); raise SystemExit(3)"), tmp_path, os.environ
        )


def test_an_edit_changes_one_article(ground: Ground) -> None:
    before = {path: path.read_bytes() for path in ground.archive.rglob("*.md")}
    edits.edit_article(ground)
    changed = [path for path, data in before.items() if path.read_bytes() != data]
    assert changed == [ground.archive / ground.articles.path(ground.edited)]
    text = changed[0].read_text("utf-8")
    assert "\ntitle: 'Edited in round 2'\n" in text
    assert text.endswith("\nA paragraph that was added in round 2.\n")


@pytest.mark.parametrize("rename", [edits.rename, edits.rename_in_menu])
def test_a_term_can_be_renamed_again(ground: Ground, rename: edits.Step) -> None:
    path = ground.archive / "articles" / "_vocabulary" / "specialties.yml"
    lines = path.read_text("utf-8").split("\n")
    for _ in range(2):
        rename(ground)
    now = path.read_text("utf-8").split("\n")
    assert next(new for old, new in zip(lines, now, strict=True) if old != new).endswith(" of round 2")
    assert sum(old != new for old, new in zip(lines, now, strict=True)) == 1


def test_a_site_that_does_not_show_the_edit_is_not_accepted(ground: Ground) -> None:
    page = ground.archive / "site" / "articles" / id_of(ground.edited) / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<h1>Edited in round 1</h1>", "utf-8")
    with pytest.raises(EditError):
        edits.article_shows(ground)
    with pytest.raises(EditError):
        edits.archive_stands(ground)


def test_pages_are_counted_without_hidden_folders(tmp_path: Path) -> None:
    for name, data in (
        ("index.html", "12"),
        ("a/index.html", "1234"),
        ("feed.xml", "1"),
        (".previous/index.html", "1"),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(data, "utf-8")
    assert SiteSize.of(tmp_path) == SiteSize(pages=2, files=3, page_bytes=6, bytes=7)


def test_the_table_shows_medians_and_ratios() -> None:
    first = Row(
        SCENARIOS[0],
        tuple(Cost(s, s, 300_000_000, 200_000_000) for s in (12.0, 8.0, 10.0)),
        SiteSize(10, 20, 1000, 2_000_000),
    )
    second = Row(SCENARIOS[-1], (Cost(2.5, 4.0, 100_000_000, 80_000_000),), None)
    lines = build.table([first, second]).split("\n")
    assert (
        lines[2]
        == "| plain MkDocs + Material | 10.00 | 8.00–12.00 | 1.000 | 10.00 | 1.000 | 300 | 200 | 10 | 20 | 100 | 2 |"
    )
    assert lines[3] == "| `check`, warm | 2.50 | 2.50–2.50 | 0.250 | 4.00 | 0.400 | 100 | 80 |  |  |  |  |"


def test_the_largest_size_gets_one_round_unless_more_are_asked_for() -> None:
    assert [build.rounds(*pair) for pair in ((1_000, None), (100_000, None), (100_000, 2))] == [3, 1, 2]


@pytest.mark.slow
def test_every_scenario_runs_over_a_small_archive(tmp_path: Path) -> None:
    rows = build.measured(tmp_path, 30, 1, seed=7)
    assert [row.scenario for row in rows] == list(SCENARIOS)
    assert all(row.size is None or row.size.pages > 30 for row in rows)


def test_a_folder_in_use_is_refused_with_a_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").write_text("", "utf-8")
    assert main(["generate", str(tmp_path), "--articles", "1"]) == 2
    assert "is not empty" in capsys.readouterr().err
