"""Views for every template: one of each kind as it should be, and each once more with hostile and extreme values.

Journal, people, illness and results are invented; the DOI prefix is 10.5555.
"""

# Values stand in rows as in the views, and HTML as the bodies write it.
# ruff: noqa: E501

from __future__ import annotations

from typing import Any

from postilla.formats import BESIDE_ARTICLES
from postilla.model import Group, Head, PartialDate, Person
from postilla.pages import citation_files, citation_lines
from postilla.pages.views import (
    ArticleParts,
    ArticleView,
    AuthorPart,
    Banner,
    Card,
    CardGroup,
    CardRef,
    Entry,
    EntryGroup,
    Heading,
    HomeView,
    IdentityView,
    IndexView,
    Link,
    ListView,
    NameEntry,
    NamesView,
    NameView,
    Neighbours,
    PdfView,
    RedirectView,
    Related,
    Statement,
    Supplement,
    VideoEntry,
    VideosView,
    WorkCard,
    WorkEntry,
    WorksView,
    WorkView,
    YearsView,
)

HOME = Link("Home", "")
NONE = Link("")
EVIL = '<script>alert(\'1\')</script>" onmouseover="alert(2)" & <img src=x onerror=alert(3)>'
RTL = "\u200fتعليق على دراسة صغيرة (2024) ضوء المصابيح"
LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 4
DOI = "https://doi.org/"

IMMUNOLOGY = Link("Immunology", "specialties/immunology/")
METHODS = Link("Research methods", "specialties/research-methods/")
SLEEP = Link("Sleep and light", "specialties/sleep-and-light/")
COMMENTARY = Link("Commentary", "types/commentary/")
LETTER = Link("Letter", "types/letter/")

TITLES = (
    "Reading a small trial by lantern light",
    "Why the worst get better: regression to the mean for people who are not fond of equations",
    "A lantern in every ward?",
    "CO~2~ in closed bedrooms, and what *it* cannot explain",
    "Dull results",
    "The second measurement is the one that counts, and the third is the one that nobody takes",
    "Who walks, and who says that they walked: adherence in the imagined cohort of Upper Weathering",
    "T cells that come back after dark",
)
NAMES = (
    ("Ilse Varga-Holm", "Tobias Okonjo", "Marieke van der Linde"),
    ("Abena Osei",),
    ("Lorcan Threlkeld", "Basil Ferncombe"),
    ("Odile Marchetti", "Cyril Fennick", "Karel de Wit", "Safiya Noor", "Rufus Calloway", "Edda Lichtenau"),
)


def card(number: int = 0, year: int = 2024, status: str = "", **changes: object) -> Card:
    """An article in a list; the number chooses title and authors."""
    made = Card(
        id=f"jim{year}{number:03}",
        address=f"articles/jim{year}{number:03}/",
        title=TITLES[number % len(TITLES)],
        type=LETTER if number % 5 == 4 else COMMENTARY,
        authors=NAMES[number % len(NAMES)],
        more_authors=11 if number % 4 == 3 else 0,
        date=f"September {number % 28 + 1}, {year}",
        iso_date=f"{year}-09-{number % 28 + 1:02}",
        citation=f"J Imagin Med. {year};{year - 2012}(3):e{1200 + number}",
        specialties=(METHODS, SLEEP) if number % 2 else (IMMUNOLOGY,),
        status=status,
        language="",
    )
    return made._replace(**changes)  # type: ignore[arg-type]


CARDS: dict[str, Card] = {}
"""The cards that lists name."""


def kept(made: Card) -> CardRef:
    """The name of a card in lists."""
    name = f"{made.id} {len(CARDS)}"
    CARDS[name] = made
    return CardRef(name, "")


def ref(number: int = 0, year: int = 2024, status: str = "", **changes: object) -> CardRef:
    """As `card`, named as in a list."""
    return kept(card(number, year, status, **changes))


EVIL_CARD = card(
    1, title=EVIL, type=Link(EVIL, "types/'\"><i>/"), authors=(EVIL, RTL, LONG), more_authors=388, citation=EVIL, date=EVIL,
    iso_date='"><b>', specialties=(Link(EVIL, "javascript:alert(1)"),), language='ar"><script>', status="retracted",
)  # fmt: skip

EVIL_REF = kept(EVIL_CARD)

# Articles

