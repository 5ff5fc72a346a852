"""`postilla clean`: the cache is removed, and nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from postilla.build import discard_cache
from postilla.imports import forget_fetched
from postilla.plugin import load

from . import options


@click.command("clean")
@options.config_file
def command(config_file: Path | None) -> None:
    """Remove the cache. The next build makes everything again; the site that stands is not touched."""
    settings, _ = load(config_file)
    discard_cache(settings.cache_dir)
    forget_fetched(settings.cache_dir)
    click.echo(f"removed the cache in {settings.cache}")
