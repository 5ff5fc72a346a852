"""`python -m bench.index_once ARCHIVE`: make the index of the search and nothing else, for `bench.search`.

Everything but pages is done: records come from the cache, which an earlier build has filled.
"""

from __future__ import annotations

import sys
from pathlib import Path

from postilla.build import Cache, Site
from postilla.settings import Settings


def main(root: Path, text: str) -> None:
    """Make every file of the index of an archive, and write it below `index/`."""
    settings = Settings.of(root, {"search": {"text": text} if text else True})
    site = Site.read(settings)
    cache = Cache(settings.cache_dir)
    try:
        for planned in site.indexing().files(cache, lambda *_: None):
            file = root / "index" / planned.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(planned.read() if planned.read else planned.data or b"")
    finally:
        cache.close()
        site.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
