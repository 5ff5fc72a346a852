"""Puts our templates before the theme's, and leaves out what they no longer use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from postilla.words import Language

from .assets import Asset

THEME_DIR = Path(__file__).parent / "theme"


def use_theme(config: MkDocsConfig, language: Language) -> None:
    """Our templates win over the theme's, and the site's own `theme.custom_dir` over ours."""
    theme = config.theme
    # for templates of `custom_dir` that use words of the theme; it knows no tags as exact as `de-AT`
    theme["language"] = language.tag.split("-", 1)[0]
    if str(THEME_DIR) not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, str(THEME_DIR))
    theme.static_templates.add("404.html")
    # The theme's knows the hand-written pages only; the build writes one of everything.
    theme.static_templates.discard("sitemap.xml")


def exchange_assets(files: Files, config: MkDocsConfig, assets: Mapping[str, Asset]) -> None:
    """Our stylesheets and scripts in, the theme's out: no page links them (2.5 MB with Material)."""
    kept = {config.theme.custom_dir, str(THEME_DIR)}
    stock = [Path(directory) for directory in config.theme.dirs if directory not in kept]
    for file in list(files):
        if file.abs_src_path and any(map(Path(file.abs_src_path).is_relative_to, stock)):
            files.remove(file)
    for asset in assets.values():
        if asset.text:
            files.append(File.generated(config, asset.address, content=asset.text))
        else:
            files.append(File.generated(config, asset.address, abs_src_path=str(asset.path)))
