"""What `tests/sites/hostile` cannot hold in git: made from one table, the same every time."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

FOLDER = "articles/made"
RECORD = (
    "---\ntitle: 'Odd'\ntype: viewpoint\nauthors: [{family: Odd}]\njournal: odd\npublished: 2020\n"
    "specialties: [con]\n"
)
"""The front matter of a record that is right, up to its end."""


class Made(NamedTuple):
    """One thing: the codes of its findings, and how it is made at a path; its folder is there."""

    codes: str
    make: Callable[[Path], object]


def _holding(data: bytes | str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data.encode() if isinstance(data, str) else data)


def _sparse(size: int) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        path.write_text(RECORD, "utf-8")
        os.truncate(path, size)

    return make


def _link(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


def _linked_folder(path: Path) -> None:
    outside = path.parents[2] / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret.md").write_text("secret words", "utf-8")
    path.symlink_to("../../outside")


def _socket(path: Path) -> None:
    # the address of a socket is short, that of a test's folder is not
    here = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(f"/proc/self/fd/{here}/{path.name}")
    finally:
        os.close(here)


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "inside.md").write_text(f"{RECORD}---\n", "utf-8")


def _deep_folders(depth: int) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        folder = path.joinpath(*["d"] * depth)
        folder.mkdir(parents=True)
        (folder / "deepest.md").write_text(f"{RECORD}---\n", "utf-8")

    return make


_CHANCE = random.Random(5)

MADE: Mapping[str, Made] = {
    # bytes
    "random-1.md": Made("P101", _holding(_CHANCE.randbytes(70_000))),
    "random-2.md": Made("P101", _holding(b"---\n" + _CHANCE.randbytes(2_000) + b"\n---\n")),
    "random-3.md": Made("P103", _holding("".join(chr(_CHANCE.randrange(0x20, 0xD7FF)) for _ in range(9_000)))),
    "zeros.md": Made("P103", _holding(bytes(100_000))),
    "controls.md": Made("P111", _holding(f"{RECORD}subtitle: 'a\x1b[2J\x07b'\n---\n")),
    "half-a-pair.md": Made("P101", _holding(f"{RECORD}---\n".encode() + b"\xed\xa0\x80")),
    "utf-16.md": Made("P101", _holding(f"{RECORD}---\n".encode("utf-16"))),
    "separator.md": Made("P111", _holding(f"{RECORD}subtitle: 'a\u2028b'\n---\n")),
    "empty.md": Made("P103", _holding("")),
    "mark.md": Made("P103", _holding("\ufeff")),
    # sizes
    "huge.md": Made("P102", _sparse(5_000_000_000)),
    "huge-line.md": Made("P102", _holding(f"{RECORD}subtitle: '{'x' * 3_000_000}'\n---\n")),
    "huge-text.md": Made("P407", _holding(f"{RECORD}---\n{'words ' * 400_000}")),
    "huge-list.md": Made("P220", _holding(f"{RECORD}keywords: ['{'x' * 5_000}', {'y, ' * 50_000}]\n---\n")),
    "many-findings.md": Made("P114 P202", _holding(RECORD + "".join(f"odd{n}: 1\n" for n in range(5_000)) + "---\n")),
    "many-marks.md": Made("P401 P422", _holding(f"{RECORD}---\n{'[@none] ' * 50_000}")),
    # links, and what is no file
    "link-out.md": Made("P113", _link("../../mkdocs.yml")),
    "link-far-out.md": Made("P113", _link("/etc/passwd")),
    "link-endless.md": Made("P113", _link("/dev/zero")),
    "link-nowhere.md": Made("P113", _link("nothing.md")),
    "link-itself.md": Made("P113", _link("link-itself.md")),
    "link-out": Made("P113", _linked_folder),
    "link-figure.png": Made("P113", _link("/etc/passwd")),
    "folder.md": Made("P113", _folder),
    "pipe.md": Made("P113", os.mkfifo),
    "pipe.png": Made("P113", os.mkfifo),
    "socket.md": Made("P113", _socket),
    "deep-folders": Made("P113", _deep_folders(40)),
    # names
    "AUX.md": Made("P210", _holding(f"{RECORD}---\n")),
    "con.txt.md": Made("P210", _holding(f"{RECORD}---\n")),
    "a b.md": Made("P210", _holding(f"{RECORD}---\n")),
    "a\x07\x1b[31mb.md": Made("P210", _holding(f"{RECORD}---\n")),
    "a\n::error::b.md": Made("P210", _holding(f"{RECORD}---\n")),
    "a\u202efdp.md": Made("P210", _holding(f"{RECORD}---\n")),
    "%2e%2e%2fa.md": Made("P210", _holding(f"{RECORD}---\n")),
    "'; echo x; '.md": Made("P210", _holding(f"{RECORD}---\n")),
    "<img src=x onerror=alert(1)>.md": Made("P210", _holding(f"{RECORD}---\n")),
    "--help.md": Made("P210", _holding(f"{RECORD}---\n")),
    "發明.md": Made("P210", _holding(f"{RECORD}---\n")),
    "e\u0301.md": Made("P210", _holding(f"{RECORD}---\n")),
    f"{'x' * 250}.md": Made("P210", _holding(f"{RECORD}---\n")),
    os.fsdecode(b"\xff\xfe.md"): Made("P113", _holding(f"{RECORD}---\n")),
}  # fmt: skip
"""By name in `FOLDER`."""

VOCABULARIES: Mapping[str, Made] = {
    "random": Made("P101", _holding(_CHANCE.randbytes(9_000))),
    "huge": Made("P102", _sparse(5_000_000_000)),
    "link out": Made("P113", _link("/etc/passwd")),
    "link without end": Made("P113", _link("/dev/zero")),
    "link to nowhere": Made("P113", _link("nothing.yml")),
    "link to itself": Made("P113", _link("collections.yml")),
    "folder": Made("P113", Path.mkdir),
    "pipe": Made("P113", os.mkfifo),
    "brackets": Made("P107", _holding("[" * 100_000)),
    "depth": Made("P107", _holding("".join("  " * n + "- \n" for n in range(90)))),
    "record": Made("P105 P112", _holding(f"{RECORD}---\n")),
}
"""What may stand in the place of a vocabulary."""
