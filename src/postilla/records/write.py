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

from . import items
from .decode import decode
from .encode import encode, encode_fields
from .frontmatter import CLOSE
from .items import LINE


def update(path: str, old: bytes, head: Head, tail: Tail) -> str:
    """The text of a record after a change.

    A field whose value is as before keeps its lines, comments and layout, and so does an entry of a list; a changed one
    is written anew where it stood; a new one at its canonical place. A byte-order mark and the line ends stay what they
    are. A file laid out so that its fields have no lines of their own is written whole.

    Raises:
        RecordsError: the file says something that cannot be read, and writing over it would lose that: it is no
            record, or it has errors and would have to be written whole.
    """
    decoded = decode(path, old)
    before = decoded.record
    stem = PurePosixPath(path).stem
    known = Report.of(decoded.findings, 1)
    if before is None:
        raise RecordsError(known)
    source = old.decode()
    was, now = encode_fields(before.head, before.tail, stem), encode_fields(head, tail, stem)
    if was == now and before.tail.text == tail.text:
        return source
    mark = source[: source.startswith("\ufeff")]
    lines = LINE.findall(source[len(mark) :])
    newline = "\r\n" if lines[0].endswith("\r\n") else lines[0][-1]
    end = next(i for i, line in enumerate(lines[1:], 1) if CLOSE.fullmatch(line.rstrip("\r\n")))
    new = {key: text.replace("\n", newline) for key, text in now.items()}
    blocks = dict(_blocks(lines[1:end]))
    rest = "".join(lines[end:])
    if tail.text != before.tail.text:
        rest = lines[end].rstrip("\r\n") + newline
        rest += f"\n{tail.text}\n".replace("\n", newline) if tail.text else ""
    # an entry whose end is not where it seems to be makes another value: then the whole field is written anew
    for changed in (_changed_entries, _changed) if "".join(blocks.values()) == "".join(lines[1:end]) else ():
        kept = {
            key: block if was.get(key) == now.get(key) else changed(block, was.get(key, ""), new.get(key, ""))
            for key, block in blocks.items()
        }
        for key in [key for key in new if key not in kept]:
            kept = _insert(kept, key, new[key], list(new))
        text = f"{mark}{lines[0]}{''.join(kept.values())}{rest}"
        if _says(path, text, now, tail.text, known.errors):
            return text
    if known.errors:
        raise RecordsError(known)
    return encode(head, tail, stem)


def _says(path: str, text: str, fields: dict[str, str], markdown: str, errors: int) -> bool:
    """Whether a text reads as these fields and this Markdown, with no more errors than there were."""
    decoded = decode(path, text.encode())
    record = decoded.record
    return (
        record is not None
        and record.tail.text == markdown
        and Report.of(decoded.findings).errors <= errors
        and encode_fields(record.head, record.tail, PurePosixPath(path).stem) == fields
    )


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


def _changed_entries(block: str, was: str, new: str) -> str:
    """New lines of a field; where it is a list, of the entries that differ."""
    return items.replaced(block, was, new) or _changed(block, was, new)


def _changed(block: str, _was: str, new: str) -> str:
    """New lines of a field under the comments that stood above it."""
    above = itertools.takewhile(lambda line: not line.strip() or line.startswith("#"), LINE.findall(block))
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
