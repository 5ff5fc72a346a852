"""Types of articles and of cited works in the words of other vocabularies: JATS, MEDLINE, Crossref."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from postilla.model import Work

from .publication import Publication


class Kind(NamedTuple):
    """One type of article in the words of others."""

    jats: str
    """A value that JATS suggests for `article-type`."""
    publication_types: tuple[str, ...]
    """Publication types of MeSH, the most telling first."""
    update: str = ""
    """Of a notice: the type of Crossref's `update`."""


_ARTICLE = ("Journal Article",)
_COMMENT = ("Comment", *_ARTICLE)

KINDS: Mapping[str, Kind] = {
    "commentary": Kind("article-commentary", _COMMENT),
    "viewpoint": Kind("discussion", _ARTICLE),
    "review": Kind("review-article", ("Review", *_ARTICLE)),
    "editorial": Kind("editorial", ("Editorial",)),
    "editors-note": Kind("editorial", ("Editorial",)),
    "letter": Kind("letter", ("Letter",)),
    "reply": Kind("reply", ("Comment", "Letter")),
    "research-letter": Kind("brief-report", ("Letter",)),
    "interview": Kind("discussion", ("Interview",)),
    "correction": Kind("correction", ("Published Erratum",), "correction"),
    "retraction": Kind("retraction", ("Retraction of Publication",), "retraction"),
    "expression-of-concern": Kind(
        "expression-of-concern", ("Expression of Concern",), "expression_of_concern"
    ),
}
"""By the ids of the types that every archive begins with."""

BY_RELATION: Mapping[str, str] = {
    "comments-on": "Comment",
    "replies-to": "Comment",
    "corrects": "Published Erratum",
    "retracts": "Retraction of Publication",
    "raises-concern-about": "Expression of Concern",
}
"""The publication types that an article has because of what it says of another."""

OTHER = Kind("other", _ARTICLE)
"""A type that an archive has made for itself."""


def kind_of(publication: Publication) -> Kind:
    """The kind of an article, by the id of its type."""
    return KINDS.get(publication.type_id, OTHER)


def publication_types(type: str, relations: Iterable[str], *status: str) -> tuple[str, ...]:
    """The publication types of an article by the id of its type, its relations to others, and its status."""
    of_relations = [BY_RELATION[relation] for relation in relations if relation in BY_RELATION]
    retracted = ["Retracted Publication"] if "retracted" in status else []
    return tuple(dict.fromkeys((*of_relations, *KINDS.get(type, OTHER).publication_types, *retracted)))


def types_of(publication: Publication) -> tuple[str, ...]:
    """The same of a publication."""
    relations = (link.relation for link in publication.related)
    return publication_types(publication.type_id, relations, *publication.status)


class WorkKind(NamedTuple):
    """One type of cited work in the words of others."""

    jats: str
    """A value that JATS suggests for `publication-type`."""
    crossref: str
    """A `type` of Crossref's citations (since 5.4.0)."""


_JOURNAL, _CHAPTER = WorkKind("journal", "journal_article"), WorkKind("book", "book_chapter")
_CONFERENCE, _DATA = WorkKind("confproc", "conference_paper"), WorkKind("data", "dataset")
_WEB = WorkKind("web", "web_resource")

_WORKS: Mapping[str, WorkKind] = {
    "article": _JOURNAL, "article-journal": _JOURNAL, "book": WorkKind("book", "book"), "book-chapter": _CHAPTER,
    "chapter": _CHAPTER, "conference": _CONFERENCE, "conference-paper": _CONFERENCE, "data": _DATA, "dataset": _DATA,
    "journal": _JOURNAL, "journal-article": _JOURNAL, "patent": WorkKind("patent", "patent"),
    "preprint": WorkKind("preprint", "preprint"), "report": WorkKind("report", "report"),
    "software": WorkKind("software", "software"), "standard": WorkKind("standard", "standard"),
    "thesis": WorkKind("thesis", "dissertation"), "web": _WEB, "webpage": _WEB, "website": _WEB,
}  # fmt: skip
"""By what records call a work."""


def kind_of_work(work: Work) -> WorkKind:
    """The kind of a work: by the type that its record gives, or else by where it appeared."""
    known = _WORKS.get(work.type.lower())
    if known:
        return known
    return _JOURNAL if work.journal else WorkKind("book" if work.publisher else "other", "")
