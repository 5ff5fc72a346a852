"""What of an article is searched: lean HTML in which nothing of a record is markup."""

from __future__ import annotations

from html.parser import HTMLParser

from postilla.search import Searchable, stub
from postilla.search.stub import FACETS, readable

ARTICLE = Searchable(
    id="tide001",
    address="articles/tide001/",
    title="Of <tides> & hearts",
    authors="Marisol Quill, Éva Vole",
    citation="J Tidal Med. 2019;12(1):1-4",
    type="Commentary",
    language="",
    is_notice=False,
    status=("retracted", "Retracted"),
    identifiers=("10.5555/tide.1", "12345678", "12", "1"),
    discusses=("The moon and the ventricle 10.5555/moon.2",),
    facets=(("specialty", ("Heart, lung: and blood", 'The "third" floor')), ("year", ("2019",))),
)


class _Read(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, list[str]] = {}
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        for kind in ("meta", "filter"):
            name = found.get(f"data-pagefind-{kind}")
            if name:
                self.meta.setdefault(f"{kind} {name}", []).append(found.get("content") or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def test_everything_that_is_known_stands_in_it() -> None:
    read = _Read(stub(ARTICLE, ["tides", "ventricle"], ["<p>An <em>ab</em>stract.</p>", ""]))
    assert read.meta == {
        "meta title[content]": ["Of <tides> & hearts"],
        "meta authors[content]": ["Marisol Quill, Éva Vole"],
        "meta citation[content]": ["J Tidal Med. 2019;12(1):1-4"],
        "meta type[content]": ["Commentary"],
        "meta status[content]": ["retracted"],
        "meta label[content]": ["Retracted"],
        "meta keywords[content]": ["tides, ventricle"],
        "meta discusses[content]": ["The moon and the ventricle 10.5555/moon.2"],
        "meta ids[content]": ["10.5555/tide.1 12345678 12 1"],
        "filter specialty[content]": ["Heart, lung: and blood", 'The "third" floor'],
        "filter year[content]": ["2019"],
    }
    assert read.text == "An abstract."


def test_hostile_words_stay_words() -> None:
    hostile = ARTICLE._replace(title='"><img src=x onerror=alert(1)>', authors="</head><script>", facets=())
    read = _Read(stub(hostile, ["<b>"], ["<p>a &lt;img src=x onerror=alert(1)&gt; b</p>"]))
    assert set(read.tags) == {"html", "head", "meta", "body", "p"}
    assert read.meta["meta title[content]"] == ['"><img src=x onerror=alert(1)>']
    assert read.text == "a <img src=x onerror=alert(1)> b"


def test_an_article_without_a_text_has_its_title_for_one() -> None:
    assert "<body data-pagefind-body><p>Of &lt;tides&gt; &amp; hearts</p>" in stub(ARTICLE, (), ("", ""))


def test_words_are_not_cut_and_not_glued_together() -> None:
    assert readable(
        "<p>CO<sub>2</sub> and <em>in</em>side</p>\n<h2 id='x'>Next</h2><ul><li>one</li><li>two</li></ul>"
    ) == ("CO2 and inside Next one two")


def test_what_is_no_text_is_left_out() -> None:
    html = (
        '<p>Kept <span class="cites">[<a class="cite" href="#ref-a">1</a>, <a class="cite" href="#ref-b">2</a>]</span>'
        '<sup class="fnref"><a href="#fn-1">1</a></sup> as '
        "<math><mi>φ</mi><annotation>phi</annotation></math> it is.</p>"
    )
    assert readable(html) == "Kept as it is."


def test_every_facet_has_a_name_of_its_own() -> None:
    assert len(set(FACETS)) == len(FACETS) == 8
