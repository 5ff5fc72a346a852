"""The search as a reader has it: the dialog on every page, the page of facets, and what is said when a part is missing.

All of it runs under the policy of the guide, below a sub-path, and reaches no other host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from .checks import SHIFT
from .conftest import Open
from .kinds import DEMONSTRATION, GERMAN, TYPICAL

pytestmark = pytest.mark.browser

ARTICLE = f"{TYPICAL}articles/tide001/"
SEARCH = f"{TYPICAL}search/"
OF_SEARCH = re.compile(r"/search/index\.json|/assets/postilla/(?:search\.|index/)")
"""What is loaded for the search only."""


@pytest.fixture(autouse=True)
def _nothing_is_refused(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test may pass while the policy refuses something or a script fails, unless it is marked."""
    faults: list[str] = []
    opened: Open = request.getfixturevalue("open_page")

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)

    request.node.watch = watch
    request.node.opened = opened
    yield
    if "broken" not in request.node.name:
        assert faults == []


@pytest.fixture
def visit(request: pytest.FixtureRequest, open_page: Open) -> Open:
    """`open_page` whose pages are watched."""

    def visit(address: str, **options: Any) -> Page:
        page = open_page("about:blank", **options)
        request.node.watch(page)
        page.goto(address)
        return page

    return visit


def dialog(page: Page, query: str = "") -> Any:
    """The dialog, opened by its button, with something typed into it."""
    page.locator(".p-find").click()
    return typed(page, query) if query else page.locator("#p-search")


def typed(page: Page, query: str) -> Any:
    """The dialog, which is open, with something typed into it."""
    box = page.locator("#p-search")
    box.get_by_role("combobox").fill(query)
    return box


def titles(box: Any) -> Any:
    return box.locator(".p-hit__title")


# Opening


