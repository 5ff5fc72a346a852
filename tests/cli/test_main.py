from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import postilla
from postilla.cli import main as run
from postilla.cli.main import COMMANDS, cli, load
from postilla.errors import BuildError, MachineError


def test_every_command_has_its_module_and_says_what_its_line_says() -> None:
    for name, line in COMMANDS.items():
        command = load(name)
        assert command.name == name
        assert command.help
        assert line.endswith(".")


def test_help_lists_every_command_without_loading_one() -> None:
    code = (
        "import sys; from postilla.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print([m for m in sys.modules if m in ('mkdocs', 'jinja2', 'postilla.build')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for name, line in COMMANDS.items():
        assert f"  {name} " in done.stdout
        assert line in done.stdout
    assert done.stdout.rstrip().endswith("[]")
    assert done.stderr == ""


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "postilla.cli", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"postilla, version {postilla.__version__}\n"


@pytest.mark.parametrize("arguments", [["nonsense"], ["check", "--nonsense"], ["new"], ["check", "-j", "-1"]])
def test_wrong_use_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(arguments)
    assert left.value.code == 2
    assert "Usage: postilla" in capsys.readouterr().err


@pytest.mark.parametrize("error", [BuildError("it broke"), MachineError("it broke")])
def test_an_error_of_ours_is_one_line_and_exit_code_2(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(cli, "main", broken)
    with pytest.raises(SystemExit) as left:
        run([])
    assert left.value.code == 2
    assert capsys.readouterr().err == "postilla: it broke\n"


def test_an_interrupt_is_exit_code_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(load("schema"), "callback", interrupted)
    with pytest.raises(SystemExit) as left:
        run(["schema"])
    assert left.value.code == 130
    assert capsys.readouterr().err.strip() == "postilla: stopped"


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of a POSIX shell")
def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m postilla.cli schema | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stdout == "{\n"
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux that is always full")
def test_a_full_disk_is_one_line_and_exit_code_2() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "postilla.cli", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.stderr == "postilla: No space left on device\n"
    assert done.returncode == 2
