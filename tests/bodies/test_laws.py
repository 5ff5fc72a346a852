"""What holds for every text."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from postilla.bodies import CODES, Body, BodySource, FigureSource, render
from tests.bodies.allowlist import as_browsers_read, check, events

FIGURES = (
    FigureSource("fig1", "Figure 1", "*C*", "", "x", "f.png"),
    FigureSource("fig2", "F", "", "", "", "g.png"),
)
MARKDOWN = [
    "word", " ", "a b", "*", "**", "***", "^", "~", "`", "``", "[", "]", "(", ")", "![", "](", "](x.png)",
    "](#fig1)", "](#h)", "](https://a.b)", "[@a]", "[@b; @a]", "[@no]", "[^1]", "\n[^1]: note ", "![fig1]",
    "\n\n![fig1]\n\n", "$x^2$", "$", "$$", "\n", "\n\n", "\n> ", "> [!BOX] T", "\n- ", "\n1. ", "    ",
    "\n    ", "|", "\n| a | b |\n|---|---|\n| c | d |\n", "\nTable: cap {#t1}\n", "\n## H\n", "\n### H2",
    "\n#", "\n```\n", "\\", "&amp;", "&", "<", ">", "\n---\n", "  \n", "\t", "_", "é", "中", "#", "[!BOX]",
    "\n>\n", "<https://a.b>", "\ufdd00\ufdd1", "\x00", "\ud800", "'", '"', "\n[r]: #t1\n", "[r]",
]  # fmt: skip
TAGS = [
    "<b>", "</b>", "<div>", "</div>", "<p>", "</p>", "<table>", "</table>", "<tr>", "<td>", "</td>",
    "</tr>", "<ul>", "<li>", "</ul>", "<a href='#fig1'>", "</a>", "<img src=x.png alt=y>", "<hr>", "<code>",
    "</code>", "<pre>", "</pre>", "<math>", "</math>", "<mi>", "</mi>", "<mtext>", "<script>", "</script>",
    "<svg>", "<blockquote>", "</blockquote>", "<!--", "-->", "<span id=q>", "</span>", "<caption>",
    "</caption>", "<style>", "<i onclick=x>", "</i>", "<annotation>", "&#xFDD0;0&#xFDD1;",
]  # fmt: skip

MARKED = st.lists(st.sampled_from(MARKDOWN), max_size=40).map("".join)
TAGGED = st.lists(st.sampled_from([*MARKDOWN, *TAGS, *TAGS]), max_size=40).map("".join)
TEXTS = st.text(max_size=200) | MARKED | TAGGED


def rendered(text: str) -> Body:
    return render(BodySource(text, "t-", ("a", "b"), FIGURES))


@given(TEXTS)
def test_every_text_becomes_a_safe_body(text: str) -> None:
    body = rendered(text)
    read = check(body.html)
    assert events(as_browsers_read(body.html)) == read


@given(TEXTS)
def test_what_a_body_tells_agrees_with_its_html(text: str) -> None:
    body = rendered(text)
    assert "P407" not in {finding.code for finding in body.findings}
    assert [
        f't-cite-{number}" href="#ref-{cited}"' in body.html for number, cited in enumerate(body.citations, 1)
    ] == [True] * len(body.citations)
    assert f"t-cite-{len(body.citations) + 1}" not in body.html
    assert all(f'<h{heading.level} id="{heading.id}">' in body.html for heading in body.headings)
    assert len(set(body.placed)) == len(body.placed)
    assert all(f'<figure class="figure" id="t-{figure.id}">' in body.html for figure in FIGURES)


@given(TEXTS)
def test_findings_are_in_the_text(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    findings = rendered(text).findings
    for finding in findings:
        assert finding.code in CODES
        assert 1 <= finding.span.line <= len(lines)
        assert 1 <= finding.span.column <= len(lines[finding.span.line - 1]) + 1
    assert [finding.span for finding in findings] == sorted(finding.span for finding in findings)


@given(MARKED)
def test_markdown_alone_removes_nothing(text: str) -> None:
    assert "P404" not in {finding.code for finding in rendered(text).findings}


@given(st.lists(TEXTS, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_calls_does_not_matter(texts: list[str], chance: random.Random) -> None:
    first = {text: rendered(text) for text in texts}
    again = texts * 2
    chance.shuffle(again)
    assert all(rendered(text) == first[text] for text in again)


@given(TEXTS)
def test_line_ends_do_not_matter(text: str) -> None:
    text = text.replace("\r", "")
    assert rendered(text.replace("\n", "\r\n")) == rendered(text)


def test_threads_do_not_disturb_each_other() -> None:
    texts = [
        f"## A {number}\n\n- *b* [@a]\n\n    > [!BOX] c[^1]\n\n[^1]: $x_{{{number}}}$" for number in range(60)
    ]
    wanted = [rendered(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(rendered, texts * 3)) == wanted * 3