JCI_VIEW = ArticleView(
    key="0", id="jim2021001",
    card=card(7, 2021, specialties=(IMMUNOLOGY, Link("Infectious disease", "specialties/infectious-disease/"))),
    breadcrumbs=(
        HOME, Link("The Journal of Imagined Medicine", "journals/jim/"), Link("Volume 131", "journals/jim/131/"),
        Link("Issue 19", "journals/jim/131/19/"),
    ),
    banners=(), author_addresses=("authors/christopher-w-pettersson/",),
    journal=Link("The Journal of Imagined Medicine", "journals/jim/"), journal_title="J Imagin Med",
    publisher="The Imagined Press", issns=("1234-5679 (print)", "2434-561X (online)"),
    volume=Link("Volume 131", "journals/jim/131/"), issue=Link("Issue 19", "journals/jim/131/19/"),
    year=Link("2021", "years/2021/"),
    pdf=PdfView("https://example.org/articles/view/153204/pdf", "506.40 KB"),
    works=(
        WorkCard(
            "Comments on",
            "Broadly neutralizing antibody–derived CAR T cells reduce the reservoir of an imagined virus in twelve individuals",
            "Lichtenau B, et al", "J Imagin Med. 2021;131(19):e150211", "",
            (Link("10.5555/jim.150211", DOI + "10.5555/jim.150211"), Link("PubMed", "https://pubmed.ncbi.nlm.nih.gov/1/")),
            "", "10.5555/jim.150211", (),
        ),
    ),
    neighbours=(
        Neighbours(
            Link("HIV: the hidden reservoir", "series/hidden-reservoir/"), 5, 8,
            Link("Sleeping cells", "articles/jim2020004/"), Link("Waking *them* gently", "articles/jim2022007/"),
        ),
        Neighbours(Link("Engineered cells", "series/engineered-cells/"), 1, 3, NONE, Link("A cell like no other", "articles/c/")),
    ),
    collections=(Link("First readings", "collections/first-readings/"),),
    translations=(), license=NONE, copyright="", related=(), supplements=(),
    edit_address="https://example.org/edit/articles/2021/jim2021001.md",
    suggest_address="https://example.org/issues/new?title=A",
)  # fmt: skip

JCI_PARTS = ArticleParts(
    title="Virus-specific CAR T cells return to the clinic", subtitle="", translated_titles=(),
    authors=(
        AuthorPart(
            "Christopher W. Pettersson", "", (1, 2), True, False, False, "", (), (),
            (
                Link("PubMed", "https://pubmed.ncbi.nlm.nih.gov/?term=Pettersson+CW%5BAuthor%5D"),
                Link("Google Scholar", "https://scholar.google.com/scholar?q=author%3A%22Christopher%20W.%20Pettersson%22"),
            ),
        ),
    ),
    affiliations=(
        (1, "Stem Cell and Gene Therapy Program, Imagined Cancer Research Center, Weathering, Imaginaria", ""),
        (2, "Department of Medicine, University of Upper Weathering, Weathering, Imaginaria", "https://ror.org/012345678"),
    ),
    editors=(), date="October 1, 2021", iso_date="2021-10-01", dates=(),
    head=Head(
        "jim153204", "Virus-specific CAR T cells return to the clinic", "commentary",
        (Person("Pettersson", "Christopher W."),), published=PartialDate(2021, 10, 1), volume="131", issue="19",
        elocation="e153204", doi="10.5555/jim.153204",
    ),
    doi_address=DOI + "10.5555/jim.153204",
    identifiers=(
        ("DOI", Link("10.5555/jim.153204", DOI + "10.5555/jim.153204")),
        ("PubMed", Link("34596053", "https://pubmed.ncbi.nlm.nih.gov/34596053/")),
    ),
    keywords=(), abstract_html="", summary_html="",
    note_html=(
        "<p>The commentary is about a clinical study that gave people living with an imagined virus T cells with a new receptor, "
        "one made from broadly neutralizing antibodies. According to its title, the study saw a smaller viral reservoir "
        "afterwards; the commentary’s own title reminds the reader that such cells had been in the clinic before.</p>"
    ),
    text_html="", contents=(), references_html="", supplements=(), statements=(), license=NONE,
    copyright="© 2021 Imagined Society for Clinical Investigation", history=(), video=("", "", "", "", ""),
    withdrawn=("", ""), words=0,
)  # fmt: skip

_ABSTRACT = """<p><strong>Background.</strong> Lamp-lag is an invented complaint: tired mornings after bright evenings. A trial of 84
people in this issue reports that walking by lantern light made it better.</p>
<p><strong>What we did.</strong> We read the trial beside two earlier ones, worked out how much improvement should be
expected in people who were chosen because they felt bad, and put the three results together.</p>
<p><strong>What we found.</strong> Most of the improvement would have come without any lantern. What remains is
3.8 points (95% confidence interval 0.7 to 6.9) on a scale of 100.</p>
<p><strong>What it means.</strong> Lantern walks may help a little. Nobody should throw away the lamp yet.</p>"""

