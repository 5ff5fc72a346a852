from __future__ import annotations

import pytest

from postilla.build import OPEN
from postilla.errors import BuildError

from .conftest import SmallSite


def test_a_page_may_ask_for_a_listing(small: SmallSite) -> None:
    small.write("docs/specialties.md", "---\nlisting: specialties\n---\n# Specialties\n\nOur own words.\n")
    host = small.build(strict=True)
    name, shell = host.listings["specialties/"]
    assert name == "specialties"
    assert shell.parts[1::2] == ("listing",)
    page = small.page("specialties/")
    assert page.index("</article>") < page.index("<p>The list specialties</p>") < page.index("</main>")
    assert '<summary aria-current="page">Specialties</summary>' in page


def test_the_name_of_a_listing_is_text(small: SmallSite) -> None:
    small.write("docs/about.md", "---\nlisting: [a]\n---\n# About\n")
    with pytest.raises(BuildError, match=r"Doc file 'about.md': listing: \['a'\] is not text"):
        small.build()


def test_no_page_is_generated_where_a_page_is_written(small: SmallSite) -> None:
    small.write("docs/index.md", "# Welcome\n")
    host = small.build(strict=True)
    assert host.addresses == {"", "about/"}
    assert "Welcome" in small.page("")
    assert small.page("").count('aria-current="page"') == 1


def test_a_page_has_its_own_title_description_and_canonical_address(small: SmallSite) -> None:
    small.write("docs/about.md", '---\ndescription: Who "we" are\n---\n# About & beyond\n')
    small.build()
    page = small.page("about/")
    assert "<title>About &amp; beyond | A small archive</title>" in page
    assert '<meta name="description" content="Who &#34;we&#34; are">' in page
    assert page.count('<link rel="canonical" href="https://example.org/archive/about/">') == 1
    assert '<html lang="en">' in page


def test_a_page_without_a_heading_gets_its_title(small: SmallSite) -> None:
    small.write("docs/about.md", "---\ntitle: About\n---\nWords.\n")
    small.build()
    assert small.page("about/").count("<h1>About</h1>") == 1


def test_the_pages_of_a_section_stand_beside_each(small: SmallSite) -> None:
    small.write("docs/guide/index.md", "# Guide\n\n## One\n\n## Two\n\n## Three\n")
    small.write("docs/guide/records.md", "# Records\n")
    small.configure(
        extra="""
        nav:
          - about.md
          - Guide:
            - guide/index.md
            - More: [guide/records.md]
        """
    )
    small.build(strict=True)
    aside = small.page("guide/").partition('<div class="p-aside">')[2].partition("</div>")[0]
    assert '<a href="#two">Two</a>' in aside
    assert '<a href="./" aria-current="page">Guide</a>' in aside
    assert "<li>More<ul>" in aside
    assert '<a href="records/">Records</a>' in aside
    assert '<div class="p-aside">' not in small.page("about/")


def test_the_notice_and_the_copyright_stand_in_every_foot(small: SmallSite) -> None:
    small.configure(
        plugin='- postilla: {notice: "Read [about us](about/) and [one](article:jci00001)."}',
        extra="copyright: © The authors",
    )
    small.build()
    foot = small.page("specialties/immunology/").partition("<footer")[2]
    assert 'Read <a href="../../about/">about us</a> and <a href="../../articles/jci00001/">one</a>.' in foot
    assert "© The authors" in foot
    assert '<a href="/archive/about/">about us</a>' in (small.site_dir / "404.html").read_text()


def test_the_notice_may_not_link_to_nothing(small: SmallSite) -> None:
    small.configure(plugin='- postilla: {notice: "[one](article:none)"}')
    with pytest.raises(Exception, match="notice: the archive has no 'article:none'"):
        small.build()


def test_stylesheets_have_names_that_change_with_their_content(small: SmallSite) -> None:
    small.build()
    assets = sorted(path.name for path in (small.site_dir / "assets/postilla").iterdir())
    assert any(
        name.startswith("shell.") and name.endswith(".css") and len(name.split(".")[1]) == 8
        for name in assets
    )
    page = small.page("about/")
    assert page.index("/shell.") < page.index("/docs.")
    assert "docs." not in small.page("articles/jci00001/")


def test_nothing_of_the_theme_that_no_page_links_is_published(small: SmallSite) -> None:
    small.build()
    assert {p.name for p in (small.site_dir / "assets").iterdir()} == {"postilla"}
    assert not list(small.site_dir.glob("sitemap*"))
    assert not [path for path, html in small.every_page().items() if OPEN in html]
