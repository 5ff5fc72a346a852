"""What every test may ask for: expected output in files, and how thorough the laws are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

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
