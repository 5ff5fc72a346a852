"""A build that is killed anywhere leaves the earlier site or the new one; the next build is as a fresh one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .kills import BUILDS, MOMENTS

ROOT = Path(__file__).parents[2]
LEAST = {"steps": 130, "moments": MOMENTS["mkdocs"]}
"""So many builds are killed at least; together they are about 215."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("host", "way", "share", "shares"),
    [("plain", "steps", 0, 2), ("plain", "steps", 1, 2), ("mkdocs", "moments", 0, 1)],
)
def test_a_kill_costs_nothing(tmp_path: Path, host: str, way: str, share: int, shares: int) -> None:
    assert host in BUILDS
    command = [sys.executable, "-m", "tests.faults.kills", str(tmp_path), host, way, str(share), str(shares)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    kills: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(kills) >= LEAST[way] // shares
    assert [kill for kill in kills if kill["wrong"] or kill["stands"] == "neither"] == []
    if way == "moments":  # how far a build is by then, the machine decides
        assert all(kill["killed"] for kill in kills)
        return
    # a build need not take each of its steps twice
    assert sum(kill["killed"] for kill in kills) >= 0.9 * len(kills)
    assert {"old", "new"} <= {kill["stands"] for kill in kills}
