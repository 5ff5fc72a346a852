"""The index of one bundle: Pagefind's files, verified, in small parts, and the same bytes every time.

Pagefind 1.5 writes gzipped files that begin with `pagefind_dcd`; behind that its fragments are JSON, and everything
else is CBOR. Two things are done to them. Its filters come in an order that differs from run to run (a hash map), so
they are sorted, and whatever names them follows. And its lists of words are cut into smaller files, since a query
needs one of them for each word in each bundle. See decisions/0041.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import cbor2

from postilla.errors import MachineError

from .engine import Engine

MAGIC = b"pagefind_dcd"
CHUNK = 16_000
"""Bytes of a list of words before it is compressed to about a third; a single word may have more."""


class Index(NamedTuple):
    """The files of one bundle."""

    files: tuple[tuple[str, bytes], ...]
    """By path in the folder of the bundle, sorted."""
    fragments: tuple[tuple[str, str], ...]
    """The address of each article and the name that Pagefind has for it, which stands in the results of a search."""
    entry: str
    """What Pagefind in the browser wants to read first, as JSON: its version, and the name of the metadata."""


class _BrokenError(Exception):
    """A file is not what this version of Pagefind writes."""


def make_index(engine: Engine, stubs: Path, out: Path, language: str, expected: int) -> Index:
    """Index a folder of stubs.

    Args:
        engine: the program.
        stubs: an HTML file for each article, at the path of its page.
        out: a folder to write into, which does not exist.
        language: the primary subtag of the site's language; words are stemmed as in that language.
        expected: how many articles there are.

    Raises:
        MachineError: Pagefind failed, or did not index every article.
    """
    engine.run(
        ["--site", str(stubs), "--output-path", str(out), "--force-language", language, "--silent"],
        stubs.parent,
    )
    try:
        index = _read(engine, out)
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        EOFError,
        zlib.error,
        cbor2.CBORDecodeError,
    ) as error:
        raise MachineError(f"Pagefind {engine.version} made an index that cannot be read: {error}") from error
    except _BrokenError as error:
        raise MachineError(f"Pagefind {engine.version} made an index that cannot be used: {error}") from error
    if len(index.fragments) != expected:
        raise MachineError(
            f"Pagefind indexed {len(index.fragments):,} of {expected:,} articles; nothing is published"
        )
    return index


def _read(engine: Engine, out: Path) -> Index:
    entry = json.loads((out / "pagefind-entry.json").read_bytes())
    if entry["version"] != engine.version:
        raise _BrokenError(f"it says that Pagefind {entry['version']} made it")
    if len(entry["languages"]) != 1:
        raise _BrokenError(f"it has {len(entry['languages'])} languages in place of one")
    ((tag, facts),) = entry["languages"].items()
    version, pages, chunks, filters, *rest = _decoded(out / f"pagefind.{facts['hash']}.pf_meta")
    files: dict[str, bytes] = {}
    fragments: dict[str, str] = {}
    for name, _ in pages:
        path = f"fragment/{name}.pf_fragment"
        data = (out / path).read_bytes()
        fragments[json.loads(_unwrapped(data))["url"].lstrip("/")] = name
        files[path] = data
    if not len(fragments) == len(pages) == facts["page_count"]:
        raise _BrokenError(f"it has {facts['page_count']} pages, and {len(fragments)} addresses")
    named_filters = []
    for _, name in sorted(filters):
        facet, values = _decoded(out / f"filter/{name}.pf_filter")
        data = cbor2.dumps([facet, sorted([value, sorted(found)] for value, found in values)])
        named_filters.append([facet, _keep(files, "filter", "pf_filter", tag, data)])
    named_chunks = []
    for _, _, name in chunks:
        for first, last, data in _cut(_unwrapped((out / f"index/{name}.pf_index").read_bytes())):
            named_chunks.append([first, last, _keep(files, "index", "pf_index", tag, data)])
    data = cbor2.dumps([version, pages, named_chunks, named_filters, *rest])
    hash_ = _name(tag, data, 10)
    files[f"pagefind.{hash_}.pf_meta"] = _wrapped(data)
    for name in ("pagefind.js", f"wasm.{facts['wasm'] or 'unknown'}.pagefind"):
        files[name] = (out / name).read_bytes()
    entry["languages"] = {tag: {**facts, "hash": hash_}}
    told = json.dumps(entry, sort_keys=True, ensure_ascii=False)
    return Index(tuple(sorted(files.items())), tuple(sorted(fragments.items())), told)


def _cut(data: bytes) -> Iterator[tuple[str, str, bytes]]:
    """A list of words in parts: the first and the last word of each, and its CBOR."""
    count, start = _array_of_words(data)
    file = io.BytesIO(data)
    file.seek(start)
    decoder = cbor2.CBORDecoder(file)
    first = last = ""
    held, begin, end = 0, start, start
    for _ in range(count):
        word = decoder.decode()[0]
        if held and file.tell() - begin > CHUNK:
            yield first, last, _wrapped_array(held, data[begin:end])
            held, begin = 0, end
        first, last = (first if held else word), word
        held, end = held + 1, file.tell()
    if end != len(data):
        raise _BrokenError("a list of words has no end")
    if held:
        yield first, last, _wrapped_array(held, data[begin:end])


# An array of CBOR: major type 4, with the number of items in the same byte or in the 1, 2 or 4 behind it (RFC 8949, 3).
_LENGTHS = {24: 1, 25: 2, 26: 4}


def _array_of_words(data: bytes) -> tuple[int, int]:
    """How many items the inner of two arrays has, and where the first begins: to decode all would fill the memory."""
    if data[0] != 0x81 or data[1] >> 5 != 4:
        raise _BrokenError("a list of words is none")
    short = data[1] & 0x1F
    if short < 24:
        return short, 2
    size = _LENGTHS[short]
    return int.from_bytes(data[2 : 2 + size], "big"), 2 + size


def _wrapped_array(count: int, items: bytes) -> bytes:
    for short, size in _LENGTHS.items():
        if count < 24:
            return bytes([0x81, 0x80 | count]) + items
        if count < 1 << 8 * size:
            return bytes([0x81, 0x80 | short]) + count.to_bytes(size, "big") + items
    raise _BrokenError(f"a list has {count} words")


def _keep(files: dict[str, bytes], folder: str, suffix: str, tag: str, data: bytes) -> str:
    digits, wrapped = 7, _wrapped(data)
    # as few digits as tell the files apart: a reader loads all the names before the first search
    while files.get(path := f"{folder}/{_name(tag, data, digits)}.{suffix}", wrapped) != wrapped:
        digits += 1
    files[path] = wrapped
    return _name(tag, data, digits)


def _name(tag: str, data: bytes, digits: int) -> str:
    return f"{tag}_{hashlib.blake2b(data).hexdigest()[:digits]}"


def _decoded(file: Path) -> Any:
    return cbor2.loads(_unwrapped(file.read_bytes()))


def _unwrapped(data: bytes) -> bytes:
    plain = gzip.decompress(data)
    if not plain.startswith(MAGIC):
        raise _BrokenError("a file does not begin as Pagefind's do")
    return plain[len(MAGIC) :]


def _wrapped(data: bytes) -> bytes:
    return gzip.compress(MAGIC + data, 6, mtime=0)
