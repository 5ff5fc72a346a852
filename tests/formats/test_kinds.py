from __future__ import annotations

import pytest

from postilla.formats import publication_types
from postilla.formats.kinds import kind_of_work
from postilla.model import Work


@pytest.mark.parametrize(
    ("type", "relations", "status", "types"),
    [
        ("commentary", ["comments-on"], (), ("Comment", "Journal Article")),
        ("viewpoint", [], (), ("Journal Article",)),
        ("viewpoint", ["comments-on", "companion-to"], (), ("Comment", "Journal Article")),
        ("letter", ["replies-to"], (), ("Comment", "Letter")),
        ("retraction", ["retracts"], (), ("Retraction of Publication",)),
        ("of-their-own", ["corrects"], (), ("Published Erratum", "Journal Article")),
        ("review", [], ("retracted",), ("Review", "Journal Article", "Retracted Publication")),
    ],
)
def test_publication_types_come_from_type_relations_and_status(
    type: str, relations: list[str], status: tuple[str, ...], types: tuple[str, ...]
) -> None:
    assert publication_types(type, relations, *status) == types


@pytest.mark.parametrize(
    ("work", "jats", "crossref"),
    [
        (Work(type="Thesis"), "thesis", "dissertation"),
        (Work(type="book-chapter"), "book", "book_chapter"),
        (Work(journal="J Imagin Med"), "journal", "journal_article"),
        (Work(type="unheard-of", publisher="A House"), "book", ""),
        (Work(), "other", ""),
    ],
)
def test_a_cited_work_has_the_type_that_its_record_says_or_its_place_tells(
    work: Work, jats: str, crossref: str
) -> None:
    assert tuple(kind_of_work(work)) == (jats, crossref)
