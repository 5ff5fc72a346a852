"""Views: small frozen values that hold everything a template may show.

They are named tuples of text, numbers, other views and tuples of those, so that canonical JSON writes them at C speed
and the digest of a view is the key of its page. Titles and captions are inline text (templates render them with the
filter `inline`); names ending in `html` hold sanitised HTML; addresses are relative to the root of the site.
Nothing in a view comes from a clock, from git or from the order of files.
"""

from __future__ import annotations

from typing import NamedTuple

from postilla.alerts import AlertForm
from postilla.formats import ArchiveMetadata, Discussed, FeedWords, RecordMetadata
from postilla.model import Head


class Link(NamedTuple):
    """A name and the address it leads to (of this site, or elsewhere beginning with `https:`); empty for no link."""

    name: str
    address: str = ""


class FeedLink(NamedTuple):
    """A feed that a page offers."""

    name: str
    """Of its format: `Atom`."""
    address: str
    media_type: str


class Download(NamedTuple):
    """A file beside a page."""

    name: str
    """Of its format: `BibTeX`."""
    address: str
    media_type: str


class CardRef(NamedTuple):
    """The card of an article in a list: lists hold many, so they name them by what they show."""

    id: str
    digest: str
    """Of the card, in hexadecimal digits."""


class Card(NamedTuple):
    """An article in a list."""

    id: str
    address: str
    title: str
    type: Link
    authors: tuple[str, ...]
    more_authors: int
    """How many authors are left out of `authors`."""
    date: str
    """`October 1, 2021`; empty where the article has none."""
    iso_date: str
    citation: str
    """`J Clin Invest. 2021;131(19):e153204`; the journal's name where there is no more."""
    specialties: tuple[Link, ...]
    status: str
    """Empty, or one of `STATUSES`; also a CSS class."""
    language: str
    """Empty where it is that of the interface."""


STATUSES = ("retracted", "concern", "corrected", "withdrawn", "draft", "embargo", "in-press")
"""What has become of an article; the words of each have the key `status-…`.
What is a draft or under embargo stands in a preview only."""


class Banner(NamedTuple):
    """A status that a reader must see before the title."""

    status: str
    words: str
    """`This article has been retracted.`"""
    links: tuple[Link, ...]
    """The notices."""


class WorkCard(NamedTuple):
    """A work that the article discusses, or another that it relates to."""

    relation: str
    """`Comments on`."""
    title: str
    authors: str
    """`Liu B, Zhang H, et al.`"""
    source: str
    """`J Clin Invest. 2021;131(19):e150211`."""
    text: str
    """The reference as text, where there is no title."""
    links: tuple[Link, ...]
    """DOI, PubMed, PMC, or the article of this archive."""
    status: str
    doi: str
    others: tuple[CardRef, ...]
    """Other articles of this archive on the same work."""
    more: int = 0
    """How many are left out of `others`."""


class Neighbours(NamedTuple):
    """An article's place in a series."""

    series: Link
    position: int
    count: int  # type: ignore[assignment]  # nobody counts in a view
    previous: Link
    """Empty at the beginning of the series."""
    next: Link


class PdfView(NamedTuple):
    """The PDF of an article."""

    address: str
    size: str
    """`506.40 KB`; empty where it is not known."""


class Related(NamedTuple):
    """A group of articles that belong to this one: `Replies`, `Corrections`, `More by these authors`."""

    heading: str
    cards: tuple[CardRef, ...]


