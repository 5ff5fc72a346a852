"""Whole archives: copied from `tests/sites/`, built for real, read, changed and built again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import quote

import pytest

from postilla.build import Published
from postilla.errors import PostillaError, RecordsError
from postilla.plugin import run_build

from .markup import Element, parse

ROOT = Path(__file__).parents[2]
SITES = ROOT / "tests/sites"

_HASHED = re.compile(r"\.[0-9a-f]{8,10}(?=/|\.\w+$)|(?<=/)[0-9a-f]{7,}(?=\.pf_\w+$|/[^/]+\.pf_fragment$)")


class FileState(NamedTuple):
    """A file of the site as it stands."""

    data: bytes
    mtime: int


class SiteTest:
    """An archive in a folder of its own. Methods that change or build it return it, so that they can be chained."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site_dir = root / "site"
        self.told: list[str] = []
        """What MkDocs said in the last build."""
        self.published = Published()

    @classmethod
    def copy_of(cls, name: str, folder: Path) -> Self:
        """A copy of one of `tests/sites/`."""
        root = folder / name
        shutil.copytree(SITES / name, root, ignore=shutil.ignore_patterns(".*", "site"))
        return cls(root)

    @classmethod
    def demonstration(cls, folder: Path) -> Self:
        """A copy of the archive that the repository carries."""
        root = folder / "demonstration"
        for part in ("docs", "articles"):
            shutil.copytree(ROOT / part, root / part)
        shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
        return cls(root)

    # Change

    def write(self, path: str, content: str | bytes) -> Self:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def edit(self, path: str, old: str, new: str) -> Self:
        """Replace the one occurrence of `old`."""
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        return self.write(path, text.replace(old, new))

    def remove(self, path: str) -> Self:
        file = self.root / path
        if file.is_dir():
            shutil.rmtree(file)
        else:
            file.unlink()
        return self

    def rename(self, path: str, to: str) -> Self:
        target = self.root / to
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).rename(target)
        return self

    # Build

    def build(self, *, strict: bool = False, jobs: int = 1) -> Self:
        """What `postilla build` does, in this process."""
        self.told.clear()
        self.published = run_build(self.root / "mkdocs.yml", strict=strict, jobs=jobs, tell=self.told.append)
        return self

    def refuses(self, error: type[PostillaError] = RecordsError) -> str:
        """Build what cannot be built; what was said about it."""
        with pytest.raises(error) as caught:
            self.build()
        return caught.value.report.text() if isinstance(caught.value, RecordsError) else str(caught.value)

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """A command of this Python in the folder of the archive, such as `postilla.cli check`."""
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env={**os.environ, **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    # Read

    def page(self, address: str) -> Element:
        """The page at an address, parsed."""
        return parse(self.html(address))

    def html(self, address: str) -> str:
        return (self.site_dir / address / "index.html").read_text("utf-8")

    @property
    def files(self) -> Mapping[str, bytes]:
        """Every file of the site by its path."""
        return {path: state.data for path, state in self.state.items()}

    @property
    def state(self) -> Mapping[str, FileState]:
        """Every file of the site by its path, with its time (nanoseconds)."""
        return {
            path.relative_to(self.site_dir).as_posix(): FileState(path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(self.site_dir.rglob("*"))
            if path.is_file()
        }

    @property
    def addresses(self) -> list[str]:
        """The address of every page of the site, as one writes it in a browser; the 404 page has none."""
        return sorted(
            quote(
                path.parent.relative_to(self.site_dir).as_posix() + "/"
                if path.parent != self.site_dir
                else ""
            )
            for path in self.site_dir.rglob("index.html")
        )


class BuiltSite(SiteTest):
    """A site that many tests read and none changes."""

    @cached_property
    def pages(self) -> Mapping[str, Element]:
        """Every page by its path, parsed; `404.html` among them."""
        return {
            path.relative_to(self.site_dir).as_posix(): parse(path.read_text("utf-8"))
            for path in sorted(self.site_dir.rglob("*.html"))
            if path.is_file()  # the DOI of a work can name a folder so
        }


def unhashed(path: str) -> str:
    """The path of an asset or of a file of the search without the digits of its content."""
    return _HASHED.sub("", path)


@cache
def built(name: str, session: Path) -> BuiltSite:
    """One of `tests/sites/`, built once for all tests; `session` is the folder of all temporary folders."""
    return BuiltSite.copy_of(name, session / "built").build(strict=True)


@cache
def built_demonstration(session: Path) -> tuple[BuiltSite, subprocess.CompletedProcess[str]]:
    """The repository's own archive as `mkdocs build --strict` makes it, and what that said; once for all tests."""
    site = BuiltSite.demonstration(session / "built")
    return site, site.run("mkdocs", "build", "--strict", NO_MKDOCS_2_WARNING="1")


def small_archive(folder: Path, articles: Mapping[str, str], **settings: Any) -> SiteTest:
    """An archive of one journal, two types and two specialties, with the records that are given by name."""
    plugin = "".join(f"\n      {key}: {value!r}" for key, value in {"journal": "jot", **settings}.items())
    site = SiteTest(folder)
    site.write(
        "mkdocs.yml", f"site_name: Small\nsite_url: https://example.org/\nplugins:\n  - postilla:{plugin}\n"
    )
    site.write("docs/about.md", "# About\n\nSmall.\n")
    site.write("articles/_vocabulary/journals.yml", "- {id: jot, name: Journal of One Thing}\n")
    site.write(
        "articles/_vocabulary/types.yml", "- {id: viewpoint, name: Viewpoint}\n- {id: letter, name: Letter}\n"
    )
    site.write(
        "articles/_vocabulary/specialties.yml",
        "- {id: salt, name: Salt}\n- {id: water, name: Water, menu: true}\n",
    )
    for name, text in articles.items():
        site.write(f"articles/{name}.md", text)
    return site


def record(title: str, text: str = "Words.", **fields: str) -> str:
    """A record for `small_archive`; the values of fields are YAML."""
    lines = {
        "type": "viewpoint",
        "authors": "[{given: Una, family: Sola}]",
        "published": "2020-02-29",
        "specialties": "[salt]",
    } | fields
    front = "".join(f"{key}: {value}\n" for key, value in lines.items())
    return f"---\ntitle: '{title}'\n{front}---\n\n{text}\n"
