from __future__ import annotations

import pytest

from postilla.checks import LARGEST, active, active_file, is_suspect
from tests.builders import a_context, a_head, found

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


def drawing(inside: str = "", attributes: str = "", before: str = "") -> str:
    return active("fig1.svg", (before + SVG.format(attributes, inside)).encode())


def test_an_active_file_is_found() -> None:
    context = a_context(
        a_head("a"),
        a_head("b", draft=True),
        files_named={
            "articles/a.md": [("figures[0].file", "a/fig1.svg"), ("pdf", "a.pdf")],
            "articles/b.md": [("figures[0].file", "b/fig1.svg")],
        },
        active=lambda _path, name: "holds `<script>` (line 1)" if name.endswith(".svg") else "",
    )
    assert found(active_file, context) == ["a figures[0].file: a/fig1.svg holds `<script>` (line 1)"]


QUIET = {
    "nothing": "",
    "shapes": '<g fill="url(#a)"><rect width="1" height="1" style="fill: url(\'#a\'); stroke: rgb(1, 2, 3)"/></g>',
    "a style": "<style>/* url(x) */ * { font-family: 'A\\'B'; clip-path: url(#c) }</style>",
    "text": "<text>on onload=alert(1) javascript: &lt;script> @import url(x)</text>",
    "a title": "<title>url(https://a.example)</title><desc>@import</desc>",
    "a picture": '<image href="data:image/png;base64,AAAA"/><image xlink:href=" data:image/jpeg;base64,AA"/>',
    "a use": '<symbol id="s"/><use href="#s"/><use xlink:href="#s"/>',
    "a link": '<a href="https://a.example/?javascript:"><text>x</text></a>',
    "motion": '<rect><animate attributeName="width" values="1;2" begin="0s"/></rect>',
    "a font": "<style>@font-face { src: url(data:font/woff2;base64,AAAA) }</style>",
    "metadata": '<metadata><r:x xmlns:r="urn:r" about="https://a.example" onload="x" href="y"/></metadata>',
    "an editor": '<e:view xmlns:e="http://www.inkscape.org/x" e:onload="x" path="../x.png" src="x"/>'
    '<rect xmlns:e="urn:e" e:onload="x"/>',
}


@pytest.mark.parametrize("name", QUIET)
def test_a_drawing_may_have(name: str) -> None:
    assert drawing(QUIET[name]) == ""


