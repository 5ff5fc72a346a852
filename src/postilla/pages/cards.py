"""Cards: an article as every list shows it, made once for the whole site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from postilla import addresses
from postilla.alerts import Alerts
from postilla.archive import Archive, Discussed, Status
from postilla.formats import SiteMetadata
from postilla.model import Head, Term, Work
from postilla.words import Language

from .citation import article_line
from .shown import Shown
from .views import Card, CardRef, Link, PdfView

AUTHORS_SHOWN = 8
"""So many authors stand on a card; the article's page names all."""


class ArticleFacts(NamedTuple):
    """What the head of a record does not say and its page needs, known without loading its tail."""

    key: str
    path: str
    pdf: PdfView
    supplements: tuple[tuple[str, str], ...]
    license: str
    copyrighted: bool
    institutions: tuple[tuple[str, ...], ...]
    """The institutions of each author, in order."""
    pictures: tuple[tuple[str, int, int], ...] = ()
    """File name, width and height (pixels) of each picture beside the record, as far as they are known."""
    metadata: str = ""
    """The digest of what metadata tell of the record."""
    words: str = ""
    """The digest of that and of the text itself."""


class SiteFacts(NamedTuple):
    """What is the same on every page."""

    name: str
    url: str
    """Absolute, with a final slash; empty where the site has no address."""
    language: str
    """Of its content (BCP 47); the interface speaks it if it can."""
    intro_html: str
    repo_url: str
    """The address of the archive's repository; empty for none."""
    edit_uri: str
    """MkDocs' setting: the way from there to the hand-written pages."""
    docs_dir: str = "docs"
    """Their folder, relative to the root of the archive."""
    citation_files: tuple[str, ...] = ()
    """The formats of the files beside each article."""
    bulk_files: bool = False
    """Whether lists have files of all their articles."""
    description: str = ""
    """One sentence about the archive."""
    is_mirror: bool = False
    """Whether the articles are copies of what a publisher has."""
    feeds: str = "auto"
    """Which formats feeds have, as the settings say."""
    alerts: Alerts = Alerts()
    feed_style: str = ""
    """The address of the stylesheet of feeds; empty for none."""
    has_linksets: bool = False
    """Whether each article has a link set."""
    has_twins: bool = False
    """Whether each article is there as Markdown too."""
    has_search: bool = True

    @property
    def metadata(self) -> SiteMetadata:
        """What machines are told of the archive."""
        return SiteMetadata(self.name, self.url, self.language, self.description, self.is_mirror)


class Cards:
    """The cards of an archive, each made when it is first asked for."""

    def __init__(self, archive: Archive, language: Language, made: dict[str, Card] | None = None) -> None:
        """Begin with the cards that are `made`, by the id of the article; further ones are added to them."""
        self.shown = Shown()
        """The articles of which something has been given."""
        self._archive = archive
        self._language = language
        self._made: dict[str, Card] = {} if made is None else made
        self._refs: dict[str, CardRef] = {}

    def of(self, heads: Iterable[Head]) -> tuple[CardRef, ...]:
        """The cards of some articles, in their order."""
        return self.by_id(head.id for head in heads)

    def by_id(self, ids: Iterable[str]) -> tuple[CardRef, ...]:
        """The cards of some articles by id."""
        refs, ids = self._refs, tuple(ids)
        self.shown.update(ids)
        return tuple(refs.get(id) or self._ref(id) for id in ids)

    def one(self, head: Head) -> Card:
        """The card of one article."""
        self.shown.add(head.id)
        card = self._made.get(head.id)
        if card is None:
            card = self._made[head.id] = self._make(head)
        return card

    def titles(self, ids: Iterable[str]) -> tuple[Link, ...]:
        """The titles of some articles, linked."""
        return tuple(self.title(id) for id in ids)

    def title(self, id: str) -> Link:
        """The title of an article, linked."""
        self.shown.add(id)
        return Link(self._archive.head(id).title, addresses.article(id))

    def short_title(self, head: Head | None) -> Link:
        """The link to an article from a narrow place; to nowhere where there is none."""
        if head is None:
            return Link("")
        self.shown.add(head.id)
        return Link(head.short_title or head.title, addresses.article(head.id))

    def described(self, discussed: Discussed) -> Work:
        """The work as this archive describes it: one that has a record of its own is called what that says."""
        if discussed.article:
            self.shown.add(discussed.article)
        return discussed.work

    def _ref(self, id: str) -> CardRef:
        text = json.dumps(self.one(self._archive.head(id)), ensure_ascii=False)
        ref = CardRef(id, hashlib.blake2b(text.encode(), digest_size=8).hexdigest())
        self._refs[id] = ref
        return ref

    def _make(self, head: Head) -> Card:
        archive = self._archive
        journal = archive.journal_of(head.id)
        type_term = archive.type_of(head.id)
        names = tuple(str(author) for author in head.authors[:AUTHORS_SHOWN])
        return Card(
            head.id,
            addresses.article(head.id),
            head.title,
            term_link("types", type_term) if type_term else Link(head.type),
            names,
            len(head.authors) - len(names),
            self._language.date(head.published),
            str(head.published or ""),
            article_line(head, journal.short_title if journal else ""),
            tuple(term_link("specialties", t) for t in archive.taxonomies["specialties"].of_article(head)),
            archive.hidden.get(head.id) or status_word(archive.status(head.id), head),
            self._language.foreign(archive.language_of(head.id)),
        )


def term_link(taxonomy: str, term: Term) -> Link:
    """The link to a term's page."""
    return Link(term.name, addresses.term(taxonomy, term.id))


def status_word(status: Status, head: Head | None = None) -> str:
    """The one status that a label shows: the gravest."""
    if status.withdrawn:
        return "withdrawn"
    if status.retracted:
        return "retracted"
    if status.concern:
        return "concern"
    if status.corrected:
        return "corrected"
    return "in-press" if head and head.in_press else ""
