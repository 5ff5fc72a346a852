"""MkDocs started from Python, for the command line: its settings, and one whole build."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from postilla.build import Progress, Published, collecting_seldom
from postilla.errors import BuildError, MachineError, PostillaError, SettingsError
from postilla.settings import Settings

from .config import refuse_unusable, settings_of
from .plugin import PostillaPlugin

Tell = Callable[[str], None]
"""Is given each line that MkDocs logs, such as `WARNING: Doc file 'about.md', line 3: …`."""


def load(config_file: Path | None = None) -> tuple[Settings, MkDocsConfig]:
    """The settings of the archive from `config_file`, or from the `mkdocs.yml` of the current folder.

    Raises:
        SettingsError: the file is missing or cannot be used; the message says all that is wrong with it.
    """
    with listening() as wrong:
        config = load_for(config_file, wrong)
    plugin = plugin_of(config)
    refuse_unusable(config, is_dirty=False)
    return settings_of(config, plugin.config), config


def run_build(
    config_file: Path | None = None,
    *,
    strict: bool = False,
    site_dir: Path | None = None,
    jobs: int | None = None,
    tell: Tell | None = None,
    progress: Progress | None = None,
) -> Published:
    """What `mkdocs build` does.

    Args:
        config_file: as in `load`.
        strict: warnings about the site stop the build, as `strict: true` in the file does.
        site_dir: in place of the one that the file names.
        jobs: in place of the setting.
        tell: is given what MkDocs logs at INFO and WARNING; what it logs as errors is in the exception.
        progress: is told how far the archive's part of the build has come.

    Raises:
        SettingsError: as in `load`.
        RecordsError: the records have findings that stop the build.
        BuildError: MkDocs has given up; the message is what it logged and nobody was told.
        MachineError: the disk or a permission failed.
    """
    with listening(tell) as wrong, collecting_seldom():
        config = load_for(
            config_file, wrong, strict=strict or None, site_dir=site_dir and str(site_dir.resolve())
        )
        plugin = plugin_of(config)
        plugin.jobs, plugin.progress = jobs, progress
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
            published = plugin.making.published
        except MkDocsException as error:
            raise first_of_ours(error) or BuildError("\n".join([*wrong, error.format_message()])) from error
        except OSError as error:
            # a page of docs/ that cannot be read: MkDocs lets it through
            raise MachineError("\n".join(wrong) or f"{error.filename}: {error.strerror}") from error
        finally:
            config.plugins.on_shutdown()
    if published is None:
        raise BuildError("MkDocs has finished without publishing: another plugin has kept back an event")
    return published


def load_for(config_file: Path | None, wrong: list[str], **options: Any) -> MkDocsConfig:
    """MkDocs' configuration with some options in place of the file's; `SettingsError` says what is `wrong` with it."""
    # Material prints a page about MkDocs 2, which our requirements exclude.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        return load_config(None if config_file is None else str(config_file), **options)
    except MkDocsException as error:
        raise SettingsError("\n".join(wrong) or error.format_message()) from error


def plugin_of(config: MkDocsConfig) -> PostillaPlugin:
    """Ours among the plugins; `SettingsError` where it is not there."""
    for plugin in config.plugins.values():
        if isinstance(plugin, PostillaPlugin):
            return plugin
    raise SettingsError(f"{config.config_file_path}: plugins: does not list 'postilla'")


def first_of_ours(error: BaseException | None) -> PostillaError | None:
    """The error of ours from which one of MkDocs' was made."""
    while error is not None and not isinstance(error, PostillaError):
        error = error.__cause__ or error.__context__
    return error


_ALONE = threading.RLock()
"""MkDocs has one log and one set of plugins in a process, and a preview runs it beside others."""


class _Ear(logging.Handler):
    """Passes on what MkDocs logs, and keeps what belongs into an exception."""

    def __init__(self, tell: Tell | None) -> None:
        super().__init__(logging.INFO if tell else logging.WARNING)
        self.tell = tell
        self.wrong: list[str] = []
        """The errors, which are about to be raised; the warnings too where nobody is told."""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.ERROR or not self.tell:
            self.wrong.append(message)
        else:
            self.tell(f"{record.levelname}: {message}" if record.levelno > logging.INFO else message)


@contextmanager
def listening(tell: Tell | None = None) -> Iterator[list[str]]:
    """What is wrong according to MkDocs while the block runs; one block at a time."""
    with _ALONE:
        yield from _heard(tell)


def _heard(tell: Tell | None) -> Iterator[list[str]]:
    logger = logging.getLogger("mkdocs")
    ear, level = _Ear(tell), logger.level
    logger.addHandler(ear)
    if tell:
        logger.setLevel(min(level or logging.INFO, logging.INFO))
    try:
        yield ear.wrong
    finally:
        logger.removeHandler(ear)
        logger.setLevel(level)
