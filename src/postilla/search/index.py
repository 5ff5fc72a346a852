"""The index of one bundle: Pagefind's files, verified, in small parts, and the same bytes every time.

Pagefind 1.5 writes gzipped files that begin with `pagefind_dcd`; behind that its fragments are JSON, and everything
else is CBOR. Four things are done to them. Its filters come in an order that differs from run to run (a hash map), so
they are sorted, and whatever names them follows. Its articles are numbered as the file system lists their stubs, so
which article is in which stub follows from that (`blank_stubs`), and the address of each is put back. Its lists of
words are cut into smaller files, since a query needs one of them for each word in each bundle. And articles get
shorter names, since the metadata that every reader loads first hold them all. See decisions/0041.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import cbor2

from postilla.errors import MachineError

from .engine import Engine

MAGIC = b"pagefind_dcd"
CHUNK = 16_000
"""Bytes of a list of words before it is compressed to about a third; a single word may have more."""
DIGITS = 7
"""Digits of a digest that name a file or folder by its content, at least: none may have the name of another that a
browser still holds."""


class Index(NamedTuple):
    """The files of one bundle."""

    files: tuple[tuple[str, bytes], ...]
    """By path in the folder of the bundle, sorted."""
    fragments: tuple[tuple[str, str], ...]
    """The address of each article and its name in the results of a search, which no other bundle has."""
    entry: str
    """What Pagefind in the browser wants to read first, as JSON: its version, and the name of the metadata. Besides
    `fragments`: the folder of the articles whose names begin with each digit."""


class _BrokenError(Exception):
    """A file is not what this version of Pagefind writes."""


def blank_stubs(folder: Path, count: int) -> list[Path]:
    """Empty files for stubs in a new folder, in the order in which Pagefind will go through them.

    That is the order in which the file system lists them, and each has its own: ext4 orders names by a digest with a
    seed, tmpfs has the latest first. It does not change while the files are written.
    """
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number}.html").touch()
    with os.scandir(folder) as listed:
        return [folder / entry.name for entry in listed]


def write_index(
    engine: Engine, stubs: Path, out: Path, language: str, is_stopped: Callable[[], bool]
) -> None:
    """Have Pagefind index a folder of stubs; this needs memory, and what follows does not.

    Args:
        engine: the program.
        stubs: an HTML file for each article, directly in this folder.
        out: a folder to write into, which does not exist.
        language: the primary subtag of the site's language; words are stemmed as in that language.
        is_stopped: asked now and then whether to end it before its end.

    Raises:
        MachineError: Pagefind failed or was stopped.
    """
    engine.run(
        ["--site", str(stubs), "--output-path", str(out), "--force-language", language, "--silent"],
        stubs.parent,
        is_stopped,
    )


def read_index(engine: Engine, name: str, out: Path, articles: Mapping[str, str]) -> Index:
    """What `write_index` has written to a folder, as it is published.

    Args:
        engine: the program.
        name: of the bundle.
        out: the folder.
        articles: the address of each article, by the name of its stub.

    Raises:
        MachineError: not every article was indexed, or a file is not what this version of Pagefind writes.
    """
    try:
        index = _read(engine, name, out, articles)
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
    if len(index.fragments) != len(articles):
        raise MachineError(
            f"Pagefind indexed {len(index.fragments):,} of {len(articles):,} articles; nothing is published"
        )
    return index


def _read(engine: Engine, bundle: str, out: Path, addresses: Mapping[str, str]) -> Index:
    entry = json.loads((out / "pagefind-entry.json").read_bytes())
    if entry["version"] != engine.version:
        raise _BrokenError(f"it says that Pagefind {entry['version']} made it")
    if len(entry["languages"]) != 1:
        raise _BrokenError(f"it has {len(entry['languages'])} languages in place of one")
    ((tag, facts),) = entry["languages"].items()
    version, pages, chunks, filters, sorts, *rest = _decoded(out / f"pagefind.{facts['hash']}.pf_meta")
    if sorts:
        raise _BrokenError("it sorts articles, by numbers that are none any more")
    articles = _articles(bundle, out / "fragment", pages, addresses)
    files = dict(articles.files)
    if not len(articles.names) == len(pages) == facts["page_count"]:
        raise _BrokenError(f"it has {facts['page_count']} pages, and {len(articles.names)} addresses")
    named_filters = []
    for _, name in sorted(filters):
        facet, values = _decoded(out / f"filter/{name}.pf_filter")
        data = cbor2.dumps(
            [facet, sorted([value, sorted(articles.numbers[n] for n in found)] for value, found in values)]
        )
        named_filters.append([facet, _keep(files, "filter", "pf_filter", data)])
    named_chunks = []
    for _, _, name in chunks:
        whole = _unwrapped((out / f"index/{name}.pf_index").read_bytes())
        for first, last, data in _cut(whole, articles.numbers):
            named_chunks.append([first, last, _keep(files, "index", "pf_index", data)])
    data = cbor2.dumps([version, articles.pages, named_chunks, named_filters, sorts, *rest])
    hash_ = _digest(data)[:10]
    files[f"pagefind.{hash_}.pf_meta"] = _wrapped(data)
    for name in ("pagefind.js", f"wasm.{facts['wasm'] or 'unknown'}.pagefind"):
        files[name] = (out / name).read_bytes()
    entry |= {"languages": {tag: {**facts, "hash": hash_}}, "fragments": articles.folders}
    told = json.dumps(entry, sort_keys=True, ensure_ascii=False)
    return Index(tuple(sorted(files.items())), tuple(sorted(articles.names.items())), told)


class _Articles(NamedTuple):
    """The fragments of a bundle."""

    names: Mapping[str, str]
    """By address."""
    folders: Mapping[str, str]
    """By the first digit of a name a folder, called by what is in it, so that no file changes under its name."""
    files: Mapping[str, bytes]
    pages: list[tuple[str, int]]
    """Names, and how many words each has, by address."""
    numbers: list[int]
    """The place of an article in `pages` by the number that Pagefind gave it."""


_URL = re.compile(rb'\{"url":"/([^"\\]*)"')
"""What a fragment begins with."""


def _articles(
    bundle: str, folder: Path, pages: Iterable[tuple[str, int]], addresses: Mapping[str, str]
) -> _Articles:
    texts, words = dict[str, bytes](), dict[str, int]()
    for name, count in pages:
        data = _unwrapped((folder / f"{name}.pf_fragment").read_bytes())
        url = _URL.match(data)
        if url is None:
            raise _BrokenError("an article has no address")
        address = addresses[url[1].decode()]
        texts[address] = _wrapped(b'{"url":' + json.dumps(f"/{address}").encode() + data[url.end() :])
        words[address] = count
    digits = _shortened(texts)
    order = sorted(texts)
    names = {address: f"{bundle}.{digits[address]}" for address in order}
    groups: dict[str, list[str]] = {}
    for address in order:
        groups.setdefault(digits[address][0], []).append(address)
    folders, files = dict[str, str](), dict[str, bytes]()
    for digit, group in sorted(groups.items()):
        content = b"".join(hashlib.blake2b(texts[address]).digest() for address in group)
        folders[digit] = digit + _digest(content)[:DIGITS]
        files |= {
            f"fragment/{folders[digit]}/{names[address]}.pf_fragment": texts[address] for address in group
        }
    places = {address: place for place, address in enumerate(order)}
    counted = [(names[address], words[address]) for address in order]
    return _Articles(names, folders, files, counted, [places[address] for address in texts])


def _shortened(addresses: Iterable[str]) -> dict[str, str]:
    """Of the digest of each address as few digits as tell it from the others."""
    digests = {address: _digest(address.encode()) for address in addresses}
    short: dict[str, str] = {}
    for digits in range(1, 128):
        left = {address: digest[:digits] for address, digest in digests.items() if address not in short}
        alike = Counter(left.values())
        short |= {address: name for address, name in left.items() if alike[name] == 1}
        if len(short) == len(digests):
            break
    return short


def _cut(data: bytes, numbers: list[int]) -> Iterator[tuple[str, str, bytes]]:
    """A list of words in parts: the first and the last word of each, and its CBOR with articles numbered as said."""
    count, start = _array_of_words(data)
    as_they_are = numbers == sorted(numbers)
    file = io.BytesIO(data)
    file.seek(start)
    decoder = cbor2.CBORDecoder(file)
    first = last = ""
    held, part = 0, bytearray()
    for _ in range(count):
        start = file.tell()
        word, found, variants, *rest = decoder.decode()
        if as_they_are:
            item = data[start : file.tell()]
        else:
            variants = [[form, _numbered(its, numbers), *more] for form, its, *more in variants]
            item = cbor2.dumps([word, _numbered(found, numbers), variants, *rest])
        if held and len(part) + len(item) > CHUNK:
            yield first, last, _wrapped_array(held, part)
            held, part = 0, bytearray()
        first, last = (first if held else word), word
        held += 1
        part += item
    if file.tell() != len(data):
        raise _BrokenError("a list of words has no end")
    if held:
        yield first, last, _wrapped_array(held, part)


def _numbered(found: Sequence[Sequence[Any]], numbers: Sequence[int]) -> list[list[Any]]:
    """The articles that have a word and where they have it; each number is told as what it exceeds the last by."""
    olds = accumulate(step for step, *_ in found)
    told = sorted((numbers[old], where) for old, (_, *where) in zip(olds, found, strict=True))
    return [[number - before, *where] for (before, _), (number, where) in pairwise([(0, []), *told])]


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


def _wrapped_array(count: int, items: bytes | bytearray) -> bytes:
    for short, size in _LENGTHS.items():
        if count < 24:
            return bytes([0x81, 0x80 | count]) + items
        if count < 1 << 8 * size:
            return bytes([0x81, 0x80 | short]) + count.to_bytes(size, "big") + items
    raise _BrokenError(f"a list has {count} words")


def _keep(files: dict[str, bytes], folder: str, suffix: str, data: bytes) -> str:
    digits, digest, wrapped = DIGITS, _digest(data), _wrapped(data)
    while files.get(path := f"{folder}/{digest[:digits]}.{suffix}", wrapped) != wrapped:
        digits += 1
    files[path] = wrapped
    return digest[:digits]


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data).hexdigest()


def _decoded(file: Path) -> Any:
    return cbor2.loads(_unwrapped(file.read_bytes()))


def _unwrapped(data: bytes) -> bytes:
    plain = gzip.decompress(data)
    if not plain.startswith(MAGIC):
        raise _BrokenError("a file does not begin as Pagefind's do")
    return plain[len(MAGIC) :]


def _wrapped(data: bytes) -> bytes:
    return gzip.compress(MAGIC + data, 6, mtime=0)
