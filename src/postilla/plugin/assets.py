"""The stylesheets and scripts of `postilla/assets/`, under names that change with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ASSETS_DIR = Path(__file__).parents[1] / "assets"
PUBLISHED = "assets/postilla"
"""The folder of the site that they go to."""

STYLES = ("shell.css", "postilla.css")
"""Linked by every page, in this order; one that does not exist is left out."""
DOCS_STYLES = ("docs.css",)
"""Linked by the hand-written pages after the others."""
EARLY_SCRIPTS = ("shell.js",)
"""Run before the page is drawn, so that a chosen colour scheme does not flash."""
SCRIPTS = ("postilla.js",)
"""Run when the page has been read."""
FAVICON = "favicon.svg"
FEED_STYLE = "feed.css"
"""Shows a feed in a browser."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file and where it is published."""

    name: str
    """Its path inside `assets/`."""
    address: str
    """Its address from the root of the site, with eight digits of its content's digest."""
    path: Path


def read_assets(directory: Path = ASSETS_DIR) -> Mapping[str, Asset]:
    """Every asset by name. A browser may keep them for ever: other content has another address."""
    return {
        asset.name: asset
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not path.name.startswith((".", "_")) and path.suffix not in {".py", ".pyc"}
        for asset in [_asset(path, path.relative_to(directory))]
    }


def addresses(assets: Mapping[str, Asset], names: Iterable[str]) -> tuple[str, ...]:
    """The addresses of those of `names` that exist, in the same order."""
    return tuple(assets[name].address for name in names if name in assets)


def _asset(path: Path, name: Path) -> Asset:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    published = name.with_name(f"{name.stem}.{digest}{name.suffix}")
    return Asset(name.as_posix(), f"{PUBLISHED}/{published.as_posix()}", path)
