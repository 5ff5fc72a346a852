"""The rules of the house that no other tool keeps."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from postilla.cli.manual.modules import ROOMS, purpose

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "postilla"
GUIDE = ROOT / "docs" / "guide" / "architecture.md"

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LONG_TABLE = 12
"""A table from so many lines on is data, and does not count as part of its file or function."""
FORBIDDEN = re.compile(r"(?:^|_)(?:utils?|helpers?|commons?|bases?|misc|managers?)(?:$|_)")
IMMUTABLE = re.compile(r"(?:Mapping|Sequence|Collection|tuple|frozenset|AbstractSet|Set|Final)\b")
GLOBAL_STATEMENTS = {"build/rendering.py": "a pool hands a job nothing but its arguments"}
"""The only files that rebind a name of their module, and why."""

FILES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in FILES.items()}
DOORS = [name for name in FILES if name.endswith("/__init__.py")]


def lines_of(node: ast.stmt | ast.expr) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def tables(tree: ast.AST) -> Iterator[ast.stmt]:
    """The tables of a module: long assignments at its top level or in a class, and classes that only declare fields."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and lines_of(node) >= LONG_TABLE:
            yield node
        elif isinstance(node, ast.ClassDef):
            if all(isinstance(part, ast.AnnAssign | ast.Expr) for part in node.body):
                yield node
            else:
                yield from tables(node)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def module_name(name: str) -> str:
    return ".".join(
        ["postilla", *name.removesuffix(".py").removesuffix("__init__").strip("/").split("/")]
    ).rstrip(".")


# ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_too_long(name: str) -> None:
    length = len(FILES[name].read_text("utf-8").splitlines())
    assert length - sum(map(lines_of, tables(TREES[name]))) <= LONGEST_FILE, "ask which two things it is"


@pytest.mark.parametrize("name", FILES)
def test_no_function_is_too_long(name: str) -> None:
    for function in functions(TREES[name]):
        first = function.body[0]
        is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        length = lines_of(function) - (lines_of(first) if is_docstring else 0)
        assert length <= LONGEST_FUNCTION, f"{name}: {function.name} has {length} lines"


