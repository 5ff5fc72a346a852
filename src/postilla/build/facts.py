"""What an article's page needs to know of the files beside its record."""

from __future__ import annotations

from collections.abc import Mapping

from postilla import addresses
from postilla.model import Head
from postilla.pages import ArticleFacts, PdfView
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
    )
