"""Installs the peers, each into an environment of its own: what they need does not agree, and none of it is ours.

Each lock in `locks/` holds versions and digests; `scripts/lock` renews them.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import venv
from pathlib import Path

from bench.measure import CommandError

_LOCKS = Path(__file__).parent / "locks"
_STAMP = ".installed"


def program(folder: Path, name: str, path: str) -> str:
    """The program of a peer, installed below a folder unless it is there already.

    Args:
        folder: holds an environment for each peer.
        name: the peer's lock.
        path: the program's place in the environment, a pattern.

    Raises:
        CommandError: it cannot be installed.
    """
    environment, lock = folder / name, _LOCKS / f"{name}.lock"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = environment / _STAMP
    if not stamp.is_file() or stamp.read_text("utf-8") != digest:
        _install(environment, lock)
        stamp.write_text(digest, "utf-8")
    found = sorted(environment.glob(path))
    if not found:
        raise CommandError(f"{name} is installed, and has no program {path}")
    return str(found[0])


def version(name: str) -> str:
    """The version of a peer's lock."""
    pattern = rf"^{re.escape(name)}==(\S+)"
    match = re.search(pattern, (_LOCKS / f"{name}.lock").read_text("utf-8"), re.MULTILINE)
    if not match:
        raise CommandError(f"the lock of {name} does not name it")
    return match[1]


def _install(environment: Path, lock: Path) -> None:
    venv.create(environment, clear=True, with_pip=True, symlinks=True)
    options = (
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--require-hashes",
        "--only-binary",
        ":all:",
    )
    command = (environment / "bin" / "python", "-m", "pip", "install", *options, "-r", lock)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandError(f"{lock.stem} cannot be installed\n{(done.stdout + done.stderr)[-4000:]}")
