"""Types of articles in the words of other vocabularies: JATS, MEDLINE, Crossref."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

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

OTHER = Kind("other", _ARTICLE)
"""A type that an archive has made for itself."""


def kind_of(publication: Publication) -> Kind:
    """The kind of an article, by the id of its type."""
    return KINDS.get(publication.type_id, OTHER)
