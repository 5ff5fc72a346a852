"""The command line: a table of commands, each loaded when it is called."""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import sys
from collections.abc import Mapping
from typing import NoReturn

import click

import postilla
from postilla.errors import PostillaError, RecordsError

COMMANDS: Mapping[str, str] = {
    "build": "Build the site.",
    "check": "Check the records and vocabularies.",
    "clean": "Remove the cache.",
    "digest": "Write an e-mail about what is new.",
    "export": "Write articles in another format.",
    "import": "Write records from JATS, Crossref, PubMed, RIS and more.",
    "new": "Write the template of a new record.",
    "reference": "Write the reference pages of docs/ from the code's own tables.",
    "schema": "Print the JSON Schema of the front matter.",
    "serve": "Show the archive in a browser, and every change at once.",
}
"""Every command and its line in `--help`; the module of the same name holds it as `command`."""

_MODULES: Mapping[str, str] = {"import": "importing"}
"""Modules whose command has a name that Python keeps for itself."""


def load(name: str) -> click.Command:
    """The command of a name in `COMMANDS`; its module is imported now."""
    command: click.Command = importlib.import_module(f".{_MODULES.get(name, name)}", __package__).command
    return command


class Commands(click.Group):
    """A group whose commands are imported when they are called: `--help` needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click wants it
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command of a name."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """The table, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands)
@click.version_option(postilla.__version__, prog_name="postilla")
def cli() -> None:
    """Archives of journal commentaries, as static sites."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line, by default with the arguments of this process, and leave with its exit code."""
    # Material prints a page about MkDocs 2, which our requirements exclude
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        code = cli.main(arguments, prog_name="postilla", standalone_mode=False)
    except RecordsError as error:
        click.echo(error.report.text(), err=True)
        code = error.exit_code
    except PostillaError as error:
        click.echo(f"postilla: {error}", err=True)
        code = error.exit_code
    except click.exceptions.Abort:
        click.echo("postilla: stopped", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = 2
    except BrokenPipeError:
        _drop_output()  # its reader has seen enough
        code = 0
    except OSError as error:
        _drop_output()
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"postilla: {where}{error.strerror or error}", err=True)
        code = 2
    code = code if isinstance(code, int) else 0
    if arguments is None:
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> NoReturn:
    """End this process: all is closed, and to take a large archive out of memory, value by value, takes seconds."""
    atexit._run_exitfuncs()  # noqa: SLF001 - folders that are temporary are removed there
    with contextlib.suppress(OSError):  # whoever reads may have gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _drop_output() -> None:
    """What is still to be written goes nowhere: Python would complain once more when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
