"""What running a command costs: seconds, processor seconds, and peak memory of its whole tree of processes.

Memory is the sum over the tree of what each process holds (PSS: a page that n processes share counts 1/n in each),
read from /proc. Asking for it makes the kernel walk a process's pages, so it is asked for only when the cheap sum of
resident sizes reaches a new height; that sum is taken 40 times a second and costs about one per cent of a processor.
Where there is no /proc, memory is that of the largest single process. Needs a POSIX system.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.025
"""Seconds between two samples."""
RISE = 1.02
"""By how much resident memory must have grown before shared pages are told apart again."""
_PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


class CommandError(Exception):
    """A measured command failed; the message holds the end of what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost."""

    seconds: float
    processor_seconds: float
    """User and system time of the command and of every process it waited for."""
    peak_bytes: int
    own_bytes: int
    """Of the peak, what is no file mapped into memory: the system can take back the rest at any time."""

    def __add__(self, next: Cost) -> Cost:
        """What this and the next command cost, one after the other."""
        return Cost(
            self.seconds + next.seconds,
            self.processor_seconds + next.processor_seconds,
            max(self.peak_bytes, next.peak_bytes),
            max(self.own_bytes, next.own_bytes),
        )


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end in a folder and measure it.

    Raises:
        CommandError: its exit code is not 0.
    """
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        sampler = _Sampler(process.pid)
        sampler.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        finally:
            sampler.stop()
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            end = said.read()[-4000:].decode(errors="replace")
            raise CommandError(f"{' '.join(command)}: exit {process.returncode}\n{end}")
    peak = sampler.peak or usage.ru_maxrss * _MAXRSS_UNIT
    return Cost(seconds, usage.ru_utime + usage.ru_stime, peak, sampler.own or peak)


class _Sampler(threading.Thread):
    """Watches a tree of processes until it is told to stop."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.own = 0
        self._root = root
        self._ended = threading.Event()
        self._highest = 0.0

    def run(self) -> None:
        while _PROC.is_dir() and not self._ended.wait(INTERVAL):
            self._sample()

    def stop(self) -> None:
        """Stop, and wait until it has."""
        self._ended.set()
        self.join()

    def _sample(self) -> None:
        tree = _tree(self._root)
        resident = sum(_resident(pid) for pid in tree)
        if resident > self._highest * RISE:
            self._highest = resident
            held = [_proportional(pid) for pid in tree]
            self.peak = max(self.peak, sum(whole for whole, _ in held))
            self.own = max(self.own, sum(whole - files for whole, files in held))


def _tree(root: int) -> list[int]:
    """A process and all below it."""
    found = [root]
    for pid in found:
        try:
            for task in (_PROC / str(pid) / "task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:  # it has ended
            continue
    return found


def _resident(pid: int) -> int:
    try:
        return int((_PROC / str(pid) / "statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _proportional(pid: int) -> tuple[int, int]:
    """What a process holds, and how much of that is mapped files."""
    found = {"Pss:": 0, "Pss_File:": 0}
    try:
        for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            name, *rest = line.split()
            if name in found:
                found[name] = int(rest[0]) * 1024
    except OSError:
        pass
    return found["Pss:"], found["Pss_File:"]