@pytest.mark.parametrize("key", ["/", "s", "Control+k", "Meta+k"])
def test_a_key_opens_it_and_escape_gives_the_focus_back(visit: Open, key: str) -> None:
    page = visit(ARTICLE)
    page.locator(".p-brand").focus()
    page.keyboard.press(key)
    box = page.get_by_role("dialog", name="Search the archive")
    expect(box).to_be_visible()
    expect(box.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("tide")
    expect(titles(box).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(page.locator(".p-brand")).to_be_focused()


def test_the_button_opens_it_and_gets_the_focus_back(visit: Open) -> None:
    page = visit(ARTICLE)
    box = dialog(page)
    expect(box.get_by_role("combobox")).to_be_focused()
    box.get_by_role("button", name="Close").click()
    expect(page.locator(".p-find")).to_be_focused()


def test_a_letter_that_is_typed_into_a_field_opens_nothing(visit: Open) -> None:
    page = visit(ARTICLE)
    page.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    page.locator("textarea").focus()
    page.keyboard.type("s/s")
    expect(page.locator("#p-search")).to_have_count(0)
    assert page.locator("textarea").input_value() == "s/s"


def test_nothing_of_it_is_loaded_before_it_is_opened(visit: Open) -> None:
    page = visit("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(ARTICLE, wait_until="networkidle")
    assert [url for url in asked if OF_SEARCH.search(url)] == []
    box = dialog(page, "tide")
    expect(titles(box).first).to_be_visible()
    assert len([url for url in asked if OF_SEARCH.search(url)]) > 8
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(page.url).netloc}


def test_what_a_first_query_needs_is_loaded_when_the_dialog_is_opened(visit: Open) -> None:
    page = visit(ARTICLE)
    with page.expect_request("**/suggestions.*.json"), page.expect_request("**/*.pf_meta"):
        dialog(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    expect(titles(typed(page, "tide")).first).to_be_visible()
    kinds = {urlsplit(url).path.rpartition(".")[2] for url in asked if "/index/" in url}
    assert kinds == {"pf_index", "pf_fragment"}


def test_hits_do_not_wait_for_suggestions(visit: Open) -> None:
    page = visit(ARTICLE)
    held: list[Route] = []
    page.context.route("**/suggestions.*.json", lambda route: held.append(route))  # noqa: PLW0108 - Playwright wants a function of ours
    box = dialog(page, "tide")
    expect(titles(box).first).to_be_visible()
    expect(box.get_by_role("group", name="Suggestions")).to_have_count(0)
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(box.get_by_role("group", name="Suggestions")).to_be_visible()
    expect(titles(box).first).to_be_visible()


def test_single_keys_can_be_switched_off(visit: Open) -> None:
    page = visit(SEARCH)
    keys = page.get_by_role("checkbox", name="The keys / and s open the search on every page")
    expect(keys).to_be_checked()
    expect(status(page)).to_have_text("25 articles")
    keys.uncheck()
    page.goto(ARTICLE)
    page.keyboard.press("s")
    page.keyboard.press("/")
    expect(page.locator("#p-search")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Search the archive")).to_be_visible()
    page.goto(SEARCH)
    expect(status(page)).to_have_text("25 articles")
    expect(keys).not_to_be_checked()
    keys.check()
    page.goto(ARTICLE)
    page.keyboard.press("s")
    expect(page.get_by_role("dialog", name="Search the archive")).to_be_visible()


def test_the_link_opens_the_page_in_another_tab(visit: Open) -> None:
    page = visit(ARTICLE)
    with page.context.expect_page() as opened:
        page.locator(".p-find").click(modifiers=["ControlOrMeta"])
    expect(opened.value).to_have_url(re.compile(r"/sub/path/search/$"))
    expect(page.locator("#p-search")).to_have_count(0)


# Finding


def test_a_hit_has_what_a_reader_chooses_by(visit: Open) -> None:
    box = dialog(visit(ARTICLE), "windowless")
    hit = box.get_by_role("option").first
    expect(hit.locator(".p-hit__kicker")).to_have_text("Commentary")
    expect(hit.locator(".p-hit__title")).to_contain_text("Reading the tide tables of the left ventricle")
    expect(hit.locator(".p-hit__credit")).to_have_text(
        "Marisol A. Quill, Anders Vole · J Tidal Med. 2019;12(1):1-4"
    )
    expect(hit.locator("mark").first).to_have_text(re.compile("windowless", re.IGNORECASE))
    expect(box.get_by_role("status")).to_have_text("1 article")


def test_a_retracted_article_is_marked(visit: Open) -> None:
    box = dialog(visit(f"{DEMONSTRATION}about/"), "A lantern in every ward")
    expect(box.locator(".p-status.retracted").first).to_have_text("Retracted")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("10.1172/JCI153204", "HIV-specific CAR T cells return to the clinic"),
        ("https://doi.org/10.1172/jci153204", "HIV-specific CAR T cells return to the clinic"),
        ("131 e153204", "HIV-specific CAR T cells return to the clinic"),
        ("2021;131(19):e153204", "HIV-specific CAR T cells return to the clinic"),
        ("Peterson Christopher", "HIV-specific CAR T cells return to the clinic"),
        ("christopher peterson", "HIV-specific CAR T cells return to the clinic"),
        ('"neural stem cell identity"', "Maintaining neural stem cell identity in the brain"),
        ('"return to the clinic" peterson', "HIV-specific CAR T cells return to the clinic"),
    ],
)
def test_what_identifies_an_article_finds_it_first(visit: Open, query: str, title: str) -> None:
    box = dialog(visit(f"{DEMONSTRATION}about/"), query)
    expect(titles(box).first).to_have_text(title)


def test_what_is_typed_is_read_as_it_is_meant(visit: Open) -> None:
    page = visit(ARTICLE)
    dialog(page)
    query = """async texts => {
        const { parsed } = await import(`${document.getElementById("p-search").dataset.modules}query.js`);
        return texts.map(text => [...parsed(text).words, ...parsed(text).phrases]);
    }"""
    read = {
        "PMID 15520854": ["15520854"],
        "doi: 10.1172/JCI1": ["10.1172/JCI1"],
        "(https://doi.org/10.1172/jci153204).": ["10.1172/jci153204"],
        "https://orcid.org/0000-0002-1825-0097": ["0000-0002-1825-0097"],
        "https://pubmed.ncbi.nlm.nih.gov/15520854/": ["15520854"],
        "2021;131(19):e153204": ["2021", "131", "19", "e153204"],
        'stem “cell death” in "the fly"': ["stem", "in", '"cell death"', '"the fly"'],
        "the doi of it": ["the", "doi", "of", "it"],
        'an open "quote': ["an", "open", "quote"],
        "?! -- “”": [],
        "x" * 100_000: ["x" * 200],
        "word " * 1_000: ["word"] * 16,
    }
    assert page.evaluate(query, list(read)) == list(read.values())


def test_titles_that_are_what_was_typed_come_first_and_notices_after_their_articles(visit: Open) -> None:
    page = visit(ARTICLE)
    dialog(page)
    order = """async queries => {
        const { ranked } = await import(`${document.getElementById("p-search").dataset.modules}ranking.js`);
        const hits = [
            { title: "Correction: Of the tides", type: "Correction", notice: "1" },
            { title: "Hearts of the tides", type: "Commentary" },
            { title: "Of the tides: and of Éva's moon", type: "Commentary" },
            { title: "The moon", type: "Review" },
            { title: "Of the tides", type: "Commentary" },
        ];
        return queries.map(query => ranked(hits, query).map(hit => hits.indexOf(hit)).join(""));
    }"""
    expected = {
        "of the tides": "42103",  # it, what begins with it, what has it; of these two the article first
        "of the ti": "24103",
        "tides the of": "12340",
        "correction of tides": "01234",
        "the moon": "31240",
        "eva’s": "21340",
        "?!": "01234",
    }
    assert page.evaluate(order, list(expected)) == list(expected.values())


def test_accents_fold(visit: Open) -> None:
    box = dialog(visit(f"{DEMONSTRATION}about/"), "eric honore")
    expect(box.locator(".p-hit__credit").first).to_contain_text("Eric Honoré")


@pytest.mark.parametrize("slip", ["ventrcle", "tide tabels", "Marisl Quil"])
def test_a_slip_of_the_pen_is_forgiven(visit: Open, slip: str) -> None:
    box = dialog(visit(ARTICLE), slip)
    expect(box.get_by_role("group", name="Suggestions").get_by_role("option").first).to_contain_text(
        re.compile("ventricle|tide tables|Marisol")
    )


def test_where_nothing_is_found_the_nearest_words_are_offered(visit: Open) -> None:
    box = dialog(visit(ARTICLE), "xyzzy")
    expect(box.get_by_role("status")).to_have_text("Nothing found for “xyzzy”.")
    # a word that is known stays as it is, however near another is
    box.get_by_role("combobox").fill("windowless entricle")
    box.get_by_role("button", name="Did you mean windowless ventricle?").click()
    expect(titles(box).first).to_contain_text("Reading the tide tables")


def test_what_the_engine_takes_for_a_word_is_no_answer(visit: Open) -> None:
    """`windowwidth` is in no article, but "window" is; and many words begin with "t"."""
    box = dialog(visit(ARTICLE), "windowwidthmeasures")
    expect(box.get_by_role("status")).to_have_text("Nothing found for “windowwidthmeasures”.")
    expect(box.get_by_role("group", name="Articles")).to_have_count(0)
    box = dialog(visit(f"{DEMONSTRATION}about/"), "car t hiv")
    hit = box.get_by_role("option").filter(has_text="HIV-specific CAR T cells return to the clinic")
    expect(hit).to_be_visible()
    assert all(re.match("(?i)car|t$|hiv", text) for text in hit.locator("mark").all_inner_texts())


@pytest.mark.parametrize("form", ["dying", "fitting"])
def test_another_form_of_a_word_is_known_by_its_stem(visit: Open, form: str) -> None:
    """The archive has "die" and "fit" only, and no letters tell that these are the same words for Pagefind."""
    box = dialog(visit(f"{DEMONSTRATION}about/"), form)
    expect(titles(box).first).to_be_visible()
    expect(box.get_by_role("status")).to_have_text(re.compile("^[1-9][0-9]* articles?$"))


def test_an_excerpt_shows_most_of_what_was_asked_for(visit: Open) -> None:
    page = visit(ARTICLE)
    read = """async asked => {
        const loaded = performance.getEntriesByType("resource").map(one => one.name);
        const name = loaded.find(one => one.endsWith("dialog.js"));
        const { excerpt } = await import(new URL("excerpt.js", name));
        return asked.map(([text, words, places]) => excerpt({
            raw_content: text, content: text, locations: places, meta: { title: "Another" } }, words));
    }"""
    expect(titles(dialog(page, "tide")).first).to_be_visible()
    long = f"The tide, {'and ' * 40}a tide of &lt;b&gt; moons {'and ' * 40}"
    told = page.evaluate(
        read,
        [
            ["Of tides and Mónds", ["tide", "mond"], [1, 3]],
            [long, ["tide", "moon"], [1, 43, 46]],
            ["To the title of T cells", ["t"], [0, 1, 2, 4]],
            ["No word of it", ["moon"], []],
        ],
    )
    assert told == [
        ["Of ", "tides", " and ", "Mónds", ""],
        ["… and and and a ", "tide", " of <b> ", "moons", f"{' and' * 20} …"],
        ["To the title of ", "T", " cells"],
        ["No word of it"],
    ]


def test_hostile_words_are_words(visit: Open) -> None:
    page = visit(ARTICLE)
    hostile = "<img src=x onerror=\"document.title='hit'\">"
    box = dialog(page, hostile)
    expect(box.get_by_role("status")).to_have_text(re.compile("Nothing found for “<img|articles?$"))
    assert box.locator("img").count() == 0
    box.get_by_role("combobox").evaluate(
        "(input) => { input.value = 'tide '.repeat(20000); input.dispatchEvent(new Event('input')); }"
    )
    expect(titles(box).first).to_be_visible()
    page.goto(f"{SEARCH}?q={'%3Cscript%3E' * 50}&specialty=%3Cimg%20src%3Dx%3E&sort=%22nonsense")
    expect(page.locator(".p-searched, [data-search-page] [role=status]").first).to_have_text(
        re.compile("Nothing found")
    )
    expect(page.get_by_role("button", name="Remove filter <img src=x>")).to_be_visible()
    assert page.title() == "Search | Archive of the tides"
    assert page.locator("main img").count() == 0


# By keyboard


def test_arrows_walk_through_what_was_found_and_enter_opens_it(visit: Open) -> None:
    page = visit(ARTICLE)
    box = dialog(page, "quill")
    field = box.get_by_role("combobox")
    expect(titles(box).first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    options = box.get_by_role("option")
    page.keyboard.press("ArrowDown")
    first = box.locator("[aria-selected=true]")
    expect(first).to_have_count(1)
    assert (
        field.get_attribute("aria-activedescendant")
        == first.get_attribute("id")
        == options.first.get_attribute("id")
    )
    page.keyboard.press("ArrowUp")
    expect(box.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    last = options.last
    expect(last).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    address = last.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(str(address))


def test_the_link_to_all_results_takes_the_query_along(visit: Open) -> None:
    page = visit(ARTICLE)
    box = dialog(page, "tide & “moon”")
    expect(box.get_by_role("status")).to_have_text(re.compile("article|Nothing"))
    box.get_by_role("link", name="All results, with filters").click()
    expect(page).to_have_url(re.compile(r"/sub/path/search/\?q="))
    expect(page.locator("main").get_by_role("searchbox").first).to_have_value("tide & “moon”")


def test_enter_without_a_choice_leads_to_all_results(visit: Open) -> None:
    page = visit(ARTICLE)
    dialog(page, "tide")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/sub/path/search/\?q=tide$"))
    expect(page.locator(".p-hits li").first).to_be_visible()
    assert page.locator("main").get_by_role("searchbox").first.input_value() == "tide"


# The page


def shown(page: Page) -> list[str]:
    return page.locator(".p-hits h2").all_text_contents()


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def status(page: Page) -> Any:
    return page.locator("main [role=status]")


def facet(page: Page, name: str) -> Any:
    found = page.locator("[data-facet]").filter(has=page.locator("summary", has_text=re.compile(f"^{name}$")))
    if not found.evaluate("facet => facet.open"):
        found.locator("summary").click()
    return found


@pytest.mark.parametrize("query", ["", "tide", "tide tabels"])
def test_nothing_moves_when_the_first_answer_comes(visit: Open, query: str) -> None:
    page = visit(f"{SEARCH}?q={query}")
    page.set_viewport_size({"width": 1440, "height": 800})
    page.reload()
    expect(page.locator("[data-search-page]")).to_have_class(re.compile("shown"))
    expect(status(page)).not_to_be_empty()
    assert page.evaluate(SHIFT) < 0.001


def test_without_a_query_everything_is_there_newest_first(visit: Open) -> None:
    page = visit(SEARCH)
    expect(status(page)).to_have_text("25 articles")
    assert len(shown(page)) == 20
    dates = page.locator(".p-hit__credit cite").all_text_contents()
    years = [int(year) for date in dates for year in re.findall(r"\b(20\d\d)", date)]
    assert years == sorted(years, reverse=True)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".p-hits li")).to_have_count(25)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    expect(page.locator(".p-hits li a").nth(20)).to_be_focused()
    assert len(set(page.locator(".p-hits a").evaluate_all("all => all.map(a => a.href)"))) == 25


def test_facets_narrow_and_widen_and_stand_in_the_address(visit: Open) -> None:
    page = visit(SEARCH)
    expect(status(page)).to_have_text("25 articles")
    types = facet(page, "Type")
    label = types.locator("label").filter(has_text="Commentary")
    count = int(label.locator("small").text_content() or "0")
    label.click()
    expect(status(page)).to_have_text(f"{count} articles")
    assert asked(page) == {"type": ["Commentary"]}
    # the other values can still be chosen, and add up
    other = types.locator("label").filter(has_not_text="Commentary").first
    more = int(other.locator("small").text_content() or "0")
    other.click()
    expect(page.locator(".p-chips li")).to_have_count(3)
    expect(status(page)).to_have_text(f"{count + more} articles")
    # another facet narrows
    year = facet(page, "Year").locator("label").first
    year.click()
    expect(page.locator(".p-chips li")).to_have_count(4)
    assert len(asked(page)["year"]) == 1
    address, found = page.url, status(page).text_content()
    # the address holds all of it
    page.goto(address)
    expect(status(page)).to_have_text(str(found))
    assert page.locator("[data-facet] input:checked").count() == 3
    page.get_by_role("button", name="Clear all").click()
    expect(status(page)).to_have_text("25 articles")
    page.go_back()
    expect(status(page)).to_have_text(str(found))


def test_on_a_phone_the_filters_are_folded_up_and_results_can_be_seen(visit: Open) -> None:
    page = visit(f"{SEARCH}?type=Commentary", width=360, height=740)
    first = page.locator(".p-hits h2 a").first
    expect(first).to_be_in_viewport()
    filters = page.locator("summary").filter(has_text=re.compile("^Filters$"))
    expect(page.locator("[data-facet=year]")).to_be_hidden()
    filters.click()
    facet(page, "Year").locator("label").first.click()
    expect(page.locator(".p-chips li")).to_have_count(3)
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(filters).to_be_hidden()
    expect(page.locator("[data-facet=year] label").first).to_be_visible()


def test_a_search_that_finds_nothing_offers_no_filters(visit: Open) -> None:
    page = visit(f"{SEARCH}?q=xyzzy", width=360, height=740)
    expect(status(page)).to_have_text("Nothing found for “xyzzy”.")
    expect(page.locator(".p-facets")).to_be_hidden()
    page.locator("main").get_by_role("searchbox").first.fill("tide")
    expect(page.locator(".p-facets > summary")).to_be_visible()


def test_a_chip_takes_its_filter_away(visit: Open) -> None:
    page = visit(f"{SEARCH}?type=Commentary&q=tide")
    chip = page.get_by_role("button", name="Remove filter Commentary")
    chip.click()
    expect(chip).to_have_count(0)
    assert asked(page) == {"q": ["tide"]}
    expect(page.locator("main").get_by_role("searchbox").first).to_be_focused()


def test_authors_are_loaded_when_somebody_asks_for_them(visit: Open) -> None:
    page = visit("about:blank")
    filters: list[str] = []
    page.on("request", lambda request: filters.append(request.url) if "pf_filter" in request.url else None)
    page.goto(SEARCH)
    expect(status(page)).to_have_text("25 articles")
    before = len(filters)
    authors = facet(page, "Author")
    authors.get_by_role("searchbox").fill("quill")
    label = authors.locator("label").filter(has_text="Marisol Quill")
    expect(label).to_be_visible()
    assert len(filters) == before + 1
    count = label.locator("small").text_content()
    label.click()
    expect(status(page)).to_have_text(f"{count} articles")
    assert asked(page)["author"] == ["Marisol Quill"]


def test_every_order_is_one(visit: Open) -> None:
    page = visit(f"{SEARCH}?sort=title")
    expect(status(page)).to_have_text("25 articles")
    order = page.evaluate(
        "all => [...all].sort((a, b) => a.toLowerCase() < b.toLowerCase() ? -1 : 1)", shown(page)
    )
    assert shown(page) == order
    page.locator("select").select_option("oldest")
    expect(page.locator(".p-hits h2").first).not_to_have_text(order[0])
    assert asked(page) == {"sort": ["oldest"]}
    dates = page.locator(".p-hit__credit cite").all_text_contents()
    years = [int(year) for date in dates for year in re.findall(r"\b(20\d\d)", date)]
    assert years == sorted(years)
    page.locator("select").select_option("newest")
    expect(page.locator(".p-hits h2").first).not_to_have_text(order[0])
    assert asked(page) == {"sort": ["newest"]} or asked(page) == {}


def test_typing_changes_the_address_and_the_results(visit: Open) -> None:
    page = visit(SEARCH)
    expect(status(page)).to_have_text("25 articles")
    page.locator("main").get_by_role("searchbox").first.fill("windowless")
    expect(status(page)).to_have_text("1 article")
    assert asked(page) == {"q": ["windowless"]}
    page.locator("main").get_by_role("searchbox").first.fill("xyzzy")
    expect(status(page)).to_have_text("Nothing found for “xyzzy”.")
    expect(page.locator("[data-facet]:not([hidden])")).to_have_count(0)  # there is nothing to narrow
    expect(page.locator(".p-search__all a").first).to_be_visible()


def test_filters_that_nothing_has_say_so(visit: Open) -> None:
    page = visit(f"{SEARCH}?year=1812")
    expect(status(page)).to_have_text("No article has all of this.")


def test_words_that_only_a_filter_keeps_from_being_found_say_so(visit: Open) -> None:
    page = visit(f"{SEARCH}?q=windowless&year=1812")
    expect(status(page)).to_have_text("Nothing found for “windowless” with these filters.")
    page.get_by_role("button", name="Remove filter 1812").click()
    expect(status(page)).to_have_text("1 article")
    assert asked(page) == {"q": ["windowless"]}


def test_in_german_it_speaks_german(visit: Open) -> None:
    page = visit(f"{GERMAN}search/")
    expect(status(page)).to_have_text("25 Artikel")
    box = dialog(page, "tide")
    expect(box.get_by_role("group", name="Artikel")).to_be_visible()


# Where something is missing


def test_without_a_script_every_list_is_there(visit: Open) -> None:
    page = visit(ARTICLE, java_script_enabled=False)
    page.locator(".p-find").click()
    expect(page).to_have_url(re.compile(r"/sub/path/search/$"))
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    expect(page.locator("main form")).to_be_hidden()
    links = page.locator("main ul a")
    assert links.count() == 10
    for link in links.evaluate_all("all => all.map(a => a.href)"):
        answer = page.request.get(link)
        assert answer.ok, link


def test_broken_where_a_script_cannot_be_loaded_the_lists_are_there(visit: Open) -> None:
    page = visit("about:blank")
    page.context.route("**/find.*.js", lambda route: route.abort())
    page.goto(SEARCH)
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    expect(page.locator(".p-search__all a").first).to_be_visible()


def fails(page: Page, message: str) -> None:
    """The dialog says what is wrong, and leads to the lists."""
    box = page.locator("#p-search")
    expect(box.locator(".p-search__failed")).to_contain_text(message)
    expect(box.get_by_role("link", name="Specialties")).to_be_visible()


def test_broken_no_network(visit: Open) -> None:
    page = visit(ARTICLE)
    page.context.set_offline(True)
    dialog(page, "tide")
    fails(page, "could not be loaded")
    page.context.set_offline(False)
    page.keyboard.press("Escape")
    box = dialog(page, "tide")
    expect(titles(box).first).to_be_visible()


@pytest.mark.parametrize(
    "missing", ["**/search/index.json", "**/worker.js", "**/pagefind.js", "**/wasm.*", "**/*.pf_meta"]
)
def test_broken_what_cannot_be_loaded_at_all(visit: Open, missing: str) -> None:
    page = visit(ARTICLE)
    page.context.route(missing, lambda route: route.fulfill(status=404, body="gone"))
    dialog(page, "tide")
    fails(page, "in these lists")


@pytest.mark.parametrize("missing", ["**/*.pf_index", "**/*.pf_fragment"])
def test_broken_a_part_of_the_index_is_missing(visit: Open, missing: str) -> None:
    page = visit(ARTICLE)
    page.context.route(
        missing, lambda route: route.fulfill(status=404, content_type="text/html", body="gone")
    )
    dialog(page, "tide")
    fails(page, "a part of the search is missing")
    page.context.unroute(missing)
    box = page.locator("#p-search")
    box.get_by_role("combobox").fill("tides")
    expect(titles(box).first).to_be_visible()
    expect(box.locator(".p-search__failed")).to_be_hidden()


def test_broken_a_blocked_worker(visit: Open) -> None:
    page = visit("about:blank")
    page.add_init_script(
        "window.Worker = class { constructor() { throw new DOMException('blocked', 'SecurityError'); } }"
    )
    page.goto(ARTICLE)
    dialog(page, "tide")
    fails(page, "could not be loaded")


def test_broken_the_page_of_the_search_says_it_too(visit: Open) -> None:
    page = visit("about:blank")
    page.context.route("**/search/index.json", lambda route: route.abort())
    page.goto(f"{SEARCH}?q=tide")
    expect(page.locator("main .p-search__failed")).to_contain_text("could not be loaded")
    expect(page.locator(".p-search__all a").first).to_be_visible()


def test_what_is_still_on_its_way_is_told(visit: Open) -> None:
    page = visit(ARTICLE)
    held: list[Route] = []
    page.context.route("**/search/index.json", lambda route: held.append(route))  # noqa: PLW0108 - Playwright wants a function of ours
    box = dialog(page, "tide")
    expect(box.get_by_role("status")).to_have_text("Loading the search …")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(titles(box).first).to_be_visible()


def test_an_index_that_is_being_built_is_waited_for(visit: Open) -> None:
    page = visit(ARTICLE)
    answers = iter([True, True, False])

    def answer(route: Route) -> None:
        if next(answers, False):
            route.fulfill(json={"building": True})
        else:
            route.continue_()

    page.context.route("**/search/index.json", answer)
    box = dialog(page, "tide")
    expect(box.get_by_role("status")).to_have_text("The index of the search is being built …")
    expect(titles(box).first).to_be_visible()
