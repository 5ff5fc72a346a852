from __future__ import annotations

from postilla.checks import taken_address
from tests.builders import a_context, a_head, found


def test_a_hand_written_page_stands_where_the_article_should() -> None:
    context = a_context(a_head("a"), a_head("b"), reserved=["articles/A/", "specialties/immunology/"])
    assert found(taken_address, context) == ["a id: a page of docs/ stands at articles/a/"]


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
