"""A program that is missing, broken or of another kind is one clear error."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from postilla.errors import MachineError
from postilla.search import engine, find_engine


def _package(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    package = ModuleType(engine.PACKAGE)
    package.get_executable = lambda: path  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, engine.PACKAGE, package)


def _program(folder: Path, script: str) -> Path:
    path = folder / "pagefind"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def _told() -> str:
    with pytest.raises(MachineError) as caught:
        find_engine()
    message = str(caught.value)
    assert "\n" not in message
    assert "pagefind[bin]" in message
    assert "search: false" in message
    return message


def test_the_installed_program_is_found() -> None:
    found = find_engine()
    assert found.path.is_file()
    assert found.version.startswith("1.5.")


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, engine.PACKAGE, None)
    assert "not installed" in _told()


def test_a_package_without_its_program_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Path:
        raise FileNotFoundError("nothing there")

    package = ModuleType(engine.PACKAGE)
    package.get_executable = missing  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, engine.PACKAGE, package)
    assert "holds no program" in _told()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("exit 3", "does not work"),
        ("echo pagefind 1.4.0", "Pagefind 1.4.0 makes an index that"),
        ("echo pagefind 1.6.0", "Pagefind 1.6.0 makes an index that"),
        ("echo nonsense", "Pagefind nonsense makes"),
    ],
)
def test_a_program_that_cannot_be_used_is_told(
    script: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _package(monkeypatch, _program(tmp_path, script))
    assert message in _told()


def test_a_file_that_is_no_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pagefind"
    path.write_bytes(b"\x00\x01")
    path.chmod(0o755)
    _package(monkeypatch, path)
    assert "cannot be started" in _told()
