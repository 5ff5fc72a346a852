"""Feeds: which lists have one, what it holds, and the page that names them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import NamedTuple

from postilla import addresses
from postilla.archive import Archive
from postilla.archive import Link as RelationLink
from postilla.formats import (
    FEED_FORMATS,
    NEWEST_IN_FEED,
    Discussed,
    Feed,
    FeedEntry,
    FeedFormat,
    FeedWords,
    Metadata,
    RecordMetadata,
    SiteMetadata,
    prefixed,
)
from postilla.model import Head, Relation, Work
from postilla.words import Language

from .cards import ArticleFacts, Cards, SiteFacts, status_word
from .citation import work_line
from .lists import home_link
from .metadata import ArchiveMetadataOf, cited_work
from .views import FeedItem, FeedLine, FeedLink, FeedsView, FeedView, Link

MANY = 5_000
"""Up to so many articles every list has its feed in every format, where the settings leave it to us."""

_EVERYWHERE = frozenset({"site", "journals", "notices"})
"""The groups whose feeds have every format whatever the size: library services read these."""

_WITH_FEEDS = ("journals", "specialties", "series", "types")
"""The taxonomies whose terms have feeds, from what most readers follow to what few do."""

_DISCUSSING = (Relation.COMMENTS_ON, Relation.REPLIES_TO)
"""The relations under which a reader must be told that a work was retracted; a notice says so by itself."""
_RELATIONS = (*_DISCUSSING, Relation.CORRECTS, Relation.RETRACTS, Relation.RAISES_CONCERN_ABOUT)


class Source(NamedTuple):
    """A list that has feeds."""

    group: str
    """`site`, `notices`, or the name of a taxonomy."""
    page: str
    """The page of the list."""
    name: str


class Feeds:
    """The feeds of an archive."""

    def __init__(
        self,
        archive: Archive,
        cards: Cards,
        facts: Callable[[str], ArticleFacts],
        site: SiteFacts,
        language: Language,
        modified: Mapping[str, str],
    ) -> None:
        """Begin.

        Args:
            archive: the archive.
            cards: of its articles.
            facts: what is known of an article beside its head, by id.
            site: what is the same on every page.
            language: of the interface.
            modified: when each article last changed, by id (ISO 8601); empty where it has no date.
        """
        self._archive, self._cards, self._facts, self._site = archive, cards, facts, site
        self._language, self._word = language, language.word
        self._metadata = ArchiveMetadataOf(archive, cards.shown)
        self._modified = modified
        self._items: dict[str, tuple[FeedItem, frozenset[str]]] = {}
        """Items by id, with the articles that each shows."""
        self._made: dict[str, Source | None] = {}

    @cached_property
    def _lists(self) -> Mapping[str, tuple[str, str, Callable[[], Iterable[Head]]]]:
        """By its page, the group and the name of each list that may have feeds, and what gives its articles."""
        archive = self._archive
        rows: dict[str, tuple[str, str, Callable[[], Iterable[Head]]]] = {
            addresses.HOME: ("site", self._site.name, self._everything),
            addresses.NOTICES: ("notices", self._word("notices"), self._notices),
        }
        for name in _WITH_FEEDS:
            taxonomy = archive.taxonomies[name]
            for term in taxonomy.terms:
                articles = partial(taxonomy.articles, term.id)
                rows[addresses.term(name, term.id)] = (name, self._name(term), articles)
        return rows if self._site.url else {}

    def _source(self, page: str) -> Source | None:
        """The list of a page, found out when it is asked for; None where nothing in it has a date."""
        if page not in self._lists:
            return None
        if page not in self._made:
            group, name, heads = self._lists[page]
            self._made[page] = Source(group, page, name) if any(map(self._date, heads())) else None
        return self._made[page]

    def _date(self, head: Head) -> str:
        """Of the last change of an article; empty where it is unknown."""
        return self._modified[head.id] or _undated(head)

    def at(self, page: str) -> tuple[FeedLink, ...]:
        """The feeds that a page offers."""
        source = self._source(page)
        if source is None:
            return ()
        return tuple(
            FeedLink(row.name, addresses.feed(source.page, row.file), row.media_type)
            for row in self._formats(source)
        )

    def of_article(self, head: Head) -> Iterator[tuple[str, FeedLink]]:
        """Name and feed of each list that an article stands in; the feed of the whole site is in the shell.

        One format of each is enough here, for feed readers show all that a page names: the page of the list offers
        the others.
        """
        taxonomies = self._archive.taxonomies
        pages = [
            addresses.term(name, term.id)
            for name in _WITH_FEEDS
            for term in taxonomies[name].of_article(head)
        ]
        if self._is_notice(head):
            pages.append(addresses.NOTICES)
        for page in dict.fromkeys(pages):
            source = self._source(page)
            if source:
                yield source.name, self.at(page)[0]

    def view(self) -> FeedsView:
        """The page of all feeds."""
        groups: dict[str, list[FeedLine]] = {}
        for source in self.sources:
            kind = "feeds-of-site" if source.group in ("site", "notices") else f"all-of-{source.group}"
            line = FeedLine(Link(source.name, source.page), source.group != "notices", self.at(source.page))
            groups.setdefault(self._word(kind), []).append(line)
        alerts = self._site.alerts
        page, words = (
            (alerts.form.page, "or-subscribe-at") if alerts.form.action else (alerts.url, "subscribe-at")
        )
        return FeedsView(
            self._word("feeds"),
            (home_link(self._language),),
            tuple((title, tuple(lines)) for title, lines in groups.items()),
            Link(self._word(words, provider=alerts.provider), page) if page else Link(""),
            alerts.provider,
            alerts.form,
        )

    @property
    def sources(self) -> Iterable[Source]:
        """The lists that have feeds."""
        return [source for page in self._lists if (source := self._source(page))]

    def source_at(self, address: str) -> Source | None:
        """The list whose feed can be at an address."""
        page, slash, name = address.rpartition("/")
        return self._source(page + slash) if name else None

    def of(self, source: Source) -> Iterator[tuple[str, FeedView]]:
        """Address and view of the feeds of a list."""
        heads = self.dated(self._lists[source.page][2]())[:NEWEST_IN_FEED]
        items = tuple(self.item(head) for head in heads)
        title = described = source.name
        if source.group == "site":
            described = self._site.description or self._word("newest-of", archive=source.name)
        else:
            described = self._word("about-feed", name=source.name, archive=self._site.name)
            if source.group != "journals":
                title = self._word("title-of-feed", name=source.name, archive=self._site.name)
        page = source.page if source.group != "notices" else addresses.FEEDS
        words = FeedWords(self._word("this-is-a-feed"), source.name, self._word("all-feeds"), addresses.FEEDS)
        for row in self._formats(source):
            yield (
                addresses.feed(source.page, row.file),
                FeedView(
                    row.id, title, described, page, self._language.tag, words, self._site.feed_style, items
                ),
            )

    def _formats(self, source: Source) -> tuple[FeedFormat, ...]:
        wanted = self._site.feeds
        few = len(self._archive.entries) <= MANY
        if wanted == "all" or (wanted == "auto" and (few or source.group in _EVERYWHERE)):
            return FEED_FORMATS
        return FEED_FORMATS[:1]

    def _everything(self) -> Iterable[Head]:
        return map(self._archive.head, self._archive.order)

    def _notices(self) -> Iterable[Head]:
        return filter(self._is_notice, self._everything())

    def _name(self, term: object) -> str:
        """A type is named as many; a journal in full."""
        for field in ("plural", "full_title", "name"):
            if name := str(getattr(term, field, "")):
                return name
        return ""

    def _is_notice(self, head: Head) -> bool:
        term = self._archive.type_of(head.id)
        return bool(term and term.notice) or bool(self._archive.status(head.id))

    def dated(self, heads: Iterable[Head]) -> list[Head]:
        """The newest first by their last change; what has no date is left out, for a feed cannot say so."""
        rows = [(date, head) for head in heads if (date := self._date(head))]
        rows.sort(key=lambda row: row[0], reverse=True)
        return [head for _, head in rows]

    def item(self, head: Head) -> FeedItem:
        """An article as feeds have it."""
        made = self._items.get(head.id)
        if made is None:
            facts, card = self._facts(head.id), self._cards.one(head)
            related = [link for link in self._archive.related(head.id) if link.relation in _RELATIONS]
            none = Link("")
            meta = self._metadata(head, card, "", none, none, ())._replace(mentioned=(), notices=())
            works = tuple(self._discussed(link) for link in related)
            item = FeedItem(head.id, facts.metadata, meta, card.citation, works, _undated(head))
            known = (self._archive.work(link.work.key) for link in related if link.work and link.work.key)
            shows = {head.id, *(link.article for link in related), *(one.article for one in known if one)}
            made = self._items[head.id] = item, frozenset(shows - {""})
        self._cards.shown.update(made[1])
        return made[0]

    def _discussed(self, link: RelationLink) -> Discussed:
        archive, relation = self._archive, self._word(f"relation-{link.relation}")
        if link.article:
            card = self._cards.one(archive.head(link.article))
            work, source = self._metadata.work_of(link.article), card.citation
            if not work.link:
                work = work._replace(url=self._site.url + card.address)
            status = status_word(archive.status(link.article))
        else:
            known = archive.work(link.work.key) if link.work and link.work.key else None
            described = self._cards.described(known) if known else link.work or Work()
            work, source = cited_work(described), work_line(described)
            status = status_word(archive.work_status(link.work.key if link.work else ""))
        if link.relation in _DISCUSSING and work.title:
            work = work._replace(title=prefixed(work.title, status))
        return Discussed(relation, work, source)


def digest_items(
    archive: Archive, facts: Callable[[str], ArticleFacts], site: SiteFacts, language: Language
) -> Iterator[tuple[FeedItem, bool]]:
    """Every dated article as feeds have it, newest first, and whether it is a notice; arguments as of `Feeds`."""
    modified = ArchiveMetadataOf(archive).modified
    dates = {id: modified(entry.head) for id, entry in archive.entries.items()}
    feeds = Feeds(archive, Cards(archive, language), facts, site, language, dates)
    for head in feeds.dated(archive.head(id) for id in archive.order):
        term = archive.type_of(head.id)
        yield feeds.item(head), bool(term and term.notice)


def feed_text(
    address: str,
    view: FeedView,
    site: SiteMetadata,
    load: Callable[[str], RecordMetadata],
) -> str:
    """A feed, written.

    Args:
        address: of the feed.
        view: its view.
        site: the archive.
        load: gives what the record of an article says, by the id of the article.
    """
    row = next(row for row in FEED_FORMATS if row.id == view.format)
    entries = tuple(
        FeedEntry(
            Metadata(load(item.id), item.metadata, site),
            item.citation,
            item.works,
            item.undated,
        )
        for item in view.items
    )
    words = view.words._replace(feeds_address=site.url + view.words.feeds_address)
    style = addresses.base(address) + view.style if view.style else ""
    return row.write(
        Feed(
            view.title, view.description, site.url + address, site.url + view.page, view.language, site.url, words,
            style, entries,
        )
    )  # fmt: skip


def _undated(head: Head) -> str:
    """What stands for the date of publication of an article in press."""
    dates = head.dates
    return str(dates.online or dates.accepted or dates.received or "")
