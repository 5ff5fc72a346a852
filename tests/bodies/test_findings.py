"""Findings: each code, at its line and column, all at once, and none where nothing is wrong."""

from __future__ import annotations

import re

import pytest

from postilla.bodies import CODES, BodyFinding, BodySource, FigureSource, render
from postilla.diagnostics import Severity, Span

FIGURES = (FigureSource("fig1", "Figure 1", "", "", "", "a.png"),)


def found(text: str) -> tuple[BodyFinding, ...]:
    return render(BodySource(text, "t-", ("liu2021", "other"), FIGURES)).findings


CASES = {
    # Citations
    "undefined": ("a\n\nb [@liu2021; @lui2021] c", "3:14+8 P401 no reference has the id `lui2021`"),
    "undefined in a quotation": ("> - a\n>     b *c [@x]*", "2:13+2 P401 no reference has the id `x`"),
    "undefined in a cell": ("|a|\n|-|\n|`|` [@x]|", "3:7+2 P401 no reference has the id `x`"),
    "undefined in a footnote": ("a[^1]\n\n[^1]: b\n    [@x]", "4:6+2 P401 no reference has the id `x`"),
    "undefined in HTML": (
        "<table>\n<tr><td>é [@x]</td></tr></table>",
        "2:12+2 P401 no reference has the id `x`",
    ),
    "undefined in a caption": ("Table: a [@x]\n|a|\n|-|\n|b|", "1:11+2 P401 no reference has the id `x`"),
    "undefined in a title": ("> [!BOX] a [@x]\n> b", "1:13+2 P401 no reference has the id `x`"),
    "unreadable": ("a [@liu2021, p. 3]", "1:3+16 P414 `[@liu2021, p. 3]` cannot be read as a citation"),
    "within a link": (
        "[a [@other]](https://a.example)",
        "1:4+8 P412 a citation or footnote stands within a link",
    ),
    # Figures and images
    "no figure": ("![fig2]", "1:1+7 P402 no figure has the id `fig2`"),
    "figure twice": ("![fig1]\n\n![fig1]", "3:1+7 P409 the figure `fig1` has its place already"),
    "figure in a paragraph": (
        "See ![fig1].",
        "1:5+7 P415 the figure `fig1` stands within a paragraph",
    ),
    "no alternative text": ("a ![ ](b.png)", "1:3+11 P403 this image has no alternative text"),
    "no alternative text in HTML": (
        "a <img src=b.png>",
        "1:3+15 P403 this image has no alternative text",
    ),
    "image from elsewhere": (
        "![a](https://b.example/c.png)",
        "1:1+29 P413 the image `https://b.example/c.png` is no file beside the record",
    ),
    "image elsewhere on the disk": (
        "![a](../c.png)",
        "1:1+14 P413 the image `../c.png` is no file beside the record",
    ),
    "HTML image from elsewhere": (
        "<img src=//b.example/c.png alt=a>",
        "1:1+33 P413 the image `//b.example/c.png` is no file beside the record",
    ),
    # Links
    "no such place": ("a [b](#fig2)", "1:3+10 P405 no figure, table or heading has the name `fig2`"),
    "no such place, defined apart": (
        "a [b][c]\n\n[c]: #d",
        "3:1+7 P405 no figure, table or heading has the name `d`",
    ),
    "no such place in HTML": (
        "a <a href='#d'>b</a>",
        "1:3+13 P405 no figure, table or heading has the name `d`",
    ),
    "scheme": ("a *[b](mailto:c@d.example)*", "1:4+23 P412 the address `mailto:c@d.example` is refused"),
    "scheme, defined apart": ("[a]\n\n[a]: ftp://b", "3:1+12 P412 the address `ftp://b` is refused"),
    "scheme in HTML": (
        "<a href=javascript:b>c</a>",
        "1:1+21 P412 the address `javascript:b` is refused",
    ),
    "no address": ("[a]()", "1:1+5 P412 the link has no address"),
    "address of nothing": ("<https://1.2.3>", "1:1+15 P412 the address `https://1.2.3` is refused"),
    "long address": (f"[a](x:{'y' * 99})", f"1:1+106 P412 the address `x:{'y' * 57}…` is refused"),
    # HTML
    "script": (
        "a\nb <script>c\nd</script> e",
        "2:3+8 P404 the element `<script>` is removed, with what it holds",
    ),
    "element": (
        "a <font color=red>b</font>",
        "1:3+16 P404 the element `<font>` is removed; what it holds stays",
    ),
    "attribute": (
        "a <b id=x\n  onclick=c>d</b>",
        "2:3+7 P404 the attribute `onclick` of `<b>` is removed",
    ),
    "script in an element": (
        "<div>\n<svg><p></svg></div>",
        "2:1+5 P404 the element `<svg>` is removed, with what it holds",
    ),
    "one name twice": ("<p id=a>b</p>\n\n<p id=a>c</p>", "3:1+8 P418 another place has the name `a`"),
    "a name of a figure": (
        "Table: a {#fig1}\n|a|\n|-|\n|b|",
        "1:1+6 P418 another place has the name `fig1`",
    ),
    "a table's name": (
        "<p id=a>b</p>\n\n<table id=a><tr><td>b</td></tr></table>",
        "3:1+12 P418 another place has the name `a`",
    ),
    # Formulas
    "formula": ("a $x$ $\\frac{a}$", "1:7+10 P406 this LaTeX cannot be converted"),
    "unknown command": ("$$\n\\nonsense\n$$", "1:1+2 P406 this LaTeX cannot be converted"),
    "long formula": (f"${'x' * 5001}$", "1:1+5003 P406 this LaTeX cannot be converted"),
    "deep formula": (f"${'{' * 99}x{'}' * 99}$", "1:1+201 P406 this LaTeX cannot be converted"),
    # Headings and blocks
    "level 1": ("# A", "1:1+3 P408 this heading is of level 1"),
    "skipped level": ("## A\n\n#### B", "3:1+4 P408 this heading skips a level"),
    "skipped levels": ("##### B", "1:1+5 P408 this heading skips 3 levels"),
    "empty heading": ("a\n\n## #", "3:1+4 P408 this heading is empty"),
    "underlined": ("A\n===", "2:1+3 P408 this heading is underlined"),
    "caption": ("Table: a\n\nb", "1:1+6 P410 no table follows this caption"),
    "kind of box": ("> [!NOTE] a", "1:3+7 P419 `[!NOTE]` is no kind of box"),
    "box in a quotation": (
        "> a\n> [!BOX] b",
        "2:3+6 P419 a box begins with the first line of a quotation",
    ),
    "fence": ("a\n\n````\n```\nb", "3:1+4 P420 this code block does not end"),
    "list": ("a\n- b", "2:1+3 P421 this list has no empty line before it"),
    # Footnotes
    "no footnote": ("a\nb[^1]", "2:2+4 P411 the footnote `1` is not defined"),
    "unused footnote": ("a\n\n[^1]: b", "3:1+5 P416 nothing refers to the footnote `1`"),
    "footnote twice": ("a[^1]\n\n[^1]: b\n[^1]: c", "4:1+5 P416 the footnote `1` is defined twice"),
    # The whole text
    "control": ("a\nb\x00\x07c", "2:2+2 P417 the character U+0000 may not stand in a text"),
    "half a pair": ("\ud800", "1:1+1 P417 the character U+D800 may not stand in a text"),
    "depth": (f"a\n\n{'> ' * 31}b", "3:1+62 P407 quotations and lists nest 31 deep"),
    "lines": ("a\n" * 20_000, "1:1+1 P407 the text has 20,001 lines"),
    "size": ("a" * 1_000_001, "1:1+1 P407 the text has 1,000,001 characters"),
    # Columns
    "Windows": ("a\r\n\r\nb [@x]", "3:4+2 P401 no reference has the id `x`"),
    "tab": ("\t\n- a\n\n\t[@x]", "4:3+2 P401 no reference has the id `x`"),
    "beyond the first plane": ("\U0001d538 [@x]", "1:4+2 P401 no reference has the id `x`"),
}


