"""Parts: what plans all files of a site but those of the search, one or a few at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from postilla.archive import Archive
from postilla.pages import SitePages
from postilla.settings import Settings

from .formatting import Formatting
from .placing import Placed
from .plan import Planned, planned_data
from .planning import Part
from .sitemap import sitemaps
from .whole_site import NEWEST


class Parts:
    """The parts of one plan. The first are those of the articles, in the archive's order."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        pages: SitePages,
        placed: Placed,
        formatting: Formatting,
        about_site: Callable[[], Mapping[str, bytes]],
        files_of: Callable[[str], Iterator[Planned]],
    ) -> None:
        """Prepare the parts.

        Args:
            archive: the archive.
            settings: its settings.
            pages: makes the pages, and notes of which articles a part tells.
            placed: puts them among those of `docs/`.
            formatting: plans the files in other formats than HTML.
            about_site: makes the files that tell of the site as a whole, by path.
            files_of: plans the files that lie beside the record of an article.
        """
        self._archive, self._settings, self._pages, self._placed = archive, settings, pages, placed
        self._formatting, self._about, self._files_of = formatting, about_site, files_of

    def __iter__(self) -> Iterator[Part]:
        yield from (partial(self._article, id) for id in self._archive.order)
        yield from (partial(self._placed.files, make) for make in self._pages.others())
        yield partial(maps, self._settings, self._placed)
        yield self._about_site
        yield self._bulk

    def _article(self, id: str) -> Iterator[Planned]:
        yield from self._placed.files(partial(self._pages.article, id))
        yield from self._files_of(id)
        yield from self._formatting.planned(id)
        self._pages.shown.update(self._formatting.speaks_of(id))

    def _about_site(self) -> Iterator[Planned]:
        self._pages.shown.update(self._archive.order[:NEWEST])
        yield from planned_data(self._about())

    def _bulk(self) -> Iterator[Planned]:
        self._pages.shown.update(self._archive.order)
        yield from self._formatting.bulk_files


def maps(settings: Settings, placed: Placed) -> Iterator[Planned]:
    """The maps of the site, when all pages have come."""
    placed.refuse_unknown()
    yield from planned_data(sitemaps(settings.site_url, placed.mapped))
