"""schema.org as JSON-LD: what search engines read of articles, lists and the site.

Specification: schema.org 30.0. schema.org has no word for "comments on" between articles: a commentary is a `Comment`
too, whose `parentItem` is the work discussed, and it cites that work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from postilla.model import url_of

from .metadata import CitedWork, Creator, Mentioned, Metadata, SiteMetadata
from .open_graph import shortened

Node = dict[str, Any]

MEDICAL = "MedicalScholarlyArticle"
"""The type that has `publicationType`."""

ABOUT = frozenset({"comments-on", "replies-to"})
"""The relations that make an article a comment."""

SUBJECT_OF_NOTICE = frozenset({"corrects", "retracts", "raises-concern-about"})

STATUSES: Mapping[str, str] = {
    "retracted": "Retracted",
    "withdrawn": "Withdrawn",
    "concern": "Expression of concern",
    "corrected": "Corrected",
    "in-press": "In press",
}
"""`creativeWorkStatus`, by status."""

LISTED = 50
"""So many entries of a list are named; its length is told whatever it is."""


def script(nodes: Sequence[Node]) -> str:
    """The nodes as the text of a `<script type="application/ld+json">`: nothing in it can end the element."""
    whole: Node = {"@context": "https://schema.org"}
    if len(nodes) == 1:
        whole.update(nodes[0])
    else:
        whole["@graph"] = list(nodes)
    return _UNSAFE.sub(_escaped, _encode(whole))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def article_node(meta: Metadata, image: str) -> Node:
    """An article; `image` is the absolute address of its picture, or empty."""
    archive = meta.archive
    parents = [_mentioned(each, meta.site) for each in archive.mentioned if each.relation in ABOUT]
    types = [archive.schema_type, *(["Comment"] if parents else [])]
    return known(
        {
            "@type": _one_or_all(types),
            **_what(meta),
            **_where(meta),
            **_of_whom(meta),
            "image": image,
            "parentItem": _one_or_all(parents),
            **_about_what(meta),
        }
    )


def _what(meta: Metadata) -> Node:
    record, archive = meta.record, meta.archive
    address = meta.absolute(archive.address)
    pdf = meta.absolute(archive.pdf) if archive.pdf else ""
    return {
        "@id": address or meta.doi_address,
        "url": address,
        "mainEntityOfPage": meta.canonical,
        "headline": meta.title,
        "inLanguage": archive.language,
        "datePublished": record.published,
        "dateModified": archive.modified if archive.modified != record.published else "",
        "abstract": record.abstract,
        "description": "" if record.abstract else shortened(record.teaser),
        "keywords": list(record.keywords),
        "articleSection": archive.type,
        "publicationType": list(archive.publication_types) if archive.schema_type == MEDICAL else [],
        "isAccessibleForFree": True if record.has_text else None,
        "encoding": {"@type": "MediaObject", "contentUrl": pdf, "encodingFormat": "application/pdf"}
        if pdf
        else None,
    }


def _where(meta: Metadata) -> Node:
    record = meta.record
    same = (
        meta.doi_address,
        url_of("pmid", record.pmid),
        url_of("pmcid", record.pmcid),
    )
    return {
        "isPartOf": _part_of(meta),
        "pagination": record.pages,
        "pageStart": record.first_page if record.last_page else "",
        "pageEnd": record.last_page,
        "identifier": _identifiers(meta),
        "sameAs": [link for link in same if link],
    }


def _of_whom(meta: Metadata) -> Node:
    record, archive = meta.record, meta.archive
    return {
        "author": [_creator(each) for each in record.creators],
        "publisher": _organisation(archive.venue.publisher),
        "license": meta.license,
        "copyrightYear": int(record.copyright_year) if record.copyright_year.isdecimal() else None,
        "copyrightHolder": _organisation(record.copyright_holder or archive.copyright_holder),
    }


def _about_what(meta: Metadata) -> Node:
    """Other works: what a notice is about, what is cited, and the notices about this article."""
    archive, site = meta.archive, meta.site
    about = [_mentioned(each, site) for each in archive.mentioned if each.relation in SUBJECT_OF_NOTICE]
    # in full they stand as parent or subject already
    cited = [
        _cited(each.work) if each.work.link else _mentioned(each, site)
        for each in archive.mentioned
        if each.relation in ABOUT | SUBJECT_OF_NOTICE
    ]
    discussed = {each.work.link for each in archive.mentioned}
    cited += [_cited(work) for work in meta.record.references if work.doi and work.link not in discussed]
    return {
        "creativeWorkStatus": STATUSES.get(archive.status, ""),
        "correction": [_correction(each, site) for each in archive.notices],
        "about": _one_or_all(about),
        "citation": cited,
    }


def breadcrumbs_node(steps: Iterable[tuple[str, str]], site: SiteMetadata) -> Node:
    """The way to a page: name and address of each step, last the page itself."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name}
            | ({"item": site.url + address} if address or position == 1 else {})
            for position, (name, address) in enumerate(steps, 1)
        ],
    }


