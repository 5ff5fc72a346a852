from __future__ import annotations

from postilla.checks import taken_address
from postilla.model import Person
from tests.builders import a_context, a_head, found, related


def test_a_hand_written_page_stands_where_the_article_should() -> None:
    context = a_context(a_head("a"), a_head("b"), reserved=["articles/A/", "specialties/immunology/"])
    assert found(taken_address, context) == ["a id: a page of docs/ stands at articles/a/"]


def test_a_hand_written_page_stands_where_an_author_or_a_work_should() -> None:
    work = related("comments-on", doi="10.5555/Work")
    context = a_context(
        a_head("a", authors=(Person("First"), Person("Lichtenau", "Edda", orcid="0000-0002-1825-0097"))),
        a_head(
            "b",
            published="2020",
            authors=(Person("Lichtenau", "E", orcid="0000-0002-1825-0097"),),
            related=(work,),
        ),
        reserved=[
            "authors/Lichtenau-Edda/",
            "authors/lichtenau-e/",
            "authors/first/",
            "on/10.5555/work/",
            "on/",
        ],
    )
    assert found(taken_address, context) == [
        "a authors[1]: a page of docs/ stands at authors/lichtenau-edda/",
        "a authors[1]: a page of docs/ stands at authors/lichtenau-e/",
        "b related: a page of docs/ stands at on/10.5555/work/",
    ]


def test_files_of_one_article_differ_by_more_than_case() -> None:
    named = {
        "articles/a.md": [("figures[0].file", "fig1.png"), ("figures[1].file", "Fig1.png"), ("pdf", "a.pdf")],
        "articles/b.md": [("figures[0].file", "Fig1.png"), ("supplements[0].file", "Fig1.png")],
    }
    context = a_context(a_head("a"), a_head("b"), files_named=named)
    assert found(taken_address, context) == ["a figures[1].file: Fig1.png and fig1.png would be one file"]


def test_letters_that_only_unicode_tells_apart_are_one() -> None:
    named = {"articles/a.md": [("pdf", "\u00e9.pdf"), ("supplements[0].file", "e\u0301.pdf")]}
    assert len(found(taken_address, a_context(a_head("a"), files_named=named))) == 1


def test_on_the_site_all_files_of_an_article_lie_in_one_folder() -> None:
    named = {"articles/a.md": [("pdf", "data.pdf"), ("supplements[0].file", "a/data.pdf")]}
    assert found(taken_address, a_context(a_head("a"), files_named=named)) == [
        "a supplements[0].file: a/data.pdf and data.pdf would be one file"
    ]


def test_a_file_has_not_the_name_of_a_citation_file() -> None:
    named = {
        "articles/a.md": [
            ("supplements[0].file", "a/A.XML"),
            ("supplements[1].file", "b.xml"),
            ("pdf", "a.pdf"),
        ],
        "articles/b.md": [("supplements[0].file", "a.ris")],
    }
    context = a_context(a_head("a"), a_head("b"), files_named=named, made=["xml", "ris"])
    assert found(taken_address, context) == ["a supplements[0].file: a/A.XML is the name of a citation file"]