class ArticleView(NamedTuple):
    """What an article's page shows that does not stand in its own record."""

    key: str
    """Digest of the record: its tail and its bodies enter the page by it."""
    id: str
    card: Card
    breadcrumbs: tuple[Link, ...]
    banners: tuple[Banner, ...]
    author_addresses: tuple[str, ...]
    """The page of each author in order; empty for those without one."""
    journal: Link
    journal_title: str
    publisher: str
    issns: tuple[str, ...]
    """`0021-9738 (print)`."""
    volume: Link
    issue: Link
    year: Link
    pdf: PdfView
    works: tuple[WorkCard, ...]
    neighbours: tuple[Neighbours, ...]
    collections: tuple[Link, ...]
    translations: tuple[tuple[str, Link], ...]
    """Language and link of the article in every other language."""
    license: Link
    copyright: str
    """`© 2021 A Holder`: the journal's default, where the record has none of its own."""
    related: tuple[Related, ...]
    supplements: tuple[tuple[str, str], ...]
    """File name and size of each supplement beside the record."""
    edit_address: str
    """Where the record can be edited; empty where the site has no repository."""
    suggest_address: str
    """Where a reader can tell what is wrong with it; empty where the site has no repository."""
    pictures: tuple[tuple[str, int, int], ...] = ()
    """File name, width and height (pixels) of each picture beside the record, as far as they are known."""
    metadata: ArchiveMetadata = ArchiveMetadata()


class AuthorPart(NamedTuple):
    """An author on the article's page."""

    name: str
    orcid: str
    marks: tuple[int, ...]
    """Numbers of affiliations."""
    corresponding: bool
    equal: bool
    deceased: bool
    present_address: str
    roles: tuple[str, ...]
    members: tuple[str, ...]
    searches: tuple[Link, ...]
    """Where to find other articles by this author."""


class Statement(NamedTuple):
    """A statement at the foot of an article, such as competing interests."""

    id: str
    heading: str
    html: str
    is_ours: bool = False
    """Whether the words are the interface's, and not the record's."""


class Heading(NamedTuple):
    """An entry of the table of contents."""

    level: int
    id: str
    text: str


class Supplement(NamedTuple):
    """A supplementary file."""

    label: str
    title: str
    address: str
    size: str
    """Empty for a file beside the record: the view knows it."""
    file: str
    """Its name; empty where it lies elsewhere."""


class ArticleParts(NamedTuple):
    """What an article's page shows of its own record; made when the record is read."""

    title: str
    subtitle: str
    translated_titles: tuple[tuple[str, str], ...]
    """Language and title."""
    authors: tuple[AuthorPart, ...]
    affiliations: tuple[tuple[int, str, str], ...]
    """Number, address as text, address of the ROR page or empty."""
    editors: tuple[str, ...]
    """`Name (handling editor)`."""
    date: str
    iso_date: str
    dates: tuple[tuple[str, str], ...]
    """`("Received", "June 1, 2021")` …"""
    head: Head
    """What citation lines are made of."""
    doi_address: str
    identifiers: tuple[tuple[str, Link], ...]
    """`("DOI", Link)`, `("PMID", Link)` …"""
    keywords: tuple[str, ...]
    abstract_html: str
    summary_html: str
    note_html: str
    text_html: str
    contents: tuple[Heading, ...]
    """Empty for short texts."""
    references_html: str
    """The items of the list; empty where there are none."""
    supplements: tuple[Supplement, ...]
    statements: tuple[Statement, ...]
    license: Link
    copyright: str
    history: tuple[tuple[str, str, str], ...]
    """Version, date, note (inline)."""
    video: tuple[str, str, str, str, str]
    """Address, title, kind in words, duration, transcript as HTML; the address is empty where there is none."""
    withdrawn: tuple[str, str]
    """Date and reason (inline); empty where the article stands."""
    words: int
    """Words of the text."""
    metadata: RecordMetadata = RecordMetadata()


class CardGroup(NamedTuple):
    """Cards under a heading: a year, an issue, a type."""

    heading: str
    """Empty for a single group without one."""
    id: str
    address: str
    """A page of its own for the group; empty where there is none."""
    cards: tuple[CardRef, ...]


