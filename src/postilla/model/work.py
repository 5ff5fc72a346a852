"""Work: one shape for everything that is discussed, cited or related."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from .dates import PartialDate
from .identifiers import doi_key, doi_url
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
        return self.url or (f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else "")


class Relation(StrEnum):
    """What one article is to another work; `RELATIONS` has the words for both directions."""

    COMMENTS_ON = "comments-on"
    REPLIES_TO = "replies-to"
    CORRECTS = "corrects"
    RETRACTS = "retracts"
    RAISES_CONCERN_ABOUT = "raises-concern-about"
    COMPANION_TO = "companion-to"
    CONTINUES = "continues"
    TRANSLATION_OF = "translation-of"
    SUPPLEMENT_TO = "supplement-to"


@dataclass(frozen=True, slots=True)
class RelationWords:
    """A relation in words, read from the article and from the work it names."""

    forward: str
    back: str
    symmetric: bool = False


RELATIONS: dict[Relation, RelationWords] = {
    Relation.COMMENTS_ON: RelationWords("Comments on", "Commentary"),
    Relation.REPLIES_TO: RelationWords("Replies to", "Reply"),
    Relation.CORRECTS: RelationWords("Corrects", "Correction"),
    Relation.RETRACTS: RelationWords("Retracts", "Retraction"),
    Relation.RAISES_CONCERN_ABOUT: RelationWords("Raises concern about", "Expression of concern"),
    Relation.COMPANION_TO: RelationWords("Companion to", "Companion", symmetric=True),
    Relation.CONTINUES: RelationWords("Continues", "Continued by"),
    Relation.TRANSLATION_OF: RelationWords("Translation of", "Translation"),
    Relation.SUPPLEMENT_TO: RelationWords("Supplement to", "Supplement"),
}


class Related(NamedTuple):
    """One entry of `related`: a relation to an article of this archive, or to a work."""

    relation: Relation
    article: str = ""
    """The id of an article of this archive; empty where `work` says what is meant."""
    work: Work | None = None
