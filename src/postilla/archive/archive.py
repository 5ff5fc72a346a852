"""Archive: all records seen as one, with every look-up by key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, cast

from postilla.model import ArticleType, Head, Journal, PersonTerm, Term
from postilla.model.vocabulary import Vocabulary

from .discussed import Discussed, Link
from .entry import Entry, Hidden, hidden_because
from .order import order_key
from .people import People
from .relations import Relations
from .shelf import Shelf
from .status import Status
from .subjects import Subjects
from .taxonomies import TAXONOMIES
from .taxonomy import Taxonomy
from .translations import translated

T = TypeVar("T", bound=Term)


@dataclass(frozen=True, slots=True)
class Archive:
    """Every article by its head, and what the articles are to one another.

    Methods that take an `id` want that of a public article and raise `KeyError` for another.
    """

    entries: Mapping[str, Entry]
    """The public articles by id, in the archive's order."""
    hidden: Mapping[str, Hidden]
    """The other articles by id, and why they are not public."""
    duplicates: Mapping[str, tuple[Entry, ...]]
    """Ids that several files give, with these files by path; only the first of them is in the archive."""
    aliases: Mapping[str, str]
    """Former ids of public articles, and what they became."""
    order: tuple[str, ...]
    """The ids of the public articles: newest first, then volume, issue, page and id."""
    undated: tuple[str, ...]
    """The ids of articles in press that have no date yet; they are in no year."""
    years: Mapping[int, tuple[str, ...]]
    """Ids by year, newest first."""
    months: Mapping[tuple[int, int], tuple[str, ...]]
    """Ids by year and month, newest first; month 0 has those of which only the year is known."""
    taxonomies: Mapping[str, Taxonomy[Term]]
    journals: Mapping[str, Shelf]
    """The shelf of each journal of the vocabulary."""
    relations: Relations
    translations: Mapping[str, tuple[str, ...]]
    """The ids of each article that has translations, in every language, its own among them; only of such articles."""
    people: People
    now: dt.datetime
    """The moment for which the archive was made; no page may show it."""
    default_journal: str
    default_language: str

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        vocabularies: Mapping[str, Vocabulary],
        *,
        now: dt.datetime,
        default_journal: str = "",
        default_language: str = "en",
        with_hidden: bool = False,
    ) -> Archive:
        """The archive of `entries`, in any order, at the moment `now` (with a zone).

        With `with_hidden`, articles that are not public yet are among the others, for those who prepare them; `hidden`
        still names them.
        """
        first, duplicates = _by_id(entries)
        hidden = {e.head.id: reason for e in first.values() if (reason := hidden_because(e.head, now))}
        public = [entry for entry in first.values() if with_hidden or entry.head.id not in hidden]
        public.sort(key=lambda entry: order_key(entry.head))
        by_id = {entry.head.id: entry for entry in public}
        heads = [entry.head for entry in public]
        # Of two articles with one alias the first keeps it, and no alias leads away from an article.
        aliases = {alias: h.id for h in reversed(heads) for alias in h.aliases if alias not in first}
        terms = {name: vocabulary.terms for name, vocabulary in vocabularies.items()}
        defaults = {"journals": default_journal}
        taxonomies = {
            name: Taxonomy.of(row, terms.get(name, ()), heads, defaults.get(name, ""))
            for name, row in TAXONOMIES.items()
        }
        journals = taxonomies["journals"]
        months, subjects = _by_month(heads), Subjects.of(by_id, aliases)
        return cls(
            entries=by_id,
            hidden=hidden,
            duplicates=duplicates,
            aliases=aliases,
            order=tuple(by_id),
            undated=months.pop((0, 0), ()),
            years=_by_year(months),
            months=months,
            taxonomies=taxonomies,
            journals={term.id: Shelf.of(term.id, journals.articles(term.id)) for term in journals.terms},
            relations=Relations.of(subjects, partial(journal_title, journals)),
            translations=translated(subjects),
            people=People.of(by_id, (t for t in terms.get("people", ()) if isinstance(t, PersonTerm))),
            now=now,
            default_journal=default_journal,
            default_language=default_language,
        )

    def head(self, id: str) -> Head:
        """The head of an article."""
        return self.entries[id].head

    def taxonomy(self, term: type[T]) -> Taxonomy[T]:
        """The taxonomy whose terms are of this class."""
        name = next(name for name, row in TAXONOMIES.items() if row.term is term)
        return cast("Taxonomy[T]", self.taxonomies[name])

    def journal_of(self, id: str) -> Journal | None:
        """The journal of an article: its own, or the archive's default."""
        return next(iter(self.taxonomy(Journal).of_article(self.head(id))), None)

    def type_of(self, id: str) -> ArticleType | None:
        """The type of an article."""
        return next(iter(self.taxonomy(ArticleType).of_article(self.head(id))), None)

    def language_of(self, id: str) -> str:
        """The language of an article (BCP 47): its own, or the archive's default."""
        return self.head(id).language or self.default_language

    @property
    def works(self) -> Mapping[str, Discussed]:
        """Every discussed work that has a DOI or a PMID, by its key, newest discussion first."""
        return self.relations.works

    def work(self, key: str) -> Discussed | None:
        """The discussed work with this `Work.key`."""
        return self.relations.work(key)

    def related(self, id: str) -> tuple[Link, ...]:
        """What an article says about others, in the record's order."""
        return self.relations.related(id)

    def incoming(self, id: str) -> tuple[Link, ...]:
        """What other articles say about this one, newest first."""
        return self.relations.incoming(id)

    def siblings(self, id: str) -> tuple[str, ...]:
        """The other articles about the same works."""
        return self.relations.siblings(id)

    def status(self, id: str) -> Status:
        """What notices say of an article."""
        return self.relations.status(id)

    def work_status(self, key: str) -> Status:
        """What notices of this archive say of a work."""
        return self.relations.work_status(key)


def _by_id(entries: Iterable[Entry]) -> tuple[dict[str, Entry], dict[str, tuple[Entry, ...]]]:
    first: dict[str, Entry] = {}
    duplicates: dict[str, tuple[Entry, ...]] = {}
    for entry in sorted(entries, key=lambda entry: entry.path):
        kept = first.setdefault(entry.head.id, entry)
        if kept is not entry:
            duplicates[kept.head.id] = (*duplicates.get(kept.head.id, (kept,)), entry)
    return first, duplicates


def _by_month(heads: Iterable[Head]) -> dict[tuple[int, int], tuple[str, ...]]:
    months: dict[tuple[int, int], list[str]] = {}
    for head in heads:
        date = head.published
        months.setdefault((date.year, date.month) if date else (0, 0), []).append(head.id)
    return {month: tuple(ids) for month, ids in months.items()}


def _by_year(months: Mapping[tuple[int, int], tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    # The months stand in the archive's order, so their years need no sorting.
    years: dict[int, list[str]] = {}
    for (year, _), ids in months.items():
        years.setdefault(year, []).extend(ids)
    return {year: tuple(ids) for year, ids in years.items()}


def journal_title(journals: Taxonomy[Term], head: Head) -> str:
    """What citations call the journal of an article; empty where it has none."""
    journal = next(iter(journals.of_article(head)), None)
    return journal.short_title if isinstance(journal, Journal) else ""
