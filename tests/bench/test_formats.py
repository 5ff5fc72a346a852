from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench import formats, generate
from bench.articles import Articles
from bench.build import run
from bench.edits import EditError, Ground

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the benchmarks need a POSIX system")


def test_a_site_without_anything_for_machines_is_smaller_than_one_with_all(tmp_path: Path) -> None:
    generate.write(tmp_path / "archive", 20, seed=7)
    ground = Ground(tmp_path, Articles(7, 20), 20)
    chosen = [row for row in formats.SCENARIOS if row.name.startswith("cold, ")]
    bare, whole = run(chosen, ground, 1)
    assert bare.size
    assert whole.size
    assert bare.size.page_bytes < whole.size.page_bytes
    assert whole.size.files > bare.size.files + 7 * 20
    with pytest.raises(EditError):
        formats.bare_stands(ground)
