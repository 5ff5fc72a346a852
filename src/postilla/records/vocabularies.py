"""The controlled vocabularies: `articles/_vocabulary/*.yml` become terms, or every finding at once."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

from postilla.diagnostics import Diagnostic, Severity, Span
from postilla.model import (
    SCHEMA_TYPES,
    ArticleType,
    Collection,
    Journal,
    PersonTerm,
    Relation,
    Retired,
    Series,
    Specialty,
    Term,
    Vocabulary,
)

from .events import read_sequence
from .findings import EnoughError, Findings
from .frontmatter import decode_text, refuse_control_characters
from .kinds import Decoder, Kind, ListOf, has_comments
from .nodes import Page
from .scalars import Blocks, Boolean, Choice, Date, Identifier, Pattern, Plain, Url
from .schema import ID
from .shape import Row, Shape

_COMMON = (
    Row("id", ID, "The term's id and address. Permanent.", needed=True),
    Row("name", Plain(), "The name that lists and pages show.", needed=True),
    Row(
        "aliases", ListOf(Plain("another name")), "Other names that records and imports may use.", default=()
    ),
    Row("description", Blocks(), "The introduction of the term's page."),
    Row(
        "retired",
        Shape(
            "{date, see}",
            (
                Row("date", Date(), "Since when.", needed=True),
                Row("see", ID, "The term that took its place."),
            ),
            Retired,
            flow=True,
        ),
        "The term keeps its page and points to its successor.",
        default=None,
    ),
)

_DOI_PREFIX = Pattern("P204", r"10\.\d{4,9}", "a DOI prefix such as 10.1172")
_RELATION = Choice([str(relation) for relation in Relation], "a relation")


@dataclass(frozen=True)
class VocabularyKind:
    """One vocabulary: its name, its own fields, and the class of its terms."""

    name: str
    doc: str
    rows: tuple[Row, ...]
    term: type[Term]

    @property
    def shape(self) -> Shape[Term]:
        """A term as a shape."""
        return Shape("a term", (*_COMMON, *self.rows), self.term)


VOCABULARIES: Mapping[str, VocabularyKind] = {
    kind.name: kind
    for kind in (
        VocabularyKind(
            "journals", "The journals, in the order of menus.",
            (
                Row("title", Plain(), "The full title, where `name` is shorter."),
                Row("abbreviation", Plain(), "The NLM's abbreviation, for citation lines."),
                Row("issn_print", Identifier("issn"), "The ISSN in print."),
                Row("issn_online", Identifier("issn"), "The ISSN online."),
                Row("publisher", Plain(), "The publisher."),
                Row("url", Url(), "The journal's own site."),
                Row("license", Identifier("license"), "The licence of articles that name none."),
                Row("copyright_holder", Plain(), "The holder of copyright for articles that name none."),
                Row("doi_prefix", _DOI_PREFIX, "The prefix of its DOIs: 10.1172."),
            ),
            Journal,
        ),
        VocabularyKind(
            "specialties", "Fields of medicine.",
            (Row("menu", Boolean(), "Whether the term stands in the menu of every page.", default=False),),
            Specialty,
        ),
        VocabularyKind(
            "series", "Review series.", (Row("date", Date(), "Month and year of the series.", default=None),), Series
        ),
        VocabularyKind("collections", "Curated collections.", (), Collection),
        VocabularyKind(
            "types", "Types of article.",
            (
                Row("plural", Plain(), "The name of many."),
                Row(
                    "schema_type", Choice(SCHEMA_TYPES), "What schema.org calls it, for search engines.",
                    default=SCHEMA_TYPES[0],
                ),
                Row("notice", Boolean(), "Whether it is a notice about another article.", default=False),
                Row("needs", ListOf(_RELATION), "Relations it needs.", default=()),
            ),
            ArticleType,
        ),
        VocabularyKind(
            "people", "People whose automatic identity would be wrong.",
            (
                Row("names", ListOf(Plain("a name")), "Other names of this person: `Family, Given`.", default=()),
                Row("orcid", Identifier("orcid"), "The person's ORCID iD."),
                Row("articles", ListOf(ID), "This person's articles, where a namesake has others.", default=()),
            ),
            PersonTerm,
        ),
    )
}  # fmt: skip
"""Every vocabulary, by name."""


def decode_vocabulary(name: str, path: str, data: bytes) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    """The terms of one vocabulary file and its findings; terms that cannot be read are left out."""
    findings = Findings(path, data)
    terms: tuple[Term, ...] = ()
    spans: Mapping[str, Span] = {}
    lost: frozenset[int] = frozenset()
    with contextlib.suppress(EnoughError):
        terms, spans, lost = _decode_terms(data, VOCABULARIES[name].shape, findings)
    told = findings.all()
    is_whole = not any(finding.severity is Severity.ERROR for finding in told)
    return Vocabulary(name, path, terms, spans, lost, is_whole), told


def _decode_terms(
    data: bytes, shape: Kind[Term], report: Findings
) -> tuple[tuple[Term, ...], Mapping[str, Span], frozenset[int]]:
    text = decode_text(data, report)
    readable = text is not None and refuse_control_characters(text, report)
    page = Page(text or "", 1)
    node = read_sequence(page, report) if readable and text else None
    decoder = Decoder(report, page, page.lines if text and has_comments(text) else ())
    terms = ListOf(shape).decode(node, "", decoder) if node else ()
    places = range(len(node.value) if node else 0)
    return terms or (), decoder.spans, frozenset(places) - frozenset(decoder.kept.get("", places))
