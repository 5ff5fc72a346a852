from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from postilla.build import pool
from postilla.errors import MachineError
from tests import interrupts

MANY = list(range(pool.SMALL * 3 + 1))

_added = 0


def doubled(jobs: Sequence[int]) -> list[int]:
    return [2 * job for job in jobs]


def processes(jobs: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in jobs]


def prepare(value: int) -> None:
    global _added  # noqa: PLW0603 - as a worker of the build does
    _added = value


def added(jobs: Sequence[int]) -> list[int]:
    return [job + _added for job in jobs]


def killed(jobs: Sequence[int]) -> list[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return list(jobs)


def failing(jobs: Sequence[int]) -> list[int]:
    raise ValueError("a fault of ours")


@pytest.mark.parametrize("workers", [0, 1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, pool.SMALL, pool.SMALL + 1, len(MANY)])
def test_results_come_in_the_order_of_the_jobs(workers: int, count: int) -> None:
    found = list(pool.run(doubled, MANY[:count], workers, chunk=7))
    assert found == [2 * job for job in MANY[:count]]


def test_a_worker_of_its_own_does_single_calls_from_any_thread() -> None:
    worker = pool.Worker()
    try:
        with ThreadPoolExecutor(3) as threads:
            found = list(threads.map(lambda job: worker.call(doubled, [job]), range(9)))
            (others,) = set(threads.map(lambda _: worker.call(processes, [0])[0], range(3)))
        assert found == [[2 * job] for job in range(9)]
        assert others != os.getpid()
        with pytest.raises(ValueError, match="a fault of ours"):
            worker.call(failing, [])
        with pytest.raises(MachineError, match="ended from outside"):
            worker.call(killed, [])
    finally:
        worker.end()


def test_few_jobs_are_done_here() -> None:
    assert set(pool.run(processes, MANY[: pool.SMALL], 2)) == {os.getpid()}
    assert set(pool.run(processes, MANY, 1)) == {os.getpid()}
    assert os.getpid() not in set(pool.run(processes, MANY, 2))


@pytest.mark.parametrize("workers", [1, 2])
def test_every_process_is_prepared(workers: int) -> None:
    found = list(pool.run(added, MANY, workers, setup=prepare, setup_values=(1000,)))
    assert found == [job + 1000 for job in MANY]


def test_nothing_is_prepared_for_no_jobs() -> None:
    def never(value: int) -> None:
        pytest.fail("prepared for nothing")

    assert list(pool.run(added, [], 2, setup=never, setup_values=(1,))) == []


def test_a_killed_worker_is_told_as_what_it_is() -> None:
    with pytest.raises(MachineError, match="`--jobs 1`"):
        list(pool.run(killed, MANY, 2))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_in_a_job_comes_out(workers: int) -> None:
    with pytest.raises(ValueError, match="a fault of ours"):
        list(pool.run(failing, MANY, workers))


def test_results_can_be_left_untaken() -> None:
    results = pool.run(doubled, MANY * 20, 2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]


INTERRUPTED = """
import os, signal
from postilla.build import pool

def jobs():
    yield from range(pool.SMALL + 1 + 32)
    os.killpg(0, signal.SIGINT)  # as a terminal does, while the first worker is starting
    yield 0

try:
    list(pool.run(list, jobs(), 2))
except KeyboardInterrupt:
    print("stopped")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no groups of processes")
def test_ctrl_c_is_heard_here_and_by_no_worker() -> None:
    with interrupts.heard():
        done = subprocess.run(
            [sys.executable, "-c", INTERRUPTED],
            capture_output=True, text=True, check=False, start_new_session=True,
        )  # fmt: skip
    assert (done.stdout, done.stderr) == ("stopped\n", "")


SENDING = """
import sys, threading, time
from pathlib import Path
from postilla.build import pool

def large(begun):
    value = bytes(1 << 28)
    Path(begun).touch()
    return value

def ended(begun, pause):
    worker = pool.Worker()
    thread = threading.Thread(target=lambda: told(worker, begun))
    thread.start()
    while not begun.exists():
        time.sleep(0.001)
    time.sleep(pause)
    worker.end()
    thread.join()

def told(worker, begun):
    try:
        worker.call(large, str(begun))
    except Exception as error:
        print(type(error).__name__)

if __name__ == "__main__":
    for number in range(8):
        ended(Path(sys.argv[1]) / str(number), number / 10)
    print("done")
"""


def test_a_worker_can_be_ended_while_it_sends_a_result(tmp_path: Path) -> None:
    """Half of a result was waited for without end; one of these pauses falls into the sending."""
    program = tmp_path / "sending.py"
    program.write_text(SENDING)
    done = subprocess.run(
        [sys.executable, program, tmp_path], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout.split()[-1:] == ["done"], done.stderr
    assert set(done.stdout.split()) <= {"MachineError", "done"}


def waiting(jobs: Sequence[int]) -> list[int]:
    threading.Event().wait()
    return list(jobs)


def test_workers_can_be_ended_whatever_they_do() -> None:
    ended: list[MachineError] = []

    def run() -> None:
        try:
            list(pool.run(waiting, MANY, 2))
        except MachineError as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while thread.is_alive():
        pool.end_workers()
        thread.join(0.1)
    assert ended
    assert not multiprocessing.active_children()