def collection_node(
    site: SiteMetadata,
    address: str,
    title: str,
    description: str,
    items: Iterable[tuple[str, str]],
    count: int,
    *,
    first: int = 1,
    is_ordered: bool = False,
    about: Node | None = None,
) -> Node:
    """A page that lists articles or other lists.

    Args:
        site: the archive.
        address: of the page.
        title: its title.
        description: one sentence about it.
        items: name (or nothing) and address of each entry.
        count: how many entries there are in all.
        first: the number of the first of them.
        is_ordered: whether the order has a meaning.
        about: what the entries have in common.
    """
    elements = [
        known({"@type": "ListItem", "position": position, "name": name, "url": site.url + to})
        for position, (name, to) in enumerate(items, first)
        if position < first + LISTED
    ]
    return known(
        {
            "@type": "CollectionPage",
            "@id": site.url + address,
            "url": site.url + address,
            "name": title,
            "description": description,
            "inLanguage": site.language,
            "isPartOf": {"@type": "WebSite", "@id": f"{site.url}#site"},
            "about": about,
            "mainEntity": known(
                {
                    "@type": "ItemList",
                    "itemListOrder": "https://schema.org/ItemListOrderAscending" if is_ordered else "",
                    "numberOfItems": count,
                    "itemListElement": elements,
                }
            ),
        }
    )


def website_node(site: SiteMetadata) -> Node:
    """The site, on its home page: search engines take its name from here."""
    return known(
        {
            "@type": "WebSite",
            "@id": f"{site.url}#site",
            "url": site.url,
            "name": site.name,
            "description": site.description,
            "inLanguage": site.language,
        }
    )


def work_node(work: CitedWork) -> Node:
    """A work of somebody else, as fully as known."""
    node = {
        "@type": "ScholarlyArticle",
        "@id": work.link,
        "headline": work.title,
        "author": [known({"@type": "Person", "name": name}) for name in work.authors],
        "datePublished": work.year if work.year.isdecimal() else "",
        "isPartOf": {"@type": "Periodical", "name": work.journal} if work.journal else None,
        "pagination": work.pages,
        "identifier": _identifier("doi", work.doi, work.link) if work.doi else None,
        "name": "" if work.title else work.text,
    }
    return known(node)


def person_node(name: str, address: str, orcid: str, institutions: Iterable[str], site: SiteMetadata) -> Node:
    """The page of a person."""
    return known(
        {
            "@type": "ProfilePage",
            "@id": site.url + address,
            "mainEntity": known(
                {
                    "@type": "Person",
                    "@id": url_of("orcid", orcid),
                    "name": name,
                    "url": site.url + address,
                    "identifier": url_of("orcid", orcid),
                    "affiliation": [{"@type": "Organization", "name": each} for each in institutions],
                }
            ),
        }
    )


def known(node: Mapping[str, Any]) -> Node:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value is not None and value not in ("", [], {})}


def _creator(creator: Creator) -> Node:
    if creator.is_group:
        return {"@type": "Organization", "name": creator.family}
    orcid = url_of("orcid", creator.orcid)
    places = [
        known(
            {
                "@type": "Organization",
                "@id": url_of("ror", each.ror),
                "name": each.name,
            }
        )
        for each in creator.institutions
    ]
    return known(
        {
            "@type": "Person",
            "@id": orcid,
            "identifier": orcid,
            "name": creator.name,
            "givenName": creator.given,
            "familyName": creator.family,
            "affiliation": places,
        }
    )


def _part_of(meta: Metadata) -> Node | None:
    """Issue, volume and periodical, each in the next, as far as they are known."""
    record, archive, venue = meta.record, meta.archive, meta.archive.venue
    node: Node | None = None
    if venue.title:
        node = known(
            {
                "@type": "Periodical",
                "@id": meta.absolute(venue.address),
                "name": venue.title,
                "alternateName": venue.abbreviation,
                "issn": [issn for issn in (venue.issn_print, venue.issn_online) if issn],
                "url": venue.url,
            }
        )
    if record.volume:
        node = known(
            {
                "@type": "PublicationVolume",
                "@id": meta.absolute(archive.volume_address) if archive.volume_address else "",
                "volumeNumber": record.volume,
                "isPartOf": node,
            }
        )
    if record.issue:
        node = known(
            {
                "@type": "PublicationIssue",
                "@id": meta.absolute(archive.issue_address) if archive.issue_address else "",
                "issueNumber": record.issue,
                "isPartOf": node,
            }
        )
    return node


def _identifiers(meta: Metadata) -> list[Node]:
    record = meta.record
    rows = (("doi", record.doi, meta.doi_address), ("pmid", record.pmid, ""), ("pmcid", record.pmcid, ""))
    return [_identifier(name, value, url) for name, value, url in rows if value]


def _identifier(name: str, value: str, url: str) -> Node:
    return known({"@type": "PropertyValue", "propertyID": name, "value": value, "url": url})


def _mentioned(mentioned: Mentioned, site: SiteMetadata) -> Node:
    node = work_node(mentioned.work)
    if mentioned.address and site.url:
        node["url"] = site.url + mentioned.address
    return node


def _cited(work: CitedWork) -> Node:
    """One reference in few words: the page has the list, the identifier says all, and lists may be long."""
    return {"@type": "ScholarlyArticle", "@id": work.link}


def _correction(notice: Mentioned, site: SiteMetadata) -> Node:
    work = notice.work
    return known(
        {
            "@type": "CorrectionComment",
            "@id": work.link,
            "headline": work.title,
            "url": site.url + notice.address if site.url else "",
            "datePublished": work.year,
        }
    )


def _organisation(name: str) -> Node | None:
    return {"@type": "Organization", "name": name} if name else None


def _one_or_all(nodes: list[Any]) -> Any:
    return nodes[0] if len(nodes) == 1 else nodes
