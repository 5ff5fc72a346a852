"""What an article's page shows of its own record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from postilla.bodies import Body, BodySource, render
from postilla.model import (
    Affiliation,
    Copyright,
    Dates,
    Funding,
    Group,
    Head,
    PartialDate,
    Person,
    Reference,
    Supplement,
    Tail,
    Version,
    Video,
    Withdrawn,
    Work,
)
from postilla.pages import ArticleFacts, ArticleView, PdfView, SitePages, article_parts
from postilla.pages.cards import SiteFacts
from postilla.pages.views import ArticleParts, Heading, Link, Statement
from postilla.words import ENGLISH
from tests.builders import a_head, an_archive

SITE = SiteFacts("Site", "https://example.org/", "en", "", "", "")


def facts(head: Head, **values: Any) -> ArticleFacts:
    given: dict[str, Any] = {
        "key": "key",
        "path": f"articles/{head.id}.md",
        "pdf": PdfView("", ""),
        "supplements": (),
        "license": "",
        "copyrighted": False,
        "institutions": tuple(() for _ in head.authors),
    }
    return ArticleFacts(**given | values)


def view_of(head: Head, *others: Head, **values: Any) -> ArticleView:
    heads = {one.id: one for one in (head, *others)}
    pages = SitePages(an_archive(*heads.values()), lambda name: facts(heads[name], **values), SITE, {})
    views = {page.view.id: page.view for page in pages if isinstance(page.view, ArticleView)}
    return views[head.id]


def parts_of(
    head: Head, tail: Tail | None = None, *, bodies: Mapping[str, Body] | None = None
) -> ArticleParts:
    return article_parts(head, tail or Tail(affiliations={}), bodies or {}, ENGLISH)


def body(text: str, prefix: str = "t-", references: tuple[str, ...] = ()) -> Body:
    return render(BodySource(text, prefix, references))


# Authors


PLACES = {
    "b": Affiliation("Institute B", city="Town", ror="05abc1234"),
    "a": Affiliation("Institute A", department="Department", country="Imaginaria"),
    "unused": Affiliation("Institute C"),
}


def test_affiliations_are_numbered_as_the_authors_use_them() -> None:
    authors = (
        Person("One", affiliations=("a",)),
        Group("Group", (Person("Two", affiliations=("b",)),)),
        Person("Three", affiliations=("b", "a", "unknown")),
    )
    parts = parts_of(a_head(authors=authors), Tail(affiliations=PLACES))
    assert parts.affiliations == (
        (1, "Department, Institute A, Imaginaria", ""),
        (2, "Institute B, Town", "https://ror.org/05abc1234"),
    )
    assert [author.marks for author in parts.authors] == [(1,), (), (1, 2)]
    assert parts.authors[1].members == ("Two (2)",)


def test_an_author_has_everything_the_record_says() -> None:
    author = Person(
        "Quill", "Una", orcid="0000-0002-1825-0097", corresponding=True, equal_contribution=True, deceased=True,
        present_address="Elsewhere", roles=("writing-original-draft", "writing-review-editing", "data-curation"),
        name_as_published="U. Quill",
    )  # fmt: skip
    (part,) = parts_of(a_head(authors=(author,))).authors
    assert part.name == "U. Quill"
    assert (part.orcid, part.corresponding, part.equal, part.deceased) == (
        "0000-0002-1825-0097",
        True,
        True,
        True,
    )
    assert part.present_address == "Elsewhere"
    assert part.roles == ("Writing – original draft", "Writing – review and editing", "Data curation")
    assert [link.name for link in part.searches] == ["PubMed", "Google Scholar"]


def test_editors_are_named_with_what_they_did() -> None:
    editors = (Person("Ash", "Perpetua", role="handling", affiliations=("b",)), Person("Elm", "Rufus"))
    parts = parts_of(a_head(), Tail(affiliations=PLACES, editors=editors))
    assert parts.editors == ("Perpetua Ash (handling editor, Institute B, Town)", "Rufus Elm")
    assert parts.affiliations == ()


# Dates, identifiers, citation


def test_dates_that_are_known_are_told_in_their_order() -> None:
    dates = Dates(received=PartialDate(2021, 1), updated=PartialDate(2022, 2, 3))
    parts = parts_of(a_head(dates=dates))
    assert parts.dates == (("Received", "January 2021"), ("Last updated", "February 3, 2022"))
    assert (parts.date, parts.iso_date) == ("October 1, 2021", "2021-10-01")


def test_identifiers_are_links() -> None:
    parts = parts_of(a_head(doi="10.5555/A", pmid="1", pmcid="PMC2"))
    assert [(name, link.address) for name, link in parts.identifiers] == [
        ("DOI", "https://doi.org/10.5555/A"),
        ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/1/"),
        ("PMC", "https://pmc.ncbi.nlm.nih.gov/articles/PMC2/"),
    ]
    assert parts.doi_address == "https://doi.org/10.5555/A"


# Texts


LONG = "\n\n".join(["## One", "word " * 400, "### Deeper", "#### Deepest", "## Two", "word " * 300])


def test_a_long_text_has_contents_of_two_levels_and_its_references() -> None:
    tail = Tail(affiliations={}, references=(Reference("r", Work(title="R")),))
    contents = parts_of(a_head(), tail, bodies={"text": body(LONG)}).contents
    assert contents == (
        Heading(2, "t-one", "One"),
        Heading(3, "t-deeper", "Deeper"),
        Heading(2, "t-two", "Two"),
        Heading(2, "references", "References"),
    )


@pytest.mark.parametrize("text", ["## One\n\n## Two\n\nShort.", "## One\n\n" + "word " * 700, "word " * 700])
def test_a_short_text_or_one_without_headings_has_no_contents(text: str) -> None:
    assert parts_of(a_head(), bodies={"text": body(text)}).contents == ()


def test_a_withdrawn_article_has_no_text_and_says_why() -> None:
    head = a_head(withdrawn=Withdrawn(PartialDate(2021, 5), "It *was* wrong."))
    parts = parts_of(head, bodies={"text": body(LONG)})
    assert (parts.text_html, parts.contents) == ("", ())
    assert parts.withdrawn == ("May 2021", "It *was* wrong.")
    assert parts.words == 0


def test_references_know_where_they_are_cited() -> None:
    references = tuple(Reference(id, Work(title=id)) for id in ("a", "b", "never"))
    text = body("One [@b; @a]. Two [@b].", references=("a", "b", "never"))
    parts = parts_of(a_head(), Tail(affiliations={}, references=references), bodies={"text": text})
    items = re.findall(r'<li id="ref-(.*?)" value="(.*?)">(.*?)</li>', parts.references_html, re.DOTALL)
    backs = [
        (id, value, re.findall(r'href="#(t-.*?)" aria-label="(.*?)">(.*?)<', item))
        for id, value, item in items
    ]
    assert backs == [
        ("a", "1", [("t-cite-2", "Citation 1 in the text", "↑")]),
        (
            "b",
            "2",
            [("t-cite-1", "Citation 1 in the text", "↑1"), ("t-cite-3", "Citation 2 in the text", "↑2")],
        ),
        ("never", "3", []),
    ]
    for _, _, places in backs:
        for place, *_ in places:
            assert f'id="{place}"' in parts.text_html


# Statements


def test_no_competing_interests_are_declared_for_one_and_for_several() -> None:
    tail = Tail(affiliations={}, competing_interests="none")
    alone, together = parts_of(a_head(), tail), parts_of(a_head(authors=(Person("A"), Person("B"))), tail)
    assert alone.statements[0].html == "<p>The author declares no competing interests.</p>"
    assert together.statements[0].html == "<p>The authors declare no competing interests.</p>"


def test_what_was_not_stated_is_not_shown() -> None:
    assert parts_of(a_head()).statements == ()


def test_statements_stand_in_their_order_with_funding_after_the_interests() -> None:
    tail = Tail(
        affiliations={},
        competing_interests="Some.",
        funding=(
            Funding("Council <A>", ror="05abc1234", awards=("A-1", "B&2")),
            Funding("B", doi="10.5555/f"),
            Funding("C"),
        ),
    )
    bodies = {
        "ethics": body("Approved.", "e-"),
        "competing_interests": body("Some.", "c-"),
        "acknowledgements": body("Thanks.", "a-"),
        "data_availability": body("None.", "d-"),
    }
    statements = parts_of(a_head(), tail, bodies=bodies).statements
    assert [statement.id for statement in statements] == [
        *("competing-interests", "funding", "acknowledgements", "data-availability", "ethics")
    ]
    assert statements[1] == Statement(
        "funding",
        "Funding",
        '<ul><li><a href="https://ror.org/05abc1234">Council &lt;A&gt;</a> (A-1, B&amp;2)</li>'
        '<li><a href="https://doi.org/10.5555/f">B</a></li><li>C</li></ul>',
    )


def test_funding_alone_stands_first() -> None:
    parts = parts_of(a_head(), Tail(affiliations={}, funding=(Funding("C"),)))
    assert [statement.id for statement in parts.statements] == ["funding"]


# Licence, copyright, supplements, video, history


def test_the_records_own_licence_goes_before_the_journals() -> None:
    assert parts_of(a_head(), Tail(affiliations={}, license="CC0-1.0")).license.address.startswith("https://")
    assert parts_of(a_head()).license == Link("")


def test_the_copyright_is_the_records_or_none() -> None:
    tail = Tail(affiliations={}, copyright=Copyright("2021", "Quill"))
    assert parts_of(a_head(), tail).copyright == "© 2021 Quill"
    assert parts_of(a_head()).copyright == ""


def test_supplements_beside_the_record_and_elsewhere() -> None:
    tail = Tail(
        affiliations={},
        supplements=(
            Supplement(file="data 1.csv", label="S1"),
            Supplement(url="https://x.example/s2", title="Two", bytes=2048),
        ),
    )
    parts = parts_of(a_head("a1"), tail)
    assert parts.supplements == (
        ("S1", "", "articles/a1/data%201.csv", "", "data 1.csv"),
        ("", "Two", "https://x.example/s2", "2.00 KB", ""),
    )


def test_a_video_has_its_kind_in_words_and_its_transcript() -> None:
    head = a_head(video=Video("https://x.example/v", "The *tide*", "interview", "3:05"))
    parts = parts_of(head, bodies={"video.transcript": body("It moves.", "v-")})
    assert parts.video[0] == "https://x.example/v"
    assert parts.video[2:] == ("Interview", "3:05", "<p>It moves.</p>")
    assert parts_of(a_head()).video[0] == ""


def test_the_history_is_told_with_dates_in_words() -> None:
    history = (Version("2", PartialDate(2021, 11), "A *reference* was mended."),)
    assert parts_of(a_head(), Tail(affiliations={}, history=history)).history == (
        ("2", "November 2021", "A *reference* was mended."),
    )
