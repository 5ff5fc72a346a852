"""Feeds, read again by feedparser and by rules of our own."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postilla.formats import FEED_FORMATS, Creator, FeedEntry

from .sample import HOSTILE, WORK, entry, feed

ATOM, RSS, JSON = FEED_FORMATS
XML = (ATOM, RSS)
WEIRD = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def parsed(text: str) -> Any:
    result = feedparser.parse(text)
    assert not result.bozo, result.get("bozo_exception")
    return result


@pytest.mark.parametrize("row", XML, ids=lambda row: row.id)
def test_a_feed_is_read_again(row: Any) -> None:
    result = parsed(row.write(feed(entry(), entry(address="articles/y/", doi=""))))
    assert result.version == {"atom": "atom10", "rss": "rss20"}[row.id]
    assert result.feed.title == "Sleep & lamps"
    assert result.feed.link == "https://example.org/a/specialties/sleep/"
    assert "https://example.org/a/specialties/sleep/feed.xml" in [
        link.href for link in result.feed.links if link.rel == "self"
    ]
    first, second = result.entries
    assert first.title == "Reading a small trial: What 84 people tell"
    assert first.id == "https://doi.org/10.5555/jim.2024.1201"
    assert first.link == "https://example.org/a/articles/x/"
    assert [author.name for author in first.authors] == [
        "Ilse Varga-Holm", "Marieke van der Linde Jr.", "The Lantern Group",
    ]  # fmt: skip
    assert first.published_parsed[:3] == (2024, 9, 12)
    assert first.summary == "Lantern walks may help a little." or row is ATOM
    assert first.prism_volume == "12"
    assert first.prism_doi == "10.5555/jim.2024.1201"
    assert first.dc_source == "J Imagin Med. 2024;12(3):310-318"
    assert [tag.term for tag in first.tags] == ["Commentary", "Neuroscience", "Sleep"]
    body = first.content[0].value
    assert f'<a href="{WORK.link}">Evening walks</a>. J Imagin Med. 2024;12(3):e1187' in body
    assert "Lantern walks may help a little." in body
    assert second.id == "https://example.org/a/articles/y/"


def test_rss_shows_in_a_browser_what_atom_shows() -> None:
    def seen(one: FeedEntry) -> list[str]:
        (item,) = ET.fromstring(RSS.write(feed(one))).iter("item")
        shown = [each for each in item if each.tag.startswith("{http://www.w3.org/1999/xhtml}")]
        described = item.find("description")
        assert described is not None
        # the stylesheet shows a description after a paragraph, and none before it
        if list(item).index(described) > list(item).index(shown[0]):
            shown.insert(len(shown) - 1, described)
        return ["".join(each.itertext()) for each in shown]

    def content(one: FeedEntry) -> list[str]:
        body = ET.fromstring(ATOM.write(feed(one))).findall(".//{http://www.w3.org/2005/Atom}content/*/*")
        return ["".join(each.itertext()) for each in body]

    for one in (entry(), entry(abstract="", summary="")):
        assert seen(one) == content(one)
        assert any(line.startswith("Comments on: Evening walks. J Imagin Med.") for line in seen(one))
    bare = entry(abstract="", doi="")._replace(citation="", works=())
    assert 'href="https://example.org/a/articles/x/">Reading a small trial' in RSS.write(feed(bare))


def test_the_summary_of_atom_is_the_abstract() -> None:
    root = ET.fromstring(ATOM.write(feed(entry())))
    atom = "{http://www.w3.org/2005/Atom}"
    assert root.findtext(f"{atom}entry/{atom}summary") == "Lantern walks may help a little."
    assert root.findtext(f"{atom}entry/{atom}updated") == "2024-11-04T00:00:00Z"
    assert root.findtext(f"{atom}updated") == "2024-11-04T00:00:00Z"


def test_every_atom_feed_has_what_rfc_4287_requires() -> None:
    root = ET.fromstring(
        ATOM.write(feed(entry(), entry(creators=(), address="articles/y/", doi="10.5555/y")))
    )
    atom = "{http://www.w3.org/2005/Atom}"
    for name in ("id", "title", "updated"):
        assert len(root.findall(f"{atom}{name}")) == 1
    for each in root.findall(f"{atom}entry"):
        for name in ("id", "title", "updated", "published", "content"):
            assert len(each.findall(f"{atom}{name}")) == 1, name
        assert each.findall(f"{atom}author"), "an entry whose feed has no author has one of its own"
        alternates = [link for link in each.findall(f"{atom}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1


def test_every_item_of_rss_has_a_stable_guid_and_a_valid_date() -> None:
    root = ET.fromstring(RSS.write(feed(entry(), entry(doi="", address="articles/y/"))))
    first, second = root.iter("item")
    guid = first.find("guid")
    assert guid is not None
    assert guid.attrib == {"isPermaLink": "false"}
    other = second.find("guid")
    assert other is not None
    assert other.attrib == {"isPermaLink": "true"}
    assert re.fullmatch(r"Thu, 12 Sep 2024 00:00:00 \+0000", first.findtext("pubDate", ""))
    assert root.findtext("channel/title") == "Sleep & lamps"


def test_json_feed_has_what_its_version_requires() -> None:
    whole = json.loads(JSON.write(feed(entry())))
    assert whole["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "home_page_url", "feed_url", "items", "language"} <= whole.keys()
    (item,) = whole["items"]
    assert {"id", "url", "content_html", "date_published", "authors"} <= item.keys()
    assert item["date_modified"] == "2024-11-04T00:00:00+00:00"
    assert item["authors"][0] == {"name": "Ilse Varga-Holm", "url": "https://orcid.org/0000-0002-1825-0097"}
    assert item["_scholar"]["about_works"] == [
        {
            "relation": "Comments on", "title": "Evening walks", "url": WORK.link, "doi": "10.5555/jim.2024.1187",
        }
    ]  # fmt: skip
    assert all(key.startswith("_") for key in item if key not in {
        "id", "url", "external_url", "title", "content_html", "summary", "date_published", "date_modified", "authors",
        "tags", "language",
    })  # fmt: skip


def test_a_partial_date_is_its_first_moment_and_nothing_changes_before_it_is_published() -> None:
    month = entry(published="2021-10", modified="2021-10")
    assert (month.published.isoformat(), month.updated.isoformat()) == ("2021-10-01T00:00:00+00:00",) * 2
    early = entry(published="2021-10-05", modified="2021")
    assert early.updated == early.published
    in_press = FeedEntry(entry(published="", modified="").meta, "", (), "2021-03")
    assert in_press.published.isoformat() == "2021-03-01T00:00:00+00:00"


@given(WEIRD, WEIRD, WEIRD)
def test_whatever_a_record_says_every_feed_can_be_read(title: str, name: str, abstract: str) -> None:
    one = entry(
        title=HOSTILE + title, creators=(Creator(name, HOSTILE, f"{name}{HOSTILE}"),) * 2, abstract=abstract + HOSTILE,
        type=name,
    )  # fmt: skip
    for row in XML:
        ET.fromstring(row.write(feed(one)).encode())
    whole = json.loads(JSON.write(feed(one)))
    assert whole["items"][0]["title"].startswith(HOSTILE + title)
    body = whole["items"][0]["content_html"]
    assert "<script" not in body
    assert "<b>" not in body


def test_no_address_but_of_the_web_becomes_a_link() -> None:
    one = entry()
    odd = one._replace(works=(one.works[0]._replace(work=WORK._replace(doi="", url="javascript:alert(1)")),))
    for row in FEED_FORMATS:
        assert 'href="javascript' not in row.write(feed(odd))