_MATH = (
    '<math display="block"><semantics><mrow><mi>E</mi><mo stretchy="false">(</mo><msub><mi>Y</mi><mn>2</mn></msub><mi>|</mi>'
    '<msub><mi>Y</mi><mn>1</mn></msub><mo>=</mo><mi>y</mi><mo stretchy="false">)</mo><mo>=</mo><mi>μ</mi><mo>+</mo><mi>ρ</mi>'
    '<mo stretchy="false">(</mo><mi>y</mi><mo>−</mo><mi>μ</mi><mo stretchy="false">)</mo><mi>.</mi></mrow>'
    '<annotation encoding="application/x-tex">E(Y_2 \\mid Y_1 = y)</annotation></semantics></math>'
)

_TEXT = f"""<p><em>The Journal of Imagined Medicine is invented, and so are the illness, the trial, the people and the
results below.</em></p>
<p>Everybody in the imagined town of Dusk knows lamp-lag: a bright evening, a poor night, a heavy morning. The complaint has a
scale from 0 to 100 and, until now, no treatment. In this issue, Ambrosia Quill and colleagues report that people who walked
for half an hour by lantern light each evening felt better after a month than people who did not
<span class="cites">[<a class="cite" id="t-cite-1" href="#ref-quill2024">1</a>]</span>. The newspapers were pleased. A lamplighter
had said as much long ago.</p>
<blockquote><p>Put out the great lights and carry a small one, and you shall wake like a child.</p>
<p>Letter to the mayor of Dusk <span class="cites">[<a class="cite" id="t-cite-2" href="#ref-letter1893">4</a>]</span></p></blockquote>
<p>We should like it to be true. That is the first reason to read the trial slowly.</p>
<h2 id="t-what-was-done">What was done</h2>
<p>The trial took in 84 adults with a score of at least 60 and drew lots: 42 walked, 42 were given a leaflet
(<a href="#t-table1">Table 1</a>). Neither is common in the earlier literature
<span class="cites">[<a class="cite" id="t-cite-3" href="#ref-brandl2019">2</a>, <a class="cite" id="t-cite-4" href="#ref-osei2021">3</a>]</span>.</p>
<div class="table" role="region" tabindex="0" aria-labelledby="t-table1-caption"><table id="t-table1"><caption id="t-table1-caption">Table 1.
The people in the trial at the start.</caption>
<thead><tr><td></td><th>Lantern walks (n = 42)</th><th>Leaflet (n = 42)</th><th>Difference, with its 95% confidence interval</th></tr></thead>
<tbody><tr><td>Women</td><td>23</td><td>22</td><td>1</td></tr><tr><td>Aged over 60</td><td>19</td><td>21</td><td>−2</td></tr>
<tr><td>Mean lamp-lag score (SD)</td><td>66.1 (5.8)</td><td>66.4 (6.0)</td><td>−0.3 (−2.8 to 2.2)</td></tr>
<tr><td>Bedroom CO<sub>2</sub> above 1,500 ppm</td><td>11</td><td>12</td><td>−1</td></tr></tbody></table></div>
<p>Two details deserve praise:</p>
<ul><li>nobody was left out of the analysis, not even the three walkers who never walked;</li>
<li>those who added up the scores did not know who had walked.</li></ul>
<p>And two call for care:</p>
<ol><li>The walkers knew that they walked, and the score is what people say about themselves.</li>
<li>Everybody had been chosen <em>because</em> they felt bad.<ul><li>That alone makes the second score lower.</li></ul></li></ol>
<h2 id="t-why">Why the worst get better</h2>
<h3 id="t-old">An old effect</h3>
<p>Someone who feels dreadful today was chosen on a dreadful day. Next month will probably be more ordinary.<sup class="fnref"><a
id="t-fnref-1" href="#t-fn-1" role="doc-noteref" aria-label="Footnote 1">1</a></sup> In a town where the mean score is
<math display="inline"><mi>μ</mi></math> and two scores of one person correlate by <math display="inline"><mi>ρ</mi></math>,
the second score to expect after a first score of <math display="inline"><mi>y</mi></math> is</p>
<p>{_MATH}</p>
<p>The same Ca<sup>2+</sup> and CO<sub>2</sub> do not change the space between lines. The code <code>draw(lots, n=42)</code> is
short; a longer one stands by itself:</p>
<pre tabindex="0"><code class="language-python">lots = sorted(people, key=lambda person: digest(person.name, seed="dusk, 1893"))[:42]  # scrolls inside itself
</code></pre>
<h3 id="t-left">What is left for the lantern</h3>
<figure class="figure" id="t-fig1"><img src="fig1.svg" alt="Scatter chart of the second score against the first." loading="lazy"
width="640" height="400"><figcaption><b>Figure 1.</b> Two lamp-lag scores of 420 imagined townspeople, a month apart, with nothing
done in between. <span class="credit">Tobias Okonjo, drawn from simulated numbers</span></figcaption></figure>
<aside class="box" aria-labelledby="t-box-1"><p class="box-title" id="t-box-1">Four questions for a small trial</p>
<ol><li>How were the people chosen, and what would have become of them anyway?</li><li>Is the result a difference between groups, or a
change within one?</li><li>How wide is the interval?</li></ol></aside>
<h2 id="t-monday">What to do on Monday</h2>
<p>We would not stop anybody who likes to walk. It is dull to say so, and dull results are under-praised
<span class="cites">[<a class="cite" id="t-cite-5" href="#ref-quill2024">1</a>]</span>.</p>
<section class="footnotes" role="doc-endnotes" aria-label="Footnotes"><ol>
<li id="t-fn-1"><p>One way to see it without mathematics: look backwards. <a class="fn-back" href="#t-fnref-1" role="doc-backlink"
aria-label="Back to the text of footnote 1">↩︎</a></p></li></ol></section>"""


