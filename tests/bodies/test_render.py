"""What a text becomes: `dialect/` holds texts and their HTML, construct by construct."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from postilla.bodies import Body, BodySource, FigureSource, Heading, render
from tests.bodies.allowlist import as_browsers_read, check, events

FILES = sorted((Path(__file__).parent / "dialect").glob("*.txt"))
CASE = re.compile(r"^===== (.*)\n((?:.*\n)*?)-----\n", re.MULTILINE)

FIGURES = (
    FigureSource("fig1", "Figure 1", "A *caption*.", "A *credit*", "An image", "jci1/fig1.png"),
    FigureSource("fig2", "Figure 2.", "", "", 'With "quotes"', "jci1/fig 2.png"),
)


def rendered(text: str, figures: tuple[FigureSource, ...] = (), first_heading: int = 2) -> Body:
    body = render(BodySource(text, "t-", ("a", "b"), figures, first_heading))
    assert "P407" not in {finding.code for finding in body.findings}
    read = check(body.html)
    assert events(as_browsers_read(body.html)) == read
    return body


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_dialect(file: Path, golden: Callable[[Path, str], None]) -> None:
    golden(file, "\n".join(_rendered_cases(file)))


def _rendered_cases(file: Path) -> Iterator[str]:
    for name, text in CASE.findall(file.read_text(encoding="utf-8")):
        source = text.removesuffix("\n")
        figures = FIGURES if file.stem == "figures" else ()
        yield f"===== {name}\n{source}\n-----\n{rendered(source, figures).html}\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n\t\n", ""),
        ("One\r\n\r\nTwo\rThree", "<p>One</p>\n<p>Two\nThree</p>"),
        ("a  \nb   \nc\\\nd  \n\ne\\", "<p>a<br>\nb<br>\nc<br>\nd</p>\n<p>e\\</p>"),
        ("-\ta\n\n\tb", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>"),
        ("a\u00a0b\u2028c", "<p>a&nbsp;b\u2028c</p>"),
    ],
)
def test_white_space(text: str, html: str) -> None:
    assert rendered(text).html == html


def test_what_a_page_is_told() -> None:
    text = "## A\n\n[@b; @a] and [@b].\n\n![fig2]\n\n### B *c* [@a] $x$\n\n![x](jci1/y.png) [z](z.csv#1) [z](z.csv)"
    body = rendered(text, FIGURES)
    assert body.headings == (Heading(2, "t-a", "A"), Heading(3, "t-b-c-x", "B c x"))
    assert body.citations == ("b", "a", "b", "a")
    assert body.placed == ("fig2",)
    assert body.files == ("jci1/y.png", "z.csv")
    assert body.findings == ()


def test_files_that_html_names_are_told() -> None:
    body = rendered("<a href='a%20b.csv'>x</a>\n\n<div><img src=c.png alt=d></div>\n\n`<img src=e.png>`")
    assert body.files == ("a b.csv", "c.png")


def test_headings_are_plain() -> None:
    body = rendered("## A & `b < c` CO~2~ &eacute; <i>d</i>[^1] \\*\n\n[^1]: e")
    assert [heading.text for heading in body.headings] == ["A & b < c CO2 é d *"]


def test_citations_in_footnotes_come_last() -> None:
    body = rendered("a[^1] [@a]\n\n[^1]: b [@b]\n\nc [@a]")
    assert body.citations == ("a", "a", "b")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One, *two* [@a] – three$^4$ ![x](y.png)", 3),
        ("## One\n\n- two\n- three four\n\n`five`", 5),
        ("one[^1]\n\n[^1]: two three", 3),
    ],
)
def test_words(text: str, words: int) -> None:
    assert rendered(text).words == words


@pytest.mark.parametrize(("first", "levels"), [(2, [2, 3, 4]), (3, [3, 4, 5]), (5, [5, 6, 6])])
def test_first_heading(first: int, levels: list[int]) -> None:
    body = rendered("## A\n\n### B\n\n#### C", first_heading=first)
    assert [heading.level for heading in body.headings] == levels


def test_a_skipped_level_is_not_skipped_on_the_page() -> None:
    body = rendered("# A\n\n##### B\n\n###### C\n\n## D")
    assert [heading.level for heading in body.headings] == [2, 3, 4, 2]


def test_prefixes_keep_bodies_of_one_page_apart() -> None:
    text = "## A\n\n[@a] [^1] [x](#fig1)\n\n> [!BOX] B\n\nTable: C {#t}\n\n|a|\n|-|\n|b|\n\n[^1]: d"
    first = render(BodySource(text, "one-", ("a",), FIGURES))
    second = render(BodySource(text, "two-", ("a",), FIGURES))
    assert not first.findings
    assert first.html.replace("one-", "two-") == second.html
    check(first.html, "one-")


def test_a_prefix_may_be_empty() -> None:
    assert render(BodySource("## A", "", ())).html == '<h2 id="a">A</h2>'


def test_references_with_one_id_show_the_first() -> None:
    assert ">1</a>" in render(BodySource("[@a]", "", ("a", "a"))).html
