"""The files that tell of the site as a whole: `robots.txt`, `llms.txt`, and headers for the server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from postilla import addresses
from postilla.archive import Archive
from postilla.formats import HEADERS_FILES, TWIN, Section, llms_txt, robots_txt
from postilla.model.inline import to_plain
from postilla.pages import SiteFacts
from postilla.settings import Settings
from postilla.words import language_of

NAMES = frozenset({"robots.txt", "llms.txt", *(file.path for file in HEADERS_FILES.values())})
"""The files at the root of the site that `docs/` may have instead."""

NEWEST = 50
"""So many articles stand in `llms.txt`."""


def written_by_hand(site_dir: Path) -> frozenset[str]:
    """Which of `NAMES` MkDocs has copied from `docs/`: those of the editors are not written over."""
    return frozenset(name for name in NAMES if (site_dir / name).is_file())


def whole_site(
    settings: Settings, archive: Archive, site: SiteFacts, by_hand: frozenset[str]
) -> Mapping[str, bytes]:
    """The files by path; none for a site without an address, which all of them need.

    Args:
        settings: of the archive.
        archive: the archive.
        site: what is the same on every page.
        by_hand: the files that the editors have written themselves.
    """
    if not site.url:
        return {}
    files = {"robots.txt": robots_txt(site.url), "llms.txt": _llms(archive, site)}
    headers = HEADERS_FILES.get(settings.headers)
    if headers:
        files[headers.path] = headers.write(site.url, site.has_linksets, settings.alerts.form_origin)
    return {name: text.encode() for name, text in files.items() if name not in by_hand}


def _llms(archive: Archive, site: SiteFacts) -> str:
    language = language_of(site.language)
    word = language.word
    indexes = [
        (word("all-of-specialties"), addresses.index("specialties"), ""),
        (word("all-of-series"), addresses.index("series"), ""),
        (word("past-issues"), addresses.index("journals"), ""),
        (word("all-of-collections"), addresses.index("collections"), ""),
        (word("years"), addresses.YEARS, ""),
        (word("authors"), addresses.AUTHORS, ""),
        (word("discussed-works"), addresses.DISCUSSED, ""),
        (word("feeds"), addresses.FEEDS, ""),
    ]
    newest = []
    for id in archive.order[:NEWEST]:
        head = archive.head(id)
        address = addresses.beside(id, TWIN) if site.has_twins else addresses.article(id)
        newest.append((to_plain(head.title), address, language.date(head.published)))
    remarks = [
        word("llms-articles", count=language.count(len(archive.entries), "articles")),
        word("llms-status"),
    ]
    if site.has_twins:
        remarks.append(word("llms-twins", name=TWIN))
    return llms_txt(
        site.metadata,
        remarks,
        [Section(word("indexes"), tuple(indexes)), Section(word("newest"), tuple(newest))],
    )
