"""Metadata: an article as head tags, JSON-LD, links and feeds tell of it.

It has two halves, because they come from two places: what the record says (made once, when it is read) and what the
archive adds (part of the page's view). All text is plain, all dates are ISO 8601 as precise as known, addresses are
relative to the root of the site unless they begin with `https:`.
"""

from __future__ import annotations

from typing import NamedTuple

from postilla.model import url_of

from .status import prefixed


class Institution(NamedTuple):
    """Where an author works."""

    name: str
    ror: str = ""


class Creator(NamedTuple):
    """An author: a person, or a group whose name stands in `family`."""

    family: str
    """With its particle: `van der Berg`."""
    given: str = ""
    """With what follows the name: `John Jr.`."""
    name: str = ""
    """As it is read: `John van der Berg`."""
    orcid: str = ""
    institutions: tuple[Institution, ...] = ()
    is_group: bool = False

    @property
    def inverted(self) -> str:
        """`van der Berg, John`; a group's name as it is."""
        return f"{self.family}, {self.given}" if self.given else self.family


class CitedWork(NamedTuple):
    """A work in the reference list, or one that the article is about."""

    title: str = ""
    authors: tuple[str, ...] = ()
    """`Family, Given`."""
    journal: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    text: str = ""
    """The whole reference, where it could not be parsed."""

    @property
    def link(self) -> str:
        """The best address of the work: its DOI's, its own, PubMed's; empty where there is none."""
        return url_of("doi", self.doi) or self.url or url_of("pmid", self.pmid)


class RecordMetadata(NamedTuple):
    """What the record says."""

    title: str = ""
    subtitle: str = ""
    creators: tuple[Creator, ...] = ()
    published: str = ""
    updated: str = ""
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    """Also an e-location: `e153204`."""
    last_page: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    keywords: tuple[str, ...] = ()
    abstract: str = ""
    summary: str = ""
    note: str = ""
    """What the archive says of the article in words of its own."""
    license: str = ""
    """Its address."""
    copyright_year: str = ""
    copyright_holder: str = ""
    references: tuple[CitedWork, ...] = ()
    figure: tuple[str, str] = ("", "")
    """File name and alternative text of the first figure."""
    has_text: bool = False

    @property
    def teaser(self) -> str:
        """The abstract, the plain summary or the archive's note: the first of them that there is."""
        return self.abstract or self.summary or self.note


class Venue(NamedTuple):
    """The journal that an article appeared in."""

    title: str = ""
    abbreviation: str = ""
    issn_print: str = ""
    issn_online: str = ""
    publisher: str = ""
    url: str = ""
    address: str = ""


class Mentioned(NamedTuple):
    """A work or an article that an article is about, or a notice about it."""

    relation: str
    """A value of `model.Relation`; of a notice, what it says of this article."""
    work: CitedWork
    address: str = ""
    """Its page in this archive; empty where it has none."""


class Alternate(NamedTuple):
    """The same thing in another form: a file beside the page, or a feed."""

    media_type: str
    address: str
    title: str = ""
    kind: str = "metadata"
    """`metadata` (describes the article), `content` (is the article), or `feed`."""


class ArchiveMetadata(NamedTuple):
    """What the archive adds."""

    address: str = ""
    language: str = ""
    type: str = ""
    """The name of the type: `Commentary`."""
    schema_type: str = "MedicalScholarlyArticle"
    publication_types: tuple[str, ...] = ()
    """Publication types of MeSH."""
    is_notice: bool = False
    venue: Venue = Venue()
    volume_address: str = ""
    issue_address: str = ""
    specialties: tuple[str, ...] = ()
    status: str = ""
    mentioned: tuple[Mentioned, ...] = ()
    notices: tuple[Mentioned, ...] = ()
    license: str = ""
    """The journal's default: its address."""
    copyright_holder: str = ""
    """The journal's default."""
    modified: str = ""
    """When the article, or what is known of its status, last changed."""
    pdf: str = ""
    alternates: tuple[Alternate, ...] = ()


class SiteMetadata(NamedTuple):
    """The archive itself."""

    name: str
    url: str
    """Absolute, with a final slash; empty where the site has none."""
    language: str = "en"
    description: str = ""
    is_mirror: bool = False
    """Whether the articles are copies of what a publisher has: theirs are the canonical addresses then."""


class Metadata(NamedTuple):
    """An article, whole."""

    record: RecordMetadata
    archive: ArchiveMetadata
    site: SiteMetadata

    @property
    def title(self) -> str:
        """Title and subtitle, with the prefix of a retraction."""
        record = self.record
        whole = f"{record.title}: {record.subtitle}" if record.subtitle else record.title
        return prefixed(whole, self.archive.status)

    @property
    def doi_address(self) -> str:
        """The resolver's address of its DOI; empty where it has none."""
        return url_of("doi", self.record.doi)

    @property
    def license(self) -> str:
        """The address of its licence; empty where none is known."""
        return self.record.license or self.archive.license

    @property
    def pdf(self) -> str:
        """The address of its PDF where that lies in the folder of the page; empty otherwise."""
        pdf, page = self.archive.pdf, self.archive.address
        return pdf if pdf.startswith(page) and "/" not in pdf[len(page) :] else ""

    @property
    def canonical(self) -> str:
        """The absolute address that search engines are to keep; empty for a site without an address."""
        if self.site.is_mirror and self.record.doi:
            return self.doi_address
        return self.absolute(self.archive.address)

    def absolute(self, address: str) -> str:
        """An address with the site's before it; empty for a site without one."""
        if address.startswith(("https://", "http://")):
            return address
        return self.site.url + address if self.site.url else ""
