"""The plan: what stands at every address of the new site, and the key that says whether it changed."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from postilla.errors import BuildError
from postilla.pages import Page

from .cache import digest, pack, unpack


class Output(NamedTuple):
    """One file of the site as it stands: the key it was made by, its size and modification time (nanoseconds)."""

    key: str
    size: int
    mtime: int
    part: int = -1
    """The number of the part of the plan that it belongs to; -1 for what is planned by itself, such as the search."""


Manifest = dict[str, Output]
"""Every file that we published, by its path in the site directory."""


class Standing(NamedTuple):
    """The site of an earlier build, as it is found."""

    files: Manifest
    """Those that are as it left them."""
    whole: str
    """The key of everything that it was made from; empty where a file is missing or another one."""


class BulkFile(NamedTuple):
    """One file of the site that holds the entries of several articles."""

    path: str
    format: str
    ids: tuple[str, ...]
    is_store: bool
    """Whether it is one of those that hold every article once."""


class Planned(NamedTuple):
    """One file of the new site: a page, a file to copy, bytes at hand or read later, or an article in some format.

    A path that is empty stands for the entries of an article in the bulk files, which have no file of their own; or,
    with `standing`, for many files that stand as they are.
    """

    path: str
    key: str
    page: Page | None = None
    copy: Path | None = None
    data: bytes | None = None
    article: str = ""
    """The id of the article that is written in `formats`."""
    formats: tuple[str, ...] = ()
    bulk: BulkFile | None = None
    read: Callable[[], bytes] | None = None
    part: int = -1
    """As in `Output`."""
    standing: Sequence[str] = ()
    """The paths of files that are known to stand as the plan wants them, so that nothing else need be known of them."""

    @property
    def paths(self) -> Sequence[str]:
        """The files of the site that it is about: one, many that stand, or none."""
        return (self.path,) if self.path else self.standing


canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
"""The canonical JSON of a value of named tuples: arrays in a fixed order, so that nothing need be sorted."""


def page_key(page: Page, fingerprint: str) -> str:
    """The key of a page: canonical JSON of its view, under the fingerprint of everything else that makes it."""
    return digest(f"{fingerprint}\0{canonical(page)}".encode()).hex()


def planned_data(files: Mapping[str, bytes]) -> Iterator[Planned]:
    """Files, by path, whose bytes are known already; they are their keys."""
    for path, data in files.items():
        yield Planned(path, f"data {digest(data).hex()}", data=data)


def unique(planned: Iterable[Planned]) -> Iterator[Planned]:
    """The plan, as it comes.

    Raises:
        BuildError: two things want one path; the checks have a rule for every way that records can cause it.
    """
    taken: set[str] = set()
    for item in planned:
        for path in item.paths:
            folded = path.lower()
            if folded in taken:
                raise BuildError(f"two pages want the address {path}")
            taken.add(path if folded == path else folded)  # mostly a string that is there already
        yield item


def encode_manifest(manifest: Manifest) -> bytes:
    """A manifest as it is kept: by columns, which are read in a quarter of the time that rows take."""
    return pack((list(manifest), *map(list, zip(*manifest.values(), strict=True))))


def decode_manifest(data: bytes | None) -> Manifest:
    """A kept manifest; an unreadable one is empty, so that everything is made again."""
    with contextlib.suppress(Exception):  # whatever damaged bytes raise
        paths, *columns = unpack(data or b"", tuple)
        return dict(zip(paths, map(Output._make, zip(*columns, strict=True)), strict=True))
    return {}
