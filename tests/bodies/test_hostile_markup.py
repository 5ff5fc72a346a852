"""No text can bring anything into a page that is not on the list, wherever in the dialect it stands."""

from __future__ import annotations

import pytest

from postilla.bodies import BodySource, FigureSource, render
from postilla.records.frontmatter import one_line_end
from tests.bodies.allowlist import as_browsers_read, check, events
from tests.faults.vectors import VECTORS

CONTEXTS = {
    "paragraph": "{}",
    "text": "Before {} after [@b] $x$ `code`.",
    "line": "Before\n{}\nafter [@b]",
    "heading": "## {}",
    "link": "[{}](https://a.example)",
    "image": "![{}](x.png)",
    "title": '[x](https://a.example "{}")',
    "emphasis": "*{}* **{}** ^{}^",
    "item": "- {}\n- x\n\n    {}",
    "quotation": "> {}\n> x",
    "box": "> [!BOX] {}\n> {}",
    "cell": "| a | b |\n|---|---|\n| {} | x |",
    "caption": "Table: {} {{#t}}\n\n| a |\n|---|\n| b |",
    "footnote": "x[^n]\n\n[^n]: {}\n\n    {}",
    "element": "<div>{}</div>\n\n<table><tr><td>{}</td></tr></table>",
    "attribute": "<p title=\"{}\">x</p> <img src=x.png alt='{}'>",
    "code": "`{}`\n\n    {}\n\n```\n{}\n```",
    "formula": "${}$ $$\\text{{{}}}$$",
    "twice": "{}\n\n{}",
}


def test_there_are_enough() -> None:
    assert len(VECTORS) == len(set(VECTORS))
    assert len(VECTORS) >= 300


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_nothing_gets_through(vector: str) -> None:
    for context in CONTEXTS.values():
        # A vector of several lines goes where its context puts its first line, as it would in a record.
        text = context.replace("{}", vector).replace("{{", "{").replace("}}", "}")
        body = render(BodySource(text, "t-", ("a", "b")))
        assert "P407" not in {finding.code for finding in body.findings}, text
        # the first thing that browsers do
        html = one_line_end(body.html)
        read = check(html)
        assert events(as_browsers_read(html)) == read, text


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_nothing_gets_through_a_figure(vector: str) -> None:
    figure = FigureSource("fig1", vector, vector, vector, vector, f"f/{vector}")
    body = render(BodySource("![fig1]\n\n[x](#fig1)", "t-", (), (figure,)))
    assert "P407" not in {finding.code for finding in body.findings}
    read = check(body.html)
    assert events(as_browsers_read(body.html)) == read


def test_a_script_leaves_nothing_behind() -> None:
    body = render(BodySource("a <script>alert(1)</script><style>b{}</style> c", "t-", ()))
    assert body.html == "<p>a  c</p>"


def test_what_cannot_be_a_tag_is_text() -> None:
    body = render(BodySource("p < 0.05, a<b and <img src=x onerror=alert(1)//", "t-", ()))
    assert body.html == "<p>p &lt; 0.05, a&lt;b and &lt;img src=x onerror=alert(1)//</p>"
