from __future__ import annotations

import os
import signal
from collections.abc import Sequence

import pytest

from postilla.build import pool
from postilla.errors import MachineError

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
