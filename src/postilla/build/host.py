"""`Host`: the protocol of whoever gives shells and hand-written pages (MkDocs, in `postilla.plugin`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from .shell import Shell


class Host(Protocol):
    """What the build needs from the program that owns the theme and the pages of `docs/`."""

    @property
    def shell(self) -> Shell:
        """The theme around nothing: the slots of `postilla.build.shell.SLOTS`."""

    @property
    def listings(self) -> Mapping[str, tuple[str, Shell]]:
        """Hand-written pages that ask for a listing: address → (name of the listing, shell with the slot `listing`)."""

    @property
    def feed_style(self) -> str:
        """The address of the stylesheet that lets browsers show feeds; empty for none."""

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses of every page of `docs/`: no page is generated at one of them."""
