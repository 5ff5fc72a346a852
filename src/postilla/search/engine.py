"""The engine: the program Pagefind, which makes the index. It comes with the package `pagefind-bin`."""

from __future__ import annotations

import importlib
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from postilla.errors import MachineError

PACKAGE = "pagefind_bin"
REMEDY = "install it with `python -m pip install 'pagefind[bin]>=1.5.2,<1.6'`, or do without a search: `search: false`"


@dataclass(frozen=True, slots=True)
class Engine:
    """The program as it was found; its version is one whose files we know."""

    path: Path
    version: str
    """Such as `1.5.2`."""

    def run(self, arguments: Sequence[str], folder: Path) -> None:
        """Run it to its end in a folder, which keeps it from reading settings elsewhere.

        Raises:
            MachineError: it failed; the message ends with what it said.
        """
        process = _started(self.path, arguments, folder)
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
    process = _started(path, ["--version"], path.parent)
    version = process.stdout.strip().rpartition(" ")[2]
    if process.returncode or not version:
        raise MachineError(f"Pagefind does not work ({path}): {REMEDY}")
    if not _is_known(version):
        raise MachineError(f"Pagefind {version} makes an index that this version cannot read: {REMEDY}")
    return Engine(path, version)


def _is_known(version: str) -> bool:
    numbers = [int(part) if part.isdigit() else 0 for part in version.split(".")]
    return (1, 5, 2) <= tuple(numbers[:3]) < (1, 6)


def _started(path: Path, arguments: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND_")}
    try:
        return subprocess.run(
            [os.fspath(path), *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise MachineError(f"Pagefind cannot be started ({path}: {error.strerror}): {REMEDY}") from error