def _author(number: int, name: str, marks: tuple[int, ...] = (1,), **changes: object) -> AuthorPart:
    made = AuthorPart(
        name, "0000-0002-1825-0097" if number % 2 else "", marks, number == 1, number < 3, False, "", (), (),
        (
            Link("PubMed", f"https://pubmed.ncbi.nlm.nih.gov/?term=Author+{number}%5BAuthor%5D"),
            Link("Google Scholar", f"https://scholar.google.com/scholar?q=author%3A%22{number}%22"),
        ),
    )  # fmt: skip
    return made._replace(**changes)  # type: ignore[arg-type]


LONG_VIEW = JCI_VIEW._replace(
    id="jim2024001", card=card(0), author_addresses=("authors/author-1/", "authors/author-2/", "", "authors/author-4/"),
    pdf=PdfView("articles/jim2024001/jim2024001.pdf", "1.20 MB"),
    banners=(
        Banner("corrected", "This article has been corrected.", (Link("Correction: *Reading* a small trial", "articles/corr/"),)),
    ),
    works=(
        WorkCard(
            "Comments on", "Evening lantern walks for lamp-lag: a randomised trial", "Quill A, Threlkeld L, Lantern Walk Study Group",
            "J Imagin Med. 2024;12(3):e1187", "",
            (Link("Read it in this archive", "articles/jim2024187/"), Link("10.5555/jim.2024.1187", DOI + "10.5555/jim.2024.1187")),
            "concern", "10.5555/jim.2024.1187", (ref(2), ref(3)),
        ),
        WorkCard(
            "Replies to", "", "", "", "Letter of a lamplighter to the mayor of Dusk, 3 November 1893. Town archive, box 7.", (), "", "",
            (),
        ),
    ),
    translations=(("de", Link("Eine kleine Studie bei Laternenlicht gelesen", "articles/jim2024001de/")),),
    related=(
        Related("Reply", (ref(4),)),
        Related("Correction", (ref(5, status="in-press"),)),
        Related("More by these authors", (ref(1), ref(2, status="retracted"), ref(3))),
    ),
    license=Link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
)  # fmt: skip

LONG_PARTS = JCI_PARTS._replace(
    title="Reading a small trial by lantern light", subtitle="What eighty-four tired people can and cannot tell us",
    translated_titles=(("de", "Eine kleine Studie bei Laternenlicht gelesen"), ("ar", RTL)),
    authors=(
        _author(1, "Ilse Varga-Holm", (1, 2), roles=("Conceptualization", "Writing – original draft")),
        _author(2, "Tobias Okonjo", (2,), roles=("Formal analysis",)),
        _author(3, "Marieke van der Linde", present_address="Night School of Lower Weathering, Imaginaria"),
        _author(4, "Lantern Walk Study Group", (3,), members=("Ambrose Quill Jr.", "Perpetua Ashdown"), deceased=True),
    ),
    affiliations=(*JCI_PARTS.affiliations, (3, "Harbour Institute of Trials, Lampwick, Northern Shore, Imaginaria", "")),
    editors=("Perpetua Ashdown (handling editor)", "Rufus Calloway (reviewing editor)"),
    date="September 12, 2024", iso_date="2024-09-12",
    dates=(("Received", "May 6, 2024"), ("Accepted", "August 1, 2024"), ("First online", "August 20, 2024")),
    doi_address=DOI + "10.5555/jim.2024.1201",
    keywords=("lamp-lag", "lantern walks", "regression to the mean", "confidence intervals", "trials: small"),
    abstract_html=_ABSTRACT,
    summary_html="<p>People who join a study on a bad day usually feel better later, whatever is done for them.</p>",
    note_html="", text_html=_TEXT,
    contents=(
        Heading(2, "t-what-was-done", "What was done"), Heading(2, "t-why", "Why the worst get better"),
        Heading(3, "t-old", "An old effect"), Heading(3, "t-left", "What is left for the lantern"),
        Heading(2, "t-monday", "What to do on Monday"), Heading(2, "references", "References"),
    ),
    references_html=(
        '<li id="ref-quill2024" value="1"><span>Quill A, Threlkeld L, Lantern Walk Study Group. Evening lantern walks for '
        'lamp-lag: a randomised trial. J Imagin Med. 2024;12(3):e1187.</span> <a href="https://doi.org/10.5555/jim.2024.1187">'
        '10.5555/jim.2024.1187</a> <span class="p-backs"><a href="#t-cite-1" aria-label="Citation 1 in the text">↑1</a>'
        '<a href="#t-cite-5" aria-label="Citation 2 in the text">↑2</a></span></li>'
        '<li id="ref-brandl2019" value="2"><span>Brandl J, Lichtenau E. A pilot study of walking after sunset.</span></li>'
        '<li id="ref-osei2021" value="3"><span>Osei A, et al. No clear <em>effect</em> of lantern walks.</span></li>'
        '<li id="ref-letter1893" value="4"><span>Letter of a lamplighter to the mayor of Dusk, 3 November 1893.</span></li>'
    ),
    supplements=(
        Supplement("Supplement 1", "The 420 pairs of simulated scores behind Figure 1", "articles/jim2024001/supp1.csv", "5.80 KB", ""),
    ),
    statements=(
        Statement("competing-interests", "Competing interests", "<p>Ilse Varga-Holm owns eleven lanterns. The others declare none.</p>"),
        Statement("funding", "Funding", "<ul><li>Imagined Research Fund (IRF-12-003, IRF-12-004)</li><li>Society of Lamplighters</li></ul>"),
        Statement("acknowledgements", "Acknowledgements", "<p>We thank the night porters of the Evening Hospital.</p>"),
    ),
    license=Link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"), copyright="© 2024 The Imagined Press",
    history=(("1", "August 20, 2024", "First published online."), ("2", "November 4, 2024", "*Table 1* corrected.")),
    video=(
        "https://example.org/videos/jim2024001", "Reading a small trial, in three minutes", "Video abstract", "3:20",
        "<p>In it, two of the authors walk through the town of Dusk with a lantern.</p>",
    ),
    words=1432,
)  # fmt: skip

