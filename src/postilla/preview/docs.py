"""`Docs` and `DocsMaker`: what the preview wants from whoever renders the hand-written pages (MkDocs, in `plugin`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from postilla.build import Around, Host, Menus
from postilla.settings import Settings


class Docs(Host, Protocol):
    """The hand-written pages and the shell as they were last made."""

    @property
    def folder(self) -> Path:
        """Where the pages lie, and all that they need: stylesheets, pictures, the 404 page."""

    @property
    def asked(self) -> Mapping[str, str | None]:
        """The links into the archive that the pages have, and where they lead."""

    @property
    def menus(self) -> Menus:
        """The menus in the shell."""

    def with_menus(self, menus: Menus) -> Docs:
        """The same with a shell that has other menus, which is quick."""


class DocsMaker(Protocol):
    """Makes them, again and again."""

    @property
    def watched(self) -> Sequence[Path]:
        """The files and folders that they are made from; known once the settings are."""

    def settings(self) -> Settings:
        """The settings of the archive as they are now; `SettingsError` where they cannot be used."""

    def render(self, around: Around, folder: Path) -> Docs:
        """Make pages and shell in a folder; `PostillaError` says why that is not possible."""
