"""A host without MkDocs: the build room by itself, in milliseconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from postilla.build import Progress, Published, Shell, Site, SiteDirectory, slot
from postilla.settings import Settings

SHELL = Shell.parse(
    f'<!doctype html>\n<html lang="{slot("lang")}"><title>{slot("title")}</title><meta name="description"'
    f' content="{slot("description")}">{slot("head")}<a href="{slot("base")}"{slot("current:home")}>Home</a>'
    f"<main>{slot('main')}</main></html>\n"
)


@dataclass(frozen=True)
class PlainHost:
    """`postilla.build.Host` with nothing of its own, unless it is given something."""

    site_dir: Path
    shell: Shell = SHELL
    listings: Mapping[str, tuple[str, Shell]] = field(default_factory=dict)
    addresses: frozenset[str] = frozenset()
    feed_style: str = ""


def settings_of(root: Path, **values: object) -> Settings:
    """The settings of an archive of one journal; one worker, and no search unless it is asked for."""
    given = {"journal": "jot", "jobs": 1, "search": False, **values}
    return Settings.of(root, given, site_name="Small", site_url="https://example.org/")


def publish(
    settings: Settings,
    site_dir: Path | None = None,
    host: PlainHost | None = None,
    progress: Progress | None = None,
) -> Published:
    """One build, as the plugin does it."""
    host = host or PlainHost(site_dir or settings.root / "site")
    directory = SiteDirectory(host.site_dir)
    directory.open()
    try:
        site = Site.read(settings, progress=progress)
        try:
            directory.set_aside()
            return site.publish(host, directory)
        finally:
            site.close()
    finally:
        directory.close()


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
