"""`postilla build`: what `mkdocs build` does, with progress, timings, and the site beside the limits of hosts."""

from __future__ import annotations

import time
from pathlib import Path

import click

from postilla.build import Published, host_report
from postilla.plugin import run_build

from . import options
from .progress import ProgressBar


@click.command("build")
@options.config_file
@click.option("--strict", is_flag=True, help="Warnings about the site stop the build.")
@click.option(
    "-d", "--site-dir", type=click.Path(file_okay=False, path_type=Path), help="Where the site goes."
)
@options.jobs
@click.option("--timings", is_flag=True, help="Print the seconds of each stage.")
@options.quiet
@options.verbose
def command(
    config_file: Path | None,
    strict: bool,
    site_dir: Path | None,
    jobs: int | None,
    timings: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Build the site. A record with errors stops the build, and the earlier site stands."""
    started = time.perf_counter()
    progress = ProgressBar()
    held: list[str] = []

    def tell(line: str) -> None:
        # an error that ends the build comes as an exception too, and is told once
        if line.startswith("ERROR: "):
            held.append(line)
            return
        if quiet and not line.startswith("WARNING: "):
            return
        progress.end()
        click.echo(line, err=True)

    try:
        site = run_build(
            config_file, strict=strict, site_dir=site_dir, jobs=jobs, tell=tell,
            progress=None if quiet else progress,
        )  # fmt: skip
    finally:
        progress.end()
    elapsed = time.perf_counter() - started
    for line in held:
        click.echo(line, err=True)
    if verbose:
        for what, paths in (("written", site.made), ("removed", site.dropped)):
            for path in sorted(paths):
                click.echo(f"{what} {path}")
    if not quiet:
        _tell(site, elapsed, with_timings=timings)
    for warning in host_report(site)[1]:
        click.echo(f"WARNING: {warning}", err=True)
    return 0


def _tell(site: Published, elapsed: float, *, with_timings: bool) -> None:
    if site.articles:
        click.echo(
            f"{site.pages / site.articles:.1f} pages and {site.files / site.articles:.1f} files an article"
        )
    for row in host_report(site)[0]:
        click.echo(row)
    if with_timings:
        for stage, seconds in site.timings.items():
            click.echo(f"{stage:<26}{seconds:>10.2f} s")
        click.echo(f"{'MkDocs and the rest':<26}{elapsed - sum(site.timings.values()):>10.2f} s")
    click.echo(f"{'total':<26}{elapsed:>10.2f} s")
