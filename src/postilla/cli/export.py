"""`postilla export`: articles in any format of the table, for one article, a term, since a date, or all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import click

from postilla.build import Site, build_time
from postilla.errors import MachineError, SettingsError
from postilla.formats import FORMATS, Deposit, Format, Item, written
from postilla.plugin import load
from postilla.settings import Settings

from . import options
from .choice import by_issue, select
from .progress import ProgressBar


@click.command("export")
@click.argument("format", type=click.Choice(list(FORMATS)), metavar="FORMAT")
@click.option("--article", "articles", multiple=True, metavar="ID", help="One article; may be given again.")
@click.option(
    "--term",
    metavar="TAXONOMY/ID",
    help="The articles of a term, such as specialties/immunology, or of an issue: journals/jci/131/19.",
)
@click.option("--since", metavar="DATE", help="Articles published or updated on DATE or later.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write, or the folder where each article is a document of its own.",
)
@options.config_file
@options.quiet
def command(
    format: str,
    articles: tuple[str, ...],
    term: str | None,
    since: str | None,
    output: Path | None,
    config_file: Path | None,
    quiet: bool,
) -> int:
    """Write articles in FORMAT, to the standard output unless a file is named. The reference lists the formats.

    Without an option all articles are written, newest first. Several options narrow the choice.
    """
    settings, _ = load(config_file)
    row = FORMATS[format]
    deposit = deposit_of(settings) if row.id == "crossref" else Deposit()
    progress = ProgressBar()
    try:
        site = Site.read(settings, progress=None if quiet else progress)
    finally:
        progress.end()
    try:
        ids = select(site.archive, articles, term, since)
        if row.document:
            ids = by_issue(site.archive, ids)
        done = write(row, site.items(ids), deposit, output, is_one=len(articles) == 1) if ids else []
    finally:
        site.close()
    if not done:
        raise SettingsError("there is no such article")
    if output and not quiet:
        click.echo(f"{len(done):,} {'article' if len(done) == 1 else 'articles'} in {output}", err=True)
    return 0


def deposit_of(settings: Settings) -> Deposit:
    """What a deposit says of itself.

    Raises:
        SettingsError: a setting that Crossref wants is empty.
    """
    missing = [key for key in ("depositor", "depositor_email") if not getattr(settings, key)]
    if missing:
        raise SettingsError(f"a deposit needs the settings {' and '.join(missing)} in mkdocs.yml")
    moment = build_time().strftime("%Y%m%d%H%M%S")
    return Deposit(
        settings.depositor,
        settings.depositor_email,
        settings.registrant or settings.depositor,
        settings.crossmark_policy,
        f"postilla-{moment}",
        moment,
    )


def write(
    row: Format, items: Iterable[Item], deposit: Deposit, output: Path | None, *, is_one: bool
) -> list[str]:
    """Write the articles.

    Args:
        row: the format.
        items: the articles.
        deposit: what the file says of itself.
        output: the file; the folder of several documents; None for the standard output.
        is_one: whether one article is meant.

    Returns:
        The ids of those written; why another was left out is told.

    Raises:
        SettingsError: the articles are several documents, and no folder is named; or none is left to write.
        MachineError: a file cannot be written.
    """
    ids: list[str] = []
    known = _known(row, items, ids)
    first = next(known, None)
    if first is None:
        raise SettingsError("every article was left out")
    known = chain([first], known)
    if row.frame is None and row.document is None and not is_one:
        if output is None:
            raise SettingsError(f"each article is a {row.name} document of its own: name a folder with -o")
        for item in known:
            path = output / f"{item.publication.head.id}.{row.extension}"
            with _opened(path) as out:
                out.write(_entry(row, item))
        return ids
    with _opened(output) as out:
        if row.frame is None and row.document is None:
            out.writelines(_entry(row, item) for item in known)
        else:
            out.writelines(part.encode("utf-8", "replace") for part in written(row, known, deposit))
    return ids


def _known(row: Format, items: Iterable[Item], ids: list[str]) -> Iterator[Item]:
    """The articles that the format takes; their ids are added to `ids`."""
    for item in items:
        why = row.refused(item) if row.refused else ""
        if why:
            click.echo(f"{item.publication.head.id}: left out: {why}", err=True)
        else:
            ids.append(item.publication.head.id)
            yield item


def _entry(row: Format, item: Item) -> bytes:
    return row.entry(item).encode("utf-8", "replace") if row.entry else b""


@contextlib.contextmanager
def _opened(path: Path | None) -> Iterator[BinaryIO]:
    """A file to write: it stands when all is written, and not before."""
    if path is None:
        yield sys.stdout.buffer
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False)  # noqa: SIM115
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {error.strerror}") from error
    try:
        with made:
            yield made  # type: ignore[misc]  # it has all that a file of bytes has
        Path(made.name).chmod(0o666 & ~_umask())
        Path(made.name).replace(path)
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        Path(made.name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
