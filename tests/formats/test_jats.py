from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from postilla.bodies import BodySource, FigureSource, render
from postilla.formats import Item, Publication, RelatedWork, jats
from postilla.model import Head, Journal, Person, Reference, Relation, Tail, Work
from postilla.words import ENGLISH
from tests.builders import a_head
from tests.formats import reading
from tests.records.generated import BODY, halves

Dtds = dict[str, etree.DTD]

PARSER = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False)
DIALECT = sorted((Path(__file__).parents[1] / "bodies" / "dialect").glob("*.txt"))
JOURNAL = Journal(id="jim", name="Imagined Medicine", abbreviation="Imag Med", issn_online="2434-561X")
FIGURES = (
    FigureSource("fig1", "Figure 1", "A *caption*.", "A *credit*", "An image", "jci1/fig1.png"),
    FigureSource("fig2", "Figure 2", "", "", 'With "quotes"', "jci1/fig 2.png"),
)
XLINK = "{http://www.w3.org/1999/xlink}"


def faults(text: str, dtds: Dtds) -> list[str]:
    """What the DTD that a document names finds wrong with it."""
    tree = etree.fromstring(text.encode(), PARSER)
    name = next(word for word in dtds if word in text[:200])
    dtd = dtds[name]
    log: Any = dtd.error_log
    return [] if dtd.validate(tree) else [error.message for error in log.filter_from_errors()]


def tree_of(item: Item) -> Any:
    return etree.fromstring(jats(item).encode(), PARSER)


def an_item(text: str = "", **values: Any) -> Item:
    """A viewpoint with a text of HTML."""
    return Item(Publication(a_head(**values), JOURNAL), Tail({}), {"text": text})


def body(html: str) -> str:
    """The content of `body`, without what every document has around it."""
    found = tree_of(an_item(html)).find("body")
    if found is None:
        return ""
    return "".join(etree.tostring(child, encoding="unicode") for child in found).replace(
        ' xmlns:ali="http://www.niso.org/schemas/ali/1.0/" xmlns:mml="http://www.w3.org/1998/Math/MathML"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink"',
        "",
    )


# Whole articles


@pytest.mark.parametrize("name", ["demonstration", "thousand"])
def test_the_dtd_finds_nothing(name: str, jats_dtds: Dtds, request: pytest.FixtureRequest) -> None:
    for item in request.getfixturevalue(name):
        assert faults(jats(item), jats_dtds) == [], item.publication.head.id


@given(halves())
def test_the_dtd_finds_nothing_in_any_record(jats_dtds: Dtds, record: tuple[Head, Tail]) -> None:
    head, tail = record
    related = tuple(RelatedWork(r.relation, r.work or Work(text=r.article)) for r in head.related)
    item = Item(Publication(head, JOURNAL, related=related, incoming=related), tail)
    assert faults(jats(item), jats_dtds) == []


@pytest.mark.parametrize("name", ["demonstration", "thousand"])
def test_the_facts_stand_in_their_elements(name: str, request: pytest.FixtureRequest) -> None:
    for item in request.getfixturevalue(name):
        head, meta = item.publication.head, tree_of(item).find("front/article-meta")
        assert meta is not None

        def text(path: str, meta: Any = meta) -> str:
            return reading.spaced(" ".join("".join(node.itertext()) for node in meta.iterfind(path)))

        whole = ": ".join(filter(None, (text("title-group/article-title"), text("title-group/subtitle"))))
        assert whole == reading.title(item)
        assert text("article-id[@pub-id-type='doi']") == head.doi
        assert text("volume") == head.volume
        assert text("issue") == head.issue
        assert text("pub-date/year") == reading.year(item)
        first, last = reading.pages(item)
        assert (text("fpage") or text("elocation-id")) == first
        assert text("lpage") == (last or text("fpage"))
        people = [author for author in head.authors if isinstance(author, Person)]
        named = meta.iterfind("contrib-group[@content-type='authors']/contrib/name/surname")
        assert [reading.spaced(node.text or "") for node in named] == [reading.family(p) for p in people]