def test_every_name_says_what_it_is() -> None:
    modules = [part for name in FILES for part in Path(name).with_suffix("").parts]
    assert not [part for part in modules if FORBIDDEN.search(part)]
    classes = [n.name for tree in TREES.values() for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
    snake = [re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower() for name in classes]
    assert not [name for name in snake if FORBIDDEN.search(name)]


@pytest.mark.parametrize("name", FILES)
def test_every_module_says_what_it_is_for(name: str) -> None:
    line = purpose(FILES[name])
    assert line, "a module begins with a docstring"
    assert line.endswith("."), "its first line is a sentence"


# ----------------------------------------------------------------------------------------------------------------------


CHANGING = re.compile(
    "add|append|clear|discard|extend|insert|pop|popitem|remove|reverse|setdefault|sort|update"
)
"""The methods of lists, sets and dictionaries that change them."""


def is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        name = ast.unparse(value.func).rpartition(".")[2]
        return name in {"dict", "list", "set", "bytearray", "defaultdict", "OrderedDict", "Counter", "deque"}
    return isinstance(value, ast.Dict | ast.List | ast.Set | ast.DictComp | ast.ListComp | ast.SetComp)


def mutable_names(tree: ast.Module) -> Iterator[str]:
    """The names at the top of a module that hold what could be changed, and are not typed as if it could not."""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and is_mutable(node.value):
            if not IMMUTABLE.match(ast.unparse(node.annotation).removeprefix("typing.")):
                yield ast.unparse(node.target)
        elif isinstance(node, ast.Assign) and is_mutable(node.value):
            yield from (ast.unparse(target) for target in node.targets)


def changed_names(tree: ast.Module) -> Iterator[str]:
    """The names of whatever is changed in place anywhere in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield ast.unparse(node.value)
        elif isinstance(node, ast.AugAssign):
            yield ast.unparse(node.target)
        elif isinstance(node, ast.Call) and CHANGING.fullmatch(ast.unparse(node.func).rpartition(".")[2]):
            yield ast.unparse(node.func).rpartition(".")[0]


@pytest.mark.parametrize("name", FILES)
def test_no_module_keeps_state(name: str) -> None:
    """What a module holds is a constant, and nothing in the module changes it."""
    held = [held for held in mutable_names(TREES[name]) if held != "__all__"]
    assert all(re.fullmatch(r"_?[A-Z][A-Z0-9_]*", one) for one in held)
    assert not set(held) & set(changed_names(TREES[name]))


def test_no_function_rebinds_a_name_of_its_module() -> None:
    found = {name for name, tree in TREES.items() if any(isinstance(n, ast.Global) for n in ast.walk(tree))}
    assert found <= GLOBAL_STATEMENTS.keys()


# ----------------------------------------------------------------------------------------------------------------------

IMPORT_ALONE = """
import importlib, sys
import click, jinja2, markdown, mkdocs.commands.build, nh3, yaml  # so that only our own modules are fresh each time


def ours():
    return {name for name in sys.modules if name.partition(".")[0] == "postilla"}


def attempt(name):
    try:
        importlib.import_module(name)
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {error}")


for room, *modules in (line.split(",") for line in sys.argv[1:]):
    for name in ours():
        del sys.modules[name]
    attempt(room)
    door = ours()
    for module in modules:  # whoever imports a module has its room's door imported first, and nothing else
        attempt(module)
        for name in ours() - door:
            del sys.modules[name]
"""


def test_every_module_can_be_imported_first() -> None:
    rooms: dict[str, list[str]] = {}
    for module in sorted(module_name(name) for name in FILES if not name.endswith("__main__.py")):
        rooms.setdefault(".".join(module.split(".")[:2]), []).append(module)
    lines = [
        ",".join([room, *(module for module in modules if module != room)]) for room, modules in rooms.items()
    ]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALONE, *lines],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == ""


@pytest.mark.parametrize("name", DOORS)
def test_a_door_gives_what_it_says(name: str) -> None:
    tree = TREES[name]
    given = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
    } | {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assigned = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    assigned += [node.target for node in tree.body if isinstance(node, ast.AnnAssign)]
    given |= {target.id for target in assigned if isinstance(target, ast.Name)}
    stated = next(
        (
            ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        ),
        None,
    )
    assert stated is not None, "a door states `__all__`"
    assert len(set(stated)) == len(stated)
    assert set(stated) <= given
    modules = {
        path.removesuffix(".py") for path in FILES if path.startswith(name.removesuffix("__init__.py"))
    }
    own = {path.rpartition("/")[2] for path in modules}
    assert {n for n in given - set(stated) if not n.startswith("_")} <= own


@pytest.mark.skipif(
    not shutil.which("lint-imports", path=str(Path(sys.executable).parent)), reason="needs import-linter"
)
def test_no_room_imports_from_above() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# ----------------------------------------------------------------------------------------------------------------------


def test_the_rooms_are_those_of_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    lines = [re.findall(r"\w+", layer) for layer in layers]
    assert set(ROOMS) == {room for line in lines for room in line}
    height = {room: number for number, line in enumerate(lines) for room in line}
    assert [height[room] for room in ROOMS] == sorted(height[room] for room in ROOMS)


def test_the_guide_has_every_room_with_its_purpose() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", GUIDE.read_text("utf-8"), re.MULTILINE)
    told = {room: text.replace("&lt;", "<") for room, text in rows}
    for room in ROOMS:
        door = PACKAGE / room / "__init__.py" if (PACKAGE / room).is_dir() else PACKAGE / f"{room}.py"
        if door.exists():
            assert told.get(room) == purpose(door)
        else:
            assert room not in told
