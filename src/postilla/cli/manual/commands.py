"""The page of the command line, from what click knows of each command."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from postilla.cli.main import COMMANDS, load
from postilla.cli.report import FORMATS

from .markdown import code, page, prose, table

_EXIT_CODES = (
    ("0", "All is well, or nothing that counts is wrong."),
    ("1", "The records have findings that count, or the reference is not up to date."),
    ("2", "Wrong use, a setting that cannot be used, or a machine that refuses something."),
    ("130", "Stopped with Ctrl+C."),
)


def commands_page() -> str:
    """`commands.md`: every command with its usage, its help text, its arguments and options."""
    parts = [part for name in COMMANDS for part in _command(name)]
    return page(
        "Commands",
        "Every command of postilla with its arguments, options and exit codes.",
        "`postilla --help` lists the commands, and `postilla COMMAND --help` says of each what stands here; "
        "`postilla --version` prints the version. `python -m postilla.cli` does the same as `postilla`.",
        *parts,
        "## Exit codes",
        table(("code", "meaning"), _EXIT_CODES),
        "## Formats of the report",
        table(
            ("format", "for whom"),
            ((code(name), prose(inspect.getdoc(write) or "")) for name, write in FORMATS.items()),
        ),
    )


def _command(name: str) -> Iterator[str]:
    command = load(name)
    arguments = [param for param in command.params if isinstance(param, click.Argument)]
    options = [param for param in command.params if isinstance(param, click.Option)]
    usage = " ".join(["postilla", name, *(["[OPTIONS]"] if options else []), *map(_argument, arguments)])
    yield f"## {name}"
    yield f"```text\n{usage}\n```"
    yield prose(inspect.cleandoc(command.help or ""))
    if options:
        yield table(
            ("option", "what it does"), ((_names(option), prose(option.help or "")) for option in options)
        )


def _argument(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    if argument.metavar is None and not argument.required:
        name = f"[{name}]"
    return f"{name}..." if argument.nargs != 1 else name


def _names(option: click.Option) -> str:
    """`-j`, `--jobs NUMBER`; made here because click words values differently from release to release."""
    names = sorted(option.opts, key=len)
    value = _value(option)
    return ", ".join([*map(code, names[:-1]), code(f"{names[-1]} {value}".rstrip())])


def _value(option: click.Option) -> str:
    kind = option.type
    if option.is_flag:
        return ""
    if option.metavar:
        return option.metavar
    if isinstance(kind, click.Choice):
        return "|".join(kind.choices)
    if isinstance(kind, click.Path):
        return "FILE" if not kind.dir_okay else "FOLDER" if not kind.file_okay else "PATH"
    return "NUMBER" if isinstance(kind, (click.types.IntParamType, click.types.FloatParamType)) else "TEXT"
