from __future__ import annotations

import markdown
import pytest
from markdown.extensions.toc import slugify

from postilla.cli.manual.markdown import anchor, code, page, prose, table, words


def test_a_page() -> None:
    assert page("What's new", "It's all here.", "One.\n", "", "Two.") == (
        "---\ntitle: 'What''s new'\ndescription: 'It''s all here.'\nmade_by: postilla reference\n---\n\n"
        "# What's new\n\nOne.\n\nTwo.\n"
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("articles/<year>/<id>.md & more", "articles/&lt;year>/&lt;id>.md &amp; more"),
        ("`<table>` stays", "`<table>` stays"),
        ("`` a ` b <c> `` stays", "`` a ` b <c> `` stays"),
        ("one ` alone, <b>", "one ` alone, &lt;b>"),
    ],
)
def test_prose_shows_what_looks_like_html(text: str, html: str) -> None:
    assert prose(text) == html


def test_words_are_shown_as_they_are() -> None:
    assert (
        words("an id: letters and _ . : -, or {url, bytes}")
        == "an id: letters and \\_ . : -, or `{url, bytes}`"
    )


def test_a_bar_ends_no_cell() -> None:
    text = table(("a", "b"), [("x | y", code("text|json")), ("two\nlines", "")])
    html = markdown.markdown(text, extensions=["tables"])
    assert html.count("<td>") == 4
    assert "<td>x &#124; y</td>" in html
    assert "<td><code>text|json</code></td>" in html
    assert "<td>two lines</td>" in html


@pytest.mark.parametrize(
    "heading", ["Series and collections", "Person in `work.authors`", "CC-BY: a  licence"]
)
def test_an_anchor_is_what_markdown_makes_of_a_heading(heading: str) -> None:
    html = markdown.markdown(f"## {heading}", extensions=["toc"])
    assert f'id="{anchor(heading)}"' in html
    assert anchor(heading) == slugify(heading, "-")