def test_pandoc_reads_the_demonstration(demonstration: list[Item]) -> None:
    some = [item for item in demonstration if item.bodies.get("text")]
    assert some
    for item in some:
        command = [pypandoc.get_pandoc_path(), "-f", "jats", "-t", "json"]
        done = subprocess.run(command, input=jats(item).encode(), capture_output=True, check=True)
        blocks = [block["t"] for block in json.loads(done.stdout)["blocks"]]
        assert "Header" in blocks or "Para" in blocks


def test_relations_stand_in_both_directions() -> None:
    there = Work(title="On *lamps*", doi="10.5555/x")
    publication = Publication(
        a_head(), JOURNAL, related=(RelatedWork(Relation.COMMENTS_ON, there),),
        incoming=(RelatedWork(Relation.RETRACTS, Work(title="Gone"), "https://example.org/articles/r/"),),
    )  # fmt: skip
    found = tree_of(Item(publication, Tail({}))).findall("front/article-meta/related-article")
    assert [
        (n.get("related-article-type"), n.get("ext-link-type"), n.get(f"{XLINK}href")) for n in found
    ] == [
        ("commentary-article", "doi", "10.5555/x"),
        ("retraction-forward", "uri", "https://example.org/articles/r/"),
    ]
    assert etree.tostring(found[0].find("article-title"), encoding="unicode").startswith("<article-title")


def test_a_licence_has_one_address_in_both_places() -> None:
    item = an_item()
    tree = tree_of(item._replace(publication=item.publication._replace(license="CC-BY-4.0")))
    license = tree.find("front/article-meta/permissions/license")
    assert license is not None
    reference = license.find("{http://www.niso.org/schemas/ali/1.0/}license_ref")
    assert reference is not None
    assert license.get(f"{XLINK}href") == reference.text == "https://creativecommons.org/licenses/by/4.0/"


# Texts


def samples(file: Path) -> list[str]:
    """The texts of a file of the dialect."""
    return [
        part.split("\n-----\n")[0].split("\n", 1)[1] for part in file.read_text("utf-8").split("===== ")[1:]
    ]


@pytest.mark.parametrize("file", DIALECT, ids=lambda file: file.stem)
def test_every_construct_of_the_dialect_is_valid_and_keeps_its_words(file: Path, jats_dtds: Dtds) -> None:
    for text in samples(file):
        made = render(BodySource(text, "t-", ("liu2021", "a", "b"), FIGURES))
        assert faults(jats(an_item(made.html)), jats_dtds) == [], text


@given(st.lists(st.sampled_from([text for file in DIALECT for text in samples(file)]) | BODY, max_size=4))
def test_any_mixture_of_constructs_is_valid(jats_dtds: Dtds, parts: list[str]) -> None:
    text = "\n\n".join(parts)
    fields = ("text", "abstract", "ethics", "acknowledgements", "archive_note", "competing_interests")
    bodies = {
        field: render(BodySource(text, f"{field}-", ("liu2021",), FIGURES, 2, ENGLISH)).html
        for field in fields
    }
    assert faults(jats(an_item()._replace(bodies=bodies)), jats_dtds) == []


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>a <em>b</em><sup>2</sup></p>", "<p>a <italic>b</italic><sup>2</sup></p>"),
        ('<h2 id="t-a">A</h2><p>b</p>', '<sec id="t-a"><title>A</title><p>b</p></sec>'),
        (
            '<p>x</p><h2 id="t-a">A</h2><h3 id="t-b">B</h3><p>c</p><h2 id="t-d">D</h2>',
            ('<p>x</p><sec id="t-a"><title>A</title><sec id="t-b"><title>B</title><p>c</p></sec></sec>'
            '<sec id="t-d"><title>D</title></sec>'),
        ),
        (
            '<h3 id="t-b">B</h3><h2 id="t-a">A</h2>',
            '<sec id="t-b"><title>B</title></sec><sec id="t-a"><title>A</title></sec>',
        ),
        (
            '<ol start="3"><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ol>',
            ('<list list-type="order"><list-item><label>3</label><p>a</p></list-item><list-item>'
                '<label>4</label><p>b</p>'
            '<list list-type="bullet"><list-item><p>c</p></list-item></list></list-item></list>'),
        ),
        (
            '<p><a href="https://example.org/?a=1&amp;b">x</a> <a href="data.csv">y</a> <a href="#nowhere">z</a></p>',
            ('<p><ext-link ext-link-type="uri" xlink:href="https://example.org/?a=1&amp;b">x</ext-link> '
            '<ext-link ext-link-type="file" xlink:href="data.csv">y</ext-link> z</p>'),
        ),
        ("<pre><code>a  b\n</code></pre>", "<preformat>a  b\n</preformat>"),
        ("<table><tfoot><tr><td>f</td></tr></tfoot><tbody><tr><td>b</td></tr></tbody></table>",
         "<table-wrap><table><tfoot><tr><td>f</td></tr></tfoot><tbody><tr><td>b</td></tr></tbody></table></table-wrap>"),
    ],
)  # fmt: skip
def test_html_becomes(html: str, made: str) -> None:
    assert body(html) == made


