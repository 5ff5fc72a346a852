"""Sites that are built once and read by many tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from .archives import ROOT, BuiltSite, SiteTest, built, built_demonstration


@pytest.fixture(scope="session")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """One article."""
    return built("minimal", tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def typical(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Everything that an archive can have, a little of each."""
    return built("typical", tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The repository's own archive."""
    site, process = built_demonstration(tmp_path_factory.getbasetemp())
    assert process.returncode == 0, process.stderr
    return site


@pytest.fixture
def changing(tmp_path: Path) -> SiteTest:
    """A copy of the typical archive, built, for tests that change it."""
    return SiteTest.copy_of("typical", tmp_path).build()


@pytest.fixture(scope="session")
def vnu() -> tuple[str, ...]:
    """The command of the HTML validator."""
    jar = ROOT / "tools/node_modules/vnu-jar/build/dist/vnu.jar"
    java = os.environ.get("JAVA") or shutil.which("java")
    if not jar.is_file():
        pytest.fail(f"there is no {jar}; start the tests with scripts/test, which installs it")
    if not java:
        pytest.fail("there is no Java; start the tests with scripts/test, or name one in JAVA")
    return (java, "-Xss8m", "-jar", str(jar))
