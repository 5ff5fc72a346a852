from __future__ import annotations

import pytest

from postilla.errors import BuildError
from postilla.plugin.links import UnknownLink, resolve_links

from .conftest import SmallSite

KNOWN = {"article:jci00001": "articles/jci00001/", "work:10.5555/A(1)&b": "on/10.5555/x/"}


def resolved(
    content: str, page_url: str = "guide/records/", source: str = ""
) -> tuple[str, list[UnknownLink]]:
    html, unknown = resolve_links(content, source=source, page_url=page_url, resolve=KNOWN.get)
    return html, list(unknown)


@pytest.mark.parametrize(
    ("page_url", "href"),
    [
        ("", "articles/jci00001/"),
        ("about/", "../articles/jci00001/"),
        ("guide/records/", "../../articles/jci00001/"),
        ("articles/", "jci00001/"),
    ],
)
def test_a_link_becomes_relative_to_its_page(page_url: str, href: str) -> None:
    assert resolved('<a href="article:jci00001">x</a>', page_url)[0] == f'<a href="{href}">x</a>'


def test_a_fragment_is_kept() -> None:
    html, unknown = resolved('<a class="y" href="article:jci00001#abstract">x</a>')
    assert html == '<a class="y" href="../../articles/jci00001/#abstract">x</a>'
    assert not unknown


def test_characters_that_html_escapes_belong_to_the_link() -> None:
    assert resolved('<a href="work:10.5555/A(1)&amp;b">x</a>')[0] == '<a href="../../on/10.5555/x/">x</a>'


def test_other_links_and_code_are_left_alone() -> None:
    content = '<a href="https://example.org/article:x">x</a> <code>&lt;a href="article:none"&gt;</code> article:none'
    assert resolved(content) == (content, [])


def test_an_unknown_link_tells_each_line_that_has_it_once() -> None:
    source = (
        "---\ntitle: T\n---\n[a](article:none)\n[b](article:none2)\n[c](article:none) and <article:none>\n"
    )
    content = '<a href="article:none">a</a><a href="article:none">c</a>'
    assert resolved(content, source=source) == (content, [UnknownLink("article:none", (4, 6))])


def test_links_of_a_page_lead_into_the_archive(small: SmallSite) -> None:
    small.write(
        "docs/guide/index.md",
        """\
        # Guide

        [An article](article:jci00001), [a term][t], [a work](<work:10.5555/A(1)b>).

        [t]: term:specialties/immunology
        """,
    )
    small.build(strict=True)
    page = small.page("guide/")
    assert '<a href="../articles/jci00001/">An article</a>' in page
    assert '<a href="../specialties/immunology/">a term</a>' in page
    assert '<a href="../on/10.5555/a_281_29b/">a work</a>' in page


def test_an_unknown_link_is_a_warning_with_file_and_line(small: SmallSite) -> None:
    small.write("docs/about.md", "---\ndescription: x\n---\n# About\n\nSee [this](article:jci99999).\n")
    small.build()
    assert [line for line in small.lines if line.startswith("WARNING")] == [
        "WARNING: postilla: Doc file 'about.md', line 6: the archive has no 'article:jci99999'."
    ]


def test_an_unknown_link_fails_a_strict_build_and_nothing_is_published(small: SmallSite) -> None:
    small.write("docs/about.md", "# About\n\nSee [this](article:jci99999).\n")
    with pytest.raises(BuildError, match="1 warnings in strict mode"):
        small.build(strict=True)
    assert small.fake is not None
    assert small.fake.events == ["close"]
