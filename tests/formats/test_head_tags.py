"""Dublin Core, PRISM and Open Graph."""

from __future__ import annotations

from collections import Counter

from postilla.formats import article_properties, dublin_core_tags, page_properties, shortened, twitter_card
from postilla.formats.open_graph import REPEATED

from .sample import ARTICLE, SITE, article


def test_dublin_core_and_prism_say_the_same_as_the_record() -> None:
    assert dublin_core_tags(ARTICLE) == [
        ("DC.title", "Reading a small trial: What 84 people tell"),
        ("DC.creator", "Varga-Holm, Ilse"),
        ("DC.creator", "van der Linde, Marieke Jr."),
        ("DC.creator", "The Lantern Group"),
        ("DC.date", "2024-09-12"),
        ("DC.identifier", "doi:10.5555/jim.2024.1201"),
        ("DC.publisher", "A Publisher"),
        ("DC.rights", "https://creativecommons.org/licenses/by/4.0/"),
        ("prism.publicationName", "Journal of Imagined Medicine"),
        ("prism.issn", "0021-9738"),
        ("prism.eIssn", "1558-8238"),
        ("prism.volume", "12"),
        ("prism.number", "3"),
        ("prism.startingPage", "310"),
        ("prism.doi", "10.5555/jim.2024.1201"),
    ]


def test_open_graph_of_an_article() -> None:
    tags = article_properties(ARTICLE, "other", "https://example.org/a/articles/x/fig1.png")
    assert dict(tags) == {
        "og:type": "article",
        "og:title": "Reading a small trial: What 84 people tell",
        "og:description": "Lantern walks may help a little.",
        "og:url": "https://example.org/a/articles/x/",
        "og:site_name": SITE.name,
        "og:image": "https://example.org/a/articles/x/fig1.png",
        "og:image:alt": "A chart.",
        "article:published_time": "2024-09-12",
        "article:modified_time": "2024-11-04",
        "article:section": "Commentary",
        "article:tag": "Sleep",
    }
    counted = Counter(name for name, _ in tags)
    assert {name for name, count in counted.items() if count > 1} <= REPEATED
    assert not [name for name in counted if name == "article:author"], "names there become authors in Zotero"


def test_without_a_picture_none_is_described_and_without_an_abstract_the_page_is() -> None:
    tags = dict(article_properties(article(abstract="", summary="", note=""), "What it is.", ""))
    assert tags["og:description"] == "What it is."
    assert not [name for name in tags if name.startswith("og:image")]
    assert (twitter_card(""), twitter_card("x")) == (
        ("twitter:card", "summary"),
        ("twitter:card", "summary_large_image"),
    )


def test_a_mirror_points_to_the_publisher() -> None:
    assert dict(article_properties(article(is_mirror=True), "", ""))["og:url"] == (
        "https://doi.org/10.5555/jim.2024.1201"
    )
    assert article(is_mirror=True, doi="").canonical == "https://example.org/a/articles/x/"


def test_a_site_without_an_address_names_none() -> None:
    assert "og:url" not in dict(page_properties(SITE._replace(url=""), "years/", "Years", "Articles"))
    assert (
        dict(page_properties(SITE, "years/", "Years", "Articles"))["og:url"] == "https://example.org/a/years/"
    )


def test_a_description_is_cut_between_words() -> None:
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one two", 9) == "one two"
