"""The dialect, construct by construct: what a text becomes."""

from __future__ import annotations

import pytest

from postilla.bodies import Body, BodySource, FigureSource, Heading, render
from tests.bodies.allowlist import as_browsers_read, check, events

FIGURES = (
    FigureSource("fig1", "Figure 1", "A *caption*.", "A *credit*", "An image", "jci1/fig1.png"),
    FigureSource("fig2", "Figure 2.", "", "", 'With "quotes"', "jci1/fig 2.png"),
)
FIGURE_1 = (
    '<figure class="figure" id="t-fig1"><img src="jci1/fig1.png" alt="An image" loading="lazy"><figcaption>'
    '<b>Figure 1.</b> A <em>caption</em>. <span class="credit">A <em>credit</em></span></figcaption></figure>'
)
FIGURE_2 = (
    '<figure class="figure" id="t-fig2"><img src="jci1/fig%202.png" alt="With &quot;quotes&quot;" loading="lazy">'
    "<figcaption><b>Figure 2.</b></figcaption></figure>"
)
MATH = '<math display="{}"><semantics><mrow>{}</mrow><annotation encoding="application/x-tex">{}</annotation></semantics></math>'


def cites(*places: tuple[int, str, int]) -> str:
    links = (f'<a class="cite" id="t-cite-{n}" href="#ref-{ref}">{number}</a>' for n, ref, number in places)
    return f'<span class="cites">[{", ".join(links)}]</span>'


def noteref(number: int, place: str = "") -> str:
    link = f'href="#t-fn-{number}" role="doc-noteref" aria-label="Footnote {number}"'
    return f'<sup class="fnref"><a id="t-fnref-{number}{place}" {link}>{number}</a></sup>'


def back(number: int, place: str = "", which: str = "") -> str:
    label = f"Back to the text of footnote {number}{which}"
    return f'<a class="fn-back" href="#t-fnref-{number}{place}" role="doc-backlink" aria-label="{label}">↩\ufe0e</a>'


def notes(*items: str) -> str:
    listed = "\n".join(f'<li id="t-fn-{number}">{item}</li>' for number, item in enumerate(items, start=1))
    return f'<section class="footnotes" role="doc-endnotes" aria-label="Footnotes"><ol>\n{listed}\n</ol></section>'


def table(inside: str, label: str = 'aria-label="Table"', attributes: str = "") -> str:
    return f'<div class="table" role="region" tabindex="0" {label}><table{attributes}>{inside}</table></div>'


AB = (
    '<thead>\n<tr><th scope="col">a</th>\n<th scope="col">b</th>\n</tr>\n</thead>\n'
    "<tbody>\n<tr><td>c</td>\n<td>d</td>\n</tr>\n</tbody>\n"
)
AB_SOURCE = "| a | b |\n|---|---|\n| c | d |"
CAPTION = '<caption id="t-{0}-caption">{1}</caption>'

