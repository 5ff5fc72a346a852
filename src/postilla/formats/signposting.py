"""FAIR Signposting: typed links that lead a program from the page to the identifier, the authors and the files.

Specifications: https://signposting.org/FAIR/ (levels 1 and 2), RFC 8288 (links), RFC 9264 (link sets).
A mirror has no `cite-as`: the publisher's DOI is the identifier of another copy, and so only `related`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from postilla.model import url_of

from .metadata import Metadata

LINKSET = "linkset.json"
"""The file of the link set, in the folder of the page."""
LINKSET_TYPE = "application/linkset+json"

CITO = "http://purl.org/spar/cito/"
CITO_RELATIONS = {
    "comments-on": "discusses",
    "replies-to": "repliesTo",
    "corrects": "corrects",
    "retracts": "retracts",
    "raises-concern-about": "critiques",
    "continues": "extends",
}
"""The Citation Typing Ontology's words for our relations; they go into the link set only."""


class TypedLink(NamedTuple):
    """One link from the page."""

    rel: str
    href: str
    type: str = ""


def typed_links(meta: Metadata, *, with_linkset: bool) -> list[TypedLink]:
    """The links from the page of an article, for its head (level 1); none for a site without an address."""
    record, archive = meta.record, meta.archive
    if not meta.site.url:
        return []
    page = meta.absolute(archive.address)
    copied = meta.site.is_mirror and record.doi
    links = [
        TypedLink("related", meta.doi_address) if copied else TypedLink("cite-as", meta.doi_address or page),
        TypedLink("type", f"https://schema.org/{archive.schema_type}"),
        TypedLink("type", "https://schema.org/AboutPage"),
        *(TypedLink("author", url_of("orcid", one.orcid)) for one in record.creators if one.orcid),
    ]
    if meta.license:
        links.append(TypedLink("license", meta.license))
    for form in archive.alternates:
        rel = {"metadata": "describedby", "content": "item"}.get(form.kind)
        if rel:
            links.append(TypedLink(rel, meta.absolute(form.address), form.media_type))
    if with_linkset:
        links.append(TypedLink("linkset", page + LINKSET, LINKSET_TYPE))
    return links


def linkset(meta: Metadata) -> dict[str, Any]:
    """The link set of an article (level 2): the links from the page, and back from each file to it."""
    page = meta.absolute(meta.archive.address)
    context: dict[str, Any] = {"anchor": page}
    for link in typed_links(meta, with_linkset=False):
        target = {"href": link.href} | ({"type": link.type} if link.type else {})
        context.setdefault(link.rel, []).append(target)
    for each in meta.archive.mentioned:
        name, target_address = (
            CITO_RELATIONS.get(each.relation),
            each.work.link or meta.absolute(each.address),
        )
        if name and target_address:
            context.setdefault(CITO + name, []).append({"href": target_address})
    back = {"href": page, "type": "text/html"}
    contexts = [context]
    for form in meta.archive.alternates:
        rel = {"metadata": "describes", "content": "collection"}.get(form.kind)
        if rel:
            contexts.append({"anchor": meta.absolute(form.address), rel: [back]})
    return {"linkset": contexts}


__all__ = ["LINKSET", "LINKSET_TYPE", "TypedLink", "linkset", "typed_links"]
