"""The page of the modules: each room of the house with the first line of every docstring in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import postilla

from .markdown import code, page, prose, table

ROOMS = (
    "cli", "preview", "plugin", "imports", "build", "search", "pages", "formats", "checks",
    "addresses", "archive", "bodies",
    "records", "words", "model", "settings", "alerts", "errors", "diagnostics",
)  # fmt: skip
"""The rooms from the top of the house to its foundation; those that are not there yet are left out."""

_INTRODUCTION = """\
A room imports only from rooms that stand below it here. Every module has one subject; what stands here is the first
line of its docstring. How an article passes through the rooms is told in the [guide](../guide/architecture.md).
"""


def modules_page() -> str:
    """`modules.md`."""
    package = Path(postilla.__file__).parent
    parts = [part for room in ROOMS for part in _room(package, room)]
    return page(
        "Modules",
        "Every module of the program and what it is for.",
        _INTRODUCTION,
        *parts,
    )


def purpose(file: Path) -> str:
    """The first line of a module's docstring."""
    docstring = ast.get_docstring(ast.parse(file.read_text("utf-8")))
    return (docstring or "").partition("\n")[0]


def _room(package: Path, room: str) -> Iterator[str]:
    folder = package / room
    door = folder / "__init__.py" if folder.is_dir() else package / f"{room}.py"
    if not door.exists():
        return
    yield f"## {room}"
    yield prose(purpose(door))
    files = sorted(file for file in folder.rglob("*.py") if file != door)
    if files:
        rows = ((code(file.relative_to(folder).as_posix()), prose(purpose(file))) for file in files)
        yield table(("module", "what it is for"), rows)