RETRACTED_VIEW = JCI_VIEW._replace(
    author_addresses=LONG_VIEW.author_addresses,
    card=card(2, 2023, "retracted"),
    banners=(
        Banner("retracted", "This article has been retracted.", (Link("Retraction: A lantern in every ward?", "articles/r/"),)),
        Banner("concern", "An expression of concern has been published about an article that this one discusses.", ()),
    ),
)  # fmt: skip
WITHDRAWN_VIEW = RETRACTED_VIEW._replace(card=card(4, 2020, "withdrawn"), banners=())
WITHDRAWN_PARTS = LONG_PARTS._replace(
    withdrawn=("March 3, 2022", "Published twice by *mistake*."), text_html="", contents=()
)

EVIL_VIEW = LONG_VIEW._replace(
    card=EVIL_CARD, author_addresses=tuple(f"authors/'\"{n}/" if n % 3 else "" for n in range(1, 401)), breadcrumbs=(HOME, Link(EVIL, "javascript:alert(1)"), Link(LONG, "journals/x/")),
    banners=(Banner("retracted", EVIL, (Link(EVIL, "articles/'\"/"),)),), journal=Link(EVIL, "journals/'\">/"), publisher=EVIL,
    issns=(EVIL,), works=(WorkCard(EVIL, EVIL, LONG, EVIL, "", (Link(EVIL, "javascript:alert(1)"),), "", EVIL, (EVIL_REF,)),),
    neighbours=(Neighbours(Link(EVIL, "series/'/"), 1, 2, Link(EVIL, "articles/'/"), Link(LONG, "articles/b/")),),
    translations=(('de"><script>', Link(EVIL, "articles/'/")),), related=(Related(EVIL, (EVIL_REF,)),),
    edit_address='https://example.org/"><script>',
    suggest_address='https://example.org/"><script>',
)  # fmt: skip
EVIL_PARTS = LONG_PARTS._replace(
    title=EVIL + LONG, subtitle=RTL, translated_titles=(('de"', EVIL),),
    authors=tuple(_author(n, EVIL if n == 5 else RTL if n == 6 else LONG if n == 7 else f"Author {n}") for n in range(1, 401)),
    affiliations=((1, EVIL, 'https://ror.org/"><b>'),), editors=(EVIL,), date=EVIL, iso_date='"><b>', dates=((EVIL, EVIL),),
    head=Head("evil", EVIL, EVIL, (Group(EVIL),), volume=EVIL, issue=EVIL, pages=EVIL, doi=EVIL),
    doi_address='https://doi.org/"><script>', identifiers=((EVIL, Link(EVIL, EVIL)),),
    keywords=(EVIL, RTL, LONG), contents=(Heading(2, "t-what-was-done", EVIL), Heading(3, "t-left", LONG)),
    supplements=(Supplement(EVIL, EVIL, "articles/x/'\"", EVIL, ""),), statements=(Statement("funding", EVIL, "<p>None.</p>"),),
    license=Link(EVIL, "https://example.org/'\""), copyright=EVIL, history=((EVIL, EVIL, EVIL),),
    video=('https://example.org/"><script>', EVIL, EVIL, EVIL, ""),
)  # fmt: skip

