"""`postilla serve`: the archive in a browser, which follows every change."""

from __future__ import annotations

import signal
import time
import webbrowser
from pathlib import Path

import click

from postilla.plugin import DocsOfMkDocs
from postilla.preview import serving

from . import options
from .progress import ProgressBar

HOST, PORT = "127.0.0.1", 8000


@click.command("serve")
@options.config_file
@click.option("--host", default=HOST, help=f"The address of this machine to listen at; {HOST} unless told.")
@click.option(
    "-p",
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    help=f"The port; {PORT} unless told, 0 for any.",
)
@click.option(
    "--allow", multiple=True, metavar="NAME", help="A name by which browsers may call this machine."
)
@click.option("--open", "opens", is_flag=True, help="Open the home page in the browser.")
@click.option(
    "--as-published", is_flag=True, help="Leave out drafts and articles under embargo, as a build does."
)
@click.option(
    "--poll", is_flag=True, help="Look at every file once a second, where the system tells of no change."
)
@options.jobs
@options.quiet
def command(
    config_file: Path | None,
    host: str,
    port: int,
    allow: tuple[str, ...],
    opens: bool,
    as_published: bool,
    poll: bool,
    jobs: int | None,
    quiet: bool,
) -> None:
    """Show the archive in a browser, and every change as soon as a file is saved.

    A page is made when it is asked for, so the size of the archive does not matter. Drafts and articles under embargo
    are shown too, marked as such; `/_preview/` lists them, with what is wrong and what has changed. Nothing is written
    to the site's directory. Ctrl+C ends it.
    """
    started = time.perf_counter()
    progress = ProgressBar()

    def warn(line: str) -> None:
        progress.end()
        click.echo(f"{time.strftime('%H:%M:%S')} {line}", err=True)

    def tell(line: str) -> None:
        if not quiet:
            warn(line)

    for name in ("SIGTERM", "SIGHUP"):  # that of a terminal that is closed; Windows has none
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        with serving(
            DocsOfMkDocs(config_file, warn), host=host, port=port, tell=tell, warn=warn, allowed=allow, jobs=jobs,
            progress=(lambda *_: None) if quiet else progress, with_hidden=not as_published, polling=poll,
        ) as (address, serve):  # fmt: skip
            click.echo(
                f"Serving on {address} after {time.perf_counter() - started:.1f} s; Ctrl+C ends it", err=True
            )
            if opens:
                webbrowser.open(address)
            serve()
    except KeyboardInterrupt:
        pass
    finally:
        progress.end()