@pytest.mark.parametrize(("text", "line"), CASES.values(), ids=CASES)
def test_one(text: str, line: str) -> None:
    assert [_line(finding) for finding in found(text)] == [line]


def _line(finding: BodyFinding) -> str:
    span = finding.span
    return f"{span.line}:{span.column}+{span.length} {finding.code} {finding.message}"


def test_every_code_has_a_case() -> None:
    told_among_others = {"P422"}
    assert {line.split()[1] for _, line in CASES.values()} == set(CODES) - told_among_others


def test_codes_are_a_table() -> None:
    assert list(CODES) == [f"P4{number:02}" for number in range(1, len(CODES) + 1)]
    for code, row in CODES.items():
        assert row.code == code
        assert row.title[0].isupper()
        assert not row.title.endswith(".")
        assert row.explanation.endswith(".")


def test_severity_is_that_of_the_code() -> None:
    for text, _ in CASES.values():
        for finding in found(text):
            assert finding.severity is CODES[finding.code].severity
            assert not finding.message.endswith(".")
            assert finding.message[0] == "`" or finding.message[0].islower()
    assert {row.severity for row in CODES.values()} == set(Severity)


FINE = [
    "`[@x]` ``[^x]`` `<script>` `$\\x$` `![x]`",
    "    [@x] [^x] <script> $\\x$ ![x]\n\n    [a](javascript:b)\n    # c\n    <table onclick=d></table>\n    &foo;",
    "```\n[@x] <b onclick=a>\n# b\nc\n- d\n===\n[^1]: e\n```",
    "<pre>[@x] $\\x$ [^x]\na\n- b</pre>",
    "<!-- [@x] <script> # a -->",
    "\\[@x] \\![x] \\$\\x\\$ [a\\](x:y) \\<script>",
    "a@b.example [a] (b) ![] [](c d) [^ ] <3 a<b $5",
    "- a\n- b\n\nc\n\n1. a\n- b",
    "| a |\n|---|\n- b",
    "## a\n### b\n#### c\n## d",
    "[x](#ref-other) [y](#fig1)",
    "a\n\n---\n\nb",
]


