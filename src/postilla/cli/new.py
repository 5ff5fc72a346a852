"""`postilla new`: the template of a record, where the archive keeps its records."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import click

from postilla.build import build_time, read_vocabularies
from postilla.errors import MachineError, SettingsError
from postilla.model import PartialDate
from postilla.plugin import load
from postilla.records import template

from . import options


@click.command("new")
@click.argument("id")
@click.option("--title", default="The title", help="The article's title.")
@click.option("--type", "type_name", default="commentary", help="A term of the vocabulary types.")
@click.option(
    "--journal", default=None, help="A key of the vocabulary journals; by default the only or first one."
)
@click.option("--date", default=None, help="2021-10-01, 2021-10 or 2021; by default today.")
@options.config_file
def command(
    id: str, title: str, type_name: str, journal: str | None, date: str | None, config_file: Path | None
) -> None:
    """Write articles/<year>/<ID>.md: a draft with the fields that most records have, each explained.

    ID is the article's address for good: lower-case letters, digits and single hyphens.
    """
    settings, _ = load(config_file)
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", id) or len(id) > 64:
        raise SettingsError(
            f"{id!r} is not an id: lower-case letters, digits and single hyphens, at most 64 characters"
        )
    if not title.strip():
        raise SettingsError("--title: an article has a title; leave the option out and fill it in later")
    vocabularies, *_ = read_vocabularies(settings.root, settings.articles)
    known = {name: [term.id for term in vocabularies[name].terms] for name in ("types", "journals")}
    for name, wanted in (("types", type_name), ("journals", journal)):
        if wanted and wanted not in known[name]:
            raise SettingsError(
                f"there is no {wanted!r} in {settings.articles}/_vocabulary/{name}.yml; "
                f"there are {', '.join(known[name]) or 'no terms yet: add it first'}"
            )
    chosen = journal or ("" if settings.journal else next(iter(known["journals"]), ""))
    path = write_new(settings.articles_dir, id, title, type_name, chosen, _date(date))
    click.echo(path.relative_to(settings.root).as_posix())


def _date(text: str | None) -> PartialDate:
    if text is None:
        today: datetime.date = build_time().date()
        return PartialDate(today.year, today.month, today.day)
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise SettingsError(f"--date {text}: {error}") from error


def write_new(articles: Path, id: str, title: str, type_name: str, journal: str, date: PartialDate) -> Path:
    """Write the record; an existing one, wherever it lies, is never overwritten.

    Raises:
        SettingsError: there is a record with that id.
        MachineError: the file cannot be written.
    """
    there = next(iter(sorted(articles.rglob(f"{id}.md"))), None)
    if there:
        raise SettingsError(
            f"there is a record with that id: {there.relative_to(articles.parent).as_posix()}"
        )
    path = articles / str(date.year) / f"{id}.md"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(title, type_name, journal, date))
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {error.strerror}") from error
    return path
