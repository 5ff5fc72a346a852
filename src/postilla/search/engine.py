"""The engine: the program Pagefind, which makes the index. It comes with the package `pagefind-bin`."""

from __future__ import annotations

import importlib
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from postilla.errors import MachineError

PACKAGE = "pagefind_bin"
LISTENING = 0.1
"""Seconds between two looks whether a run is to be stopped."""
REMEDY = "install it with `python -m pip install 'pagefind[bin]>=1.5.2,<1.6'`, or do without a search: `search: false`"


@dataclass(frozen=True, slots=True)
class Engine:
    """The program as it was found; its version is one whose files we know."""

    path: Path
    version: str
    """Such as `1.5.2`."""

    def run(self, arguments: Sequence[str], folder: Path, is_stopped: Callable[[], bool]) -> None:
        """Run it to its end in a folder, which keeps it from reading settings elsewhere.

        Args:
            arguments: of its command line.
            folder: the working directory.
            is_stopped: asked now and then whether to end it before its end.

        Raises:
            MachineError: it failed or was stopped; the message ends with what it said.
        """
        process = _ended(self.path, arguments, folder, is_stopped)
        if process.returncode:
            said = " ".join((process.stdout + process.stderr).split())[-500:]
            why = f"signal {-process.returncode}" if process.returncode < 0 else f"exit {process.returncode}"
            raise MachineError(
                f"Pagefind could not make the search index ({why}): {said or 'it said nothing'}"
            )


def find_engine() -> Engine:
    """The installed program.

    Raises:
        MachineError: it is missing, cannot be started, or is of a version whose files are not known.
    """
    try:
        path = Path(importlib.import_module(PACKAGE).get_executable())
    except ImportError as error:
        raise MachineError(f"the search needs Pagefind, which is not installed: {REMEDY}") from error
    except OSError as error:
        raise MachineError(
            f"the search needs Pagefind, and its package holds no program: {REMEDY}"
        ) from error
    process = _ended(path, ["--version"], path.parent, lambda: False)
    version = process.stdout.strip().rpartition(" ")[2]
    if process.returncode or not version:
        raise MachineError(f"Pagefind does not work ({path}): {REMEDY}")
    if not _is_known(version):
        raise MachineError(f"Pagefind {version} makes an index that this version cannot read: {REMEDY}")
    return Engine(path, version)


def _is_known(version: str) -> bool:
    numbers = [int(part) if part.isdigit() else 0 for part in version.split(".")]
    return (1, 5, 2) <= tuple(numbers[:3]) < (1, 6)


def _ended(
    path: Path, arguments: Sequence[str], folder: Path, is_stopped: Callable[[], bool]
) -> subprocess.CompletedProcess[str]:
    command = [os.fspath(path), *arguments]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND_")}
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise MachineError(f"Pagefind cannot be started ({path}: {error.strerror}): {REMEDY}") from error
    with process:
        while True:
            try:
                out, err = process.communicate(timeout=LISTENING)
                return subprocess.CompletedProcess(command, process.returncode, out, err)
            except subprocess.TimeoutExpired:
                if is_stopped():
                    process.kill()
            except BaseException:
                process.kill()
                raise