class ListView(NamedTuple):
    """A list of articles: a specialty, a series, a year, an issue, a type, a collection."""

    kicker: str
    """What kind of list: `Specialty`, `Review series`, `Issue`."""
    title: str
    detail: str
    """`May 2025`, `October 2021`; empty where there is nothing to say."""
    count: int  # type: ignore[assignment]  # nobody counts in a view
    intro_html: str
    notes: tuple[tuple[str, Link], ...]
    """Sentences such as `("Retired in May 2025; see", Link)`."""
    breadcrumbs: tuple[Link, ...]
    parts: tuple[tuple[str, int, str], ...]
    """Pages that the list is split into: name, count (0 where it is not told), address (empty for the page itself)."""
    groups: tuple[CardGroup, ...]
    ordered: bool
    """Whether the order has a meaning and is numbered (a series)."""
    see_also: tuple[tuple[str, tuple[Link, ...]], ...]
    """`("Series in this specialty", links)`."""
    previous: Link
    next: Link
    """The neighbouring list: the issue, year or part before and after."""
    language: str = ""
    """Of the title; empty where it is that of the interface."""
    first: int = 1
    """The number of the first article, where they are numbered."""
    feeds: tuple[FeedLink, ...] = ()
    downloads: tuple[Download, ...] = ()
    """Files of all its articles."""


class Entry(NamedTuple):
    """One line of an index of lists."""

    name: str
    address: str
    count: int  # type: ignore[assignment]  # nobody counts in a view
    detail: str
    """`May 2025`, `2012–2021`."""
    intro_html: str


class EntryGroup(NamedTuple):
    """Entries under a heading; the heading is empty for a single group."""

    heading: str
    entries: tuple[Entry, ...]


class SearchView(NamedTuple):
    """The page of the search."""

    title: str
    lists: tuple[Link, ...]
    """Every index of the archive."""


class IndexView(NamedTuple):
    """An index of lists: all specialties, all series, all types, all journals, a journal's volumes."""

    kicker: str
    title: str
    intro_html: str
    facts: tuple[tuple[str, str], ...]
    """Label and value: ISSN, publisher."""
    breadcrumbs: tuple[Link, ...]
    groups: tuple[EntryGroup, ...]
    links: tuple[Link, ...]
    """Doors beside the list: `Current issue`."""
    feeds: tuple[FeedLink, ...] = ()


class YearsView(NamedTuple):
    """Articles by year: a bar chart and the same numbers as a table."""

    title: str
    years: tuple[tuple[str, str, int, int], ...]
    """Year, address (empty for a year without articles), count, height of its bar in per cent."""
    count: int  # type: ignore[assignment]  # nobody counts in a view
    breadcrumbs: tuple[Link, ...]


class HomeView(NamedTuple):
    """The home page."""

    site_name: str
    intro_html: str
    facts: tuple[tuple[int, str, str], ...]
    """Number, what it counts (a key of the counts), address: `(81, "articles", "years/")`."""
    featured: tuple[CardRef, ...]
    newest: tuple[CardRef, ...]
    doors: tuple[tuple[str, str, tuple[Link, ...]], ...]
    """Heading, address of the whole index, some of its entries."""
    feeds: tuple[FeedLink, ...] = ()
    downloads: tuple[Download, ...] = ()
    """Files of all articles of the archive."""


class NameEntry(NamedTuple):
    """A name in the A–Z."""

    name: str
    """`Peterson, Christopher W.`"""
    address: str
    """The page of the name; empty where it has none."""
    articles: tuple[Link, ...]
    """The articles of a name without a page; empty where the page lists them."""
    total: int


class NamesView(NamedTuple):
    """The index of authors, or the names that begin with some letters."""

    title: str
    total: int
    breadcrumbs: tuple[Link, ...]
    parts: tuple[tuple[str, int, str], ...]
    """Letters, how many names begin with them, address (empty for the page itself); then further pages."""
    names: tuple[NameEntry, ...]
    previous: Link = Link("")
    next: Link = Link("")


class IdentityView(NamedTuple):
    """One person on the page of a name."""

    id: str
    name: str
    names: tuple[str, ...]
    """Other forms of the name in the articles."""
    orcid: str
    affiliations: tuple[tuple[str, str], ...]
    """Institution and years: `("An Institution", "2012–2021")`, newest first."""
    articles: tuple[CardRef, ...]
    coauthors: tuple[Link, ...]
    searches: tuple[Link, ...]
    total: int
    """All articles, also those on further pages; 0 where it is told elsewhere."""