CASES = {
    "nothing": ("", ""),
    "paragraphs": ("One\nline.\n\n\nTwo.", "<p>One\nline.</p>\n<p>Two.</p>"),
    "line ends of Windows": ("One\r\n\r\nTwo\rThree", "<p>One</p>\n<p>Two\nThree</p>"),
    "emphasis": ("*in vitro* **bold**", "<p><em>in vitro</em> <strong>bold</strong></p>"),
    "alleles": ("HLA-B*57:01 and HLA-C*06:02", "<p>HLA-B*57:01 and HLA-C*06:02</p>"),
    "scripts": ("CO~2~ Ca^2+^", "<p>CO<sub>2</sub> Ca<sup>2+</sup></p>"),
    "underscores": ("_a_ __b__ c_d", "<p>_a_ __b__ c_d</p>"),
    "escapes": (r"\*a\* \[b\] \\ \$5 \`c\`", "<p>*a* [b] \\ $5 `c`</p>"),
    "hard breaks": ("a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>"),
    "references to characters": ("&amp; &eacute; &#42;a&#42; &foo; AT&T", "<p>&amp; é *a* &amp;foo; AT&amp;T</p>"),
    "rule": ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
    # Lists and quotations
    "bullets": ("- a\n- b\n\n    - c", "<ul>\n<li>a</li>\n<li>\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>"),
    "numbers": ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    "a number too long for a list": ("12345678901. a", "<ol>\n<li>a</li>\n</ol>"),
    "quotation": ("> a\n> b\n\n> c", "<blockquote>\n<p>a\nb</p>\n</blockquote>\n<blockquote>\n<p>c</p>\n</blockquote>"),
    # Code
    "code span": ("a `x = *y* [@a] $z$` b", "<p>a <code>x = *y* [@a] $z$</code> b</p>"),
    "code span of two": ("`` a ` b ``", "<p><code>a ` b</code></p>"),
    "code span over lines": ("> `a\n> b`", "<blockquote>\n<p><code>a b</code></p>\n</blockquote>"),
    "unclosed code span": ("a ` b *c*", "<p>a ` b <em>c</em></p>"),
    "indented code": ("    a [@a] <b>\n\n    $x$ # y", '<pre tabindex="0"><code>a [@a] &lt;b&gt;\n\n$x$ # y\n</code></pre>'),
    "HTML in indented code": (
        "    a\n    <table>\n    <tr></tr>\n    </table>\n    b",
        '<pre tabindex="0"><code>a\n&lt;table&gt;\n&lt;tr&gt;&lt;/tr&gt;\n&lt;/table&gt;\nb\n</code></pre>',
    ),
    "fence": ("```python\na = [@a]\n\n<b>\n```", '<pre tabindex="0"><code class="language-python">a = [@a]\n\n&lt;b&gt;\n</code></pre>'),
    "fence of tildes": ("~~~\n```\n~~~", '<pre tabindex="0"><code>```\n</code></pre>'),
    "fence in a list": (
        "- a\n\n    ```\n    b\n      c\n    ```",
        '<ul>\n<li>\n<p>a</p>\n<pre tabindex="0"><code>b\n  c\n</code></pre>\n</li>\n</ul>',
    ),
    "fence in a quotation": (
        "> a\n> ```\n> b\n> > c\n> ```\n> d",
        '<blockquote>\n<p>a</p>\n<pre tabindex="0"><code>b\n&gt; c\n</code></pre>\n<p>d</p>\n</blockquote>',
    ),
    # Links and images
    "link": ('[*a* b](https://a.example/x_(1)?q=1&r=2#f "T")', '<p><a href="https://a.example/x_(1)?q=1&amp;r=2#f" title="T"><em>a</em> b</a></p>'),
    "link in angle brackets": ("[a](<https://a.example/b c>)", '<p><a href="https://a.example/bc">a</a></p>'),
    "link to a file": ("[data](jci1/data set.csv)", "<p>[data](jci1/data set.csv)</p>"),
    "link to a file with an encoded space": ("[data](jci1/data%20set.csv)", '<p><a href="jci1/data%20set.csv">data</a></p>'),
    "link of definition": ("[a][B] [b][] [b]\n\n[b]: https://a.example 'T'", '<p><a href="https://a.example" title="T">a</a> <a href="https://a.example" title="T">b</a> <a href="https://a.example" title="T">b</a></p>'),
    "address": ("<https://a.example/?a=1&b=2>", '<p><a href="https://a.example/?a=1&amp;b=2">https://a.example/?a=1&amp;b=2</a></p>'),
    "brackets": ("[a] ]b [c](d e) \\[x](y) ](z)", "<p>[a] ]b [c](d e) [x](y) ](z)</p>"),
    "link in a link": ("[a [b](https://b.example) c](https://c.example)", '<p>[a <a href="https://b.example">b</a> c](https://c.example)</p>'),
    "emphasis around a link": ("**[a](https://a.example)**", '<p><strong><a href="https://a.example">a</a></strong></p>'),
    "code in a link": ("[`a`](https://a.example)", '<p><a href="https://a.example"><code>a</code></a></p>'),
    "image": ('![alt *text* `c`](jci1/a.png "T")', '<p><img src="jci1/a.png" alt="alt text c" title="T" loading="lazy"></p>'),
    "image in a link": ("[![a](a.png)](https://a.example)", '<p><a href="https://a.example"><img src="a.png" alt="a" loading="lazy"></a></p>'),
    "link in an image": ("![a [b & c](d.txt)](a.png)", '<p><img src="a.png" alt="a b &amp; c" loading="lazy"></p>'),
    # Headings
    "headings": ("## A *b*\n\n### C [@a]\n## D ##", f'<h2 id="t-a-b">A <em>b</em></h2>\n<h3 id="t-c">C {cites((1, "a", 1))}</h3>\n<h2 id="t-d">D</h2>'),
    "headings of one name": ("## A\n\n## A\n\n## A", '<h2 id="t-a">A</h2>\n<h2 id="t-a-2">A</h2>\n<h2 id="t-a-3">A</h2>'),
    "headings with names of ours": ("## Cite 1\n\n## fn-1", '<h2 id="t-section-cite-1">Cite 1</h2>\n<h2 id="t-section-fn-1">fn-1</h2>'),
    "headings in other letters": ("## Größe β\n\n## …", '<h2 id="t-große-β">Größe β</h2>\n<h2 id="t-section">…</h2>'),
    "link to a heading": ("## A b\n\n[x](#a-b)", '<h2 id="t-a-b">A b</h2>\n<p><a href="#t-a-b">x</a></p>'),
    "hash without a space": ("#1 of 5\n\n- #2", "<p>#1 of 5</p>\n<ul>\n<li>#2</li>\n</ul>"),
    "formula in a heading": ("## The $x$", f'<h2 id="t-the-x">The {MATH.format("inline", "<mi>x</mi>", "x")}</h2>'),
    # Citations
    "citation": ("a [@a].", f"<p>a {cites((1, 'a', 1))}.</p>"),
    "citations": ("[@b; @a;@b] [@a]", f"<p>{cites((1, 'b', 2), (2, 'a', 1), (3, 'b', 2))} {cites((4, 'a', 1))}</p>"),
    "citation in emphasis": ("*a*[@a]", f"<p><em>a</em>{cites((1, 'a', 1))}</p>"),
    "citation in an image": ("![a [@a]](a.png)", '<p><img src="a.png" alt="a [@a]" loading="lazy"></p>'),
    "address of a reference": ("[a](#ref-a)", '<p><a href="#ref-a">a</a></p>'),
    # Figures
    "link to a figure": ("[x](#fig1) ^\\[^\n\n![fig1]\n\n![fig2]", f'<p><a href="#t-fig1">x</a> <sup>[</sup></p>\n{FIGURE_1}\n{FIGURE_2}'),
    "figures not placed": ("a", f"<p>a</p>\n{FIGURE_1}\n{FIGURE_2}"),
    "figure in a box": ("> [!BOX]\n>\n> ![fig2]\n\n![fig1]", f'<aside class="box" aria-label="Box">\n{FIGURE_2}\n</aside>\n{FIGURE_1}'),
    "figure in a footnote": ("![fig2]\n\n[^1]\n\n[^1]: ![fig1]", f"{FIGURE_2}\n<p>{noteref(1)}</p>\n{notes(FIGURE_1 + '<p>' + back(1) + '</p>')}"),
    # Tables
    "table": (AB_SOURCE, table(AB)),
    "table, aligned": (
        "a|b|c\n:-|-:|:-:\n1|2|`|`",
        table(
            '<thead>\n<tr><th scope="col" class="align-left">a</th>\n<th scope="col" class="align-right">b</th>\n'
            '<th scope="col" class="align-center">c</th>\n</tr>\n</thead>\n<tbody>\n<tr><td class="align-left">1</td>\n'
            '<td class="align-right">2</td>\n<td class="align-center"><code>|</code></td>\n</tr>\n</tbody>\n'
        ),
    ),
    "caption": (
        f"Table: The *caption* [@a]. {{#table1}}\n{AB_SOURCE}\n\n[x](#table1)",
        table(
            CAPTION.format("table1", f"The <em>caption</em> {cites((1, 'a', 1))}.") + AB,
            'aria-labelledby="t-table1-caption"',
            ' id="t-table1"',
        )
        + '\n<p><a href="#t-table1">x</a></p>',
    ),
    "caption apart, in lines": (
        f"Table: The\ncaption.\n\n{AB_SOURCE}",
        table(CAPTION.format("table", "The\ncaption.") + AB, 'aria-labelledby="t-table-caption"'),
    ),
    "caption of HTML": (
        "Table: The caption. {#t}\n<table><tr><td colspan=2>a [@a]</td></tr></table>",
        table(
            f'{CAPTION.format("t", "The caption.")}<tbody><tr><td colspan="2">a {cites((1, "a", 1))}</td></tr></tbody>',
            'aria-labelledby="t-t-caption"',
            ' id="t-t"',
        ),
    ),
    "caption in a quotation": (
        "> Table: A\n> | a | b |\n> |---|---|\n> | c | d |",
        "<blockquote>\n" + table(CAPTION.format("table", "A") + AB, 'aria-labelledby="t-table-caption"') + "\n</blockquote>",
    ),
    "table named in HTML": (
        '<table id="t1"><tr><td>a</td></tr></table>',
        table("<tbody><tr><td>a</td></tr></tbody>", attributes=' id="t-t1"'),
    ),
    # Boxes
    "box": (
        "> [!BOX] The *title* [@a]\n> Text\n> more.\n\nAfter.",
        f'<aside class="box" aria-labelledby="t-box-1"><p class="box-title" id="t-box-1">The <em>title</em> {cites((1, "a", 1))}</p>\n'
        "<p>Text\nmore.</p>\n</aside>\n<p>After.</p>",
    ),
    "boxes one after the other": (
        "> [!BOX] A\n\n> [!BOX] B\n> > c",
        '<aside class="box" aria-labelledby="t-box-1"><p class="box-title" id="t-box-1">A</p>\n</aside>\n'
        '<aside class="box" aria-labelledby="t-box-2"><p class="box-title" id="t-box-2">B</p>\n'
        "<blockquote>\n<p>c</p>\n</blockquote>\n</aside>",
    ),
    # Footnotes
    "footnotes": (
        "a[^x] b[^y] c[^x]\n\n[^y]: Two.\n[^x]: One,\n    more.\n\n    And [@a][^z].\n\n[^z]: Last.\n\nd",
        f"<p>a{noteref(1)} b{noteref(2)} c{noteref(1, '-2')}</p>\n<p>d</p>\n"
        + notes(
            f"<p>One,\nmore.</p>\n<p>And {cites((1, 'a', 1))}{noteref(3)}. "
            f"{back(1, '', ', place 1')} {back(1, '-2', ', place 2')}</p>",
            f"<p>Two. {back(2)}</p>",
            f"<p>Last. {back(3)}</p>",
        ),
    ),
    "footnote that ends with a list": (
        "a[^1]\n\n[^1]: - b",
        f"<p>a{noteref(1)}</p>\n" + notes(f"<ul>\n<li>b</li>\n</ul><p>{back(1)}</p>"),
    ),
    # Formulas
    "formula": ("Let $x^2$.", f"<p>Let {MATH.format('inline', '<msup><mi>x</mi><mn>2</mn></msup>', 'x^2')}.</p>"),
    "formula of its own": (
        "$$\na < b\n$$",
        f"<p>{MATH.format('block', '<mi>a</mi><mo>&lt;</mo><mi>b</mi>', 'a &lt; b')}</p>",
    ),
    "formula in a cell": ("|a|\n|-|\n|$|x|$|", table(
        '<thead>\n<tr><th scope="col">a</th>\n</tr>\n</thead>\n<tbody>\n<tr><td>'
        + MATH.format("inline", '<mo stretchy="false">|</mo><mi>x</mi><mo stretchy="false">|</mo>', "|x|")
        + "</td>\n</tr>\n</tbody>\n"
    )),
    "money": ("$5 and $6, US$5-US$6, $ 5, \\$x$ 7", "<p>$5 and $6, US$5-US$6, $ 5, $x$ 7</p>"),
    "MathML": (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mi mathvariant="normal">x</mi><mspace width="1em"/></math>',
        '<p><math display="block"><mi mathvariant="normal">x</mi><mspace width="1em"></mspace></math></p>',
    ),
    # HTML
    "elements": (
        'H<sub>2</sub>O <abbr title="a &lt; b">x</abbr> <BR/> <span lang=de>y</span>',
        '<p>H<sub>2</sub>O <abbr title="a &lt; b">x</abbr> <br> <span lang="de">y</span></p>',
    ),
    "block": (
        "a\n<div id=x>*b* [@a] $y$ \\$ &lt;\n\n<p>c</div>\nd [e](#x)",
        f'<p>a</p>\n<div id="t-x">*b* {cites((1, "a", 1))} {MATH.format("inline", "<mi>y</mi>", "y")} $ &lt;\n\n<p>c</p></div>\n'
        '<p>d <a href="#t-x">e</a></p>',
    ),
    "code in HTML": ("<code>[@a] $x$ *y*</code>", "<p><code>[@a] $x$ *y*</code></p>"),
    "comment": ("a<!-- [@b]\n\n<b> --> b", "<p>a b</p>"),
    "comment of its own": ("a\n\n<!-- b -->\n\nc", "<p>a</p>\n\n<p>c</p>"),
    "less and greater": ("a < b > c <3 <- ->", "<p>a &lt; b &gt; c &lt;3 &lt;- -&gt;</p>"),
    "end tags of nothing": ("</div>a</li></table>", "<p>a</p>"),
    "items outside a list": ("<li>a</li>", "a"),
    "text in a list": ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
    "HTML image": ("<img src=a.png alt=b width=3>", '<p><img src="a.png" loading="lazy" alt="b" width="3"></p>'),
}  # fmt: skip


