"""The sanitiser, and the tags that are written for it."""

from __future__ import annotations

import pytest

from postilla.bodies import allowed
from postilla.bodies.dialect import scan
from postilla.bodies.sanitise import clean
from postilla.bodies.tokens import CLOSE, OPEN, Markup


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>a<script>b</script></p>", "<p>a</p>"),
        ("<p onclick=a>b</p>", "<p>b</p>"),
        ("<a href=javascript:b>c</a>", "<a>c</a>"),
        ("<td class='align-left x'>", ""),
        (
            "<table><tr><td class='align-left x'>a</table>",
            '<table><tbody><tr><td class="align-left">a</td></tr></tbody></table>',
        ),
        ("<p class=x style=y>a</p>", "<p>a</p>"),
        ("<h1>a</h1><section>b</section>", "<h1>a</h1>b"),
        (f'<p id="{OPEN}1{CLOSE}">{OPEN}2{CLOSE}</p>', f'<p id="{OPEN}1{CLOSE}">{OPEN}2{CLOSE}</p>'),
        (f"<img src='a.png' alt='{OPEN}1{CLOSE}b'>", '<img src="a.png" alt="b">'),
        (
            f'<a href="#{OPEN}1{CLOSE}" title=" id={OPEN}2{CLOSE}">c</a>',
            f'<a href="#{OPEN}1{CLOSE}" title=" id=">c</a>',
        ),
        (f'<p>a="{OPEN}1{CLOSE}" id="{OPEN}2{CLOSE}"</p>', f'<p>a="{OPEN}1{CLOSE}" id="{OPEN}2{CLOSE}"</p>'),
        ("<math><annotation-xml><p>a</p></annotation-xml></math>", "<math></math><p>a</p>"),
    ],
)
def test_clean(html: str, wanted: str) -> None:
    assert clean(html) == wanted


def written(text: str) -> str:
    return "".join(token.html for token in scan(text).tokens if isinstance(token, Markup))


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("<B>", "<b>"),
        ("</B >", "</b>"),
        ("<br/>", "<br>"),
        ("</br>", ""),
        ("<span/>", "<span></span>"),
        ("<b title=x>", "<b>"),
        ("<abbr title='a\"b' title=c>", '<abbr title="a&quot;b">'),
        ("<td colspan=0 rowspan=2 align=left>", '<td rowspan="2">'),
        ("<ol start=-3 reversed type=i>", '<ol reversed="" start="-3" type="i">'),
        ("<span lang='x y' dir=rtl>", '<span dir="rtl">'),
        ("<img alt=b src=c.png>", '<img src="c.png" loading="lazy" alt="b">'),
        ("<img alt=b>", ""),
        ("<a title=b href=https://c.example>", '<a href="https://c.example" title="b">'),
        ("<mi>", ""),
        (
            "<math><mi mathcolor=red mathvariant=bold>x</mi><b>y</b></math>",
            '<math><mi mathvariant="bold">x</mi>y</math>',
        ),
        ("<font><blink>", ""),
        ("<math><math>a</math></math>", "<math>a</math>"),
    ],
)
def test_tags_are_written_anew(tag: str, wanted: str) -> None:
    assert written(f"x {tag}") == wanted


def test_what_is_no_tag_everywhere_is_text() -> None:
    for text in ("<a b", "<a b='", "<a =b>", '<a b=c"d>', "<1>", "< a>", "<a\n\nb>", "<a<b>"):
        assert not written(text).startswith("<a"), text


def test_elements_nest_so_deep() -> None:
    assert written("<b>" * 100).count("<b>") == 64
    assert written("<b></b>" * 100).count("<b>") == 100
    assert written("<p>" * 100).count("<p>") == 100


def test_tables_agree() -> None:
    for name in allowed.ELEMENTS:
        assert name not in allowed.WITH_CONTENT
    assert not allowed.BLOCKS - allowed.ELEMENTS.keys()
    assert not allowed.VERBATIM - allowed.ELEMENTS.keys()
    assert not allowed.VOID - allowed.ELEMENTS.keys()
    assert not allowed.MATHML & allowed.ELEMENTS.keys()
