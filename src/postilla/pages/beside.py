"""The files that the build writes beside an article: its link set and its twin in Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator

from postilla import addresses
from postilla.formats import (
    LINKSET,
    TWIN,
    TWIN_TYPE,
    Alternate,
    Creator,
    Metadata,
    RecordMetadata,
    SiteMetadata,
    Venue,
    linkset,
    plain,
    twin,
)
from postilla.model import Head, Person, doi_url
from postilla.model.inline import to_plain
from postilla.words import Language

from .cards import SiteFacts
from .citation import credit, sentence
from .citing import citation_files
from .views import ArticleParts, ArticleView, FileView, WorkCard

_encode = json.JSONEncoder(ensure_ascii=False).encode


def alternates_beside(id: str, site: SiteFacts) -> Iterator[Alternate]:
    """The article in the forms that lie beside its page."""
    for file in citation_files(id, site.citation_files):
        yield Alternate(file.media_type, file.address, file.name)
    if site.has_twins:
        yield Alternate(TWIN_TYPE, addresses.beside(id, TWIN), "Markdown", "content")


def files_beside(
    head: Head, view: ArticleView, words: str, site: SiteFacts
) -> Iterator[tuple[str, FileView]]:
    """Address and view of each file beside an article.

    Args:
        head: the article.
        view: its view.
        words: the digest of its metadata and of its text.
        site: what is the same on every page.
    """
    meta = view.metadata._replace(
        venue=Venue(), pdf="", modified="", specialties=(), volume_address="", issue_address=""
    )
    if site.has_linksets:
        people = (author for author in head.authors if isinstance(author, Person) and author.orcid)
        record = RecordMetadata(
            doi=head.doi,
            creators=tuple(Creator(person.family, orcid=person.orcid) for person in people),
            license=view.license.address,
        )
        address = addresses.beside(view.id, LINKSET)
        yield address, FileView("linkset", view.id, "", meta._replace(notices=(), status="", type=""), record)
    if site.has_twins:
        yield (
            addresses.beside(view.id, TWIN),
            FileView(
                "twin", view.id, words, meta._replace(mentioned=(), alternates=()), RecordMetadata(),
                view.card.citation, view.license.name,
                tuple(banner.words for banner in view.banners),
                tuple((work.relation, " ".join(_work_line(work))) for work in view.works),
            ),
        )  # fmt: skip


def linkset_text(view: FileView, site: SiteMetadata) -> str:
    """A link set, written."""
    whole = linkset(Metadata(view.record, view.metadata, site))
    return f"{_encode(whole)}\n"


def twin_text(view: FileView, parts: ArticleParts, text: str, site: SiteMetadata, language: Language) -> str:
    """A twin, written.

    Args:
        view: its view.
        parts: what the record gives.
        text: the record's own Markdown.
        site: the archive.
        language: of the interface.
    """
    meta = Metadata(parts.metadata, view.metadata, site)
    word, record = language.word, meta.record
    withdrawn = [word("article-withdrawn", date=parts.withdrawn[0])] if parts.withdrawn[0] else []
    status = [*withdrawn, *view.banners] or [word("status-standing")]
    notices = [meta.absolute(each.address) for each in view.metadata.notices]
    begun = credit(parts.head, view.metadata.status)
    cite = " ".join(part for part in (begun, sentence(view.citation), meta.doi_address) if part)
    licence = " ".join(part for part in (parts.license.name or view.license, meta.license) if part)
    facts = [
        (word("status"), " ".join([*status, *filter(None, notices)])),
        (word("how-to-cite"), cite),
        (word("licence"), licence or parts.copyright or word("no-licence")),
        (word("page"), meta.absolute(meta.archive.address)),
        (word("language"), meta.archive.language),
    ]
    sections = [
        (word("abstract"), plain(record.abstract)),
        (word("plain-summary"), plain(record.summary)),
        (word("note-of-archive"), plain(record.note)),
        (word("text"), text if parts.text_html else ""),
    ]
    return twin(
        meta, facts, view.works, [(heading, body) for heading, body in sections if body], word("references")
    )


def _work_line(work: WorkCard) -> Iterator[str]:
    for part in (work.authors, to_plain(work.title) or work.text, work.source):
        if part:
            yield sentence(part)
    if work.doi:
        yield doi_url(work.doi)
    if work.status:
        yield f"({work.status})"
