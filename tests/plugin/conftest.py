"""Small sites that MkDocs builds for real, around an archive that is not there."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from textwrap import dedent
from typing import Any, ClassVar

import pytest

from postilla.build import Host, MenuItem, Menus, SiteDirectory
from postilla.diagnostics import Report
from postilla.plugin import plugin, run_build
from postilla.settings import Settings

EMPTY = Report(())
MENUS = Menus(
    (
        MenuItem("Immunology & infection", "specialties/immunology/"),
        MenuItem("Oncology", "specialties/oncology/"),
    ),
    (MenuItem("Ageing", "series/ageing/", "May 2025"),),
)


@dataclass
class FakePublished:
    """What the fake has published."""

    host: Host

    def summary(self) -> str:
        return "published"


@dataclass
class FakeSite:
    """`postilla.build.Site` without an archive: it knows a few links, and fills the shell at every depth."""

    PAGES: ClassVar[Mapping[str, str]] = {
        "": "home",
        "specialties/": "specialties",
        "specialties/immunology/": "specialties",
        "articles/jci00001/": "",
        "on/10.5555/work/one/": "",
    }
    KNOWN: ClassVar[Mapping[str, str]] = {
        "article:jci00001": "articles/jci00001/",
        "term:specialties/immunology": "specialties/immunology/",
        "work:10.5555/A(1)b": "on/10.5555/a_281_29b/",
    }

    settings: Settings
    report: Report = EMPTY
    menus: Menus = MENUS
    note: str = ""
    published: FakePublished | None = None
    events: list[str] = field(default_factory=list)

    def resolve(self, link: str) -> str | None:
        return self.KNOWN.get(link)

    def publish(self, host: Host, directory: SiteDirectory, *, with_index: bool = True) -> FakePublished:
        self.events.append("publish")
        for address, section in self.PAGES.items():
            if address not in host.addresses:
                shell = host.shell.at("../" * address.count("/"), section)
                self._write(directory, address, shell.fill(self._values(address)))
        for address, (name, shell) in host.listings.items():
            self._write(directory, address, shell.fill({"listing": f"<p>The list {name}</p>"}))
        shutil.rmtree(directory.path / ".previous", ignore_errors=True)
        return FakePublished(host)

    def indexing(self) -> None:
        """There is nothing to find."""

    def close(self) -> None:
        self.events.append("close")

    def _values(self, address: str) -> dict[str, str]:
        return {
            "lang": "fr",
            "title": escape(f'The title of "{address}"'),
            "description": "The description",
            "head": '<link rel="canonical" href="https://example.org/x/">',
            "main": "<h1>The main part</h1>",
        }

    def _write(self, directory: SiteDirectory, address: str, text: str) -> None:
        file = directory.path / address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


class SmallSite:
    """A folder with a `mkdocs.yml` and a few pages, and what is done with it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site_dir = root / "site"
        self.fake: FakeSite | None = None
        self.lines: list[str] = []
        (root / "docs").mkdir()
        (root / "articles").mkdir()
        self.write("docs/about.md", "# About this archive\n\nWords.\n")
        self.configure()

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")

    def configure(self, *, plugin: str = "- postilla", extra: str = "") -> None:
        lines = [
            "site_name: A small archive",
            "site_url: https://example.org/archive/",
            "theme: {name: material, font: false}",
            "markdown_extensions: [footnotes, tables, pymdownx.superfences]",
            f"plugins:\n  {plugin}",
            dedent(extra),
        ]
        (self.root / "mkdocs.yml").write_text("\n".join(lines), encoding="utf-8")

    def build(self, **options: Any) -> Host:
        """Builds it; what the build was handed."""
        self.lines.clear()
        published: Any = run_build(self.root / "mkdocs.yml", tell=self.lines.append, **options)
        host: Host = published.host
        return host

    def page(self, address: str) -> str:
        return (self.site_dir / address / "index.html").read_text(encoding="utf-8")

    def every_page(self) -> dict[str, str]:
        return {
            path.relative_to(self.site_dir).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.site_dir.rglob("*.html"))
        }


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    """A small site with the fake archive."""
    site = SmallSite(tmp_path)

    class Reader:
        @staticmethod
        def read(settings: Settings, *, progress: object = None) -> FakeSite:
            site.fake = FakeSite(settings)
            return site.fake

    monkeypatch.setattr(plugin, "Site", Reader)
    return site