class NameView(NamedTuple):
    """The page of a name; namesakes are sections of it."""

    title: str
    breadcrumbs: tuple[Link, ...]
    people: tuple[IdentityView, ...]
    parts: tuple[tuple[str, int, str], ...] = ()
    previous: Link = Link("")
    next: Link = Link("")


class WorkView(NamedTuple):
    """Everything this archive says about one work."""

    title: str
    """Inline text; the reference as text where there is no title."""
    authors: str
    source: str
    links: tuple[Link, ...]
    status: str
    banners: tuple[Banner, ...]
    breadcrumbs: tuple[Link, ...]
    groups: tuple[Related, ...]
    parts: tuple[tuple[str, int, str], ...] = ()
    previous: Link = Link("")
    next: Link = Link("")


class WorkEntry(NamedTuple):
    """A discussed work in a list."""

    title: str
    address: str
    """Empty for a work that is known by description only."""
    authors: str
    source: str
    status: str
    articles: tuple[Link, ...]
    more: int = 0
    """How many articles are left out of `articles`."""


class WorksView(NamedTuple):
    """Discussed works: of all journals, of one, of one and a year."""

    kicker: str
    title: str
    total: int
    breadcrumbs: tuple[Link, ...]
    parts: tuple[tuple[str, int, str], ...]
    """Journals, years or further pages: name, count, address (empty for the page itself)."""
    works: tuple[WorkEntry, ...]
    previous: Link = Link("")
    next: Link = Link("")


class VideoEntry(NamedTuple):
    """A video and the article it belongs to."""

    title: str
    address: str
    duration: str
    article: Card


class VideosView(NamedTuple):
    """All videos, in groups by kind."""

    title: str
    breadcrumbs: tuple[Link, ...]
    groups: tuple[tuple[str, tuple[VideoEntry, ...]], ...]


class RedirectView(NamedTuple):
    """A former address and the one that took its place."""

    title: str
    target: Link


class FeedLine(NamedTuple):
    """A list and its feeds, on the page of all feeds."""

    list: Link
    """Its page."""
    has_page: bool
    feeds: tuple[FeedLink, ...]


class FeedsView(NamedTuple):
    """All feeds, and who sends alerts by e-mail."""

    title: str
    breadcrumbs: tuple[Link, ...]
    groups: tuple[tuple[str, tuple[FeedLine, ...]], ...]
    """Empty where the site has no address: feeds need one."""
    alerts: Link
    """`Subscribe at Buttondown`, the page of whoever sends them; empty where there is none."""
    provider: str = ""
    """Who sends them; empty for nobody."""
    form: AlertForm = AlertForm()
    """By which readers ask for them here, if there is one."""


class FeedItem(NamedTuple):
    """An article in a feed, but for what its record says."""

    id: str
    digest: str
    """Of what metadata tell of the record."""
    metadata: ArchiveMetadata
    citation: str
    works: tuple[Discussed, ...]
    undated: str
    """What stands for the date of publication where there is none (ISO 8601)."""


class FeedView(NamedTuple):
    """A feed in one format."""

    format: str
    title: str
    description: str
    page: str
    """The page whose articles it has."""
    language: str
    words: FeedWords
    style: str
    """The address of its stylesheet; empty for none."""
    items: tuple[FeedItem, ...]


class FileView(NamedTuple):
    """A file that the build writes beside an article."""

    kind: str
    """`linkset` or `twin`."""
    id: str
    digest: str
    """Of what the file takes from the record."""
    metadata: ArchiveMetadata
    record: RecordMetadata = RecordMetadata()
    """Of a link set, all that it takes from the record."""
    citation: str = ""
    license: str = ""
    """The name of the licence."""
    banners: tuple[str, ...] = ()
    """What a reader must know before the title."""
    works: tuple[tuple[str, str], ...] = ()
    """Relation and description of each work that the article is about."""
