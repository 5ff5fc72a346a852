"""`postilla digest`: an e-mail about what is new, ready to be sent."""

from __future__ import annotations

from pathlib import Path

import click

from postilla.build import Site, digest_of
from postilla.errors import MachineError, SettingsError
from postilla.formats import digest_html, digest_message, digest_text
from postilla.model import PartialDate
from postilla.plugin import load

from . import options
from .progress import ProgressBar


@click.command("digest")
@click.option("--since", required=True, help="2021-10-01, 2021-10 or 2021: the first day that counts.")
@click.option("--until", default=None, help="The first day that no longer counts; by default there is none.")
@click.option("--term", default="", help="Only articles with this term, such as specialties/immunology.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("digest"),
    show_default=True,
    help="The folder to write to.",
)
@options.config_file
@options.jobs
@options.quiet
def command(
    since: str,
    until: str | None,
    term: str,
    output: Path,
    config_file: Path | None,
    jobs: int | None,
    quiet: bool,
) -> int:
    """Write digest.html, digest.txt and digest.eml: what was published, corrected or retracted since a date.

    The last is a draft with both, which programs for e-mail open. Nothing is sent.
    """
    first, end = _date("--since", since), _date("--until", until) if until else None
    settings, _ = load(config_file)
    progress = ProgressBar()
    try:
        site = Site.read(settings.with_changes(jobs=jobs), progress=None if quiet else progress)
    finally:
        progress.end()
    try:
        digest = digest_of(site, first, end, term)
    finally:
        site.close()
    if digest is None:
        click.echo(f"nothing is new since {first}; no file is written")
        return 0
    files = {
        "digest.html": digest_html(digest).encode(),
        "digest.txt": digest_text(digest).encode(),
        "digest.eml": digest_message(digest),
    }
    for name, data in files.items():
        path = output / name
        try:
            output.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            raise MachineError(f"{path} cannot be written: {error.strerror}") from error
        if not quiet:
            click.echo(path.as_posix())
    return 0


def _date(option: str, text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise SettingsError(f"{option} {text}: {error}") from error
