"""The view of an article: what its page shows that does not stand in its own record."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from postilla import addresses
from postilla.archive import Archive, Status
from postilla.archive import Link as RelationLink
from postilla.formats import Alternate, author_list, copyright_of
from postilla.model import Head, Journal, Relation, Term, Work, license_of
from postilla.model.inline import to_plain
from postilla.words import Language

from .beside import alternates_beside
from .cards import ArticleFacts, Cards, SiteFacts, status_word, term_link
from .citation import work_line, work_links
from .feeds import Feeds
from .lists import home_link
from .metadata import ArchiveMetadataOf
from .repository import edit_address, suggest_address
from .views import ArticleView, Banner, CardRef, Link, Neighbours, Related, WorkCard

SHOWN = 6
"""So many cards stand in each group of further articles."""

OTHERS_SHOWN = 25
"""So many other articles on a work stand with it; its own page has all."""

WORKS = (
    Relation.COMMENTS_ON,
    Relation.REPLIES_TO,
    Relation.CORRECTS,
    Relation.RETRACTS,
    Relation.RAISES_CONCERN_ABOUT,
)
"""The relations whose works are shown as cards above the text, articles of the archive too."""

_BANNERS = ("retracted", "concern", "corrected")
"""The statuses that a reader must see before the title, the gravest first."""


class ArticleViews:
    """Makes the view of each article of an archive."""

    def __init__(
        self,
        archive: Archive,
        cards: Cards,
        facts: Callable[[str], ArticleFacts],
        site: SiteFacts,
        language: Language,
        feeds: Feeds,
    ) -> None:
        self._archive, self._cards, self._facts, self._site = archive, cards, facts, site
        self._language, self._word = language, language.word
        self._home = home_link(language)
        self._metadata, self._feeds = ArchiveMetadataOf(archive, cards.shown), feeds

    def of(self, head: Head) -> ArticleView:
        """The view of one article."""
        archive, site, facts = self._archive, self._site, self._facts(head.id)
        journal = archive.journal_of(head.id)
        journal_link = Link(journal.full_title, addresses.journal(journal.id)) if journal else Link("")
        volume, issue = self._issue(head, journal)
        license_id = facts.license or (journal.license if journal else "")
        license = license_of(license_id) if license_id else None
        type_term = archive.type_of(head.id)
        card = self._cards.one(head)
        return ArticleView(
            key=facts.key,
            id=head.id,
            card=card,
            breadcrumbs=self._breadcrumbs(type_term, journal_link, volume, issue),
            banners=self._banners(head),
            author_addresses=tuple(
                addresses.author(identity.slug) if archive.people.has_page(identity) else ""
                for identity in archive.people.of_article(head.id)
            ),
            journal=journal_link,
            journal_title=journal.short_title if journal else "",
            publisher=journal.publisher if journal else "",
            issns=self._issns(journal),
            volume=volume,
            issue=issue,
            year=Link(str(head.published.year), addresses.year(head.published.year))
            if head.published
            else Link(""),
            pdf=facts.pdf,
            works=self._works(head),
            neighbours=self._neighbours(head),
            collections=tuple(
                term_link("collections", t) for t in archive.taxonomies["collections"].of_article(head)
            ),
            translations=self._translations(head),
            license=Link(license.name, license.url) if license else Link(""),
            copyright="" if facts.copyrighted else copyright_of(head, journal),
            related=self._related(head),
            supplements=facts.supplements,
            edit_address=edit_address(site.repo_url, site.edit_uri, facts.path, docs_dir=site.docs_dir),
            suggest_address=suggest_address(
                site.repo_url,
                to_plain(head.title),
                facts.path,
                edit_uri=site.edit_uri,
                language=self._language,
            ),
            pictures=facts.pictures,
            metadata=self._metadata(
                head, card, facts.pdf.address, volume, issue, self._alternates(head, facts)
            ),
        )

    def _alternates(self, head: Head, facts: ArticleFacts) -> tuple[Alternate, ...]:
        """The article in other forms, and the feeds that it comes in."""
        rows = []
        pdf = facts.pdf.address
        if pdf:
            rows.append(Alternate("application/pdf", pdf, "PDF", "content"))
        rows += alternates_beside(head.id, self._site)
        rows += [
            Alternate(feed.media_type, feed.address, name, "feed")
            for name, feed in self._feeds.of_article(head)
        ]
        return tuple(rows)

    def _breadcrumbs(self, type_term: Term | None, *rest: Link) -> tuple[Link, ...]:
        links = [self._home, *(link for link in rest if link.address)]
        if len(links) == 1 and type_term:
            links.append(term_link("types", type_term))
        return tuple(links)

    def _issue(self, head: Head, journal: Journal | None) -> tuple[Link, Link]:
        if journal is None or head.in_press:
            return Link(""), Link("")
        issue = self._archive.journals[journal.id].issue(head.volume, head.issue)
        if issue is None:
            return Link(""), Link("")
        volume_link = (
            Link(self._word("volume", name=head.volume), addresses.journal(journal.id, issue.volume_slug))
            if head.volume
            else Link("")
        )
        if not head.issue:
            return volume_link, Link("")
        return volume_link, Link(
            self._word("issue", name=head.issue), addresses.journal(journal.id, issue.volume_slug, issue.slug)
        )

    def _banners(self, head: Head) -> tuple[Banner, ...]:
        banners = self._status_banners(self._archive.status(head.id), "article")
        for link in self._archive.related(head.id):
            if link.relation in (Relation.COMMENTS_ON, Relation.REPLIES_TO):
                banners += self._status_banners(self._work_status(link), "discussed")
        return tuple(dict.fromkeys(banners))

    def _status_banners(self, status: Status, what: str) -> list[Banner]:
        return [
            Banner(
                kind,
                self._word(f"{what}-{kind}"),
                self._cards.titles(getattr(status, kind)),
            )
            for kind in _BANNERS
            if getattr(status, kind)
        ]

    def _work_status(self, link: RelationLink) -> Status:
        if link.article:
            return self._archive.status(link.article)
        return self._archive.work_status(link.work.key if link.work else "")

    def _works(self, head: Head) -> tuple[WorkCard, ...]:
        """The works that the article is about, and those elsewhere that it is related to in any way."""
        links = self._archive.related(head.id)
        return tuple(self._work(head, link) for link in links if link.relation in WORKS or not link.article)

    def _work(self, head: Head, link: RelationLink) -> WorkCard:
        words = self._word(f"relation-{link.relation}")
        status = status_word(self._work_status(link))
        others, more = self._others(head, link)
        if link.article:
            card = self._cards.one(self._archive.head(link.article))
            target = self._archive.head(link.article)
            work = Work(doi=target.doi, pmid=target.pmid, pmcid=target.pmcid)
            return WorkCard(
                words,
                card.title,
                author_list(target.authors),
                card.citation,
                "",
                (Link(self._word("read-here"), card.address), *self._links(work)),
                status,
                target.doi,
                others,
                more,
            )
        discussed = self._archive.work(link.work.key) if link.work and link.work.key else None
        work = self._cards.described(discussed) if discussed else link.work or Work()
        return WorkCard(
            words,
            work.title,
            author_list(work.authors, work.et_al),
            work_line(work),
            work.text,
            self._links(work),
            status,
            work.doi,
            others,
            more,
        )

    def _links(self, work: Work) -> tuple[Link, ...]:
        """Where a work is found; last its page here, if it has one."""
        found, known = work_links(work, self._language), self._archive.work(work.key) if work.key else None
        return (*found, Link(self._word("everything-here"), addresses.work(known.work))) if known else found

    def _others(self, head: Head, link: RelationLink) -> tuple[tuple[CardRef, ...], int]:
        """The newest other articles that comment on the same work, and how many more there are."""
        if link.article:
            incoming: Iterable[RelationLink] = self._archive.incoming(link.article)
        else:
            discussed = self._archive.work(link.work.key) if link.work and link.work.key else None
            incoming = discussed.incoming if discussed else ()
        ids = dict.fromkeys(
            i.article for i in incoming if i.article != head.id and i.relation is Relation.COMMENTS_ON
        )
        return self._cards.by_id(list(ids)[:OTHERS_SHOWN]), max(len(ids) - OTHERS_SHOWN, 0)

    def _neighbours(self, head: Head) -> tuple[Neighbours, ...]:
        series = self._archive.taxonomies["series"]
        found = []
        for term in series.of_article(head):
            before, after = series.neighbours(term.id, head.id)
            found.append(
                Neighbours(
                    term_link("series", term),
                    series.rank(term.id, head.id),
                    series.count(term.id),
                    self._cards.short_title(before),
                    self._cards.short_title(after),
                )
            )
        return tuple(found)

    def _translations(self, head: Head) -> tuple[tuple[str, Link], ...]:
        archive = self._archive
        ids = (id for id in archive.translations.get(head.id, ()) if id != head.id)
        return tuple((archive.language_of(id), self._cards.short_title(archive.head(id))) for id in ids)

    def _related(self, head: Head) -> tuple[Related, ...]:
        """Replies, notices and companions by relation; then more on the same work, and by the same authors."""
        archive = self._archive
        back: dict[Relation, list[str]] = {}
        for link in archive.incoming(head.id):
            if link.relation is not Relation.TRANSLATION_OF:
                back.setdefault(link.relation, []).append(link.article)
        groups = {self._language.form(len(ids), f"back-{relation}"): ids for relation, ids in back.items()}
        for link in archive.related(head.id):
            if link.article and link.relation not in (*WORKS, Relation.TRANSLATION_OF):
                groups.setdefault(self._word(f"relation-{link.relation}"), []).append(link.article)
        shown = {id for ids in groups.values() for id in ids} | {head.id}
        siblings = [id for id in archive.siblings(head.id) if id not in shown]
        if siblings:
            groups[self._word("more-on-work")] = siblings
            shown.update(siblings)
        by_authors = dict.fromkeys(
            id
            for identity in archive.people.of_article(head.id)
            for id in identity.articles
            if id not in shown
        )
        if by_authors:
            groups[self._word("more-by-authors")] = list(by_authors)
        return tuple(Related(heading, self._cards.by_id(ids[:SHOWN])) for heading, ids in groups.items())

    def _issns(self, journal: Journal | None) -> tuple[str, ...]:
        found = (("issn-print", journal.issn_print), ("issn-online", journal.issn_online)) if journal else ()
        return tuple(self._word(key, issn=issn) for key, issn in found if issn)
