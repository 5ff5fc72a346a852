from __future__ import annotations

import click

from postilla.cli.main import COMMANDS, load
from postilla.cli.manual.commands import commands_page
from postilla.cli.report import FORMATS

PAGE = commands_page()


def section(name: str) -> str:
    return PAGE.split(f"\n## {name}\n")[1].split("\n## ")[0]


def test_every_command_and_option_is_told() -> None:
    for name in COMMANDS:
        told = section(name)
        assert f"postilla {name}" in told
        for param in load(name).params:
            if isinstance(param, click.Option):
                assert param.help
                assert param.help in told
                for option in param.opts:
                    assert f"`{option}" in told


def test_values_of_options() -> None:
    assert "`-j`, `--jobs NUMBER`" in section("check")
    assert f"`--format {'|'.join(FORMATS)}`" in section("check")
    assert "`-f`, `--config-file FILE`" in section("clean")
    assert "`-d`, `--site-dir FOLDER`" in section("build")
    assert "`--title TEXT`" in section("new")
    assert "`--strict`" in section("build")


def test_usage() -> None:
    assert "postilla check [OPTIONS] [PATHS]...\n" in section("check")
    assert "postilla new [OPTIONS] ID\n" in section("new")
    assert "postilla reference [OPTIONS] [DIR]\n" in section("reference")
    assert "postilla schema\n" in section("schema")


def test_help_is_text_and_no_block_of_code() -> None:
    for line in PAGE.split("\n"):
        assert not line.startswith("    ")
