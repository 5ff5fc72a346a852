from __future__ import annotations

from collections import Counter

import pytest

from postilla.formats import highwire_tags
from postilla.formats.highwire import SINGLE, slashed

from .sample import ARTICLE, HOSTILE, article


def values(tags: list[tuple[str, str]], name: str) -> list[str]:
    return [content for found, content in tags if found == f"citation_{name}"]


def test_an_article_has_everything_that_scholar_and_zotero_read() -> None:
    tags = highwire_tags(ARTICLE)
    single = {name.removeprefix("citation_"): content for name, content in tags if name in SINGLE}
    assert single == {
        "title": "Reading a small trial: What 84 people tell",
        "publication_date": "2024/09/12",
        "journal_title": "Journal of Imagined Medicine",
        "journal_abbrev": "J Imagin Med",
        "volume": "12",
        "issue": "3",
        "firstpage": "310",
        "lastpage": "318",
        "doi": "10.5555/jim.2024.1201",
        "pmid": "12345",
        "publisher": "A Publisher",
        "article_type": "Commentary",
        "language": "en",
        "keywords": "lanterns; lamp-lag",
        "fulltext_html_url": "https://example.org/a/articles/x/",
        "pdf_url": "https://example.org/a/articles/x/x.pdf",
    }
    assert values(tags, "issn") == ["0021-9738", "1558-8238"]


def test_what_belongs_to_an_author_follows_the_author() -> None:
    about = [tag for tag in highwire_tags(ARTICLE) if tag[0].startswith("citation_author")]
    assert about == [
        ("citation_author", "Varga-Holm, Ilse"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author_institution", "Imaginary University"),
        ("citation_author_institution", "Other Place"),
        ("citation_author", "van der Linde, Marieke Jr."),
        ("citation_author", "The Lantern Group"),
    ]


def test_references_are_pairs_or_text() -> None:
    first, second, third = values(highwire_tags(ARTICLE), "reference")
    assert first == (
        "citation_title=Evening walks; citation_author=Quill, Ambrosia; citation_journal_title=J Imagin Med; "
        "citation_publication_date=2024; citation_volume=12; citation_firstpage=e1187; "
        "citation_doi=10.5555/jim.2024.1187"
    )
    assert second == (
        "citation_title=On, regression; citation_author=Brandl, A; citation_journal_title=Stat; "
        "citation_publication_date=2019a; citation_volume=7; citation_firstpage=1; citation_doi=10.5555/b"
    )
    assert third == "A letter to the mayor of Dusk, 1893."


@pytest.mark.parametrize(
    ("date", "told"), [("2021-10-01", "2021/10/01"), ("2021-10", "2021"), ("2021", "2021"), ("", "")]
)
def test_a_date_is_a_day_or_a_year(date: str, told: str) -> None:
    assert slashed(date) == told


def test_a_pdf_elsewhere_is_not_told_and_a_page_without_a_text_is_an_abstract() -> None:
    for pdf in ("https://elsewhere.example/x.pdf", "articles/other/x.pdf", "articles/x/deeper/x.pdf"):
        assert values(highwire_tags(article(pdf=pdf)), "pdf_url") == []
    tags = highwire_tags(article(has_text=False))
    assert values(tags, "abstract_html_url") == ["https://example.org/a/articles/x/"]
    assert not values(tags, "fulltext_html_url")


def test_a_retracted_article_says_so_in_its_title_once() -> None:
    assert values(highwire_tags(article(status="retracted")), "title")[0].startswith("RETRACTED: Reading")
    again = highwire_tags(article(status="retracted", title="Retracted: Reading"))
    assert values(again, "title") == ["Retracted: Reading: What 84 people tell"]


def test_nothing_empty_and_nothing_single_twice() -> None:
    for meta in (ARTICLE, article(title=HOSTILE, published="", doi="", creators=(), url="")):
        tags = highwire_tags(meta)
        assert all(content for _, content in tags)
        assert [
            name for name, count in Counter(name for name, _ in tags).items() if count > 1 and name in SINGLE
        ] == []
