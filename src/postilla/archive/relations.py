"""Relations: what articles say about one another and about other works, read in both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from postilla.model import Head, Work

from .discussed import Discussed, Link, merged
from .order import order_key
from .status import Status
from .subjects import Subjects


@dataclass(frozen=True, slots=True)
class Relations:
    """Who comments on, replies to, corrects … whom; only what `related` says, never references.

    Methods that take an `id` want that of a public article and raise `KeyError` for another.
    """

    subjects: Subjects
    works: Mapping[str, Discussed]
    """Every discussed work that has a DOI or a PMID, by its key, newest discussion first."""
    described: tuple[Discussed, ...]
    """Discussed works that are known by description only, each with the one article that names it."""
    _incoming: Mapping[str, tuple[Link, ...]]

    @classmethod
    def of(cls, subjects: Subjects, journal_title: Callable[[Head], str]) -> Relations:
        """The relations of the articles of `subjects`; `journal_title` is what citations call a journal."""
        links, descriptions, described = _collected(subjects)
        works: dict[str, Discussed] = {}
        incoming: dict[str, tuple[Link, ...]] = {}
        for subject, of_subject in links.items():
            entry = subjects.entries.get(subject)
            if entry:
                incoming[subject] = tuple(of_subject)
                work = _as_work(entry.head, journal_title(entry.head))
                if work.key:
                    works[work.key] = Discussed(work, incoming[subject], subject)
            else:
                works[subject] = Discussed(merged(descriptions[subject]), tuple(of_subject))
        return cls(subjects, works, tuple(described), incoming)

    def with_entries(
        self, subjects: Subjects, changed: Iterable[str], title: Callable[[Head], str]
    ) -> Relations:
        """The same relations where `changed` articles have other words: `subjects` differ in nothing else."""
        works = dict(self.works)
        for id in changed:
            work = _as_work(subjects.entries[id].head, title(subjects.entries[id].head))
            if id in self._incoming and work.key:
                works[work.key] = Discussed(work, self._incoming[id], id)
        return replace(self, subjects=subjects, works=works)

    def related(self, id: str) -> tuple[Link, ...]:
        """What an article says in `related`, in the record's order, with articles of this archive resolved.

        An article that is not public, or does not exist, is left out.
        """
        related = self.subjects.entries[id].head.related
        links = (Link(one.relation, self.subjects.article(one), one.work) for one in related)
        return tuple(link for link in links if (link.article or link.work) and link.article != id)

    def incoming(self, id: str) -> tuple[Link, ...]:
        """What other articles say about this one, newest first; `article` of a link is who says it."""
        return self._incoming.get(id, ())

    def siblings(self, id: str) -> tuple[str, ...]:
        """The other articles about the works and articles that this one is about, in the archive's order."""
        entries = self.subjects.entries
        found = {
            link.article
            for related in entries[id].head.related
            for link in self._about(self.subjects.subject(related))
        }
        return tuple(sorted(found - {id}, key=lambda other: order_key(entries[other].head)))

    def work(self, key: str) -> Discussed | None:
        """The discussed work with this `Work.key`, also where others name it by another identifier."""
        return self.works.get(key) or self.works.get(self.subjects.canonical(key))

    def status(self, id: str) -> Status:
        """What notices say of an article; a notice that was itself withdrawn says nothing."""
        return self._status(self.incoming(id), self.subjects.entries[id].head)

    def work_status(self, key: str) -> Status:
        """What notices of this archive say of a work, which may be an article of the archive."""
        discussed = self.work(key)
        article = discussed.article if discussed else self.subjects.identified(key)
        if article:
            return self.status(article)
        return self._status(discussed.incoming if discussed else ())

    def _about(self, subject: str) -> tuple[Link, ...]:
        if subject in self.subjects.entries:
            return self.incoming(subject)
        return self.works[subject].incoming if subject else ()

    def _status(self, incoming: tuple[Link, ...], head: Head | None = None) -> Status:
        entries = self.subjects.entries
        standing = (link for link in incoming if not entries[link.article].head.withdrawn)
        return Status.of(standing, head.withdrawn if head else None)


def _collected(
    subjects: Subjects,
) -> tuple[dict[str, list[Link]], dict[str, list[Work]], list[Discussed]]:
    """The links to each subject, the descriptions of each, and the works that nothing identifies."""
    links: dict[str, list[Link]] = {}
    descriptions: dict[str, list[Work]] = {}
    described: list[Discussed] = []
    for entry in subjects.entries.values():
        head = entry.head
        said = set()
        for related in head.related:
            subject = subjects.subject(related)
            link = Link(related.relation, head.id)
            if not subject and related.work:
                described.append(Discussed(related.work, (link,)))
            # One work may be named twice, by two identifiers.
            if not subject or subject == head.id or (subject, related.relation) in said:
                continue
            said.add((subject, related.relation))
            links.setdefault(subject, []).append(link)
            if related.work:
                descriptions.setdefault(subject, []).append(related.work)
    return links, descriptions, described


def _as_work(head: Head, journal: str) -> Work:
    return Work(
        type="article",
        title=head.title,
        authors=head.authors,
        journal=journal,
        date=head.published,
        volume=head.volume,
        issue=head.issue,
        pages=head.pages,
        elocation=head.elocation,
        doi=head.doi,
        pmid=head.pmid,
        pmcid=head.pmcid,
    )