def test_citations_figures_and_footnotes_refer_to_what_is_there() -> None:
    text = "See [@liu2021] and [Figure 1](#fig1).[^1]\n\n![fig1]\n\n[^1]: The *note*."
    html = render(BodySource(text, "t-", ("liu2021",), FIGURES[:1])).html
    item = an_item(html)
    item = item._replace(
        tail=Tail({}, references=(Reference("liu2021", Work(title="On lamps", journal="J")),))
    )
    tree = tree_of(item)
    targets = {node.get("id"): node.tag for node in tree.iter() if node.get("id")}
    kinds = [(node.get("ref-type"), targets[node.get("rid")]) for node in tree.iter("xref")]
    assert kinds == [("bibr", "ref"), ("fig", "fig"), ("fn", "fn")]
    assert "".join(tree.find("back/fn-group[@content-type='footnotes']/fn").itertext()).strip() == "The note."


def test_a_formula_is_mathml_and_one_out_of_place_its_words() -> None:
    html = render(BodySource("$x^2$ and $$y$$", "t-", ())).html
    assert body(html).count("<mml:math") == 2
    assert "<mml:annotation" in body(html)
    odd = "<p><math><mfrac><mi>a</mi></mfrac></math></p>"
    assert body(odd) == "<p><monospace>a</monospace></p>"


WITHIN = {
    "link": '<p><a href="https://example.org/">{}</a></p>', "reference": '<p><a href="#t-p">{}</a></p>',
    "emphasis": "<p><em>{}</em></p>", "heading": '<h2 id="t-h">{}</h2><p>x</p>', "code": "<p><code>{}</code></p>",
    "cell": "<table><tbody><tr><td>{}</td></tr></tbody></table>", "pre": "<pre>{}</pre>",
    "item": "<ul><li>{}</li></ul>",
    "caption": "<table><caption>{}</caption><tbody><tr><td>x</td></tr></tbody></table>",
    "figure": '<figure class="figure" id="t-f"><img src="a" alt="b"><figcaption><b>{0}</b> '
    '<span class="credit">{0}</span>{0}</figcaption></figure>',
    "box": '<aside class="box" aria-labelledby="t-box-1"><p class="box-title" id="t-box-1">{}</p><p>x</p></aside>',
    "paragraph of a cell": "<table><tbody><tr><td><p>{}</p><pre>x</pre><blockquote><p>x</p></blockquote></td></tr>"
    "</tbody></table>",
}  # fmt: skip
THINGS = {
    "formula": "<math><mi>x</mi></math>", "display": '<math display="block"><mi>x</mi></math>',
    "picture": '<img src="a.png" alt="x">', "link": '<a href="https://example.org/">x</a>',
    "reference": '<a href="#t-p">x</a>', "break": "a<br>b", "code": "<code>x</code>", "quotation": "<q>x</q>",
}  # fmt: skip


LINKS = {"link", "reference"}
PAIRS = [(place, thing) for place in WITHIN for thing in THINGS if not {place, thing} <= LINKS]
"""HTML has no links within links."""


@pytest.mark.parametrize(("place", "thing"), PAIRS)
def test_whatever_stands_within_anything_is_valid(place: str, thing: str, jats_dtds: Dtds) -> None:
    html = WITHIN[place].format(THINGS[thing]) + '<p id="t-p">Here.</p>'
    assert faults(jats(an_item(html)), jats_dtds) == []
