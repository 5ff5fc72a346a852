"""Elements in places where HTML does not let them stand."""

from __future__ import annotations

import pytest

from postilla.bodies.nesting import mended


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>a <b>b</b><br></p>", None),
        ("<ul>\n<li>a<ul><li>b</li></ul></li>\n</ul>", None),
        ("<table><caption>a</caption><tbody><tr><td><p>b</p></td></tr></tbody></table>", None),
        ('<div title="a>b" id="c"><hr></div>', None),
        ("<span><div>a</div></span>", "<span>a</span>"),
        ("<p></p><div>a</div>", "<div>a</div>"),
        ("<pre><table><tbody><tr><td>a</td></tr></tbody></table></pre>", "<pre>a</pre>"),
        ("<b><hr></b>", "<b></b>"),
        ("<h2><p>a</p></h2>", "<h2>a</h2>"),
        ("<em><h2>a</h2></em>", "<em>a</em>"),
        ("<li>a</li>", "a"),
        ("<ul>a<b>b</b><li>c</li>d<p>e</p></ul>", "<ul><li>a<b>b</b></li><li>c</li><li>d<p>e</p></li></ul>"),
        ("<ol><ol><li>a</li></ol></ol>", "<ol><li><ol><li>a</li></ol></li></ol>"),
        ("<a><i><a>b</a></i></a>", "<a><i>b</i></a>"),
        ("<caption><table></table></caption>", "<table></table>"),
        ("<table><caption><table></table>a</caption></table>", "<table><caption>a</caption></table>"),
        ("a</b>", "a"),
    ],
)
def test_mended(html: str, wanted: str | None) -> None:
    assert mended(html) == (html if wanted is None else wanted)
    assert mended(mended(html)) == mended(html)
