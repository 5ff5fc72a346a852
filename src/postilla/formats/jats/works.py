"""Related articles in both directions, as JATS."""

from __future__ import annotations

from collections.abc import Mapping

from postilla.formats.publication import Publication, RelatedWork
from postilla.formats.xml import Xml, element
from postilla.model import Relation

from .marks import marked

_FORWARD: Mapping[Relation, str] = {
    Relation.COMMENTS_ON: "commentary-article",
    Relation.REPLIES_TO: "letter",
    Relation.CORRECTS: "corrected-article",
    Relation.RETRACTS: "retracted-article",
    Relation.RAISES_CONCERN_ABOUT: "object-of-concern",
    Relation.COMPANION_TO: "companion",
}
_BACK: Mapping[Relation, str] = {
    Relation.COMMENTS_ON: "commentary",
    Relation.REPLIES_TO: "reply",
    Relation.CORRECTS: "correction-forward",
    Relation.RETRACTS: "retraction-forward",
    Relation.RAISES_CONCERN_ABOUT: "concern-forward",
    Relation.COMPANION_TO: "companion",
}
"""The values that JATS suggests, from the later article and from the earlier."""

_OTHER = "article-reference"


def related_articles(publication: Publication) -> list[Xml]:
    """What the article is about, then what is about it; `specific-use` has the archive's own word for the relation."""
    links = [(_FORWARD.get(link.relation, _OTHER), link, "") for link in publication.related]
    links += [(_BACK.get(link.relation, _OTHER), link, "is-target-of-") for link in publication.incoming]
    return [_related(kind, link, way, number) for number, (kind, link, way) in enumerate(links, 1)]


def _related(kind: str, link: RelatedWork, way: str, number: int) -> Xml:
    work, (scheme, target) = link.work, link.identifier
    of = {
        "id": f"related{number}", "related-article-type": kind, "specific-use": f"{way}{link.relation}",
        "ext-link-type": scheme, "xlink:href": target,
    }  # fmt: skip
    title = element("article-title", marked(work.title)) if work.title else work.text or target
    return element("related-article", title, of=of)
