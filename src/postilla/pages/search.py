"""The page of the search: what stands on it before anybody searches, and without a script."""

from __future__ import annotations

from postilla import addresses
from postilla.words import Language

from .views import Link, SearchView

_LISTS = (
    ("all-of-specialties", addresses.index("specialties")),
    ("all-of-series", addresses.index("series")),
    ("all-of-collections", addresses.index("collections")),
    ("all-of-types", addresses.index("types")),
    ("current-issues", addresses.CURRENT),
    ("past-issues", addresses.index("journals")),
    ("years", addresses.YEARS),
    ("authors", addresses.AUTHORS),
    ("discussed-works", addresses.DISCUSSED),
    ("videos", addresses.VIDEOS),
)


def all_lists(language: Language) -> tuple[Link, ...]:
    """Every index of the archive: who cannot search finds each article through one of them."""
    return tuple(Link(language.word(key), address) for key, address in _LISTS)


def search_view(language: Language) -> SearchView:
    """The view of the page."""
    return SearchView(language.word("search"), all_lists(language))