# Lists and indexes

LIST = ListView(
    kicker="Specialty", title="Sleep and light", detail="", count=1234,
    intro_html="<p>What light does to people who should be asleep, and what people do about it.</p>", notes=(),
    breadcrumbs=(HOME, Link("Specialties", "specialties/")),
    parts=(
        ("Newest", 1234, ""),
        *((str(y), y % 13 + 3, f"specialties/sleep-and-light/{y}/") for y in range(2024, 2001, -1)),
    ),
    groups=(CardGroup("Newest", "newest", "", tuple(ref(n, status="retracted" if n == 2 else "") for n in range(8))),), ordered=False,
    see_also=(("Series with articles in this specialty", (Link("Imagined evidence", "series/e/"), Link("Night walks", "series/n/"))),),
    previous=NONE, next=NONE,
)  # fmt: skip
SERIES = ListView(
    "Review series", "Engineered cells", "May 2025", 12, "<p>A series curated by this archive.</p>",
    (("This term is no longer used since May 2025; see", Link("Cells, engineered", "series/cells/")),),
    (HOME, Link("Review series", "series/")), (), (CardGroup("", "", "", tuple(ref(n, 2025) for n in range(12))),), True, (), NONE, NONE,
)  # fmt: skip
YEAR = ListView(
    "Year", "2021", "", 7, "", (), (HOME, Link("Years", "years/")), (),
    (
        CardGroup("October 2021", "m10", "", (ref(7, 2021), ref(1, 2021, "corrected"))),
        CardGroup("September 2021", "m09", "years/2021/9/", (ref(3, 2021, language="de"),)),
        CardGroup("August 2021", "m08", "years/2021/8/", ()),
    ),
    False, (), Link("2020", "years/2020/"), Link("2022", "years/2022/"),
)  # fmt: skip
EMPTY = ListView(
    "Specialty", "Vascular biology", "", 0, "", (), (HOME,), (), (CardGroup("", "", "", ()),), False, (), NONE, NONE,
)  # fmt: skip
EVIL_LIST = ListView(
    EVIL, EVIL + LONG, RTL, 1, "", ((EVIL, Link(EVIL, "javascript:alert(1)")),), (HOME, Link(EVIL, "'\"")), ((EVIL, 3, "'\"><b>"),),
    (CardGroup(EVIL, "m01", "'\"><b>", (EVIL_REF,)), CardGroup(LONG, "m02", "", (ref(1, title=LONG), ref(2, title=RTL, language="ar")))),
    False, ((EVIL, (Link(EVIL, "'"),)),), Link(EVIL, "'"), Link(LONG, "b/"),
)  # fmt: skip

INDEX = IndexView(
    "", "Review series", "", (), (HOME,),
    (
        EntryGroup("", tuple(
            Entry(name, f"series/{n}/", n * 7 % 11, detail, "<p>A series curated by this archive about one question.</p>" if n == 1 else "")
            for n, (name, detail) in enumerate((
                ("Complement Biology and Therapeutics", "May 2025"), ("Evolving insights into lamp-lag and its treatment", "April 2025"),
                ("Microbiome in Health and Disease", "February 2025"), ("Night walks", "October 2024"), ("Imagined evidence", ""),
            ))
        )),
        EntryGroup("No longer used", (Entry("Gaslight", "series/gaslight/", 2, "", ""),)),
    ),
    (),
)  # fmt: skip
JOURNAL = IndexView(
    "Journal", "The Journal of Imagined Medicine", "<p>It does not exist, and neither do its articles.</p>",
    (("Publisher", "The Imagined Press"), ("ISSN (print)", "1234-5679"), ("ISSN (online)", "2434-561X")),
    (HOME, Link("Journals", "journals/")),
    tuple(
        EntryGroup(f"Volume {v} ({2012 + v})", tuple(
            Entry(f"Issue {i}", f"journals/jim/{v}/{i}/", i + v, f"{('March', 'June', 'September', 'December')[i - 1]} {2012 + v}", "")
            for i in range(4, 0, -1)
        ))
        for v in range(12, 8, -1)
    ),
    (Link("Current issue", "journals/jim/12/4/"), Link("Journal website", "https://example.org/")),
)  # fmt: skip
EVIL_INDEX = IndexView(
    EVIL, EVIL, "", ((EVIL, EVIL),), (HOME, Link(EVIL, "'")),
    (EntryGroup(EVIL, (Entry(EVIL, "'\"><b>", 1, EVIL, ""), Entry(LONG, "x/", 2, RTL, ""))),), (Link(EVIL, "javascript:alert(1)"),),
)  # fmt: skip

