from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from lxml import etree

from postilla.formats import FORMATS, Deposit, Item, Publication, RelatedWork, written
from postilla.formats.crossref import refused
from postilla.model import ArticleType, Dates, Head, Journal, PartialDate, Relation, Tail, Work
from tests.builders import a_head
from tests.formats import reading
from tests.records.generated import halves

CROSSREF = FORMATS["crossref"]
DEPOSIT = Deposit(
    "The Imagined Press",
    "doi@example.org",
    "The Imagined Press",
    "10.5555/policy",
    "batch-1",
    "20260101120000",
)
JOURNAL = Journal(
    id="jim", name="Imagined Medicine", abbreviation="Imag Med", issn_online="2434-561X", license="CC-BY-4.0"
)
NS = {
    "c": "http://www.crossref.org/schema/5.4.0",
    "rel": "http://www.crossref.org/relations.xsd",
    "ai": "http://www.crossref.org/AccessIndicators.xsd",
}


def deposited(items: list[Item], deposit: Deposit = DEPOSIT) -> Any:
    return etree.fromstring("".join(written(CROSSREF, items, deposit)).encode())


def faults(items: list[Item], schema: etree.XMLSchema, deposit: Deposit = DEPOSIT) -> list[str]:
    tree = deposited(items, deposit)
    log: Any = schema.error_log
    return [] if schema.validate(tree) else [error.message for error in log.filter_from_errors()]


def an_item(related: tuple[RelatedWork, ...] = (), type: str = "commentary", **values: Any) -> Item:
    head = a_head(**{"doi": "10.5555/a1", "type": type, **values})
    address = f"https://example.org/articles/{head.id}/"
    publication = Publication(head, JOURNAL, ArticleType(id=type, name=type), address, related=related)
    return Item(publication, Tail({}))


@pytest.mark.parametrize("name", ["demonstration", "thousand"])
@pytest.mark.parametrize("policy", ["10.5555/policy", ""])
def test_the_schema_holds(
    name: str, policy: str, crossref_schema: etree.XMLSchema, request: pytest.FixtureRequest
) -> None:
    items: list[Item] = request.getfixturevalue(name)
    assert faults(items, crossref_schema, DEPOSIT._replace(crossmark_policy=policy)) == []
    known = [item.publication.head.doi for item in items if not refused(item)]
    tree = deposited(items)
    assert [node.text for node in tree.iterfind(".//c:journal_article/c:doi_data/c:doi", NS)] == known
    assert known
    by_doi = {item.publication.head.doi: item for item in items}
    for node in tree.iterfind(".//c:journal_article", NS):
        item = by_doi[node.findtext("c:doi_data/c:doi", "", NS)]
        titles = ("".join(part.itertext()) for part in node.iterfind("c:titles/*", NS))
        assert reading.spaced(": ".join(titles)) == reading.title(item)
        head = item.publication.head
        assert {year.text for year in node.iterfind("c:publication_date/c:year", NS)} == {
            str(date.year) for date in (head.published, head.dates.online) if date
        }
        assert node.getparent().findtext("c:journal_metadata/c:full_title", "", NS) == reading.journal(item)
        pages = [node.findtext(f"c:pages/c:{name}", "", NS) for name in ("first_page", "last_page")]
        number = node.findtext("c:publisher_item/c:item_number", "", NS)
        assert (number or pages[0], pages[1]) == reading.pages(item)
        authors = node.findall("c:contributors/*[@contributor_role='author']", NS)
        assert len(authors) == len(head.authors)


@given(halves())
def test_the_schema_holds_for_any_record(crossref_schema: etree.XMLSchema, record: tuple[Head, Tail]) -> None:
    head, tail = record
    head = head._replace(doi="10.5555/x", published=head.published or PartialDate(2021))
    related = tuple(RelatedWork(r.relation, r.work or Work(text=r.article)) for r in head.related)
    item = Item(Publication(head, JOURNAL, url="https://example.org/articles/x/", related=related), tail)
    assert "Crossref takes no article of" in refused(item) or faults([item], crossref_schema) == []