ACTIVE = {
    "a script": ("<script>alert(1)</script>", "holds `<script>` (line 1)"),
    "a script of a file": ('<script href="x.js"/>', "holds `<script>` (line 1)"),
    "a script with a prefix": (
        '<s:script xmlns:s="http://www.w3.org/2000/svg"/>',
        "holds `<script>` (line 1)",
    ),
    "HTML": ('<h:b xmlns:h="http://www.w3.org/1999/xhtml"/>', "holds the HTML `<b>` (line 1)"),
    "a frame": (
        '<x><iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/></x>',
        "holds the HTML `<iframe>` (line 1)",
    ),
    "a foreign object": ("\n\n<foreignObject/>", "holds `<foreignobject>` (line 3)"),
    "a handler": ('<rect onclick="x"/>', "has the handler `onclick` (line 1)"),
    "a handler of nobody": ('<rect onx=""/>', "has the handler `onx` (line 1)"),
    "a handler of a formula": (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" onclick="x"/>',
        "has the handler `onclick` (line 1)",
    ),
    "a script as address": ('<a href="javascript:alert(1)"/>', "leads to `javascript:alert(1)` (line 1)"),
    "a script behind a space": ('<a xlink:href=" &#1x;"/>', "is no XML"),
    "a script behind a line": (
        '<a xlink:href="&#10;java&#9;script:x"/>',
        "leads to `java\tscript:x` (line 1)",
    ),
    "data as address": ('<a href="data:text/html,x"/>', "leads to `data:text/html,x` (line 1)"),
    "a drawing in a drawing": (
        '<image href="data:image/svg+xml;base64,AA"/>',
        "leads to `data:image/svg+xml;base64,AA` (line 1)",
    ),
    "a picture elsewhere": (
        '<image href="https://a.example/x.png"/>',
        "leads to `https://a.example/x.png` (line 1)",
    ),
    "a picture beside it": ('<image xlink:href="x.png"/>', "leads to `x.png` (line 1)"),
    "a use elsewhere": ('<use href="x.svg#y"/>', "leads to `x.svg#y` (line 1)"),
    "a changing address": ('<a><set attributeName="href" to="javascript:x"/></a>', "changes `href` (line 1)"),
    "a changing address with a prefix": (
        '<a><animate attributeName="xlink:href"/></a>',
        "changes `xlink:href` (line 1)",
    ),
    "a changing handler": ('<set attributeName="onload" to="x"/>', "changes `onload` (line 1)"),
    "another base": ('<g xml:base="https://a.example/"/>', "leads to `https://a.example/` (line 1)"),
    "a style from elsewhere": ("<style>@import 'x';</style>", "loads `@import 'x';` (line 1)"),
    "a style in parts": ("<style>@im<!-- -->port 'x'</style>", "loads `@import 'x'` (line 1)"),
    "a style in disguise": (
        r"<style>a { b: \75 rl(https://a.example) }</style>",
        "loads `url(https://a.example) }` (line 1)",
    ),
    "a style with comments": ("<style>a { b: u/**/rl(x) }</style>", "loads `url(x) }` (line 1)"),
    "an attribute of style": (
        "<rect style=\"fill: URL( '//a.example')\"/>",
        "loads `URL( '//a.example')` (line 1)",
    ),
    "a fill from elsewhere": (
        '<rect fill="url(https://a.example#x)"/>',
        "loads `url(https://a.example#x)` (line 1)",
    ),
    "a set of images": ("<style>a { b: image-set('x' 1x) }</style>", "loads `image-set('x' 1x) }` (line 1)"),
    "no end": ("<g>", "is no XML (mismatched tag, line 1)"),
    "an entity of HTML": ("&nbsp;", "is no XML (undefined entity, line 1)"),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_a_drawing_may_not_have(name: str) -> None:
    inside, told = ACTIVE[name]
    assert drawing(inside).startswith(told)


def test_the_root_of_a_drawing_is_looked_at_too() -> None:
    assert drawing(attributes='onload="alert(1)"') == "has the handler `onload` (line 1)"
    assert (
        active("a.svg", b'<script xmlns="http://www.w3.org/1999/xhtml"/>')
        == "holds the HTML `<script>` (line 1)"
    )


BEFORE = {
    '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">': "",
    "<!-- a comment -->": "",
    "<!DOCTYPE svg [<!ENTITY a 'b'>]>": "declares the entity `a` (line 1)",
    "<!DOCTYPE svg [<!ENTITY % a SYSTEM 'https://a.example'>]>": "declares the entity `a` (line 1)",
    "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'alert(1)'>]>": "has the handler `onload` (line 1)",
    '<?xml-stylesheet href="x.xsl" type="text/xsl"?>': "names a stylesheet (line 1)",
    '<?xml version="1.0" encoding="xyz"?>': "is no XML (unknown encoding)",
    '<?xml version="1.0" encoding="big5"?>': "is no XML (unknown encoding)",
    "words": "is no XML (not well-formed (invalid token), line 1)",
    "\ufeff": "",
}


@pytest.mark.parametrize("before", BEFORE)
def test_what_stands_before_a_drawing(before: str) -> None:
    assert drawing(before=before) == BEFORE[before]


def test_bombs_do_not_go_off() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 20}">' for n in range(8))
    assert drawing("&e8;", before=f'<!DOCTYPE svg [<!ENTITY e0 "x">{entities}]>').startswith(
        "declares the entity"
    )
    assert drawing("<g>" * 100_000 + "</g>" * 100_000) == ""
    assert active("a.svg", b"<svg>" + b" " * LARGEST) == "is larger than 30 MB"
    assert active("a.svg", b"") == "is no XML (no element found, line 1)"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.html", "is a page of its own"), ("A.HTM", "is a page of its own"), ("a.xhtml", "is a page of its own"),
        ("a.svgz", "is a page of its own"), ("a.SVG", "is no XML (syntax error, line 1)"),
        ("data.xml", "is no XML (syntax error, line 1)"), ("a.csv", ""), ("a.svg.png", ""), ("svg", ""), ("a.js", ""),
    ],
)  # fmt: skip
def test_the_ending_says_what_a_file_is(name: str, told: str) -> None:
    assert active(name, b"words") == told
    assert is_suspect(name) == bool(told)


def test_data_in_xml_may_say_what_it_likes() -> None:
    data = b"<data onload='x' href='javascript:x'><script>x</script><online on='true'/></data>"
    assert active("a.xml", data) == ""
    assert active("a.xml", b"<d xmlns:h='http://www.w3.org/1999/xhtml'><h:script>x</h:script></d>") != ""
