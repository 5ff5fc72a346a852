"""What is searchable, and the index of it: stubs, bundles, and Pagefind, which makes the index."""

from .bundles import BOUNDS, Bundle, Weighed, split
from .engine import Engine, find_engine
from .index import Index, blank_stubs, read_index, write_index
from .stub import Searchable, stub
from .suggestions import Candidate, suggestions

__all__ = [
    "BOUNDS", "Bundle", "Candidate", "Engine", "Index", "Searchable", "Weighed", "blank_stubs", "find_engine",
    "read_index", "split", "stub", "suggestions", "write_index",
]  # fmt: skip
