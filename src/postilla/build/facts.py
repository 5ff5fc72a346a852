"""What pages need to know beside the archive: of the files beside a record, and of the site."""

from __future__ import annotations

from collections.abc import Mapping

from postilla import addresses
from postilla.errors import SettingsError
from postilla.formats import chosen
from postilla.model import Head
from postilla.pages import ArticleFacts, PdfView, SiteFacts
from postilla.settings import Settings
from postilla.words import Language

from .pictures import Size, pictures
from .sources import FileFacts, Source, beside


def article_facts(
    head: Head,
    source: Source,
    files: Mapping[str, FileFacts],
    sizes: Mapping[str, Size],
    language: Language,
) -> ArticleFacts:
    """The facts of one article.

    Args:
        head: the article.
        source: the record that it stands in.
        files: every file beside the records, by path.
        sizes: of the pictures among them.
        language: of the interface.
    """
    part, id = source.head, head.id

    def size(name: str, *, inside: bool) -> int:
        facts = files.get(beside(source.path, id, name, inside=inside))
        return facts.size if facts else 0

    # a tombstone keeps the metadata and gives nothing to download
    file, url, told = part.pdf if not head.withdrawn else ("", "", 0)
    pdf = PdfView(
        addresses.file(id, file) if file else url, language.size(size(file, inside=False) if file else told)
    )
    return ArticleFacts(
        source.key,
        source.path,
        pdf,
        tuple(
            (n.name, language.size(size(n.name, inside=True)))
            for n in part.named
            if n.field.startswith("supplements")
        ),
        part.license,
        part.copyrighted,
        part.institutions,
        tuple(
            (name, *sizes[path])
            for name, path in pictures(id, source.path, part)
            if all(sizes.get(path, (0, 0)))
        ),
        part.metadata,
        part.words,
    )


FEW = 2_000
"""Up to so many articles have every file beside them, where the settings leave it to us: a host may allow 20,000."""


def formats_of(settings: Settings, articles: int) -> tuple[str, ...]:
    """The formats of the files beside each article.

    Raises:
        SettingsError: the setting names what is no such format.
    """
    try:
        return chosen(settings.citation_files, articles)
    except ValueError as error:
        raise SettingsError(f"plugins: postilla: citation_files: {error}") from error


def site_facts(settings: Settings, intro_html: str, feed_style: str, articles: int) -> SiteFacts:
    """What is the same on every page of the site.

    Args:
        settings: of the archive.
        intro_html: the first words of the home page.
        feed_style: the address of the stylesheet of feeds.
        articles: how many there are.
    """

    def has(wanted: str) -> bool:
        # without an address there is nothing that a link set or a twin could name
        return bool(settings.site_url) and (wanted == "always" or (wanted == "auto" and articles <= FEW))

    return SiteFacts(
        name=settings.site_name,
        url=settings.site_url,
        language=settings.language,
        intro_html=intro_html,
        repo_url=settings.repo_url,
        edit_uri=settings.edit_uri,
        docs_dir=settings.docs_dir,
        description=settings.site_description,
        is_mirror=settings.mirror,
        feeds=settings.feeds,
        alerts=settings.alerts,
        feed_style=feed_style,
        has_linksets=has(settings.linksets),
        has_twins=has(settings.twins),
        citation_files=formats_of(settings, articles),
        bulk_files=settings.bulk_files,
        has_search=settings.has_search,
    )
