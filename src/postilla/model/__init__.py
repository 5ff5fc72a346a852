"""What an article is: frozen values, identifiers, dates, names, works, rich text. No files, no YAML, no HTML pages."""

from .article import (
    Copyright,
    Dates,
    Figure,
    Funding,
    Head,
    Pdf,
    Place,
    Record,
    Reference,
    Source,
    Supplement,
    Tail,
    Version,
    Video,
    Withdrawn,
)
from .dates import MONTHS, PartialDate
from .identifiers import (
    LICENSES,
    SCHEMES,
    IdentifierError,
    License,
    Scheme,
    doi_key,
    doi_url,
    license_of,
    url_of,
)
from .names import CREDIT_ROLES, EDITOR_ROLES, Affiliation, Author, Group, Name, NameText, Person
from .terms import (
    SCHEMA_TYPES,
    ArticleType,
    Collection,
    Journal,
    PersonTerm,
    Retired,
    Series,
    Specialty,
    Term,
)
from .vocabulary import Vocabulary, nearest_span
from .work import SYMMETRIC, Related, Relation, Work

__all__ = [
    "CREDIT_ROLES", "EDITOR_ROLES", "LICENSES", "MONTHS", "SCHEMA_TYPES", "SCHEMES", "SYMMETRIC",
    "Affiliation", "ArticleType", "Author", "Collection", "Copyright", "Dates", "Figure", "Funding", "Group", "Head",
    "IdentifierError", "Journal", "License", "Name", "NameText", "PartialDate", "Pdf", "Person", "PersonTerm", "Place",
    "Record", "Reference", "Related", "Relation", "Retired", "Scheme", "Series", "Source", "Specialty",
    "Supplement", "Tail", "Term", "Version", "Video", "Vocabulary", "Withdrawn", "Work", "doi_key", "doi_url",
    "license_of", "nearest_span", "url_of",
]  # fmt: skip
