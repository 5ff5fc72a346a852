from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from postilla.formats import (
    Mentioned,
    article_node,
    breadcrumbs_node,
    collection_node,
    person_node,
    script,
    website_node,
)

from .sample import ARTICLE, HOSTILE, SITE, WORK, article


def test_an_article_stands_in_its_issue_volume_and_journal() -> None:
    issue = article_node(ARTICLE, "")["isPartOf"]
    assert (issue["@type"], issue["issueNumber"], issue["@id"]) == (
        "PublicationIssue", "3", "https://example.org/a/journals/jim/12/3/",
    )  # fmt: skip
    volume = issue["isPartOf"]
    assert (volume["@type"], volume["volumeNumber"]) == ("PublicationVolume", "12")
    assert volume["isPartOf"]["issn"] == ["0021-9738", "1558-8238"]
    assert "isPartOf" not in article_node(article(volume="", issue="")._replace(archive=ARTICLE.archive._replace(
        venue=ARTICLE.archive.venue._replace(title="")
    )), "")  # fmt: skip


def test_a_commentary_is_a_comment_on_the_work_and_cites_it_once() -> None:
    node = article_node(ARTICLE, "")
    assert node["@type"] == ["MedicalScholarlyArticle", "Comment"]
    assert node["parentItem"]["@id"] == "https://doi.org/10.5555/jim.2024.1187"
    assert node["parentItem"]["url"] == "https://example.org/a/on/10.5555/jim.2024.1187/"
    assert [one["@id"] for one in node["citation"]] == [
        "https://doi.org/10.5555/jim.2024.1187",
        "https://doi.org/10.5555/b",
    ]
    assert node["publicationType"] == ["Comment", "Journal Article"]


def test_people_and_places_are_known_by_their_identifiers() -> None:
    first, second, group = article_node(ARTICLE, "")["author"]
    assert first["@id"] == first["identifier"] == "https://orcid.org/0000-0002-1825-0097"
    assert [place.get("@id") for place in first["affiliation"]] == ["https://ror.org/03yrm5c26", None]
    assert (second["familyName"], second["givenName"]) == ("van der Linde", "Marieke Jr.")
    assert group == {"@type": "Organization", "name": "The Lantern Group"}


def test_an_article_of_another_type_has_no_publication_type() -> None:
    node = article_node(article(schema_type="NewsArticle", mentioned=()), "")
    assert node["@type"] == "NewsArticle"
    assert "publicationType" not in node
    assert "parentItem" not in node


def test_a_retraction_and_what_it_retracts_name_each_other() -> None:
    notice = Mentioned("retracts", WORK, "articles/notice/")
    node = article_node(article(status="retracted", notices=(notice,)), "")
    assert node["headline"].startswith("RETRACTED: ")
    assert node["creativeWorkStatus"] == "Retracted"
    assert node["correction"][0]["url"] == "https://example.org/a/articles/notice/"
    about = article_node(article(mentioned=(notice,)), "")
    assert about["about"]["@id"] == about["citation"][0]["@id"] == WORK.link


def test_nothing_unknown_is_told() -> None:
    bare = article_node(
        article(
            creators=(), published="", doi="", pmid="", pmcid="", abstract="", summary="", keywords=(), references=(),
            license="", copyright_year="", copyright_holder="", pdf="", mentioned=(), modified="", url="", volume="",
            issue="", has_text=False,
        ),
        "",
    )  # fmt: skip

    def empty(value: Any) -> bool:
        if isinstance(value, dict):
            return not value or any(map(empty, value.values()))
        if isinstance(value, list):
            return not value or any(map(empty, value))
        return value in ("", None)

    assert not empty(bare)


def test_a_long_list_tells_its_length_and_its_beginning() -> None:
    node = collection_node(
        SITE, "years/2020/", "2020", "Articles", [("", f"articles/{n}/") for n in range(80)], 120, first=41
    )
    items = node["mainEntity"]
    assert (items["numberOfItems"], len(items["itemListElement"])) == (120, 50)
    assert items["itemListElement"][0] == {
        "@type": "ListItem", "position": 41, "url": "https://example.org/a/articles/0/",
    }  # fmt: skip
    assert "itemListOrder" not in items
    ordered = collection_node(SITE, "series/a/", "A", "", [], 0, is_ordered=True)
    assert ordered["mainEntity"]["itemListOrder"] == "https://schema.org/ItemListOrderAscending"


def test_the_way_to_a_page_has_addresses_where_there_are_pages() -> None:
    steps = breadcrumbs_node([("Home", ""), ("A volume", ""), ("Here", "here/")], SITE)["itemListElement"]
    assert [step.get("item") for step in steps] == [
        "https://example.org/a/",
        None,
        "https://example.org/a/here/",
    ]


def test_the_site_and_a_person() -> None:
    assert website_node(SITE)["name"] == SITE.name
    person = person_node("Una Sola", "authors/sola-una/", "0000-0002-1825-0097", ["A Place"], SITE)[
        "mainEntity"
    ]
    assert person["@id"] == "https://orcid.org/0000-0002-1825-0097"
    assert "identifier" not in person_node("Una Sola", "authors/sola-una/", "", [], SITE)["mainEntity"]


@given(st.text())
def test_nothing_ends_the_element_it_stands_in(text: str) -> None:
    node = {"@type": "Thing", "name": HOSTILE + text}
    written = script([node])
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"@context": "https://schema.org", **node}


def test_several_nodes_are_a_graph() -> None:
    assert json.loads(script([{"a": 1}, {"b": 2}]))["@graph"] == [{"a": 1}, {"b": 2}]
