"""The contact sheet that `scripts/look` makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.archives import ROOT

from .kinds import KINDS, STATES
from .look import rows

pytestmark = pytest.mark.browser


def test_every_kind_and_state_has_its_row_and_every_picture_its_name() -> None:
    assert [row.name for row in rows([])] == [*KINDS, *STATES]
    files = [file for row in rows([]) for file in row.files]
    assert len(files) == len(set(files)) == 6 * len(KINDS) + 2 * len(STATES)
    assert [row.name for row in rows(["sixty", "chart"])] == ["years, sixty", "table of the chart open"]


def test_a_sheet_shows_what_was_asked_for(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "tests.browser.look", "--into", tmp_path / "look", "years, one", "pages open"],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert process.returncode == 0, process.stderr
    assert process.stdout.startswith("8 pictures")
    wanted = sorted(file for row in rows(["years, one", "pages open"]) for file in row.files)
    assert sorted(path.name for path in (tmp_path / "look/full").iterdir()) == wanted
    page = (tmp_path / "look/index.html").read_text("utf-8")
    assert all(f'src="full/{file}"' in page for file in wanted)
    for picture in [*(tmp_path / "look/full").iterdir(), tmp_path / "look/sheets/01.png"]:
        assert picture.read_bytes().startswith(b"\x89PNG")
