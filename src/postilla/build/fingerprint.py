"""The fingerprint of the code and libraries that make a thing: part of the key of whatever they made."""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import postilla

READING = (
    "diagnostics.py", "model", "records", "words", "bodies", "addresses.py", "archive/slugs.py", "formats",
    "pages", "build/process.py",
)  # fmt: skip
"""The rooms that turn a record's bytes into values and HTML."""
RENDERING = (*READING, "archive", "templates", "build")
"""The rooms that turn values into pages."""
SEARCHING = ("search", "build/findable.py", "build/indexing.py", "build/workshop.py")
"""The rooms that make the index of the search, beside those that read records."""
EXAMINING = (*RENDERING, "checks", "settings.py")
"""The rooms that find what is wrong."""
LIBRARIES = ("pyyaml", "markdown", "nh3", "latex2mathml", "jinja2", "markupsafe", "imagesize", "cbor2")


@cache
def fingerprint(rooms: Sequence[str]) -> str:
    """A hex digest of the source of `rooms` and the versions of the libraries."""
    state = hashlib.blake2b(digest_size=16)
    state.update(".".join(platform.python_version_tuple()[:2]).encode())
    state.update(_libraries())
    for room in rooms:
        state.update(_room(room))
    return state.hexdigest()


@cache
def _libraries() -> bytes:
    return "".join(f"{library} {importlib.metadata.version(library)}\n" for library in LIBRARIES).encode()


@cache
def _room(room: str) -> bytes:
    """The digest of the source of one room, which may be part of several fingerprints."""
    package = Path(postilla.__file__).parent
    path = package / room
    state = hashlib.blake2b(digest_size=16)
    files = sorted(p for p in path.rglob("*") if p.suffix in (".py", ".html")) if path.is_dir() else [path]
    for file in files:
        state.update(file.relative_to(package).as_posix().encode() + b"\0")
        state.update(file.read_bytes())
    return state.digest()
