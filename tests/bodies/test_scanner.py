"""The scan: leads, the ends of paragraphs, backticks and elements, and what it leaves of a text."""

from __future__ import annotations

import re

import pytest

from postilla.bodies.dialect import READERS, scan
from postilla.bodies.places import Lines
from postilla.bodies.scanner import Scanner, dedented
from postilla.bodies.tokens import FORBIDDEN, MARK, cleaned
from postilla.diagnostics import Span

NOTHING = re.compile("(?!)")


def scanner(text: str, pos: int = 0) -> Scanner:
    return Scanner(text, NOTHING, NOTHING, {}, pos=pos, stop=len(text))


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("X", ""),
        ("a\nX", ""),
        ("a\n  X", "  "),
        ("a\n > >X", " > >"),
        ("aX", None),
        ("a\n- X", None),
        (" " * 400 + "X", None),
    ],
)
def test_lead(text: str, lead: str | None) -> None:
    assert scanner(text).lead(text.index("X")) == lead


@pytest.mark.parametrize(("text", "lead"), [("a\n> - 1. X", "> - 1. "), ("-X", None)])
def test_lead_with_list_items(text: str, lead: str | None) -> None:
    assert scanner(text).lead(text.index("X"), lists=True) == lead


@pytest.mark.parametrize("end", ["\n\n", "\n \n", "\n>\n", "\n- a", "\n1. a", "\n## a", "\n```", "\n| a", ""])
def test_limit(end: str) -> None:
    assert scanner(f"a\nb{end}").limit() == 3


def test_tick_run() -> None:
    ticks = scanner("a ` b `` c ``` d `\n\n``")
    assert ticks.tick_run(1) == 2
    assert ticks.tick_run(2) == 6
    ticks.pos = 8
    assert ticks.tick_run(1) == 17
    assert ticks.tick_run(2) is None
    assert ticks.tick_run(4) is None


def test_closing() -> None:
    text = "<p><P x><pre></p ></p></p>"
    tags = scanner(text)
    assert tags.closing("p", 0) == (18, 22)
    assert tags.closing("p", 3) == (13, 18)
    assert tags.closing("pre", 8) is None


def test_comment_end() -> None:
    assert scanner("<!-- a --> b").comment_end(0) == 10
    assert scanner("<!--> b").comment_end(0) == 5
    unclosed = scanner("<!-- a <!-- b")
    assert unclosed.comment_end(0) is None
    assert unclosed.comment_end(7) is None


@pytest.mark.parametrize(
    ("text", "lead", "wanted"),
    [
        ("a\n  b", "", "a\n  b"),
        ("a\n    b\n      c\nd", "    ", "a\nb\n  c\nd"),
        ("a\n> b\n> > c", "> ", "a\nb\n> c"),
    ],
)
def test_dedented(text: str, lead: str, wanted: str) -> None:
    assert dedented(text, lead) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "[@a] `b` $c$ <i>d</i> ![e](f) &amp; [^g] ## h",
        "```\na\n```\n\n<div>[@a]</div>\n\n    <hr>\n\n> [!BOX] a",
        "<https://a.example> <!-- b --> \\\n",
    ],
)
def test_tokens_know_what_they_stand_for(text: str) -> None:
    scanned = scan(text)
    assert scanned.tokens
    for token in scanned.tokens:
        assert text[token.start : token.end].endswith(token.source)


def test_a_text_without_any_of_it_is_left_alone() -> None:
    text = "Plain *text* with HLA-B*57:01,\n\n- a list\n- of two. 5 > 3; a_b."
    assert scan(text).marked == text
    assert scan(text).tokens == []


def test_marks_are_numbers_of_tokens() -> None:
    scanned = scan("[@a] `b` <div>[@c] $d$</div>")
    numbers = [int(number) for number in MARK.findall(scanned.marked)]
    assert all(number < len(scanned.tokens) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_readers_are_a_table() -> None:
    assert len({trigger for trigger, _ in READERS.values()}) == len(READERS)


def test_cleaned_keeps_columns() -> None:
    text = "a\x00b\ufdd0c\ud800d\ufffee\U0010fffff\tg\n\u00a0\u2028"
    assert len(cleaned(text)) == len(text)
    assert FORBIDDEN.search(cleaned(text)) is None
    assert cleaned("a\tb\n") == "a\tb\n"


def test_lines() -> None:
    lines = Lines("ab\n\ncde")
    assert lines.span(0, 1) == Span(1, 1, 1)
    assert lines.span(1, 6) == Span(1, 2, 1)
    assert lines.span(2, 3) == Span(1, 3, 1)
    assert lines.span(3, 3) == Span(2, 1, 1)
    assert lines.span(4, 7) == Span(3, 1, 3)
    assert lines.span(7, 9) == Span(3, 4, 1)
    assert Lines("").span(0, 0) == Span(1, 1, 1)
