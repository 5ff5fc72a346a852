"""The contact sheet that `scripts/look` makes."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from .kinds import KINDS, STATES
from .look import look, rows

pytestmark = pytest.mark.browser


def test_every_kind_and_state_has_its_row_and_every_picture_its_name() -> None:
    assert [row.name for row in rows([])] == [*KINDS, *STATES]
    files = [file for row in rows([]) for file in row.files]
    assert len(files) == len(set(files)) == 6 * len(KINDS) + 2 * len(STATES)
    assert [row.name for row in rows(["sixty", "chart"])] == ["years, sixty", "table of the chart open"]


def test_a_sheet_shows_what_was_asked_for(server: str, tmp_path: Path) -> None:
    # in a thread of its own, since the browser of the other tests has this one's loop
    with ThreadPoolExecutor(1) as thread:
        taking = look(server, tmp_path / "look", ["years, one", "pages open"])
        assert thread.submit(asyncio.run, taking).result(timeout=60) == 8
    wanted = sorted(file for row in rows(["years, one", "pages open"]) for file in row.files)
    assert sorted(path.name for path in (tmp_path / "look/full").iterdir()) == wanted
    page = (tmp_path / "look/index.html").read_text("utf-8")
    assert all(f'src="full/{file}"' in page for file in wanted)
    for picture in [*(tmp_path / "look/full").iterdir(), tmp_path / "look/sheets/01.png"]:
        assert picture.read_bytes().startswith(b"\x89PNG")
