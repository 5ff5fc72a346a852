"""Feeds, heads and linked data of every article of the demonstration and of a thousand hostile ones, read again."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import feedparser
import pytest
from lxml import html

from postilla.formats import (
    FEED_FORMATS,
    FeedEntry,
    Item,
    Metadata,
    article_node,
    highwire_tags,
    script,
    xml_escape,
)
from tests.formats import reading
from tests.formats.sample import SITE, feed, metadata_of

AT_ONCE = 50
ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
PRISM = "{http://prismstandard.org/namespaces/basic/2.0/}"


@pytest.fixture(scope="module", params=["demonstration", "thousand"])
def articles(request: pytest.FixtureRequest) -> list[tuple[Item, Metadata]]:
    found: list[Item] = request.getfixturevalue(request.param)
    return [(item, metadata_of(item)) for item in found]


def parts(articles: list[tuple[Item, Metadata]]) -> Iterator[list[tuple[Item, Metadata]]]:
    return (articles[start : start + AT_ONCE] for start in range(0, len(articles), AT_ONCE))


def names(item: Item) -> list[str]:
    return [reading.spaced(str(author)) for author in item.publication.head.authors]


@pytest.mark.parametrize("row", FEED_FORMATS[:2], ids=lambda row: row.id)
def test_a_feed_of_xml_gives_back_what_the_articles_say(
    row: object, articles: list[tuple[Item, Metadata]]
) -> None:
    for some in parts(articles):
        text = row.write(feed(*(FeedEntry(meta, "", (), "2020") for _, meta in some)))  # type: ignore[attr-defined]
        result = feedparser.parse(text)
        assert not result.bozo, result.get("bozo_exception")
        assert len(result.entries) == len(some)
        root = ET.fromstring(text.encode())
        entries = root.findall(f"{ATOM}entry") or root.findall("channel/item")
        for (item, meta), entry in zip(some, entries, strict=True):
            head = item.publication.head
            title = entry.findtext(f"{ATOM}title", "") or entry.findtext("title", "")
            assert reading.spaced(title) == reading.title(item)
            assert (entry.findtext(f"{ATOM}id", "") or entry.findtext("guid", "")) == (
                meta.doi_address or meta.absolute(meta.archive.address)
            )
            authors = entry.findall(f"{ATOM}author/{ATOM}name") or entry.findall(
                "{http://purl.org/dc/elements/1.1/}creator"
            )
            assert [reading.spaced(str(one.text)) for one in authors] == (
                names(item) or (authors and [SITE.name])
            )
            wanted = {
                "publicationName": reading.journal(item), "volume": head.volume, "number": head.issue,
                "startingPage": reading.pages(item)[0], "endingPage": reading.pages(item)[1], "doi": head.doi,
                "publicationDate": str(head.issued or ""),
            }  # fmt: skip
            assert {key: reading.spaced(entry.findtext(f"{PRISM}{key}", "")) for key in wanted} == wanted


def test_a_json_feed_gives_back_what_the_articles_say(articles: list[tuple[Item, Metadata]]) -> None:
    for some in parts(articles):
        whole = json.loads(
            FEED_FORMATS[2].write(feed(*(FeedEntry(meta, "", (), "2020") for _, meta in some)))
        )
        for (item, _), entry in zip(some, whole["items"], strict=True):
            assert reading.spaced(entry["title"]) == reading.title(item)
            assert [reading.spaced(one["name"]) for one in entry.get("authors", [])] == names(item)
            assert entry.get("summary", "") == reading.abstract(item)
            assert entry["_scholar"].get("doi", "") == item.publication.head.doi


def test_a_head_gives_back_what_the_articles_say(articles: list[tuple[Item, Metadata]]) -> None:
    for item, meta in articles:
        head = item.publication.head
        lines = "".join(
            f'<meta name="{name}" content="{xml_escape(content)}">' for name, content in highwire_tags(meta)
        )
        page = html.fromstring(f"<html><head><meta charset='utf-8'>{lines}</head></html>")
        found = [(tag.get("name"), reading.spaced(tag.get("content", ""))) for tag in page.iter("meta")]
        first = dict(reversed(found))
        assert first["citation_title"] == reading.title(item)
        assert [content for name, content in found if name == "citation_author"] == [
            reading.spaced(author.inverted) for author in head.authors
        ]
        for name, value in (
            ("publication_date", reading.year(item)), ("journal_title", reading.journal(item)), ("volume", head.volume),
            ("issue", head.issue), ("firstpage", reading.pages(item)[0]), ("doi", head.doi),
        ):  # fmt: skip
            told = first.get(f"citation_{name}", "")
            assert (told[:4] if name == "publication_date" else told) == value


def test_linked_data_give_back_what_the_articles_say(articles: list[tuple[Item, Metadata]]) -> None:
    for item, meta in articles:
        text = script([article_node(meta, "")])
        assert not set("<>&\u2028\u2029") & set(text)
        node = json.loads(text)
        assert reading.spaced(node["headline"]) == reading.title(item)
        assert [reading.spaced(one["name"]) for one in node.get("author", [])] == names(item)
        assert node.get("datePublished", "") == str(item.publication.head.issued or "")
        assert node.get("abstract", "") == reading.abstract(item)
        dois = [one["value"] for one in node.get("identifier", []) if one["propertyID"] == "doi"]
        assert dois == [item.publication.head.doi] * bool(item.publication.head.doi)
