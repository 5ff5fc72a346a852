"""The sites below the paths of `kinds`, built."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.site.archives import BuiltSite, SiteTest, built, built_demonstration, record, small_archive

from .kinds import DEMONSTRATION, GERMAN, MINIMAL, OLD, TYPICAL


@cache
def built_sites(session: Path) -> Mapping[str, BuiltSite]:
    """Every site by its path, built once for all tests; `session` is the folder of all temporary folders."""
    return {
        DEMONSTRATION: _demonstration(session),
        TYPICAL: built("typical", session),
        MINIMAL: built("minimal", session),
        GERMAN: _german(session),
        OLD: BuiltSite(_old(session).root).build(strict=True),
    }


def _demonstration(session: Path) -> BuiltSite:
    site, process = built_demonstration(session)
    assert process.returncode == 0, process.stderr
    return site


def _german(session: Path) -> BuiltSite:
    site = BuiltSite.copy_of("typical", session / "built/german")
    return site.edit("mkdocs.yml", "      intro: >-", "      language: de\n      intro: >-").build(
        strict=True
    )


def _old(session: Path) -> SiteTest:
    """Sixty years with up to seven articles in each, and none in some."""
    articles = {
        f"{year}/salt{year}{letter}": record(
            f"Salt in the year {year}, part {letter}", published=f"{year}-{1 + year % 12:02}"
        )
        for year in range(1964, 2024)
        if year % 9
        for letter in "abcdefg"[: 1 + year * year % 7]
    }
    return small_archive(session / "built/old", articles)
