"""DOAJ and PubMed: their schemas are in no registry, so it is the described order of elements that is tested."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from lxml import etree

from postilla.formats import FORMATS, Item, Publication, RelatedWork, written
from postilla.model import Journal, Relation, Tail, Work
from tests.builders import a_head
from tests.formats import reading

DOAJ = [
    "language",
    "publisher",
    "journalTitle",
    "issn",
    "eissn",
    "publicationDate",
    "volume",
    "issue",
    "startPage",
    "endPage",
    "doi",
    "publisherRecordId",
    "documentType",
    "title",
    "authors",
    "affiliationsList",
    "abstract",
    "fullTextUrl",
    "keywords",
]
DOAJ_AUTHOR = ["name", "affiliationId", "orcid_id"]
PUBMED = [
    "Journal",
    "ArticleTitle",
    "FirstPage",
    "LastPage",
    "ELocationID",
    "Language",
    "AuthorList",
    "PublicationType",
    "ArticleIdList",
    "History",
    "Abstract",
    "CopyrightInformation",
    "ObjectList",
]
PUBMED_JOURNAL = ["PublisherName", "JournalTitle", "Issn", "Volume", "Issue", "PubDate"]
PUBMED_AUTHOR = ["FirstName", "LastName", "Suffix", "AffiliationInfo", "Identifier", "CollectiveName"]
JOURNAL = Journal(
    id="jim", name="Imagined Medicine", abbreviation="Imag Med", issn_online="2434-561X", publisher="P"
)


def tree_of(format: str, items: Sequence[Item]) -> Any:
    text = "".join(written(FORMATS[format], items))
    return etree.fromstring(text.encode(), etree.XMLParser(load_dtd=False, no_network=True))


def is_in_order(node: etree._Element, order: Sequence[str]) -> bool:
    places = [order.index(child.tag) for child in node]
    return places == sorted(places)


@pytest.mark.parametrize("name", ["demonstration", "thousand"])
def test_records_for_doaj_are_in_the_order_of_its_schema(name: str, request: pytest.FixtureRequest) -> None:
    items: list[Item] = request.getfixturevalue(name)
    known = [item for item in items if not (FORMATS["doaj"].refused or str)(item)]
    records = list(tree_of("doaj", items))
    assert known
    for item, record in zip(known, records, strict=True):
        assert is_in_order(record, DOAJ)
        assert all(is_in_order(author, DOAJ_AUTHOR) for author in record.iterfind("authors/author"))
        assert all(
            record.findtext(tag) for tag in ("journalTitle", "publicationDate", "title", "fullTextUrl")
        )
        assert record.findtext("title") == reading.title(item)
        assert len(record.findtext("language") or "") == 3


@pytest.mark.parametrize("name", ["demonstration", "thousand"])
def test_article_sets_are_in_the_order_of_the_dtd(name: str, request: pytest.FixtureRequest) -> None:
    items: list[Item] = request.getfixturevalue(name)
    known = [item for item in items if not (FORMATS["pubmed"].refused or str)(item)]
    assert known
    for item, article in zip(known, tree_of("pubmed", items), strict=True):
        assert is_in_order(article, PUBMED)
        assert is_in_order(article.find("Journal"), PUBMED_JOURNAL)
        assert all(is_in_order(author, PUBMED_AUTHOR) for author in article.iterfind("AuthorList/Author"))
        assert article.findtext("ArticleTitle") == reading.title(item)


def test_a_notice_for_pubmed_names_what_it_is_about() -> None:
    related = (RelatedWork(Relation.CORRECTS, Work(doi="10.5555/x", pmid="12")),)
    item = Item(Publication(a_head(), JOURNAL, related=related), Tail({}))
    (named,) = tree_of("pubmed", [item]).iterfind("Article/ObjectList/Object")
    assert named.get("Type") == "Erratum"
    assert [(param.get("Name"), param.text) for param in named] == [("type", "pmid"), ("id", "12")]


@pytest.mark.parametrize("format", ["doaj", "pubmed"])
def test_a_journal_without_an_issn_cannot_be_sent(format: str) -> None:
    refused = FORMATS[format].refused
    assert refused
    item = Item(Publication(a_head(), Journal(id="x", name="X"), url="https://example.org/"), Tail({}))
    assert refused(item) == "its journal X has no ISSN"
    assert refused(Item(Publication(a_head()), Tail({}))) == "it has no journal"
    undated = Item(Publication(a_head(published=None), JOURNAL), Tail({}))
    assert refused(undated) == "it has no date of publication"
