from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from postilla.bodies import BodySource, render
from postilla.formats.reading import clean
from postilla.formats.reading.marks import (
    Cite,
    Link,
    Marked,
    Phrase,
    Raw,
    Run,
    html,
    inline_text,
    markdown,
    plain,
    web_address,
)
from postilla.model.inline import to_plain

TEXTS = st.text(
    st.sampled_from("ab1 .,()[]*^~`$<>&#|!\\_-+:=@/{}'\"é\u0301β\n")
    | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=12,
)
PHRASES: st.SearchStrategy[list[Phrase]] = st.recursive(
    st.lists(st.builds(Run, TEXTS) | st.builds(Cite, st.just(("r1",)), st.just("")), max_size=3),
    lambda inner: st.lists(
        st.builds(Run, TEXTS)
        | st.builds(
            lambda kind, children: Marked(kind, tuple(children)),
            st.sampled_from(["italic", "bold", "sup", "sub", "u", "s"]),
            inner,
        ),
        max_size=4,
    ),
    max_leaves=8,
)


def shown(text: str) -> str:
    """What a reader sees of a text, on one line; citations, which are no text of the source, left out."""
    body = render(BodySource(text, "t-", ("r1",)))
    assert not [finding for finding in body.findings if finding.code != "P417"], text
    page = re.sub(r'<span class="cites">.*?</span>', "", body.html)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", page)).split())


@given(PHRASES)
def test_markdown_says_what_the_phrases_say_and_nothing_else(phrases: list[Phrase]) -> None:
    assert shown(markdown(phrases)).replace("\ufffd", "") == " ".join(
        plain(phrases).replace("\ufffd", "").split()
    )


@given(PHRASES)
def test_inline_text_says_what_the_phrases_say(phrases: list[Phrase]) -> None:
    text, _ = inline_text(phrases)
    assert to_plain(text) == " ".join(clean(plain(phrases)).split())


@given(PHRASES)
def test_html_says_what_the_phrases_say(phrases: list[Phrase]) -> None:
    table = f"<table>\n<tr><td>x{html(phrases)}</td></tr>\n</table>"
    said = " ".join(f"x{plain([*phrases])}".split())
    assert "".join(shown(table).split()) == "".join(said.split())


def test_marks_that_cut_a_word_are_html_in_a_text_and_left_out_of_a_title() -> None:
    phrases: list[Phrase] = [Marked("italic", (Run("lac"),)), Run("Z")]
    assert markdown(phrases) == "<em>lac</em>Z"
    assert inline_text(phrases) == ("lacZ", False)


def test_marks_stand_beside_each_other() -> None:
    phrases: list[Phrase] = [
        Marked("italic", (Run("K"),)),
        Marked("sub", (Run("d"),)),
        Run(" and Ca"),
        Marked("sup", (Run("2+"),)),
    ]
    assert markdown(phrases) == "*K*~d~ and Ca^2+^"
    assert inline_text(phrases) == ("*K*~d~ and Ca^2+^", True)


def test_spaces_at_the_ends_of_a_mark_go_outside() -> None:
    assert markdown([Run("a"), Marked("bold", (Run(" b "),)), Run("c")]) == "a **b** c"


def test_raised_text_with_spaces_is_html() -> None:
    assert markdown([Run("x"), Marked("sup", (Run("a b"),))]) == "x<sup>a b</sup>"


def test_links_and_citations() -> None:
    phrases: list[Phrase] = [
        Link("https://example.org/a", (Run("a [b]"),)),
        Run(" "),
        Cite(("x", "y"), "1, 2"),
        Raw("$x$", "x"),
    ]
    assert markdown(phrases) == r"[a \[b\]](https://example.org/a) [@x; @y]$x$"
    assert plain(phrases) == "a [b] 1, 2x"


def test_an_exclamation_mark_before_a_link_makes_no_picture() -> None:
    assert (
        markdown([Run("Look!"), Link("https://example.org/", (Run("here"),))])
        == r"Look\![here](https://example.org/)"
    )


def test_addresses_of_the_web_only() -> None:
    assert web_address("www.example.org/a b(c)") == "http://www.example.org/ab%28c%29"
    for text in ("javascript:alert(1)", "ftp://example.org", "data:text/html,x", "file:///x", "https://", ""):
        assert web_address(text) == ""
