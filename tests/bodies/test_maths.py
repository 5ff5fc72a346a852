"""Formulas: what opens and closes them, and what the converter's output is made into."""

from __future__ import annotations

from itertools import pairwise

import pytest

from postilla.bodies import maths
from postilla.bodies.maths import Formula, converted, find


@pytest.mark.parametrize(
    ("text", "tex", "display"),
    [
        ("$x$", "x", False),
        ("$x$.", "x", False),
        ("$x^2$-axis", "x^2", False),
        ("$a\nb$", "a b", False),
        ("$\\$5$", "\\$5", False),
        ("$$x$$", "x", True),
        ("$$\n x \n$$", "x", True),
    ],
)
def test_found(text: str, tex: str, display: bool) -> None:
    token = find(text, 0, len(text))
    assert isinstance(token, Formula)
    assert (token.tex, token.display) == (tex, display)


@pytest.mark.parametrize(
    "text", ["$", "$$", "$$$", "$ x$", "$x $", "$5 and $6", "$5-$6", "$x$1", "$x", "$x\\$", "$$x$", "$$ $$"]
)
def test_not_found(text: str) -> None:
    assert find(text, 0, len(text)) is None


def test_the_limit_is_kept() -> None:
    assert find("$x y$", 0, 4) is None


@pytest.mark.parametrize(
    ("tex", "inside"),
    [
        ("a<b&c", "<mo>&lt;</mo>"),
        ("\\text{<i>&amp;}", "<mtext>&lt;i&gt;&amp;</mtext>"),
        ("\\href{javascript:a}{x}", "<mrow><mrow><mi>x</mi></mrow></mrow>"),
        ("\\mathop{x}", "<mrow><mrow><mi>x</mi></mrow></mrow>"),
        ("\\times", "<mo>×</mo>"),
        ("x^2", '<annotation encoding="application/x-tex">x^2</annotation>'),
        ("x'", "<msup><mi>x</mi><mi>′</mi></msup>"),
    ],
)
def test_converted(tex: str, inside: str) -> None:
    shown = converted(tex, display=False)
    assert inside in shown
    assert shown.startswith('<math display="inline"><semantics>')
    assert shown.endswith("</annotation></semantics></math>")


def test_display() -> None:
    assert converted("x", display=True).startswith('<math display="block">')


@pytest.mark.parametrize(
    "tex", ["\\frac{a}", "\\sqrt", "{", "}", "\\left(", "a_b_c", "\\begin{matrix}", "\\nothing", "&", "#"]
)
def test_what_cannot_be_converted_raises_or_is_a_formula(tex: str) -> None:
    try:
        shown = converted(tex, display=False)
    except Exception:  # noqa: BLE001  (whatever the converter raises)
        return
    assert shown.startswith("<math")


@pytest.mark.parametrize("part", ["{", "\\sqrt", "\\left(", "^", "\\begin{matrix}"])
def test_depth_is_measured_before_the_converter(part: str) -> None:
    with pytest.raises(RecursionError):
        converted(part * (maths.DEEPEST + 1), display=False)


def test_depth_counts_what_nests() -> None:
    depths = [
        maths._depth(tex) for tex in ("x y z", "{x}{y}", "{\\sqrt{x}}", "\\left( \\frac{x^{y}}{z} \\right)")
    ]
    assert all(first < second for first, second in pairwise(depths))
