"""`Host`: whoever gives shells and hand-written pages (MkDocs, in `postilla.plugin`); `Around`: what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from .shell import Shell


class MenuItem(NamedTuple):
    """One entry of a menu that stands on every page."""

    name: str
    address: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Menus:
    """The menus made from the vocabularies; nothing in them changes with an article."""

    specialties: tuple[MenuItem, ...]
    series: tuple[MenuItem, ...]


class Around(Protocol):
    """What a host needs from the archive."""

    @property
    def menus(self) -> Menus:
        """The menus of every page."""

    def resolve(self, link: str) -> str | None:
        """The address that `article:…`, `term:…/…` or `work:…` in a hand-written page means; None if unknown."""


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
