"""Pictures beside the records: whether a browser can show them, and how large they are.

A page keeps the place of a picture that it knows the size of, so that nothing moves when it arrives.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

from .cache import Cache
from .fingerprint import fingerprint
from .looks import look
from .process import HeadPart
from .sources import FileFacts, beside

FORMATS: Mapping[str, tuple[str, ...]] = {
    r"\x89PNG\r\n\x1a\n": (".png", ".apng"),
    r"\xff\xd8\xff": (".jpg", ".jpeg"),
    r"GIF8[79]a": (".gif",),
    r"RIFF....WEBP": (".webp",),
    r"....ftyp(?:avif|avis|mif1)": (".avif",),
    r"(?:\xef\xbb\xbf)?\s*<": (".svg",),
}
"""The formats that every browser shows: the beginning of the file, and how its name may end."""
SUFFIXES = frozenset(suffix for suffixes in FORMATS.values() for suffix in suffixes)

_SHOWN = re.compile("|".join(FORMATS).encode("latin-1"), re.DOTALL)
_BEGINNING = 65_536
"""Bytes within which a drawing must say how large it is."""
_SVG = "http://www.w3.org/2000/svg svg"
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+)(px|pt|pc|mm|cm|in)?\s*")
_PIXELS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LARGEST = 1e6
"""Pixels of a side, whatever the file says."""
_WIDE = 1200
"""Pixels of a drawing that has a shape and no size: wider than any column, which then limits it."""


class Size(NamedTuple):
    """Width and height in CSS pixels; both 0 for a drawing that does not say."""

    width: int
    height: int


def pictures(id: str, record: str, head: HeadPart) -> Iterable[tuple[str, str]]:
    """Name and path of the files of a record that are figures, or whose name is that of a picture."""
    for field, name, inside in head.named:
        if inside and (field.startswith("figures[") or PurePosixPath(name.lower()).suffix in SUFFIXES):
            yield name, beside(record, id, name, inside=True)


def measure(
    root: Path, files: Mapping[str, FileFacts], paths: Iterable[str], cache: Cache
) -> dict[str, Size]:
    """The sizes of the pictures at some paths; those that are none, or not there, are left out.

    A file is read again only when its size or time has changed.
    """
    state = f"pictures {fingerprint(('build/pictures.py',))}"
    found = look(state, _size, root, files, paths, cache)
    return {path: Size(*size) for path, size in found.items() if size}


def _size(path: Path) -> tuple[int, int] | None:
    with path.open("rb") as file:
        size = size_of(file)
    return (size.width, size.height) if size else None


def size_of(file: BinaryIO) -> Size | None:
    """The size of a picture as a browser shows it without a style sheet; None for what is no picture."""
    beginning = file.read(_BEGINNING)
    if not _SHOWN.match(beginning):
        return None
    if beginning.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _drawing(beginning)
    import imagesize  # noqa: PLC0415 (it brings half of the network along, and sizes are kept)

    width, height = imagesize.get(file)
    return Size(width, height) if width > 0 and height > 0 else None


def _drawing(beginning: bytes) -> Size | None:
    """The size that the root element of an SVG file gives."""
    roots: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: roots.append((name, attributes))
    # of a file that is cut off, or wrong further down, or in an encoding that nobody knows
    with contextlib.suppress(expat.ExpatError, LookupError, ValueError):
        parser.Parse(beginning, False)
    if not roots or roots[0][0] != _SVG:
        return None
    attributes = roots[0][1]
    width, height = (_pixels(attributes.get(name, "")) for name in ("width", "height"))
    if not (width and height):
        box = [float(number) for number in re.findall(r"-?\d*\.?\d+", attributes.get("viewBox", ""))]
        if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
            return Size(0, 0)
        width, height = width or _WIDE, (width or _WIDE) * box[3] / box[2]
    return Size(*(round(min(max(1.0, side), _LARGEST)) for side in (width, height)))


def _pixels(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[match[2] or "px"] if match else 0.0
