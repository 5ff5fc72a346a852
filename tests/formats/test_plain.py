from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from postilla.formats.html import Node, parse
from postilla.formats.plain import html_line, one_line
from postilla.formats.publication import first_and_last
from postilla.formats.xml import EMPTY, Xml, element, escape, joined, void


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == one_line(line)
    assert line == line.strip()


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("", ""),
        ("<p>a <em>b</em>c</p>\n<p>d &amp; &lt;e&gt;</p>", "a bc d & <e>"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<p>x<math><semantics><mi>y</mi><annotation>\\y</annotation></semantics></math></p>", "xy"),
        ('<p>a</p><section class="footnotes"><ol><li>b</li></ol></section>', "a"),
    ],
)
def test_a_text_of_html_on_one_line(html: str, line: str) -> None:
    assert html_line(html) == line


@given(st.text())
def test_whatever_is_escaped_can_stand_in_xml(text: str) -> None:
    tree = etree.fromstring(f"<a>{escape(text)}</a>".encode())
    kept = "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    assert (tree.text or "") == kept.replace("\r\n", "\n").replace("\r", "\n")


def test_an_element_without_content_is_nothing() -> None:
    assert element("a") == element("a", "", EMPTY) == element("a", of={"b": "c"}) == ""
    assert element("a", "<", Xml("<b/>"), of={"c": '"', "d": ""}) == '<a c="&quot;">&lt;<b/></a>'
    assert void("a", {"b": "c"}) == '<a b="c"/>'
    assert type(joined(("a", "&"))) is Xml


@pytest.mark.parametrize(
    ("pages", "both"),
    [
        ("101-104", ("101", "104")), ("S1–S9", ("S1", "S9")), ("7", ("7", "")), ("1-2-3", ("1-2-3", "")),
        ("1-3, 5", ("1-3, 5", "")), ("-5", ("-5", "")), ("", ("", "")),
    ],
)  # fmt: skip
def test_pages_are_two_only_where_they_are(pages: str, both: tuple[str, str]) -> None:
    assert first_and_last(pages) == both


def test_html_that_is_not_closed_ends_with_the_text() -> None:
    root = parse('<p>a<br>b</em> <a href="x&amp;y">c</p>d &lt; <')
    assert isinstance(root.children[0], Node)
    assert root.children[0].text() == "ab c"
    assert "".join(c for c in root.children[1:] if isinstance(c, str)) == "d < <"
    assert next(node for node in root.walk() if node.tag == "a").attributes == {"href": "x&y"}
