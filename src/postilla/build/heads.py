"""The heads of all records, for commands that need to know what is there and build nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from postilla.model import Head
from postilla.settings import Settings

from .cache import Cache
from .collector import collecting_seldom
from .sources import survey


def read_heads(
    settings: Settings, progress: Callable[[str, int, int], None]
) -> Sequence[tuple[str, Head | None]]:
    """The path and the head of every record, None where it cannot be read; from the cache where it is known.

    Raises:
        SettingsError: there is no folder of records.
    """
    cache = Cache(settings.cache_dir)
    try:
        with collecting_seldom():
            found = survey(settings.root, settings.articles, cache, settings.language)
            sources = found.read(cache, settings.workers, progress)
        return [(path, source.head.head) for path, source in sources.by_path.items()]
    finally:
        cache.close()
