"""The last step for one record, in any process: see that it passes the check, then write it and its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from postilla.bodies import BodySource, FigureSource, render
from postilla.diagnostics import Severity
from postilla.errors import MachineError, RecordsError
from postilla.model import Head, Tail
from postilla.records import decode, encode, write
from postilla.words import ENGLISH

from . import ledger
from .atomic import put
from .files import Copy
from .inputs import Companions
from .updating import digests, lines_of, merged

_BLOCKS = (
    "text", "abstract", "summary", "archive_note", "acknowledgements", "data_availability", "ethics",
    "competing_interests",
)  # fmt: skip


class Job(NamedTuple):
    """One record to write."""

    root: str
    path: str
    head: Head
    tail: Tail
    copies: tuple[Copy, ...] = ()
    update: bool = False
    """Whether the record is there and is to be brought up to date."""
    last: str = ""
    """The record's line of the ledger."""
    force: bool = False
    dry: bool = False


class Outcome(NamedTuple):
    """What became of one record."""

    status: str
    """new, updated, same, refused"""
    path: str
    id: str
    format: str
    line: str = ""
    """The new line of the ledger; empty where it stays as it is."""
    findings: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def run(jobs: Sequence[Job]) -> list[Outcome]:
    """Do a few jobs."""
    return [_done(job) for job in jobs]


def _done(job: Job) -> Outcome:
    root, head, tail = Path(job.root), job.head, job.tail
    form = tail.source.format if tail.source else ""
    taken: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    if job.update:
        there = decode(job.path, (root / job.path).read_bytes()).record
        if there is None:
            return Outcome(
                "refused",
                job.path,
                head.id,
                form,
                findings=("the record that is there cannot be read: check it first",),
            )
        result = merged((there.head, there.tail), (head, tail), ledger.parsed(job.last), force=job.force)
        head, tail, taken, kept = result.head, result.tail, result.taken, result.kept
        line = ledger.written(result.fields)
    else:
        lines = lines_of(head, tail)
        line = ledger.written(digests(lines))
    if not job.update or taken:
        text = encode(head, tail, head.id) if job.update else assembled(lines)
        told = findings(job.path, text, tail)
        if told:
            return Outcome("refused", job.path, head.id, form, findings=told)
        if not job.dry:
            try:
                _copied(root / job.path, job.copies)
                if job.update:
                    write(root, job.path, head, tail)
                else:
                    put(root / job.path, text.encode())
            except RecordsError as error:
                return Outcome(
                    "refused",
                    job.path,
                    head.id,
                    form,
                    findings=tuple(f.headline() for f in error.report.findings),
                )
    status = ("updated" if taken else "same") if job.update else "new"
    return Outcome(status, job.path, head.id, form, line, (), taken, kept)


def assembled(lines: Mapping[str, str]) -> str:
    """A new record from the lines of its fields."""
    text = lines.get("text", "")
    front = "".join(value for name, value in lines.items() if name != "text")
    return f"---\n{front}---\n" + (f"\n{text}\n" if text else "")


def findings(path: str, written: str, tail: Tail) -> tuple[str, ...]:
    """The errors that `postilla check` would tell of the record by itself."""
    decoded = decode(path, written.encode())
    told = [finding.headline() for finding in decoded.findings if finding.severity is Severity.ERROR]
    if decoded.record is None or told:
        return tuple(told) or ("the record cannot be read back",)
    references = tuple(reference.id for reference in tail.references)
    for name in _BLOCKS:
        text = getattr(tail, name)
        if not text or text == "none":
            continue
        figures = (
            tuple(FigureSource(f.id, f.label, f.caption, f.credit, f.alt, f.file) for f in tail.figures)
            if name == "text"
            else ()
        )
        body = render(BodySource(text, "t-", references, figures, 2, ENGLISH))
        told += [
            f"{path}: {name}, line {found.span.line}: {found.code} {found.message}"
            for found in body.findings
            if found.severity is Severity.ERROR
        ]
    return tuple(told)


def _copied(record: Path, copies: Sequence[Copy]) -> None:
    """Copy the files of a record; one that is there with the same bytes is left alone."""
    for copy in copies:
        target = record.parent / copy.target
        try:
            data = Companions.read(copy.item, copy.found)
            if target.exists() and target.read_bytes() == data:
                continue
        except OSError as error:
            raise MachineError(f"{copy.target} cannot be copied: {error.strerror or error}") from error
        put(target, data)
