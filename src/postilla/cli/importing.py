"""`postilla import`: records from what publishers have."""

from __future__ import annotations

from pathlib import Path

import click

from postilla.build import build_time
from postilla.errors import MachineError, SettingsError
from postilla.formats.reading import SOURCES
from postilla.imports import Options, run_import
from postilla.plugin import load

from . import options
from .progress import ProgressBar


@click.command("import")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.config_file
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(SOURCES)),
    default=None,
    help="The format; by default the content tells.",
)
@click.option(
    "--doi", "dois", multiple=True, help="Ask Crossref for the record of this DOI; needs a network."
)
@click.option(
    "--pmid", "pmids", multiple=True, help="Ask PubMed for the record of this PMID; needs a network."
)
@click.option(
    "--contact",
    default="",
    metavar="EMAIL",
    help="Whom Crossref and PubMed may write to about these requests.",
)
@click.option(
    "--into", default="", metavar="FOLDER", help="The folder for new records; by default that of the records."
)
@click.option("--dry-run", is_flag=True, help="Write nothing, and say what would be done.")
@click.option(
    "--update", is_flag=True, help="Take over what changed in the source of records that are there already."
)
@click.option("--force", is_flag=True, help="With --update: also where an editor changed the record.")
@click.option(
    "--create-terms", is_flag=True, help="Add journals, types, specialties and series that no vocabulary has."
)
@click.option(
    "--type", "type_name", default="commentary", help="The type of articles whose source does not name one."
)
@click.option("--journal", default="", help="The journal of articles whose source does not name one.")
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Write the whole loss report to this file: JSON where its name ends in .json, otherwise text.",
)
@options.jobs
@options.quiet
def command(
    paths: tuple[Path, ...],
    config_file: Path | None,
    format_name: str | None,
    dois: tuple[str, ...],
    pmids: tuple[str, ...],
    contact: str,
    into: str,
    dry_run: bool,
    update: bool,
    force: bool,
    create_terms: bool,
    type_name: str,
    journal: str,
    report_file: Path | None,
    jobs: int | None,
    quiet: bool,
) -> int:
    """Write a record for each article in PATHS: files, folders or zip archives.

    The exit code is 1 where a file could not be read or an article was refused; everything else is imported all the
    same.
    """
    settings, _ = load(config_file)
    settings = settings.with_changes(jobs=jobs)
    wanted = [*(("doi", doi) for doi in dois), *(("pmid", pmid) for pmid in pmids)]
    if not paths and not wanted:
        raise SettingsError("say what to import: files, folders, zip archives, --doi or --pmid")
    chosen = Options(
        format_name or "",
        into,
        type_name,
        journal,
        update or force,
        force,
        create_terms,
        dry_run,
        build_time().date(),
    )
    progress = ProgressBar()
    try:
        report = run_import(
            settings, paths, chosen, (lambda *_: None) if quiet else progress, wanted, contact
        )
    finally:
        progress.end()
    if report_file:
        try:
            text = report.json() if report_file.suffix == ".json" else report.text()
            report_file.write_text(text, "utf-8", newline="\n")
        except OSError as error:
            raise MachineError(f"{report_file} cannot be written: {error.strerror}") from error
    if not quiet or report.has_failures:
        click.echo("\n".join(report.summary()))
    return 1 if report.has_failures else 0