def test_a_commentary_names_what_it_comments_on() -> None:
    work = Work(doi="10.1172/JCI150211")
    (relation,) = deposited([an_item((RelatedWork(Relation.COMMENTS_ON, work),))]).iterfind(
        ".//rel:inter_work_relation", NS
    )
    assert relation.get("relationship-type") == "isCommentOn"
    assert relation.get("identifier-type") == "doi"
    assert relation.text == "10.1172/JCI150211"


def test_an_update_stands_on_the_notice_and_never_on_the_original() -> None:
    notice = an_item(
        (RelatedWork(Relation.RETRACTS, Work(doi="10.5555/old")),), "retraction", published="2022-03"
    )
    original = an_item(id="a2", doi="10.5555/old")
    original = original._replace(publication=original.publication._replace(status=("retracted",)))
    (update,) = deposited([notice, original]).iterfind(".//c:update", NS)
    assert (update.get("type"), update.get("date"), update.text) == (
        "retraction",
        "2022-03-01",
        "10.5555/old",
    )
    titles = [node.text for node in deposited([notice, original]).iterfind(".//c:titles/c:title", NS)]
    assert titles == ["Title of a1", "RETRACTED: Title of a2"]
    assert not list(deposited([notice], Deposit("D", "d@example.org", "D")).iterfind(".//c:update", NS))


def test_articles_of_one_issue_stand_together() -> None:
    items = [
        an_item(id=f"a{n}", doi=f"10.5555/a{n}", volume="1", issue=issue, published=date)
        for n, (issue, date) in enumerate(
            [("1", "2021-03-05"), ("1", "2021-03"), ("2", "2021-04"), ("", "2021")]
        )
    ]
    journals = deposited(items).findall(".//c:journal", NS)
    assert [len(j.findall("c:journal_article", NS)) for j in journals] == [2, 1, 1]
    dates = [
        "-".join(n.text or "" for n in j.find("c:journal_issue/c:publication_date", NS)) for j in journals
    ]
    assert dates == ["03-2021", "04-2021", "2021"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"doi": ""}, "it has no DOI"),
        ({"doi": "10.1000.10/x"}, "Crossref takes no DOI like 10.1000.10/x"),
        ({"published": None}, "it has no date of publication"),
    ],
)
def test_what_cannot_be_deposited_is_left_out_and_says_why(change: dict[str, Any], why: str) -> None:
    item = an_item(**change)
    assert refused(item) == why
    assert not list(deposited([item]).iterfind(".//c:journal_article", NS))


def test_a_site_without_an_address_deposits_nothing() -> None:
    item = an_item()
    assert "site_url" in refused(item._replace(publication=item.publication._replace(url="")))
    assert refused(item._replace(publication=item.publication._replace(journal=None))) == "it has no journal"


def test_what_is_online_before_its_issue_has_both_dates() -> None:
    ahead = an_item(published=None, dates=Dates(online=PartialDate(2021, 10, 5)), in_press=True)
    assert refused(ahead) == ""
    printed = an_item(
        id="a2", doi="10.5555/a2", published="2021-11", dates=Dates(online=PartialDate(2021, 10))
    )
    dates = [
        [(node.get("media_type"), "-".join(part.text or "" for part in node)) for node in found]
        for article in deposited([ahead, printed]).iterfind(".//c:journal_article", NS)
        if (found := article.findall("c:publication_date", NS))
    ]
    assert dates == [[("online", "10-05-2021")], [("online", "10-2021"), ("other", "11-2021")]]


def test_a_journal_that_crossref_cannot_tell_apart_is_refused() -> None:
    item = an_item()
    unknown = item._replace(publication=item.publication._replace(journal=Journal(id="x", name="X")))
    assert refused(unknown) == "its journal X has no ISSN"
