"""Workers end with the process that they work for, also when nobody could tell them to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CODE = """
import os, sys, time
from postilla.build import pool

def job(numbers):
    with open(sys.argv[1], "a") as file:
        file.write(f"{os.getpid()}\\n")
    time.sleep(0.05)
    return list(numbers)

if __name__ == "__main__":
    list(pool.run(job, range(100_000), 2, chunk=1))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such end")
def test_workers_end_with_the_build_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(CODE, "utf-8")
    seen = tmp_path / "seen"
    build = subprocess.Popen([sys.executable, str(tmp_path / "work.py"), str(seen)])
    try:
        _wait(lambda: seen.exists() and len(_workers(seen)) == 2)
    finally:
        build.kill()
        build.wait()
    _wait(lambda: not any(_is_running(worker) for worker in _workers(seen)))


def _workers(seen: Path) -> set[int]:
    return {int(line) for line in seen.read_text("utf-8").split()}


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # nobody may have asked yet how it ended
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text("utf-8").rpartition(")")[2].split()[0] == "Z")


def _wait(condition: object) -> None:
    assert callable(condition)
    for _ in range(200):
        if condition():
            return
        time.sleep(0.05)
    assert condition()
