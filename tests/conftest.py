"""What every test may ask for: expected output in files, and how thorough the laws are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

Golden = Callable[[Path, str], None]
"""`golden(file, text)`: the text is what the file holds; with `--update-golden` the file is written instead."""

# The same examples every time, and no deadline: a slow machine is no bug. More: --hypothesis-profile=thorough
SLOW = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile(
    "steady", deadline=None, derandomize=True, max_examples=100, suppress_health_check=SLOW
)
hypothesis.settings.register_profile(
    "thorough", deadline=None, max_examples=3_000, suppress_health_check=SLOW
)
hypothesis.settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the files of expected output")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    def compare(file: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            file.write_bytes(text.encode())
        assert file.is_file(), f"{file} is missing: run pytest with --update-golden, and read what it wrote"
        assert text == file.read_bytes().decode()

    return compare


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests: Playwright's synchronous interface can be started once in a process."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not executable:
        pytest.fail("there is no Chromium; start the tests with scripts/test, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        # as root, and in containers, Chromium has no sandbox; and nobody else is to be reached from here
        alone = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
        started = playwright.chromium.launch(executable_path=executable, args=alone)
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe."""
    path = Path(__file__).parents[1] / "tools/node_modules/axe-core/axe.min.js"
    if not path.is_file():
        pytest.fail(f"there is no {path}; start the tests with scripts/test, which installs it")
    return path.read_text("utf-8")