_COUNTS = (3, 2, 5, 0, 1, 4, 7, 6, 9, 12, 8, 14, 11, 16, 22, 19, 13, 17, 21, 24, 28, 31, 26, 9)
YEARS = YearsView(
    "Articles by year",
    tuple((str(2001 + n), f"years/{2001 + n}/", count, max(2, round(100 * count / 31))) for n, count in enumerate(_COUNTS)),
    sum(_COUNTS), (HOME,),
)  # fmt: skip
EVIL_YEARS = YearsView(EVIL, ((EVIL, "'\"><b>", 1979, 100),), 1, (HOME, Link(EVIL, "'")))

HOME_PAGE = HomeView(
    "Archive of Imagined Commentaries",
    "<p>Commentaries tell what a new result means, and what it does not. This archive keeps them together with "
    "the works that they discuss.</p>",
    ((1081, "articles", "years/"), (24, "years", "years/"), (2310, "authors", "authors/"), (907, "discussed-works", "on/")),
    tuple(ref(n, 2024) for n in (0, 3, 6, 7)), tuple(ref(n, 2023, "corrected" if n == 2 else "") for n in range(8)),
    (
        ("Specialties", "specialties/", tuple(Link(n, "specialties/x/") for n in ("COVID-19", "Cardiology", "Gastroenterology", "Immunology",
                                                                                "Metabolism", "Nephrology", "Neuroscience", "Oncology"))),
        ("Review series", "series/", tuple(Link(e.name, e.address) for e in INDEX.groups[0].entries)),
        ("Past issues", "journals/", (Link("The Journal of Imagined Medicine", "journals/jim/"),)),
        ("Types and collections", "collections/", (COMMENTARY, LETTER, Link("Viewpoint", "types/viewpoint/"))),
    ),
)  # fmt: skip
EVIL_HOME = HomeView(
    EVIL, "", ((1, "articles", "'\""),), (EVIL_REF,), (EVIL_REF,), ((EVIL, "'\"><b>", (Link(EVIL, "javascript:alert(1)"),)),)
)  # fmt: skip

# Authors, works, videos, former addresses

_PERSON = IdentityView(
    "person-1", "Ilse Varga-Holm", ("I. Holm", "Ilse Varga"), "0000-0002-1825-0097",
    (("University of Upper Weathering", "2019–2024"), ("Evening Hospital", "2012")),
    tuple(ref(n) for n in range(4)), (Link("Tobias Okonjo", "authors/tobias-okonjo/"), Link("Ambrose Quill Jr.")),
    (Link("PubMed", "https://pubmed.ncbi.nlm.nih.gov/?term=Varga"), Link("Google Scholar", "https://scholar.google.com/scholar?q=x")), 4,
)  # fmt: skip
AUTHORS = Link("Authors", "authors/")
NAME = NameView("Ilse Varga-Holm", (HOME, AUTHORS), (_PERSON,))
NAMESAKES = NameView(
    "Ilse Varga-Holm", (HOME, AUTHORS),
    (_PERSON, IdentityView("person-2", "Ilse Varga-Holm", (), "", (), (ref(5),), (), (), 1)),
)  # fmt: skip
EVIL_NAME = NameView(
    EVIL, (HOME, AUTHORS),
    (IdentityView("person-1", EVIL, (EVIL, RTL), '"><b>', ((EVIL, EVIL),), (EVIL_REF,), (Link(EVIL, "'\"/"),), (Link(LONG, "javascript:"),), 1),),
)  # fmt: skip
NAMES_PAGE = NamesView(
    "Authors", 2310, (HOME,), (("A", 120, ""), *((x, 7, f"authors/a-z/{x.lower()}/") for x in "BCDEFGHIJKLMNOPQRSTUVWXYZ")),
    (
        NameEntry("Ashdown, Perpetua", "authors/perpetua-ashdown/", (), 12),
        NameEntry("Anselm, Brother", "", (Link(TITLES[1], "articles/jim2024001/"),), 1),
        NameEntry("van der Aa, Marieke", "authors/marieke-van-der-aa/", (), 1),
    ),
)  # fmt: skip
EVIL_NAMES = NamesView(
    EVIL, 1, (HOME,), ((EVIL, 1, "'\"><b>"),), (NameEntry(EVIL, "'\"><b>", (), 1), NameEntry(LONG, "", (Link(EVIL, "javascript:"),), 1)),
)  # fmt: skip
WORK = WorkView(
    "Evening lantern walks for *lamp-lag*: a randomised trial", "Quill A, Threlkeld L", "J Imagin Med. 2024;12(3):e1187",
    (Link("10.5555/jim.2024.1187", DOI + "10.5555/jim.2024.1187"),), "retracted",
    (Banner("retracted", "This work has been retracted.", (Link("Retraction", "articles/r/"),)),),
    (HOME, Link("Discussed works", "on/")), (Related("Commentaries", (ref(0), ref(1))), Related("Reply", (ref(4),))),
)  # fmt: skip
EVIL_WORK = WorkView(
    EVIL, EVIL, EVIL, (Link(EVIL, "'\""),), "concern", (), (HOME,), (Related(EVIL, (EVIL_REF,)),)
)
WORKS = WorksView(
    "", "Discussed works", 907, (HOME,),
    (("J Imagin Med", 700, "on/journals/jim/"), ("The Annals of Things that Did Not Happen", 207, "on/journals/annals/")),
    (
        WorkEntry("Evening lantern walks for *lamp-lag*", "on/10.5555/1/", "Quill A", "J Imagin Med. 2024;12(3):e1187", "retracted",
                  (Link(TITLES[0], "articles/a/"), Link(TITLES[3], "articles/b/"))),
        WorkEntry("Letter of a lamplighter to the mayor of Dusk", "", "", "", "", (Link(TITLES[4], "articles/c/"),)),
    ),
)  # fmt: skip
EVIL_WORKS = WorksView(
    EVIL, EVIL, 1, (HOME,), ((EVIL, 1, "'\"><b>"),), (WorkEntry(EVIL, "'\"", EVIL, EVIL, "corrected", (Link(EVIL, "javascript:"),)),),
)  # fmt: skip
VIDEOS = VideosView(
    "Videos", (HOME,),
    (("Interviews", (VideoEntry("A conversation about dusk", "https://example.org/v/1", "12:04", card(3)),)),
     ("Video abstracts", (VideoEntry("Reading a *small* trial", "https://example.org/v/2", "", card(0)),))),
)  # fmt: skip
EVIL_VIDEOS = VideosView(
    EVIL, (HOME,), ((EVIL, (VideoEntry(EVIL, "javascript:alert(1)", EVIL, EVIL_CARD),)),)
)
REDIRECT = RedirectView("Moved", Link("Reading a *small* trial", "articles/jim2024001/"))


