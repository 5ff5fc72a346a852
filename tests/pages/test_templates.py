from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from postilla.pages.render import Renderer
from postilla.pages.views import STATUSES, CardGroup
from postilla.words import ENGLISH
from tests.pages import views_sample as sample

ASSETS = Path(__file__).parents[2] / "src" / "postilla" / "assets"
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "rect", "path", "use", "wbr"}
REAL = [name for name in sample.PAGES if "evil" not in name]


class Page(HTMLParser):
    """The elements of a page: their attributes, the open elements at the end, the words of headings and links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        assert len(dict(attrs)) == len(attrs), f"an attribute twice: <{tag} {attrs}>"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer("en", sample.CARDS)


@pytest.fixture(scope="module", params=list(sample.PAGES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def rendered(renderer: Renderer, name: str) -> str:
    template, base, context = sample.PAGES[name]
    return renderer.render(template, base, **context)


def test_elements_are_closed_and_no_value_becomes_markup(renderer: Renderer, name: str) -> None:
    page = Page(rendered(renderer, name))
    assert page.open == []
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "style", "iframe"}
    attributes = {attribute for _, found in page.elements for attribute in found}
    assert not {a for a in attributes if a.startswith("on") or a == "style"}, (
        "a strict content policy forbids them"
    )
    assert [found.get("src") for tag, found in page.elements if tag == "img"] in ([], ["fig1.svg"])


def test_hostile_words_are_shown_as_they_are(renderer: Renderer) -> None:
    for name in (n for n in sample.PAGES if "evil" in n):
        page = Page(rendered(renderer, name))
        assert sample.EVIL in "".join(page.text)


def test_there_is_one_title_and_no_level_is_skipped(renderer: Renderer, name: str) -> None:
    levels = [
        int(tag[1]) for tag, _ in Page(rendered(renderer, name)).elements if re.fullmatch("h[1-6]", tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_ids_are_unique_and_fragments_lead_somewhere(renderer: Renderer, name: str) -> None:
    page = Page(rendered(renderer, name))
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    fragments = {href[1:] for href in page.all("href") if href.startswith("#")}
    assert fragments <= set(ids)
    assert set(page.all("aria-labelledby")) <= set(ids)


def test_addresses_of_this_site_begin_with_the_base(renderer: Renderer, name: str) -> None:
    _, base, _ = sample.PAGES[name]
    hrefs = Page(rendered(renderer, name)).all("href")
    assert hrefs
    for href in hrefs:
        assert href.startswith(("#", "https://", base or "./")), href


def test_home_is_the_first_step_of_every_way_back(renderer: Renderer) -> None:
    assert '<a href="../../">Home</a>' in rendered(renderer, "list")


@pytest.mark.parametrize("name", REAL)
def test_no_line_is_empty_or_indented(renderer: Renderer, name: str) -> None:
    html = rendered(renderer, name)
    assert "\n\n\n" not in html
    assert not re.search(r"^ +<(?!/)", html, re.MULTILINE)


# Articles


def test_an_article_goes_from_the_way_back_to_its_relatives(renderer: Renderer) -> None:
    html = rendered(renderer, "article-long")
    order = [
        'aria-label="Breadcrumb"', ">Commentary</a>", "This article has been corrected.", "<h1>", "What eighty-four",
        "Ilse Varga-Holm", "Authors and affiliations", "Published <time", "J Imagin Med. 2024;12(3):e1200.",
        '<a class="p-doi" href="https://doi.org/10.5555/jim.2024.1201">', ">Text</a>", "PDF <small>(1.20 MB)</small>",
        "Comments on", "Evening lantern walks", "2 other articles here on the same work", "<aside",
        "Specialties", "5 of 8", "Sleeping cells", "Keywords", "Licence", 'aria-label="Contents"', ">Abstract</h2>",
        "Plain-language summary", 'id="text"', "Supplementary material", 'id="ref-quill2024"', "Citation 2 in the text",
        "Contributions", "Competing interests", "© 2024 The Imagined Press", "1234-5679 (print), 2434-561X (online)",
        "Version 1", "How to cite", "Edit this record", ">Reply</h2>", ">More by these authors</h2>",
    ]  # fmt: skip
    place = 0
    for words in order:
        found = html.find(words, place)
        assert found >= 0, f"{words!r} is missing, or stands too early"
        place = found


def test_the_pdf_of_another_site_keeps_its_address_and_the_own_one_gets_the_base(renderer: Renderer) -> None:
    assert 'href="https://example.org/articles/view/153204/pdf"' in rendered(renderer, "article-short")
    assert 'href="../../articles/jim2024001/jim2024001.pdf"' in rendered(renderer, "article-long")


def test_what_is_not_known_is_not_shown(renderer: Renderer) -> None:
    html = rendered(renderer, "article-short")
    assert "Text at the publisher" in html
    for words in (
        "References",
        "Abstract",
        "Supplementary",
        "History",
        "Keywords",
        "p-orcid",
        "Also in",
        "None",
    ):
        assert words not in html


def test_a_work_without_a_title_is_called_by_what_is_known(renderer: Renderer) -> None:
    (work,) = sample.JCI_VIEW.works
    for untitled, words in (
        (work._replace(title=""), "Lichtenau B, et al. J Imagin Med. 2021;131(19):e150211"),
        (work._replace(title="", text="A <letter>"), "A &lt;letter&gt;"),
        (work._replace(title="", authors="", source=""), "10.5555/jim.150211"),
    ):
        view = sample.JCI_VIEW._replace(works=(untitled,))
        template, base, context = sample.article(view, sample.JCI_PARTS)
        html = renderer.render(template, base, **context)
        assert f"<h2>{words}</h2>" in html


def test_a_withdrawn_article_keeps_its_metadata_and_loses_its_text(renderer: Renderer) -> None:
    html = rendered(renderer, "article-withdrawn")
    for words in (
        "withdrawn (March 3, 2022)",
        "by <em>mistake</em>",
        "Ilse Varga-Holm",
        "10.5555/jim.2024.1201",
    ):
        assert words in html
    for words in (">Abstract</h2>", "PDF", 'id="text"', 'id="references"', "supp1.csv", "example.org/videos"):
        assert words not in html


def test_of_many_authors_twelve_stand_below_the_title_and_all_in_the_disclosure(renderer: Renderer) -> None:
    html = rendered(renderer, "article-evil")
    byline, rest = html.split('<div class="p-more">')
    assert "and 388 more" in byline
    assert byline.count("<bdi>") == 12
    assert rest.split("</details>")[0].count("<bdi>") == 400


def test_the_language_of_an_article_is_that_of_its_own_words_only(renderer: Renderer) -> None:
    template, base, context = sample.PAGES["article-long"]
    view = sample.LONG_VIEW._replace(card=sample.card(0, language="ar"))
    assert '<h1 lang="ar" dir="rtl">' in renderer.render(template, base, **context | {"view": view})
    assert "lang=" not in rendered(renderer, "article-short")


def test_every_status_has_words(renderer: Renderer) -> None:
    for status in STATUSES:
        words = ENGLISH.word(f"status-{status}")
        view = sample.YEAR._replace(groups=(CardGroup("", "", "", (sample.ref(0, status=status),)),))
        assert f'<b class="p-status {status}">{words}</b>' in renderer.render("list.html", "../", view=view)


# Lists


def test_cards_of_a_list_without_headings_are_of_the_second_level(renderer: Renderer) -> None:
    html = rendered(renderer, "list-series")
    assert "<h3" not in html
    assert '<ol class="p-cards">' in html


@pytest.mark.parametrize("name", ["list-year", "index", "years", "home", "names", "works", "videos"])
def test_below_a_hand_written_title_a_page_brings_none(renderer: Renderer, name: str) -> None:
    template, base, context = sample.PAGES[name]
    html = renderer.render(template, base, bare=True, **context)
    assert "<h1" not in html
    assert "Breadcrumb" not in html
    assert Page(html).open == []
    assert len(html) > 400


def test_namesakes_are_sections_of_one_page(renderer: Renderer) -> None:
    assert "<section" not in rendered(renderer, "name")
    html = rendered(renderer, "name-shared")
    assert "2 people in this archive bear this name" in html
    assert html.index('<section class="p-person" id="person-1">') < html.index('id="person-2">')


def test_the_part_that_is_the_page_itself_is_marked(renderer: Renderer) -> None:
    assert '<a aria-current="page">Newest <small>1,234</small></a>' in rendered(renderer, "list")


def test_counts_agree_with_their_nouns(renderer: Renderer) -> None:
    assert "1,234 articles" in rendered(renderer, "list")
    assert "1 article<" in renderer.render("list.html", "../", view=sample.YEAR._replace(count=1))
    assert "0 articles" in rendered(renderer, "list-empty")


def test_chart_and_table_have_the_same_numbers(renderer: Renderer) -> None:
    html = rendered(renderer, "years")
    chart, table = html.split("<table>")
    for year, address, count, height in sample.YEARS.years:
        assert f'href="../{address}"' in chart
        assert f'height="{height}%"' in chart
        assert f'<a href="../{address}">{year}</a></th><td>{count}</td>' in table


def test_a_card_is_lean_enough_for_five_hundred_on_a_page(renderer: Renderer) -> None:
    cards = tuple(sample.ref(n) for n in range(500))
    view = sample.YEAR._replace(groups=(CardGroup("", "", "", cards),))
    assert len(renderer.render("list.html", "../../../", view=view).encode()) < 400_000


def test_an_unknown_name_is_an_error(renderer: Renderer) -> None:
    with pytest.raises(UndefinedError):
        renderer.render("years.html", "", view=sample.HOME_PAGE)


# Assets


def test_style_and_script_stay_small_and_ask_nobody() -> None:
    style, script, shell = (
        (ASSETS / name).read_text(encoding="utf-8") for name in ("postilla.css", "postilla.js", "shell.css")
    )
    assert len(style.encode()) <= 20_480
    assert len(script.encode()) <= 4_096
    assert not re.search(r"url\(|@import", style)
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|import|eval|innerHTML)\b", script)
    for name in re.findall(r"var\((--[a-z0-9-]+)", style):
        assert re.search(rf"\s{name}:", style + shell), name


def test_every_class_of_the_templates_has_a_rule() -> None:
    styles = ("postilla.css", "shell.css", "search/search.css", "../preview/assets/client.css")
    style = "".join((ASSETS / name).read_text(encoding="utf-8") for name in styles)
    used = {
        word
        for template in ASSETS.with_name("templates").glob("*.html")
        for value in re.findall(r'class="([^"]*)"', template.read_text(encoding="utf-8"))
        for word in re.sub(r"{{.*?}}", "", value).split()
    }
    plain = "p-abstract p-cite p-dates p-doi p-full p-index p-newest p-note p-summary p-video"
    assert {word for word in used if f".{word}" not in style} <= set(plain.split())
