"""Records are written in canonical form, changing as few lines of an existing file as can be."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path, PurePosixPath

from postilla.errors import MachineError
from postilla.model import Head, Tail

from .decode import decode
from .encode import encode, encode_fields


def update(path: str, old: bytes, head: Head, tail: Tail) -> str:
    """The text of a record after a change.

    A field whose value is as before keeps its lines, comments and layout; a changed one is written anew where it
    stood; a new one at its canonical place. A file that cannot be read as a record is written whole.
    """
    before = decode(path, old).record
    stem = PurePosixPath(path).stem
    if before is None:
        return encode(head, tail, stem)
    was = encode_fields(before.head, before.tail, stem)
    now = encode_fields(head, tail, stem)
    source = old.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    lines = source.split("\n")
    end = next(i for i, line in enumerate(lines[1:], 1) if re.fullmatch(r"(?:---|\.\.\.)[ \t]*", line))
    blocks = _blocks(lines[1:end])
    kept = {key: block if was.get(key) == now.get(key) else _changed(block, now.get(key, "")) for key, block in blocks}
    order = list(now)
    for key in [key for key in order if key not in kept]:
        kept = _insert(kept, key, now[key], order)
    front = "".join(kept.values())
    rest = "\n".join(lines[end + 1 :])
    if tail.text != before.tail.text:
        rest = f"\n{tail.text}\n" if tail.text else ""
    return f"---\n{front}---\n{rest}"


def _blocks(lines: list[str]) -> list[tuple[str, str]]:
    """Each top-level field with its lines; comments and blank lines above a field go with it."""
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
    return [(key, "".join(f"{line}\n" for line in block)) for key, block in blocks]


def _changed(block: str, new: str) -> str:
    """New lines of a field under the comments that stood above it."""
    comments = []
    for line in block.split("\n"):
        if line.strip() and not line.startswith("#"):
            break
        comments.append(f"{line}\n")
    return "".join(comments) + new if new else ""


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
    """Write a record; False where the file already says so.

    Raises:
        MachineError: the file cannot be written. What was there before still stands.
    """
    target = root / path
    try:
        old = target.read_bytes() if target.exists() else b""
        text = update(path, old, head, tail) if old else encode(head, tail, PurePosixPath(path).stem)
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
        raise MachineError(f"{path} cannot be written: {error.strerror}") from error
    return True
