"""The examples of the guide for authors are texts without findings, and each shows what it says."""

from __future__ import annotations

import re
from pathlib import Path

from postilla.bodies import BodySource, FigureSource, render
from tests.bodies.allowlist import check

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "writing.md"
EXAMPLE = re.compile(r"^```(?:markdown|html)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_examples() -> None:
    text = "\n\n".join(EXAMPLE.findall(GUIDE.read_text(encoding="utf-8")))
    figures = (FigureSource("fig1", "Figure 1", "", "", "", "a.png"),)
    body = render(BodySource(text, "t-", ("liu2021", "other2017", "third2019"), figures))
    assert body.findings == ()
    assert body.placed == ("fig1",)
    assert body.citations == ("liu2021", "other2017", "third2019", "liu2021")
    check(body.html)
    for part in (
        '<aside class="box"',
        "<caption",
        "<math",
        'role="doc-noteref"',
        "<blockquote>",
        "<ol>",
        "<code>",
    ):
        assert part in body.html
