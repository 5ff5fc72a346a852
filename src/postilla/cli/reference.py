"""`postilla reference`: the reference pages of `docs/`, written or compared with the code's own tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from postilla.errors import MachineError, SettingsError

from .manual import MARK, pages


@click.command("reference")
@click.argument(
    "folder",
    metavar="[DIR]",
    default=Path("docs/reference"),
    type=click.Path(file_okay=False, path_type=Path),
)
@click.option(
    "--check", "is_check", is_flag=True, help="Write nothing; name the pages that are not up to date."
)
def command(folder: Path, is_check: bool) -> int:
    """Write the reference into DIR, docs/reference by default, from the code's own tables.

    Pages that were made earlier and are made no longer are removed. A page that somebody wrote by hand is never
    touched: it is an error where one is to be made, and is told otherwise.
    """
    found = compare(folder, pages())
    if is_check:
        for path in found.changed:
            click.echo(f"{(folder / path).as_posix()}: not up to date")
        for path in found.gone:
            click.echo(f"{(folder / path).as_posix()}: is made no longer")
    for path in found.foreign:
        click.echo(
            f"{(folder / path).as_posix()}: not made by `postilla reference`; it belongs elsewhere", err=True
        )
    if is_check:
        if found.is_stale:
            click.echo("run `postilla reference`", err=True)
        return int(found.is_stale or bool(found.foreign))
    write(folder, found)
    click.echo(f"{len(found.changed)} pages written, {found.current} unchanged, {len(found.gone)} removed")
    return 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pages of the reference beside what a folder holds, by path inside it."""

    changed: Mapping[str, str]
    """What is to be written: new pages, and those whose text differs."""
    gone: tuple[str, ...]
    """Pages that were made once and are made no longer."""
    foreign: tuple[str, ...]
    """Pages that were not made by us."""
    current: int
    """How many pages are as they should be."""

    @property
    def is_stale(self) -> bool:
        """Whether anything is to be written or removed."""
        return bool(self.changed or self.gone)


def compare(folder: Path, wanted: Mapping[str, str]) -> Comparison:
    """Compare a folder with the pages that it should hold.

    Raises:
        SettingsError: a page that was written by hand stands where one is to be made.
        MachineError: the folder cannot be read.
    """
    standing = _read(folder)
    ours = {path for path, text in standing.items() if f"\n{MARK}\n" in text}
    in_the_way = sorted(path for path in wanted if path in standing and path not in ours)
    if in_the_way:
        names = ", ".join((folder / path).as_posix() for path in in_the_way)
        raise SettingsError(
            f"written by hand where the reference is to stand: {names}; move it, or name another folder"
        )
    changed = {path: text for path, text in wanted.items() if standing.get(path) != text}
    gone = tuple(sorted(ours - wanted.keys()))
    foreign = tuple(sorted(standing.keys() - ours))
    return Comparison(changed, gone, foreign, len(wanted) - len(changed))


def write(folder: Path, found: Comparison) -> None:
    """Make the folder hold the reference; only what differs is written.

    Raises:
        MachineError: a page cannot be written or removed.
    """
    try:
        for path, text in found.changed.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="\n")
        for path in found.gone:
            (folder / path).unlink()
    except OSError as error:
        raise MachineError(f"{error.filename} cannot be written: {error.strerror}") from error


def _read(folder: Path) -> dict[str, str]:
    try:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "replace")
            for path in sorted(folder.rglob("*.md"))
        }
    except OSError as error:
        raise MachineError(f"{error.filename} cannot be read: {error.strerror}") from error
