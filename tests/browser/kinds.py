"""The sites that are looked at, one address of every kind of page, and the states that a page can be brought into."""

from __future__ import annotations

from typing import NamedTuple

DEMONSTRATION = "/demonstration/"
"""The repository's own archive."""
TYPICAL = "/sub/path/"
"""`tests/sites/typical`: everything that an archive can have, a little of each."""
MINIMAL = "/minimal/"
"""`tests/sites/minimal`: one article, as on the first day."""
GERMAN = "/german/"
"""`tests/sites/typical` in a language of longer words."""
OLD = "/old/"
"""Sixty years of one small journal: more than one page can hold."""

KINDS = {
    # Articles
    "article with a note": f"{DEMONSTRATION}articles/jci153204/",
    "article with a long text": f"{DEMONSTRATION}articles/jim2024001/",
    "article with everything": f"{TYPICAL}articles/tide001/",
    "article with facts only": f"{DEMONSTRATION}articles/jci22506/",
    "article, retracted": f"{DEMONSTRATION}articles/jim2023004/",
    "article, corrected": f"{TYPICAL}articles/tide010/",
    "article, of concern": f"{TYPICAL}articles/tide012/",
    "article, withdrawn": f"{TYPICAL}articles/fen004/",
    "article in press": f"{DEMONSTRATION}articles/jim2026001/",
    "article with many authors": f"{TYPICAL}articles/tide014/",
    "article in German": f"{DEMONSTRATION}articles/jim2024007/",
    "article in Arabic": f"{TYPICAL}articles/fen008/",
    "letter": f"{DEMONSTRATION}articles/jim2024005/",
    "reply": f"{DEMONSTRATION}articles/jim2024006/",
    "retraction": f"{DEMONSTRATION}articles/jim2024003/",
    "interview": f"{DEMONSTRATION}articles/jim2024010/",
    # Subjects
    "home": DEMONSTRATION,
    "home on the first day": MINIMAL,
    "specialties": f"{DEMONSTRATION}specialties/",
    "specialty": f"{DEMONSTRATION}specialties/immunology/",
    "specialty, retired": f"{TYPICAL}specialties/marsh-fever/",
    "specialty, split by year": f"{OLD}specialties/salt/",
    "year of a specialty": f"{OLD}specialties/salt/1987/",
    "all series": f"{DEMONSTRATION}series/",
    "series": f"{TYPICAL}series/tides-and-the-heart/",
    "types": f"{DEMONSTRATION}types/",
    "type": f"{DEMONSTRATION}types/commentary/",
    "year of a type": f"{DEMONSTRATION}types/commentary/2013/",
    "collections": f"{DEMONSTRATION}collections/",
    "collection": f"{DEMONSTRATION}collections/first-readings/",
    "videos": f"{DEMONSTRATION}videos/",
    # Issues and years
    "years": f"{DEMONSTRATION}years/",
    "years, sixty": f"{OLD}years/",
    "years, one": f"{MINIMAL}years/",
    "year": f"{DEMONSTRATION}years/2013/",
    "journals": f"{DEMONSTRATION}journals/",
    "journal": f"{DEMONSTRATION}journals/jci/",
    "volume": f"{TYPICAL}journals/tide/13/",
    "issue": f"{TYPICAL}journals/tide/12/suppl-1/",
    "current issues": f"{DEMONSTRATION}current/",
    # People and works
    "authors": f"{DEMONSTRATION}authors/",
    "letters": f"{DEMONSTRATION}authors/a-z/b/",
    "author": f"{TYPICAL}authors/quill-marisol/",
    "namesakes": f"{TYPICAL}authors/vole-anders/",
    "discussed works": f"{DEMONSTRATION}on/",
    "discussed works of a journal": f"{TYPICAL}on/journals/moon-med/",
    "discussed work": f"{TYPICAL}on/10.5555/moon.2018.77/",
    "discussed work, retracted": f"{TYPICAL}on/10.5555/tide.2020.100/",
    # Feeds
    "feeds": f"{DEMONSTRATION}feeds/",
    "feeds of a site without an address": f"{MINIMAL}feeds/",
    # Search
    "search": f"{TYPICAL}search/?q=tide",
    "search in German": f"{GERMAN}search/",
    # Pages by hand
    "hand-written page": f"{DEMONSTRATION}about/",
    "hand-written page of tables": f"{DEMONSTRATION}reference/fields/",
    "hand-written page of code": f"{DEMONSTRATION}guide/writing/",
    "hand-written page with a listing": f"{TYPICAL}fields/",
    "finding": f"{DEMONSTRATION}reference/findings/p316/",
    "accessibility statement": f"{DEMONSTRATION}accessibility/",
    # In another language
    "home in German": GERMAN,
    "article in a German frame": f"{GERMAN}articles/tide001/",
    "issue in German": f"{GERMAN}journals/tide/13/1/",
    # Ways that lead on
    "former address": f"{TYPICAL}articles/old-fen-7/?stay",
    "page not found": f"{TYPICAL}articles/nothing/here/",
}


class State(NamedTuple):
    """Something a reader opens on a page."""

    address: str
    width: int
    script: str
    """What opens it."""


LOAD_IMAGES = """() => Promise.all([...document.images].map(image => {
    image.loading = "eager";
    return image.decode();
}))"""
SEARCH = """new Promise(done => {
    document.querySelector(".p-find").click();
    const input = document.querySelector("#p-search input");
    input.value = "WORDS";
    input.dispatchEvent(new Event("input"));
    const shown = "[role=option], .p-search__meant:not([hidden]), .p-search__failed:not([hidden])";
    const watch = () => document.querySelector(`#p-search :is(${shown})`) ? done() : setTimeout(watch, 20);
    watch();
})"""
"""Opens the search and looks for WORDS, until something has been found."""
OPEN_ALL = "for (const all of document.querySelectorAll('main details')) all.open = true"

STATES = {
    "menu of specialties open": State(
        KINDS["specialty"], 1440, "document.querySelectorAll('.p-menu details')[0].open = true"
    ),
    "menu of pages open": State(
        KINDS["hand-written page"],
        1440,
        "[...document.querySelectorAll('.p-menu details')].at(-1).open = true",
    ),
    "menu open on a phone": State(
        KINDS["article with everything"],
        360,
        "document.querySelector('.p-open').click(); document.querySelector('.p-menu details').open = true",
    ),
    "everything open": State(KINDS["article with a long text"], 1440, OPEN_ALL),
    "everything open on a phone": State(KINDS["article with a long text"], 360, OPEN_ALL),
    "reference beside its citation": State(
        KINDS["article with a long text"], 1440, "document.querySelector('a.cite').focus()"
    ),
    "reference on a phone": State(
        KINDS["article with a long text"], 360, "document.querySelectorAll('a.cite')[1].focus()"
    ),
    "citation copied": State(
        KINDS["article with a note"], 1440, "document.querySelector('button.copy').click()"
    ),
    "search open": State(KINDS["home"], 1440, SEARCH.replace("WORDS", "cell")),
    "search open on a phone": State(KINDS["article with everything"], 360, SEARCH.replace("WORDS", "quill")),
    "search that found nothing": State(
        KINDS["article with everything"], 360, SEARCH.replace("WORDS", "ventricel")
    ),
    "table of the chart open": State(KINDS["years"], 768, OPEN_ALL),
}
