"""Terms of the controlled vocabularies in `articles/_vocabulary/`."""

from __future__ import annotations

from dataclasses import dataclass

from .dates import PartialDate


@dataclass(frozen=True, slots=True)
class Retired:
    """Since when a term is no longer given, and which term took its place."""

    date: PartialDate
    see: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One entry of a vocabulary; what is common to all of them."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    """Blocks of Markdown: the introduction of the term's page."""
    retired: Retired | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal(Term):
    """A journal; `name` is what lists show, `title` the full title."""

    title: str = ""
    abbreviation: str = ""
    issn_print: str = ""
    issn_online: str = ""
    publisher: str = ""
    url: str = ""
    license: str = ""
    copyright_holder: str = ""
    doi_prefix: str = ""

    @property
    def full_title(self) -> str:
        """The title, or the name where none is given."""
        return self.title or self.name

    @property
    def short_title(self) -> str:
        """The abbreviation of citation lines, or the full title."""
        return self.abbreviation or self.full_title

    @property
    def issn(self) -> str:
        """The ISSN of the electronic edition, or that of the printed one; empty where there is none."""
        return self.issn_online or self.issn_print


@dataclass(frozen=True, slots=True, kw_only=True)
class Specialty(Term):
    """A field of medicine; those with `menu` stand in the menu of every page."""

    menu: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Term):
    """A review series, dated by month."""

    date: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection(Term):
    """A curated collection."""


SCHEMA_TYPES = ("MedicalScholarlyArticle", "ScholarlyArticle", "Article", "NewsArticle", "Report")
"""What schema.org may call a type of article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleType(Term):
    """A type of article: its plural, what schema.org calls it, whether it is a notice, and the relations it needs."""

    plural: str = ""
    schema_type: str = "MedicalScholarlyArticle"
    """Its type in schema.org."""
    notice: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTerm(Term):
    """A person whose automatic identity would be wrong."""

    names: tuple[str, ...] = ()
    """Names of this person as `Family, Given`, beside `name`."""
    orcid: str = ""
    articles: tuple[str, ...] = ()
    """The articles of this person; given where a namesake has others."""
