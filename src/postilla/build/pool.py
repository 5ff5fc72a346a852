"""A pool of worker processes for pure jobs; a few jobs are done here, where starting workers would cost more."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from typing import Any, ParamSpec, TypeVar

from postilla.errors import MachineError

from .collector import collect_seldom

J = TypeVar("J")
P = ParamSpec("P")
R = TypeVar("R")

SMALL = 48
"""Up to so many jobs, a worker's start costs more than it saves."""
_CONTEXT = multiprocessing.get_context("spawn")
"""Workers begin with nothing, on every system. Forked ones would share what this process knows until either of them
touches it, and then there are two of it."""
NICE = 10
"""What workers add to their niceness: as much as the command `nice` does."""
_executors: weakref.WeakSet[ProcessPoolExecutor] = weakref.WeakSet()
"""Those of this process, which whoever ends it has to end."""
_closing = threading.Lock()
"""Closing a pipe twice at the same time closes something else."""
AHEAD = 4
"""Chunks handed out before they are needed, for each worker; bounds what waits in memory."""


def run(
    job: Callable[[Sequence[J]], list[R]],
    jobs: Iterable[J],
    workers: int,
    *,
    chunk: int = 32,
    setup: Callable[..., None] | None = None,
    setup_values: tuple[Any, ...] = (),
) -> Iterator[R]:
    """The results of `job` over chunks of `jobs`, in the order of the jobs, whatever the number of workers.

    Jobs are taken from the iterable as they are needed, so that they can be made while others are done.

    Raises:
        MachineError: a worker was killed, most often because memory ran out.
    """
    waiting = iter(jobs)
    first = list(islice(waiting, SMALL + 1))
    chunks = _chunks(chain(first, waiting), chunk)
    if workers < 2 or len(first) <= SMALL:
        if setup and first:
            setup(*setup_values)
        for part in chunks:
            yield from job(part)
        return
    with _executor(workers, _give_way, setup, setup_values) as executor, _alive():
        yield from _in_order(executor, job, chunks, workers)


class Worker:
    """One worker process for single calls, which may come from any thread; it starts with the first."""

    def __init__(self) -> None:
        self._executor = _executor(1, _begin, None, ())

    def call(self, work: Callable[P, R], *arguments: P.args, **more: P.kwargs) -> R:
        """What `work` returns there; what it raises is raised here.

        Raises:
            MachineError: the worker was killed.
        """
        with _alive():
            return _submitted(self._executor, partial(work, *arguments, **more)).result()

    def end(self) -> None:
        """End it, whatever it is doing; who waits for a result gets a `MachineError`."""
        _terminate(self._executor)
        self._executor.shutdown(cancel_futures=True)


@contextmanager
def _alive() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise MachineError(
            "a worker process was ended from outside; if memory ran out, use fewer with `--jobs 1`"
        ) from error


def end_workers() -> None:
    """End every worker of this process, whatever it is doing; who waits for their results gets a `MachineError`."""
    for executor in list(_executors):
        _terminate(executor)


def _chunks(jobs: Iterator[J], size: int) -> Iterator[list[J]]:
    while part := list(islice(jobs, size)):
        yield part


def _begin(setup: Callable[..., None] | None, values: tuple[Any, ...]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_seldom()
    if setup:
        setup(*values)


def _give_way(setup: Callable[..., None] | None, values: tuple[Any, ...]) -> None:
    """Begin as a worker among several: what they all wait for, the plan and Pagefind, goes first on every processor."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(NICE)
    _begin(setup, values)


def _end_with_parent() -> None:
    # a build that is killed tells nobody: its workers would wait for ever, or write into the site of the next build
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _in_order(
    executor: ProcessPoolExecutor,
    job: Callable[[Sequence[J]], list[R]],
    chunks: Iterable[Sequence[J]],
    workers: int,
) -> Iterator[R]:
    waiting: list[Future[list[R]]] = []
    try:
        for part in chunks:
            waiting.append(_submitted(executor, partial(job, part)))
            if len(waiting) >= workers * AHEAD:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()
    except BaseException:
        # nobody wants the rest; the workers would go on with what they have, for some seconds
        _terminate(executor)
        executor.shutdown(cancel_futures=True)
        waiting.clear()  # they hold what was raised, that this frame, and the frame the semaphores of the pool
        raise


def _executor(workers: int, begin: Callable[..., None], *values: Any) -> ProcessPoolExecutor:
    made = ProcessPoolExecutor(workers, mp_context=_CONTEXT, initializer=begin, initargs=values)
    _executors.add(made)
    return made


def _submitted(executor: ProcessPoolExecutor, work: Callable[[], R]) -> Future[R]:
    try:
        with _unheard():
            return executor.submit(work)
    except OSError as error:  # no worker can be started: there is no room for it, or `end_workers` was called
        raise BrokenProcessPool(str(error)) from error


def _terminate(executor: ProcessPoolExecutor) -> None:
    for worker in list((executor._processes or {}).values()):  # noqa: SLF001 - `terminate_workers` from Python 3.14
        worker.terminate()
    # one that was ended while it sent a result has sent half of it, and the rest is waited for as long as there is
    # anybody who could send: this process
    results: Any = executor._result_queue  # noqa: SLF001
    if results is not None:
        with _closing:
            results._writer.close()  # noqa: SLF001


@contextmanager
def _unheard() -> Iterator[None]:
    """Let a worker that is started in the block never hear of Ctrl+C, which a terminal tells all processes of.

    Workers end with this process; one that was still importing would end sooner, and with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
