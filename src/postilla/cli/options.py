"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The mkdocs.yml to use; by default the one of the current folder.",
)
jobs = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0),
    default=None,
    help="Worker processes; 0 is one for each processor.",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
verbose = click.option(
    "-v", "--verbose", is_flag=True, help="Say of each file that it was written or removed."
)