def rendered(text: str, figures: tuple[FigureSource, ...] = (), **more: int) -> Body:
    body = render(BodySource(text, "t-", ("a", "b"), figures, **more))
    assert "P407" not in {finding.code for finding in body.findings}
    read = check(body.html)
    assert events(as_browsers_read(body.html)) == read
    return body


@pytest.mark.parametrize(("text", "html"), CASES.values(), ids=CASES)
def test_dialect(text: str, html: str) -> None:
    body = rendered(text, FIGURES if "fig" in html else ())
    assert body.html == html


def test_what_a_page_is_told() -> None:
    text = "## A\n\n[@b; @a] and [@b].\n\n![fig2]\n\n### B *c* [@a] $x$\n\n![x](jci1/y.png) [z](z.csv#1) [z](z.csv)"
    body = rendered(text, FIGURES)
    assert body.headings == (Heading(2, "t-a", "A"), Heading(3, "t-b-c-x", "B c x"))
    assert body.citations == ("b", "a", "b", "a")
    assert body.placed == ("fig2",)
    assert body.files == ("jci1/y.png", "z.csv")
    assert body.findings == ()


def test_citations_in_footnotes_come_last() -> None:
    body = rendered("a[^1] [@a]\n\n[^1]: b [@b]\n\nc [@a]")
    assert body.citations == ("a", "a", "b")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One, *two* [@a] – three$^4$ ![x](y.png)", 3),
        ("## One\n\n- two\n- three four\n\n`five`", 5),
        ("one[^1]\n\n[^1]: two three", 3),
    ],
)
def test_words(text: str, words: int) -> None:
    assert rendered(text).words == words


@pytest.mark.parametrize(("first", "levels"), [(2, [2, 3, 4]), (3, [3, 4, 5]), (5, [5, 6, 6])])
def test_first_heading(first: int, levels: list[int]) -> None:
    body = rendered("## A\n\n### B\n\n#### C", first_heading=first)
    assert [heading.level for heading in body.headings] == levels


def test_prefixes_keep_bodies_of_one_page_apart() -> None:
    text = "## A\n\n[@a] [^1] [x](#fig1)\n\n> [!BOX] B\n\nTable: C {#t}\n\n|a|\n|-|\n|b|\n\n[^1]: d"
    first = render(BodySource(text, "one-", ("a",), FIGURES))
    second = render(BodySource(text, "two-", ("a",), FIGURES))
    assert not first.findings
    assert first.html.replace("one-", "two-") == second.html
    check(first.html, "one-")


def test_a_prefix_may_be_empty() -> None:
    assert render(BodySource("## A", "", ())).html == '<h2 id="a">A</h2>'


def test_references_with_one_id_show_the_first() -> None:
    assert ">1</a>" in render(BodySource("[@a]", "", ("a", "a"))).html
