"""Walking: the files below a folder. Run as a program, it looks at them while another process does something else.

Looking at the files of a large site is a system call for each, and threads of one Python process wait for one another
after every call. So a process of its own does it; it needs nothing of this package and begins at once.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator

Found = tuple[str, int, int]
"""The path of a file with forward slashes, its size and its modification time (nanoseconds)."""


def found(folder: str) -> Iterator[Found]:
    """Every file below a folder; entries with a dot at the top are left out, but for `.nojekyll`.

    Raises:
        OSError: a folder cannot be read.
    """
    waiting = [(folder, "")]
    while waiting:
        path, prefix = waiting.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                is_ours = prefix or not entry.name.startswith(".")
                if entry.is_dir(follow_symlinks=False):
                    if is_ours:
                        waiting.append((entry.path, f"{prefix}{entry.name}/"))
                elif is_ours or entry.name == ".nojekyll":
                    facts = entry.stat(follow_symlinks=False)
                    yield prefix + entry.name, facts.st_size, facts.st_mtime_ns


if __name__ == "__main__":
    sys.stdout.buffer.write(marshal.dumps(list(found(sys.argv[1]))))
