"""Records are written in canonical form, changing as few lines of an existing file as can be."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
from pathlib import Path, PurePosixPath

from postilla.diagnostics import Report
from postilla.errors import MachineError, RecordsError
from postilla.model import Head, Tail

from .decode import decode
from .encode import encode, encode_fields
from .frontmatter import CLOSE

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its end."""


def update(path: str, old: bytes, head: Head, tail: Tail) -> str:
    """The text of a record after a change.

    A field whose value is as before keeps its lines, comments and layout; a changed one is written anew where it
    stood; a new one at its canonical place. A byte-order mark and the line ends stay what they are. A file laid out so
    that its fields have no lines of their own is written whole.

    Raises:
        RecordsError: the file says something that cannot be read, and writing over it would lose that: it is no
            record, or it has errors and would have to be written whole.
    """
    decoded = decode(path, old)
    before = decoded.record
    stem = PurePosixPath(path).stem
    if before is None:
        raise RecordsError(Report.of(decoded.findings, 1))
    source = old.decode()
    was, now = encode_fields(before.head, before.tail, stem), encode_fields(head, tail, stem)
    if was == now and before.tail.text == tail.text:
        return source
    mark = source[: source.startswith("\ufeff")]
    lines = _LINE.findall(source[len(mark) :])
    newline = "\r\n" if lines[0].endswith("\r\n") else lines[0][-1]
    end = next(i for i, line in enumerate(lines[1:], 1) if CLOSE.fullmatch(line.rstrip("\r\n")))
    new = {key: text.replace("\n", newline) for key, text in now.items()}
    blocks = dict(_blocks(lines[1:end]))
    is_whole = "".join(blocks.values()) == "".join(lines[1:end])
    kept = {
        key: block if was.get(key) == now.get(key) else _changed(block, new.get(key, ""))
        for key, block in blocks.items()
    }
    for key in [key for key in new if key not in kept]:
        kept = _insert(kept, key, new[key], list(new))
    rest = "".join(lines[end:])
    if tail.text != before.tail.text:
        rest = lines[end].rstrip("\r\n") + newline
        rest += f"\n{tail.text}\n".replace("\n", newline) if tail.text else ""
    text = f"{mark}{lines[0]}{''.join(kept.values())}{rest}"
    after = decode(path, text.encode()).record if is_whole else None
    if after and after.tail.text == tail.text and encode_fields(after.head, after.tail, stem) == now:
        return text
    report = Report.of(decoded.findings, 1)
    if report.errors:
        raise RecordsError(report)
    return encode(head, tail, stem)


def _blocks(lines: list[str]) -> list[tuple[str, str]]:
    """Each top-level field with its lines and their ends; comments and blank lines above a field go with it."""
    blocks: list[tuple[str, list[str]]] = []
    waiting: list[str] = []
    for line in lines:
        match = re.match(r"(['\"]?)([\w-]+)\1\s*:", line)
        if match:
            blocks.append((match[2], [*waiting, line]))
            waiting = []
        elif not line.strip() or line.startswith("#"):
            waiting.append(line)
        else:
            if blocks:
                blocks[-1][1].extend(waiting)
                blocks[-1][1].append(line)
            waiting = []
    if blocks:
        blocks[-1][1].extend(waiting)
    return [(key, "".join(block)) for key, block in blocks]


def _changed(block: str, new: str) -> str:
    """New lines of a field under the comments that stood above it."""
    above = itertools.takewhile(lambda line: not line.strip() or line.startswith("#"), _LINE.findall(block))
    return "".join(above) + new if new else ""


def _insert(blocks: dict[str, str], key: str, text: str, order: list[str]) -> dict[str, str]:
    """The blocks with a new one behind the last field that canonically precedes it."""
    before = [k for k in order[: order.index(key)] if k in blocks]
    if not before:
        return {key: text, **blocks}
    out: dict[str, str] = {}
    for name, block in blocks.items():
        out[name] = block
        if name == before[-1]:
            out[key] = text
    return out


def write(root: Path, path: str, head: Head, tail: Tail) -> bool:
    """Write a record; False where the file already says so. What was there still stands after an error.

    Raises:
        MachineError: the file cannot be written.
        RecordsError: what stands there cannot be read as a record; see `update`.
    """
    target = root / path
    try:
        old = target.read_bytes() if target.exists() else b""
        text = update(path, old, head, tail) if old.strip() else encode(head, tail, PurePosixPath(path).stem)
        data = text.encode()
        if data == old:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(data)
            temporary.replace(target)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {error.strerror or error}") from error
    return True
