"""The two halves of an article's metadata: what its record says, and what the archive adds."""

from __future__ import annotations

from collections.abc import Mapping

from postilla import addresses
from postilla.archive import Archive
from postilla.archive import Link as RelationLink
from postilla.bodies import Body
from postilla.formats import (
    Alternate,
    ArchiveMetadata,
    CitedWork,
    Creator,
    Institution,
    Mentioned,
    RecordMetadata,
    Venue,
    first_and_last,
    html_line,
    publication_types,
    work_of,
)
from postilla.model import Affiliation, Author, Group, Head, Journal, Relation, Tail, Work, license_of
from postilla.model.inline import to_plain

from .shown import Shown
from .views import Card, Link

NOTICES = (Relation.RETRACTS, Relation.RAISES_CONCERN_ABOUT, Relation.CORRECTS)


def record_metadata(head: Head, tail: Tail, bodies: Mapping[str, Body]) -> RecordMetadata:
    """What the record says of an article."""
    first, last = first_and_last(head.pages)
    license = license_of(tail.license) if tail.license else None
    holder = tail.copyright
    figure = tail.figures[0] if tail.figures and not head.withdrawn else None
    abstract, summary, note = (_plain(bodies, field) for field in ("abstract", "summary", "archive_note"))
    if head.withdrawn:
        abstract = summary = ""
    return RecordMetadata(
        title=to_plain(head.title),
        subtitle=to_plain(head.subtitle),
        creators=tuple(_creator(author, tail.affiliations) for author in head.authors),
        published=str(head.issued or ""),
        updated=str(head.dates.updated or ""),
        volume=head.volume,
        issue=head.issue,
        first_page=head.elocation or first,
        last_page="" if head.elocation else last,
        pages=head.elocation or head.pages,
        doi=head.doi,
        pmid=head.pmid,
        pmcid=head.pmcid,
        keywords=tail.keywords,
        abstract=abstract,
        summary=summary,
        note=note,
        license=license.url if license else "",
        copyright_year=holder.year if holder else "",
        copyright_holder=holder.holder if holder else "",
        references=() if head.withdrawn else tuple(cited_work(one.work) for one in tail.references),
        figure=(figure.file, figure.alt) if figure else ("", ""),
        has_text="text" in bodies and bool(bodies["text"].html) and not head.withdrawn,
    )


def cited_work(work: Work) -> CitedWork:
    """A work as metadata tell of it."""
    return CitedWork(
        title=to_plain(work.title),
        authors=tuple(name.inverted for name in work.authors),
        journal=work.journal or work.container,
        year=work.published_year,
        volume=work.volume,
        issue=work.issue,
        pages=work.elocation or work.pages,
        doi=work.doi,
        pmid=work.pmid,
        url=work.url,
        text=work.text,
    )


class ArchiveMetadataOf:
    """Makes what the archive adds to the metadata of each of its articles."""

    def __init__(self, archive: Archive, shown: Shown | None = None) -> None:
        """Begin for an archive; `shown` is told of the articles that are mentioned."""
        self._archive, self._shown = archive, Shown() if shown is None else shown

    def __call__(
        self, head: Head, card: Card, pdf: str, volume: Link, issue: Link, alternates: tuple[Alternate, ...]
    ) -> ArchiveMetadata:
        """What the archive adds to one article.

        Args:
            head: the article.
            card: its card.
            pdf: the address of its PDF; empty for none.
            volume: the page of its volume, or no link.
            issue: the page of its issue, or no link.
            alternates: the article in other forms.
        """
        archive, id = self._archive, head.id
        journal, type_term, related = archive.journal_of(id), archive.type_of(id), archive.related(id)
        license = license_of(journal.license) if journal and journal.license else None
        return ArchiveMetadata(
            address=card.address,
            language=archive.language_of(id),
            type=card.type.name,
            schema_type=type_term.schema_type if type_term else "ScholarlyArticle",
            publication_types=publication_types(
                type_term.id if type_term else head.type, (link.relation for link in related), card.status
            ),
            is_notice=bool(type_term and type_term.notice),
            venue=_venue(journal),
            volume_address=volume.address,
            issue_address=issue.address,
            specialties=tuple(link.name for link in card.specialties),
            status=card.status,
            mentioned=tuple(self._mentioned(link) for link in related),
            notices=tuple(self._notice(link) for link in self._notices(id)),
            license=license.url if license else "",
            copyright_holder=journal.copyright_holder if journal else "",
            modified=self.modified(head),
            pdf=pdf,
            alternates=alternates,
        )

    def modified(self, head: Head) -> str:
        """When the article, or what notices say of it, last changed (ISO 8601, as precise as known)."""
        archive = self._archive
        dates = [head.dates.updated or head.issued, head.withdrawn.date if head.withdrawn else None]
        dates += [archive.head(link.article).published for link in self._notices(head.id)]
        return max((str(date) for date in dates if date), default="")

    def _notices(self, id: str) -> list[RelationLink]:
        """The notices about an article that stand, newest first."""
        archive = self._archive
        incoming = (link for link in archive.incoming(id) if link.relation in NOTICES)
        return [link for link in incoming if not archive.head(link.article).withdrawn]

    def _notice(self, link: RelationLink) -> Mentioned:
        return Mentioned(str(link.relation), self.work_of(link.article), addresses.article(link.article))

    def _mentioned(self, link: RelationLink) -> Mentioned:
        archive = self._archive
        if link.article:
            return Mentioned(str(link.relation), self.work_of(link.article), addresses.article(link.article))
        discussed = archive.work(link.work.key) if link.work and link.work.key else None
        if discussed and discussed.article:
            self._shown.add(discussed.article)
        work = discussed.work if discussed else link.work or Work()
        return Mentioned(
            str(link.relation), cited_work(work), addresses.work(discussed.work) if discussed else ""
        )

    def work_of(self, id: str) -> CitedWork:
        """An article of the archive as a work that others mention."""
        self._shown.add(id)
        journal = self._archive.journal_of(id)
        return cited_work(work_of(self._archive.head(id), journal.short_title if journal else ""))


def _venue(journal: Journal | None) -> Venue:
    if journal is None:
        return Venue()
    return Venue(
        journal.full_title,
        journal.abbreviation,
        journal.issn_print,
        journal.issn_online,
        journal.publisher,
        journal.url,
        addresses.journal(journal.id),
    )


def _creator(author: Author, affiliations: Mapping[str, Affiliation]) -> Creator:
    if isinstance(author, Group):
        return Creator(author.group, name=author.group, is_group=True)
    places = tuple(
        Institution(affiliations[key].name, affiliations[key].ror)
        for key in author.affiliations
        if key in affiliations
    )
    return Creator(author.surname, author.forename, str(author), author.orcid, places)


def _plain(bodies: Mapping[str, Body], field: str) -> str:
    body = bodies.get(field)
    return html_line(body.html) if body else ""


class Modified(dict[str, str]):
    """When each article last changed, by id, as `ArchiveMetadataOf.modified` says; found out when it is asked for."""

    def __init__(self, archive: Archive) -> None:
        super().__init__()
        self._archive, self._modified = archive, ArchiveMetadataOf(archive).modified

    def __missing__(self, id: str) -> str:
        self[id] = found = self._modified(self._archive.head(id))
        return found
