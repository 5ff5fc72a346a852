"""The pages of `docs/` for a preview: MkDocs renders them into a folder of their own, whatever stands around them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.exceptions import MkDocsException

from postilla.build import Around, Menus, Shell
from postilla.errors import BuildError, MachineError
from postilla.settings import Settings

from .assets import ASSETS_DIR
from .making import Making
from .run import Tell, first_of_ours, listening, load, load_for, plugin_of
from .theming import THEME_DIR


@dataclass(frozen=True, slots=True)
class RenderedDocs:
    """`postilla.preview.Docs`, made by one run of MkDocs."""

    folder: Path
    """Where everything lies that MkDocs makes: its pages, the 404 page, stylesheets, pictures."""
    shell: Shell
    listings: Mapping[str, tuple[str, Shell]]
    feed_style: str
    addresses: frozenset[str]
    asked: Mapping[str, str | None]
    """The links into the archive that the pages have, and where they lead."""
    menus: Menus
    """Those in the shell."""
    _making: Making

    def with_menus(self, menus: Menus) -> RenderedDocs:
        """The same with a shell that has other menus; the pages follow when they are rendered again."""
        return dataclasses.replace(self, shell=self._making.shell_with(menus), menus=menus)


class _Asked:
    """An archive that remembers what it was asked."""

    def __init__(self, around: Around) -> None:
        self.menus, self._around, self.asked = around.menus, around, dict[str, str | None]()

    def resolve(self, link: str) -> str | None:
        return self.asked.setdefault(link, self._around.resolve(link))


class DocsOfMkDocs:
    """`postilla.preview.DocsMaker`: starts MkDocs whenever the hand-written pages have to be made."""

    def __init__(self, config_file: Path | None, tell: Tell) -> None:
        """Prepare.

        Args:
            config_file: the `mkdocs.yml`; by default that of the current folder.
            tell: is given what MkDocs warns of.
        """
        self._config_file, self._tell = config_file, tell
        self.watched: Sequence[Path] = ()
        """The files and folders that the pages are made from."""

    def settings(self) -> Settings:
        """The settings as the file has them now.

        Raises:
            SettingsError: it is missing or cannot be used.
        """
        settings, config = load(self._config_file)
        hooks = [str(config.hooks[name].__file__) for name in config.hooks]
        folders = [config.docs_dir, config.config_file_path, config.theme.custom_dir, *config.watch, *hooks]
        self.watched = (*(Path(folder).absolute() for folder in folders if folder), ASSETS_DIR, THEME_DIR)
        return settings

    def render(self, around: Around, folder: Path) -> RenderedDocs:
        """Make the pages and the shell.

        Args:
            around: the archive.
            folder: where they go.

        Raises:
            SettingsError: `mkdocs.yml` cannot be used.
            BuildError: MkDocs has given up; the message says why.
            MachineError: a file cannot be read or written.
        """
        asked = _Asked(around)
        with listening(self._warn) as wrong:
            # what would stop a strict build is told, and seen
            config = load_for(self._config_file, wrong, site_dir=str(folder), strict=False)
            plugin = plugin_of(config)
            plugin.preview = asked
            config.plugins.on_startup(command="serve", dirty=False)
            try:
                build(config)
                making = plugin.making
                host = making.host()
            except MkDocsException as error:
                raise first_of_ours(error) or BuildError(
                    "\n".join([*wrong, error.format_message()])
                ) from error
            except OSError as error:
                raise MachineError("\n".join(wrong) or f"{error.filename}: {error.strerror}") from error
            finally:
                config.plugins.on_shutdown()
                plugin.preview = None  # MkDocs keeps the plugin for the next build in this process
        return RenderedDocs(
            folder,
            host.shell,
            host.listings,
            host.feed_style,
            host.addresses,
            asked.asked,
            asked.menus,
            making,
        )

    def _warn(self, line: str) -> None:
        if line.startswith("WARNING: "):
            self._tell(line)
