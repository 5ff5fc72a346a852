"""Texts made to keep a reader busy: each ends, in a body, by the bounds or by the limit of time."""

from __future__ import annotations

import faulthandler
from collections.abc import Iterator

import pytest

from postilla.bodies import Body, BodySource, FigureSource, render
from tests.bodies.allowlist import check

SIZE = 60_000
LINES = 15_000

REPEATED = [
    "[", "]", "![", "](", "[a](b", "[a](b)", "[a](<b", "[a](b 'c", "[a][", "[a][b]", "[[a](b)", "*", "* ",
    "*a ", "**a*b ", "***", "(*", "_", "^", "^a", "^a^", "~a", "`", "` ", "``a`", "\\", "\\\\`", "$", "$a ",
    "$$ ", "$x$ ", "$\\frac{", "$$\\left( ", "<", "<a ", "<a b='", '<a b="', "<a b=c", "</", "<!--",
    "<!-- ", "<!-->", "<https://", "<https://a>", "<div>", "</div>", "<b>", "<b lang=de>", "<p>a",
    "<ul><li>", "<table>", "<table><tr><td>", "<script>", "<svg>", "<math>", "<math><mi>", "<pre>",
    "<code>", "<code>`", "<x>", "<a href='#x'>", "<img src=a alt=b>", "&", "&amp;", "&#", "&#1;", "#",
    "#a ", "|", "| a ", "[^a]", "[^", "[@", "[@a", "[@a;", "[@a]", "[@none]", "![fig1]", "{#a}", "Table:",
    "[!BOX]", "\ufdd0", "\ufdd01\ufdd1", "\x00", "\u2028", "\u00a0", " ", "\t", "1", "1. ", "- ", "> ",
    "+ - 1. ", "a", "é\u0301",
]  # fmt: skip
"""Over and over on one line."""

LINED = [
    "", "a", "# a", "## a", "### a", "> a", "> ## a", "- a", "- ## a", "    - a", "1. a", "* * *", "---",
    "===", "    a", "\ta", "a|b\n-|-", "| a |", "[^a]: b", "[^a]", "[a]: b", "Table: a", "> [!BOX] a",
    "> - a", "- > a", "```", "````\n```", "~~~", "```\na\n```", "> ```\n> a\n> ```", "<!-- a -->",
    "<div>a</div>", "<div>\n", "<hr>", "`a", "$a", "*a", "[a", "![fig1]", "a\\", "a  ", "- a\n    - b",
    "- a\n\n    b", "[@a]", "<table>", "<b>",
]  # fmt: skip
"""Over and over, line by line and paragraph by paragraph."""

STRETCHED = [
    "Table: a{}b", "Table: a\nb\n{}x", "Table: a{}{{#b}}", "```{}`", "```{}x", "a  \n{}x", "#{}x", "##{}",
    "[a]: b{}c", "[a](b{}c", '[a](b{}"c', "[^a]:{}x", ">{}x", "|{}x\n|-|", "> [!BOX]{}x", "<b{}x", "<b{}",
    "<!--{}", "${}$", "$x{}x", "-{}x", "1.{}x", "*{}x*", "`{}x", "[@a;{}b]", "&{};", "<https://{}",
    "a\n{}\n- b", "a\n={}x", "\\{}\n",
]  # fmt: skip
"""With a long run of one character in the middle."""

SHAPES = {
    "lists 300 deep": "\n".join("    " * level + "- a" for level in range(300)),
    "lists 29 deep": "\n".join("    " * level + "- a" for level in range(29)),
    "lists 300 deep in a line": "- " * 300 + "a",
    "quotations 5,000 deep": ">" * 5000 + "a",
    "quotations 29 deep": ("> " * 29 + "a\n") * 400,
    "lists and quotations": "> - 1. " * 40 + "a",
    "links within each other": "[" * 5000 + "a" + "](b)" * 5000,
    "images within each other": "![" * 5000 + "a" + "](b)" * 5000,
    "braces": "$" + "{" * 2400 + "}" * 2400 + "$",
    "roots": "$" + "\\sqrt" * 900 + " x$",
    "backticks of all lengths": " ".join("`" * length for length in range(1, 300)) + " `" * 5000,
    "definitions": "\n".join(f"[a{number}]: b" for number in range(5000)) + "\n\n[a1]" * 100,
    "formatting that stays open": "".join(f"<b title=a{n}>" for n in range(300)) + "\n\na" * 300,
    "elements of all names": "".join(f"<x{number}>" for number in range(8000)),
    "headings of one name": "\n\n".join(["## a"] * 5000),
    "a heading of hashes": "# " + "#x" * 20_000,
    "a rule that is none": "-" * SIZE + "x",
    "a rule of spaces that is none": "- " * 25 + "x" * SIZE,
    "a list number": "1" * SIZE + ". a",
    "a row": "|a" * 20_000 + "\n" + "|-" * 20_000,
    "footnotes that refer to each other": "".join(f"[^{n}]: [^{n + 1}] [^{n - 1}]\n\n" for n in range(2000))
    + "[^1]",
    "links to nowhere": "[a](#b) " * 5000,
    "names": "".join(f"<p id=a{number}>b</p>\n\n" for number in range(3000)),
}


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    # A regular expression that hangs would hang the run; this ends it and shows where.
    faulthandler.dump_traceback_later(120, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


def _is_read(text: str) -> None:
    body = render(BodySource(text, "t-", ("a",), (FigureSource("fig1", "F", "", "", "x", "f.png"),)))
    check(body.html)


@pytest.mark.parametrize("part", REPEATED, ids=ascii)
def test_repeated(part: str) -> None:
    _is_read(part * (SIZE // len(part)))


@pytest.mark.parametrize("part", LINED, ids=ascii)
def test_lined(part: str) -> None:
    lines = LINES // (part.count("\n") + 2)
    _is_read(f"{part} x\n" * lines)
    _is_read(f"{part}\n\n" * lines)


@pytest.mark.parametrize("around", STRETCHED, ids=ascii)
def test_stretched(around: str) -> None:
    for char in (" ", "a", "-", "\t", "=", "\\"):
        _is_read(around.format(char * SIZE))


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_shape(text: str) -> None:
    _is_read(text)


@pytest.mark.parametrize(
    "name", ["lists 300 deep", "lists 300 deep in a line", "quotations 5,000 deep", "lists and quotations"]
)
def test_too_deep(name: str) -> None:
    body = render(BodySource(SHAPES[name], "t-", ()))
    assert [finding.code for finding in body.findings] == ["P407"]
    assert body.html.startswith("<p>")
    assert body == Body(html=body.html, findings=body.findings, words=body.words)


@pytest.mark.parametrize("name", ["lists 29 deep", "quotations 29 deep"])
def test_deep_but_not_too_deep(name: str) -> None:
    assert render(BodySource(SHAPES[name], "t-", ())).findings == ()


def test_what_cannot_be_read_is_shown_as_paragraphs() -> None:
    text = f"a *b* <script>\n[@x]\n \n\n{'>' * 99} \x00c"
    body = render(BodySource(text, "t-", ()))
    quoted = "&gt;" * 99
    assert body.html == f"<p>a *b* &lt;script&gt;\n[@x]</p>\n<p>{quoted} �c</p>"
