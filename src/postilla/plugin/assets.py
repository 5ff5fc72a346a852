"""The stylesheets and scripts of `postilla/assets/`, under names that change with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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
FIND = "find.js"
"""The same, on a site with a search; what is published is made from it: `finding.py`."""
SEARCH = "search"
"""The folder of what is loaded when the search is opened."""
FAVICON = "favicon.svg"
FEED_STYLE = "feed.css"
"""Shows a feed in a browser."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file and where it is published."""

    name: str
    """Its path inside `assets/`."""
    address: str
    """Its address from the root of the site, with eight digits of the digest of its content, or of its folder's."""
    path: Path
    text: str = ""
    """What is published in place of the file."""

    def made_of(self, text: str) -> Asset:
        """It with a text of its own, at the address that goes with that."""
        name = Path(self.name)
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        return replace(self, address=f"{PUBLISHED}/{name.stem}.{digest}{name.suffix}", text=text)


def read_assets(directory: Path = ASSETS_DIR) -> Mapping[str, Asset]:
    """Every asset by name. A browser may keep them for ever: other content has another address.

    The files of a folder name each other. So they keep their names, and it is the folder's that changes.
    """
    paths = [
        path
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not path.name.startswith((".", "_")) and path.suffix not in {".py", ".pyc"}
    ]
    assets = {}
    for path in paths:
        name = path.relative_to(directory)
        if len(name.parts) == 1:
            published = name.with_name(f"{name.stem}.{_digest([path])}{name.suffix}")
        else:
            top = name.parts[0]
            beside = [other for other in paths if other.is_relative_to(directory / top)]
            published = Path(f"{top}.{_digest(beside)}", *name.parts[1:])
        assets[name.as_posix()] = Asset(name.as_posix(), f"{PUBLISHED}/{published.as_posix()}", path)
    return assets


def folder(assets: Mapping[str, Asset], name: str) -> str:
    """The address of a folder of assets, with a final slash; empty where there is none."""
    inside = next((asset for key, asset in assets.items() if key.startswith(f"{name}/")), None)
    return inside.address.removesuffix(inside.name.removeprefix(f"{name}/")) if inside else ""


def addresses(assets: Mapping[str, Asset], names: Iterable[str]) -> tuple[str, ...]:
    """The addresses of those of `names` that exist, in the same order."""
    return tuple(assets[name].address for name in names if name in assets)


def _digest(paths: Iterable[Path]) -> str:
    state = hashlib.sha256()
    for path in paths:
        state.update(path.read_bytes())
    return state.hexdigest()[:8]