def article(
    view: ArticleView, parts: ArticleParts, site_name: str = "the Archive"
) -> tuple[str, str, dict[str, Any]]:
    """Template, base and context of an article's page."""
    files = citation_files(view.id, BESIDE_ARTICLES)
    lines = citation_lines(view, parts)
    context = {"view": view, "parts": parts, "citations": lines, "downloads": files, "site_name": site_name}
    return ("article.html", "../../", context)


PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "article-short": article(JCI_VIEW, JCI_PARTS),
    "article-long": article(LONG_VIEW, LONG_PARTS),
    "article-retracted": article(RETRACTED_VIEW, LONG_PARTS),
    "article-withdrawn": article(WITHDRAWN_VIEW, WITHDRAWN_PARTS),
    "article-evil": article(EVIL_VIEW, EVIL_PARTS, EVIL),
    "list": ("list.html", "../../", {"view": LIST}),
    "list-series": ("list.html", "../../", {"view": SERIES}),
    "list-year": ("list.html", "../../", {"view": YEAR}),
    "list-empty": ("list.html", "../../", {"view": EMPTY}),
    "list-evil": ("list.html", "../../../", {"view": EVIL_LIST}),
    "index": ("index.html", "../", {"view": INDEX}),
    "index-journal": ("index.html", "../../", {"view": JOURNAL}),
    "index-evil": ("index.html", "../", {"view": EVIL_INDEX}),
    "years": ("years.html", "../", {"view": YEARS}),
    "years-evil": ("years.html", "../", {"view": EVIL_YEARS}),
    "name": ("name.html", "../../", {"view": NAME}),
    "name-shared": ("name.html", "../../", {"view": NAMESAKES}),
    "name-evil": ("name.html", "../../", {"view": EVIL_NAME}),
    "names": ("names.html", "../", {"view": NAMES_PAGE}),
    "names-evil": ("names.html", "../", {"view": EVIL_NAMES}),
    "work": ("work.html", "../../../", {"view": WORK}),
    "work-evil": ("work.html", "../../../", {"view": EVIL_WORK}),
    "works": ("works.html", "../", {"view": WORKS}),
    "works-evil": ("works.html", "../", {"view": EVIL_WORKS}),
    "videos": ("videos.html", "../", {"view": VIDEOS}),
    "videos-none": ("videos.html", "../", {"view": VideosView("Videos", (HOME,), ())}),
    "videos-evil": ("videos.html", "../", {"view": EVIL_VIDEOS}),
    "redirect": ("redirect.html", "../../", {"view": REDIRECT}),
    "home": ("home.html", "", {"view": HOME_PAGE}),
    "home-evil": ("home.html", "", {"view": EVIL_HOME}),
}
"""Name → template, base and context."""
