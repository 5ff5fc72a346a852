"""The plugin's own part of `mkdocs.yml`, made from the one table of settings."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.base import BaseConfigOption, Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, set_exclusions

from postilla.errors import SettingsError
from postilla.settings import ROWS, SettingRow, Settings

log = get_plugin_logger("postilla")

SEARCH_PLUGINS = frozenset({"search", "material/search"})
"""They make one index of the whole site, which every reader would have to download."""

PREFIX = "plugins: postilla: "
"""How the messages of `Settings.of` begin; MkDocs puts an equivalent of its own before them."""


class SettingOption(BaseConfigOption[Any]):
    """One row of `postilla.settings.ROWS` as MkDocs wants to see it."""

    def __init__(self, row: SettingRow) -> None:
        super().__init__()
        self.default = row.default


class PostillaConfig(Config):
    """What stands under `plugins: - postilla:`; unknown keys and wrong values are errors, all told at once."""

    _schema = tuple((row.name, SettingOption(row)) for row in ROWS.values())

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Every unusable key with what is wrong with it."""
        wrong: ConfigErrors = []
        for key, value in self.data.items():
            try:
                Settings.of(Path(), {key: value})
            except SettingsError as error:
                wrong.append((key, ValidationError(str(error).removeprefix(PREFIX).removeprefix(f"{key}: "))))
        return wrong, []


def settings_of(config: MkDocsConfig, values: PostillaConfig) -> Settings:
    """The settings of the whole archive: the plugin's own, with the site's name and addresses.

    Raises:
        SettingsError: a value cannot be used, or two folders are in each other's way.
    """
    # MkDocs leaves the file of `-f other.yml` relative, and Pagefind runs in a folder of its own
    root = Path(config.config_file_path or config.docs_dir).absolute().parent
    settings = Settings.of(
        root,
        dict(values),
        site_name=config.site_name,
        site_url=config.site_url or "",
        site_description=config.site_description or "",
        repo_url=config.repo_url or "",
        edit_uri=config.edit_uri or "",
        hand_written=_hand_written(config),
        docs_dir=Path(os.path.relpath(config.docs_dir, root)).as_posix(),
    )
    hosts = [("docs_dir", Path(config.docs_dir)), ("site_dir", Path(config.site_dir))]
    _keep_apart("articles", settings.articles_dir, hosts)
    # Records and docs are watched while serving: a cache among them would start a build at every build.
    _keep_apart("cache", settings.cache_dir, [("articles", settings.articles_dir), *hosts])
    return settings


def refuse_unusable(config: MkDocsConfig, *, is_dirty: bool) -> None:
    """Raises `SettingsError` for what MkDocs offers and an archive cannot be built with."""
    if not config.use_directory_urls:
        raise SettingsError(
            "use_directory_urls: false cannot be used: the addresses of the archive are folders, such as "
            "/articles/jci153204/; remove the line"
        )
    if is_dirty:
        raise SettingsError("--dirty cannot be used: postilla writes only what has changed without it")
    for name in SEARCH_PLUGINS & set(config.plugins):
        options = config.plugins[name].config
        if "enabled" in options:
            # Its index holds the hand-written pages only, and our theme has no box that would read it.
            options["enabled"] = False
            log.info("The plugin '%s' is switched off: the archive brings its own search.", name)
        else:
            raise SettingsError(
                f"plugins: {name}: cannot be used, for it changes the theme; the archive brings its own search"
            )


def _hand_written(config: MkDocsConfig) -> tuple[str, ...]:
    """The addresses that the pages of `docs/` will have; MkDocs itself looks at them after the records are checked.

    Not by its `get_files`, which would warn twice of each folder with both an `index.md` and a `README.md`.
    """
    files = [
        File(os.path.relpath(Path(folder, name), config.docs_dir), config.docs_dir, config.site_dir, True)
        for folder, _, names in os.walk(config.docs_dir, followlinks=True)
        for name in names
    ]
    set_exclusions(files, config)
    pages = (one.url for one in files if one.is_documentation_page() and one.inclusion.is_included())
    return tuple(sorted({"" if url == "./" else url for url in pages}))


def _keep_apart(key: str, path: Path, others: Iterable[tuple[str, Path]]) -> None:
    for name, other in others:
        inner, outer = path.resolve(), other.resolve()
        lies = (
            "lies inside" if inner.is_relative_to(outer) else "holds" if outer.is_relative_to(inner) else ""
        )
        if lies:
            raise SettingsError(
                f"{PREFIX}{key}: {path} {lies} {name} ({other}); give each a folder of its own"
            )
