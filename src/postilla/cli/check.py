"""`postilla check`: every finding of the records at once, none of the site."""

from __future__ import annotations

import sys
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
    progress = ProgressBar()
    site = Site.examine(settings, progress=None if quiet else progress)
    progress.end()
    report = _only(site.report, paths, settings) if paths else site.report
    site.close()
    if site.note and not quiet:
        click.echo(f"postilla: {site.note}", err=True)
    if report.findings or not quiet:
        click.echo(FORMATS[format_name](report))
    sys.stdout.flush()
    return 1 if report.stops(settings.stop_severity) else 0


def _only(report: Report, paths: tuple[Path, ...], settings: Settings) -> Report:
    wanted = []
    root = settings.root.resolve()
    for path in paths:
        if not path.exists():
            raise SettingsError(f"there is no {path}")
        resolved = path.resolve()
        if not resolved.is_relative_to(root):
            raise SettingsError(f"{path} does not belong to the archive in {root}")
        wanted.append(resolved.relative_to(root).as_posix())
    findings = [
        f
        for f in report.findings
        if any(f.path == w or f.path.startswith(f"{w}/") or w == "." for w in wanted)
    ]
    return Report.of(findings, report.articles)