@pytest.mark.parametrize("text", FINE, ids=range(len(FINE)))
def test_none(text: str) -> None:
    assert found(text) == ()


def test_all_at_once_in_order() -> None:
    text = "# A [@x]\n\n![fig9]\n\n<script></script> [b](#c) $\\d$ [^e]\n\n- f [@y]\n    [g](h:i)"
    codes = [finding.code for finding in found(text)]
    assert codes == ["P408", "P401", "P402", "P404", "P405", "P406", "P411", "P401", "P412"]
    spans = [finding.span for finding in found(text)]
    assert spans == sorted(spans)


def test_spans_point_at_what_is_meant() -> None:
    text = "".join(f"> - é *line* {number} [@none{number}] `[@x]`\n\n" for number in range(50))
    lines = text.split("\n")
    findings = found(text)
    assert len(findings) == 50
    for number, finding in enumerate(findings):
        span = finding.span
        assert span == Span(2 * number + 1, lines[2 * number].index("@none") + 1, len(f"@none{number}"))


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("[@lui2021]", "did you mean `liu2021`?"),
        ("![fig]", "did you mean `fig1`?"),
        ("## Results\n\n[a](#result)", "did you mean `#results`?"),
        ("a[^nite]\n\n[^note]: b", "did you mean `[^note]`?"),
        ("$\\nonsense$", "`\\nonsense` is unknown"),
        ("$\\frac{a}$", "a part of it is missing"),
        ("$\\left( a$", "extra left or missing right"),
        (f"${'x' * 5001}$", "a formula may have 5,000 characters"),
        (f"${'{' * 99}x{'}' * 99}$", "it nests too deeply"),
        ("#### B", "`##`"),
    ],
)
def test_notes(text: str, note: str) -> None:
    assert note in [finding.note for finding in found(text)]


def test_suggestions_are_few() -> None:
    notes = [finding.note for finding in found(" ".join(f"[@liu202{'1' * n}x]" for n in range(1, 60)))]
    assert len(notes) == 59
    assert 0 < sum(map(bool, notes)) <= 20


def test_what_is_told_has_an_end() -> None:
    findings = found("[@none] " * 600)
    assert len(findings) == 501
    assert {finding.code for finding in findings[:-1]} == {"P401"}
    assert _line(findings[-1]) == "1:4002+5 P422 the text has 600 findings"


def test_a_message_repeats_no_more_than_can_be_read() -> None:
    (finding,) = found(f"[@{'x ' * 5_000}]")
    assert len(finding.message) == 301
    assert finding.span.length == 10_003


def test_a_body_with_findings_is_still_a_body() -> None:
    html = render(BodySource("a [@x] ![fig9] [b](#c) $\\d$ [^e]", "t-", ())).html
    shown = re.sub(r"<[^>]*>", "", html)
    assert shown == "a [x] ![fig9] b $\\d$ [^e]"
