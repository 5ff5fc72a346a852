"""`postilla check`: every finding of the records at once, none of the site."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from postilla.build import Site
from postilla.diagnostics import Report
from postilla.errors import SettingsError
from postilla.plugin import load
from postilla.settings import Settings

from . import options
from .progress import ProgressBar
from .report import FORMATS


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.config_file
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="The form of the report.",
)
@click.option(
    "--fail-on", type=click.Choice(["error", "warning"]), default=None, help="What makes the exit code 1."
)
@options.jobs
@options.quiet
def command(
    paths: tuple[Path, ...],
    config_file: Path | None,
    format_name: str,
    fail_on: str | None,
    jobs: int | None,
    quiet: bool,
) -> int:
    """Check the records and vocabularies, each by itself and all together.

    With PATHS, only what is wrong in those files and folders is told; the whole archive is read all the same, since
    most mistakes are between records.
    """
    settings, _ = load(config_file)
    settings = settings.with_changes(fail_on=fail_on, jobs=jobs)
    wanted = [_within(settings, path) for path in paths]
    progress = ProgressBar()
    try:
        site = Site.examine(settings, progress=None if quiet else progress)
    finally:
        progress.end()
    report, note = site.report, site.note
    site.close()
    if wanted:
        report = Report.of((f for f in report.findings if _is_in(f.path, wanted)), report.articles)
    if note and not quiet:
        click.echo(f"postilla: {note}", err=True)
    if report.findings or not quiet:
        click.echo(FORMATS[format_name](report))
    sys.stdout.flush()
    return 1 if report.stops(settings.stop_severity) else 0


def _within(settings: Settings, path: Path) -> str:
    """A path that was asked for as findings name it; empty for the whole archive."""
    if not path.exists():
        raise SettingsError(f"there is no {path}")
    resolved, root, articles = path.resolve(), settings.root.resolve(), settings.articles_dir.resolve()
    if not resolved.is_relative_to(root):
        raise SettingsError(f"{path} does not belong to the archive in {root}")
    if not resolved.is_relative_to(articles) and not articles.is_relative_to(resolved):
        raise SettingsError(f"{path} holds no records: they lie in {settings.articles}/")
    place = resolved.relative_to(root).as_posix()
    return "" if place == "." else place


def _is_in(path: str, wanted: Sequence[str]) -> bool:
    return any(not place or path == place or path.startswith(f"{place}/") for place in wanted)
