"""Inline text: marks, escapes, and everything that is neither."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postilla.model import inline
from postilla.model.inline import Mark, Text, parse, to_html, to_plain

CASES = {
    "nothing": ("", ""),
    "plain": ("plain text", "plain text"),
    "italic": ("*in vitro*", "<em>in vitro</em>"),
    "bold": ("**bold**", "<strong>bold</strong>"),
    "sup": ("Ca^2+^ and 10^-3^", "Ca<sup>2+</sup> and 10<sup>-3</sup>"),
    "sub": ("CO~2~", "CO<sub>2</sub>"),
    "nested": ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
    "script in italic": ("*Na^+^*", "<em>Na<sup>+</sup></em>"),
    "italic in script": ("x^*a*^", "x<sup><em>a</em></sup>"),
    "three": ("***both***", "<strong><em>both</em></strong>"),
    "three, bold ends first": ("***a** b*", "<em><strong>a</strong> b</em>"),
    "three, italic ends first": ("***a* b**", "<strong><em>a</em> b</strong>"),
    "three end two": ("*a **b***", "<em>a <strong>b</strong></em>"),
    "four": ("****a****", "****a****"),
    "alleles": ("HLA-B*57:01 and HLA-C*06:02", "HLA-B*57:01 and HLA-C*06:02"),
    "alleles in italic": ("*HLA-B*57:01*", "<em>HLA-B*57:01</em>"),
    "within a word": ("a*b*c", "a*b*c"),
    "combining mark": ("e\u0301*b*", "e\u0301*b*"),
    "letter after": ("*a*b", "*a*b"),
    "hyphen after": ("*P*-value", "<em>P</em>-value"),
    "parentheses": ("(*in vivo*)", "(<em>in vivo</em>)"),
    "sup after": ("*k*^2^", "<em>k</em><sup>2</sup>"),
    "multiplied": ("2 * 3 * 4", "2 * 3 * 4"),
    "significance": ("*P < 0.05, **P < 0.01", "*P &lt; 0.05, **P &lt; 0.01"),
    "unclosed in closed": ("*a **b*", "<em>a **b</em>"),
    "closed by nothing": ("a* b", "a* b"),
    "crossing": ("*a ^b* c^", "<em>a ^b</em> c^"),
    "space in sup": ("^a b^", "^a b^"),
    "space in sub": ("~5 or ~6", "~5 or ~6"),
    "empty marks": ("** ^^ ~~ * ^ ~", "** ^^ ~~ * ^ ~"),
    "escaped star": (r"\*not\* *so*", "*not* <em>so</em>"),
    "escaped script": (r"a\^b\^ \~", "a^b^ ~"),
    "escaped backslash": (r"\\*a*", "\\<em>a</em>"),
    "backslash before a letter": (r"\alpha", r"\alpha"),
    "escaped punctuation": (r"\[a\] \& \.", "[a] &amp; ."),
    "html": ("<b>&amp;\"'</b>", "&lt;b&gt;&amp;amp;&quot;'&lt;/b&gt;"),
    "underscores": ("_a_ __b__", "_a_ __b__"),
    "code": ("`a`", "`a`"),
}


@pytest.mark.parametrize(("source", "html"), CASES.values(), ids=CASES)
def test_html(source: str, html: str) -> None:
    assert to_html(source) == html


def test_tree() -> None:
    assert parse(r"a *b\* ^c^* d") == (
        Text("a "),
        Mark("italic", (Text("b* "), Mark("sup", (Text("c"),)))),
        Text(" d"),
    )


@pytest.mark.parametrize(
    ("source", "plain"),
    [("*a* CO~2~ & <b>", "a CO2 & <b>"), (r"\*a\*", "*a*"), ("**a *b* c**", "a b c")],
)
def test_plain(source: str, plain: str) -> None:
    assert to_plain(source) == plain


def test_nesting_is_bounded() -> None:
    depth = 3 * inline.NESTING
    source = "*a " * depth + "a* " * depth
    assert _depth(parse(source)) == inline.NESTING
    assert to_plain(source).count("*") == 2 * (depth - inline.NESTING)


MARKED = st.lists(st.sampled_from([*"*^~\\ ab.(<&é\n\u0301", "**", "***"]), max_size=60).map("".join)


@given(st.text() | MARKED)
def test_never_fails_and_loses_no_letter(source: str) -> None:
    nodes = parse(source)
    assert _depth(nodes) <= inline.NESTING
    assert _are_joined(nodes)
    # Everything but marks and escapes is still there, in order.
    assert _letters(to_plain(source)) == _letters(source)


@given(st.text() | MARKED)
def test_html_holds_four_elements_only(source: str) -> None:
    html = to_html(source)
    text = re.sub(r"</?(?:em|strong|sup|sub)>", "", html)
    assert "<" not in text
    assert ">" not in text
    assert '"' not in text


@given(st.text() | MARKED)
def test_escape_round_trip(text: str) -> None:
    assert parse(inline.escape(text)) == ((Text(text),) if text else ())


def _depth(nodes: tuple[inline.Node, ...]) -> int:
    return max((1 + _depth(node.children) for node in nodes if isinstance(node, Mark)), default=0)


def _are_joined(nodes: tuple[inline.Node, ...]) -> bool:
    kinds = [type(node) for node in nodes]
    return (
        all(not (first is second is Text) for first, second in pairwise(kinds))
        and all(node.text for node in nodes if isinstance(node, Text))
        and all(_are_joined(node.children) for node in nodes if isinstance(node, Mark))
    )


def _letters(text: str) -> str:
    return re.sub(r"[*^~\\]", "", text)
