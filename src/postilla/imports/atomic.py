"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from postilla.errors import MachineError


def put(target: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises:
        MachineError: the disk refuses.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(data)
            temporary.replace(target)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    except OSError as error:
        raise MachineError(f"{target.name} cannot be written: {error.strerror or error}") from error
