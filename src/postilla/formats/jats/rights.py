"""Who may do what with an article, and where it is found, as JATS (and ALI, NISO RP-22)."""

from __future__ import annotations

from postilla.formats.publication import Publication
from postilla.formats.xml import EMPTY, Xml, element, joined, void
from postilla.model import License, Tail, license_of


def permissions(publication: Publication, tail: Tail) -> Xml:
    """Copyright and licence."""
    right = tail.copyright
    statement = str(right) if right else publication.copyright
    year = right.year if right else ""
    if statement and not year and publication.head.issued:
        year = str(publication.head.issued.year)
    license = license_of(publication.license) if publication.license else None
    return element(
        "permissions",
        element("copyright-statement", statement),
        element("copyright-year", year if statement else ""),
        element("copyright-holder", right.holder if right else ""),
        void("ali:free_to_read") if license and license.url else EMPTY,
        _license(license) if license else EMPTY,
    )


def _license(license: License) -> Xml:
    link = element("ext-link", license.name, of={"ext-link-type": "uri", "xlink:href": license.url})
    words = element("license-p", link if license.url else license.name)
    reference = element("ali:license_ref", license.url)
    kind = "open-access" if license.id.startswith("CC") else ""
    return element("license", reference, words, of={"license-type": kind, "xlink:href": license.url})


def self_addresses(publication: Publication) -> list[Xml]:
    """Where the article stands: its page and its PDF."""
    known = (("", publication.url, "Page of the article"), ("pdf", publication.pdf, "PDF"))
    return [
        joined([element("self-uri", words, of={"content-type": kind, "xlink:href": address})])
        for kind, address, words in known
        if address
    ]
