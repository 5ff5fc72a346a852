"""What MkDocs made, handed to the build once and never changed after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from postilla.build import Shell


@dataclass(frozen=True, slots=True)
class MkDocsHost:
    """`postilla.build.Host`, filled by one run of MkDocs."""

    shell: Shell
    """The theme around nothing."""
    listings: Mapping[str, tuple[str, Shell]]
    """Hand-written pages that ask for a listing: address → (name of the listing, the page with the slot)."""
    feed_style: str
    """The address of the stylesheet of feeds."""
    addresses: frozenset[str]
    """The address of every page of `docs/`; the home page's is the empty string."""
