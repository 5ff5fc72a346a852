"""Work: one shape for everything that is discussed, cited or related."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from .dates import PartialDate
from .identifiers import doi_key, doi_url, url_of
from .names import Name


class Work(NamedTuple):
    """A work: any number of identifiers, and at least one of title, identifier or text."""

    type: str = ""
    title: str = ""
    """Inline text."""
    authors: tuple[Name, ...] = ()
    et_al: bool = False
    journal: str = ""
    container: str = ""
    year: str = ""
    """As printed: real references have `2013a`."""
    date: PartialDate | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    elocation: str = ""
    publisher: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    text: str = ""
    """The whole reference as plain text, where it could not be parsed."""

    @property
    def key(self) -> str:
        """What makes two works one: the DOI, otherwise the PMID; empty for a work known by description only."""
        return f"doi:{doi_key(self.doi)}" if self.doi else f"pmid:{self.pmid}" if self.pmid else ""

    @property
    def published_year(self) -> str:
        """The year as printed, or that of the date."""
        return self.year or (str(self.date.year) if self.date else "")

    @property
    def link(self) -> str:
        """The best address of the work: its DOI's, its own, PubMed's; empty where there is none."""
        if self.doi:
            return doi_url(self.doi)
        return self.url or url_of("pmid", self.pmid)


class Relation(StrEnum):
    """What one article is to another work."""

    COMMENTS_ON = "comments-on"
    REPLIES_TO = "replies-to"
    CORRECTS = "corrects"
    RETRACTS = "retracts"
    RAISES_CONCERN_ABOUT = "raises-concern-about"
    COMPANION_TO = "companion-to"
    CONTINUES = "continues"
    TRANSLATION_OF = "translation-of"
    SUPPLEMENT_TO = "supplement-to"


SYMMETRIC = frozenset({Relation.COMPANION_TO})
"""The relations that hold both ways; every other leads from the later to the earlier."""


class Related(NamedTuple):
    """One entry of `related`: a relation to an article of this archive, or to a work."""

    relation: Relation
    article: str = ""
    """The id of an article of this archive; empty where `work` says what is meant."""
    work: Work | None = None
