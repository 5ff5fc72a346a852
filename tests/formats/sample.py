"""An article's metadata with everything in it, and with text that no format likes; all invented."""

from __future__ import annotations

from typing import Any

from postilla.bodies import Body
from postilla.formats import (
    Alternate,
    ArchiveMetadata,
    CitedWork,
    Creator,
    Discussed,
    Feed,
    FeedEntry,
    FeedWords,
    Institution,
    Item,
    Mentioned,
    Metadata,
    RecordMetadata,
    SiteMetadata,
    Venue,
)
from postilla.pages.metadata import NOTICES, cited_work, record_metadata

SITE = SiteMetadata(
    'Archive of <lanterns> & "lamps"', "https://example.org/a/", "en", "What is said of lanterns."
)
WORK = CitedWork(
    "Evening walks", ("Quill, Ambrosia", "Lantern Walk Study Group"), "J Imagin Med", "2024", "12", "3", "e1187",
    "10.5555/jim.2024.1187", "",
)  # fmt: skip
RECORD = RecordMetadata(
    title="Reading a small trial",
    subtitle="What 84 people tell",
    creators=(
        Creator(
            "Varga-Holm", "Ilse", "Ilse Varga-Holm", "0000-0002-1825-0097",
            (Institution("Imaginary University", "03yrm5c26"), Institution("Other Place")),
        ),
        Creator("van der Linde", "Marieke Jr.", "Marieke van der Linde Jr."),
        Creator("The Lantern Group", name="The Lantern Group", is_group=True),
    ),
    published="2024-09-12",
    updated="2024-10-01",
    volume="12",
    issue="3",
    first_page="310",
    last_page="318",
    pages="310-318",
    doi="10.5555/jim.2024.1201",
    pmid="12345",
    pmcid="PMC123",
    keywords=("lanterns", "lamp-lag"),
    abstract="Lantern walks may help a little.",
    summary="Walks help.",
    license="https://creativecommons.org/licenses/by/4.0/",
    copyright_year="2024",
    copyright_holder="A Society",
    references=(
        WORK,
        CitedWork("On; regression", ("Brandl, A",), "Stat", "2019a", "7", "", "1–9", "10.5555/b"),
        CitedWork(text="A letter to the mayor of Dusk, 1893."),
    ),
    figure=("fig1.png", "A chart."),
    has_text=True,
)  # fmt: skip
ARCHIVE = ArchiveMetadata(
    address="articles/x/",
    language="en",
    type="Commentary",
    publication_types=("Comment", "Journal Article"),
    venue=Venue(
        "Journal of Imagined Medicine", "J Imagin Med", "0021-9738", "1558-8238", "A Publisher",
        "https://jim.example/", "journals/jim/",
    ),
    volume_address="journals/jim/12/",
    issue_address="journals/jim/12/3/",
    specialties=("Neuroscience", "Sleep"),
    mentioned=(Mentioned("comments-on", WORK, "on/10.5555/jim.2024.1187/"),),
    modified="2024-11-04",
    pdf="articles/x/x.pdf",
    alternates=(
        Alternate("application/pdf", "articles/x/x.pdf", "PDF", "content"),
        Alternate("application/x-bibtex", "articles/x/x.bib", "BibTeX"),
        Alternate("application/atom+xml", "journals/jim/feed.xml", "Journal of Imagined Medicine", "feed"),
    ),
)  # fmt: skip
ARTICLE = Metadata(RECORD, ARCHIVE, SITE)

HOSTILE = "</script><!-- ]]> & <b>\"'\\{}%$#_^~` \u2028 مقال é \U0001f600 \x0b\x00\ufffe ;"


def article(**changes: Any) -> Metadata:
    """The article with other values, whichever half they belong to."""
    own = {key: value for key, value in changes.items() if key in RecordMetadata._fields}
    site = {key: value for key, value in changes.items() if key in SiteMetadata._fields}
    rest = {key: value for key, value in changes.items() if key not in own and key not in site}
    return Metadata(RECORD._replace(**own), ARCHIVE._replace(**rest), SITE._replace(**site))


def entry(**changes: Any) -> FeedEntry:
    """The article in a feed."""
    discussed = Discussed("Comments on", WORK, "J Imagin Med. 2024;12(3):e1187")
    return FeedEntry(article(**changes), "J Imagin Med. 2024;12(3):310-318", (discussed,), "")


def feed(*entries: FeedEntry) -> Feed:
    """A feed of these articles."""
    return Feed(
        "Sleep & lamps", "The newest <articles>", "https://example.org/a/specialties/sleep/feed.xml",
        "https://example.org/a/specialties/sleep/", "en", "https://example.org/a/",
        FeedWords("This is a feed.", "Sleep", "All feeds", "https://example.org/a/feeds/"),
        "../../assets/postilla/feed.0.css", entries,
    )  # fmt: skip


def metadata_of(item: Item) -> Metadata:
    """What heads and feeds see of an article that citation files see as an item."""
    publication = item.publication
    head, journal = publication.head, publication.journal
    archive = ArchiveMetadata(
        f"articles/{head.id}/",
        publication.language,
        "Letter",
        venue=Venue(
            journal.full_title,
            journal.abbreviation,
            journal.issn_print,
            journal.issn_online,
            journal.publisher,
        )
        if journal
        else Venue(),
        status=next(iter(publication.status), ""),
        mentioned=tuple(Mentioned(str(r.relation), cited_work(r.work)) for r in publication.related),
        notices=tuple(
            Mentioned(str(r.relation), cited_work(r.work))
            for r in publication.incoming
            if r.relation in NOTICES
        ),
    )
    bodies = {"abstract": Body(item.bodies.get("abstract", ""))}
    return Metadata(record_metadata(head, item.tail, bodies), archive, SITE)
