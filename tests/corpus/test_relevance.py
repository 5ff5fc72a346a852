"""What readers look for, and the commentary that must come first among all articles of the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import serving

from .conftest import CorpusArchive

pytestmark = [pytest.mark.corpus, pytest.mark.browser]

QUERIES: Mapping[str, str] = {
    # Identifiers and citations
    "10.1172/JCI153204": "jci153204",
    "https://doi.org/10.1172/jci153204": "jci153204",
    "doi: 10.1172/JCI26593": "jci26593",
    "10.7554/eLife.00563": "elife00563",
    "JCI73168": "jci73168",
    "PMID 15520854": "jci23437",
    "24270414": "jci73168",
    "131 e153204": "jci153204",
    "J Clin Invest. 2021;131(19):e153204": "jci153204",
    "122(2):486": "jci60941",
    "115 2691-2694": "jci26593",
    "elife 2013 2 e00563": "elife00563",
    # Titles, whole and in part
    "Soluble VEGF receptor Flt1: the elusive preeclampsia factor discovered?": "jci200318015",
    "an immunologic homunculus": "jci28506",
    "mac the knife": "jci23928",
    "a storm is raging": "jci137647",
    "brown fat is on fire": "jci60941",
    "how does doxorubicin work": "elife00387",
    "sex under the moon": "elife12936",
    "indirect routes reproductive success": "elife00240",
    "spinal cord never at rest": "elife03811",
    "awakened sleeping pill": "elife01658",
    "enteric fever": "elife03545",
    "calorie addiction": "elife01928",
    "planarian kidneys": "elife09353",
    '"back-in-time questions"': "elife05218",
    '"pill the sleeping"': "",
    '"pumping iron"': "elife03997",
    '"tortoise and the hare"': "elife01233",
    # What a correction, and what longer texts, would have taken the first place from
    "Closing in on a new treatment for sleeping sickness": "elife01042",
    "correction sleeping sickness": "elife01221",
    "sleeping sickness": "elife01042",
    "Derbyshire treatment": "elife01042",
    "insect olfactory receptors": "elife02115",
    "in search of": "elife08715",
    "the taste of": "elife05490",
    "the making of": "elife04014",
    # Authors, in either order, with and without accents
    "Christopher Peterson CAR T": "jci153204",
    "Luttun Carmeliet": "jci200318015",
    "carmeliet luttun": "jci200318015",
    "Cannon Nedergaard": "jci60941",
    "Patel Kaufmann": "elife00387",
    "Kaufmann doxorubicin": "elife00387",
    "Garcia-Caceres": "elife01928",
    "García-Cáceres Tschöp": "elife01928",
    "Rodriguez Sancho": "elife01839",
    "Tambutte coral": "elife12936",
    "Haucke synaptic": "elife01233",
    "Pasca di Magliano": "elife10054",
    "Eippert Tracey": "elife03811",
    # Subjects, keywords, words of the text
    "preeclampsia": "jci200318015",
    "pulmonary arterial hypertension": "jci26593",
    "nephrotic syndrome ADCK4": "jci73168",
    "SGLT2 inhibition": "jci74297",
    "osteocytes WNT1": "jci95386",
    "graft-versus-host": "jci136139",
    "HIV-1 reservoir viremia": "jci141497",
    "cystic kidney disease planarian": "elife09353",
    "CHARGE syndrome cerebellum": "elife01873",
    "how ketamine overcomes depression": "elife05418",
    "Cas9 endonuclease genome editing": "elife00563",
    "scorpion toxin potassium channel": "elife00873",
    "Phytophthora infestans herbarium": "elife00954",
    "clicking porpoise echolocation": "elife07690",
    "overfishing sharks rays": "elife02199",
    "handshake sniffing": "elife06758",
    "lasting influence of LSD1": "elife00963",
    "newt neurogenesis breath": "elife12523",
}
"""The query, and the id of the article that comes first; empty where nothing may be found."""

_ASK = """async ([root, modules, queries]) => {
    const {Client} = await import(`${modules}client.js`);
    const client = new Client(root);
    const found = {};
    await client.read();
    for (const query of queries) found[query] = await client.ask("search", {query, count: 3});
    return found;
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, archive: CorpusArchive) -> Iterator[Page]:
    with serving({"/": archive.site}) as origin:
        context = browser.new_context(base_url=origin)
        opened = context.new_page()
        opened.goto("/about/")
        yield opened
        context.close()


@pytest.fixture(scope="module")
def found(page: Page) -> Mapping[str, Any]:
    page.locator(".p-find").click()
    modules = page.locator("#p-search").get_attribute("data-modules")
    answers: Mapping[str, Any] = page.evaluate(
        _ASK, [page.url.removesuffix("about/"), modules, list(QUERIES)]
    )
    return answers


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_looked_for_comes_first(found: Mapping[str, Any], query: str) -> None:
    items = [f"{item['address']} {item['title']}" for item in found[query]["items"]]
    if QUERIES[query]:
        assert items
        assert items[0].startswith(f"articles/{QUERIES[query]}/"), items
    else:
        assert items == []


def test_there_are_more_than_sixty() -> None:
    assert len(QUERIES) == 68
