"""What can be found of each article: the archive's facts, as the room `search` wants them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from postilla import addresses
from postilla.archive import Archive
from postilla.model import Head, Relation, Work
from postilla.model.inline import to_plain
from postilla.pages import ArticleParts, Cards
from postilla.search import Candidate, Searchable, suggestions
from postilla.words import Language


def searchable(id: str, archive: Archive, cards: Cards, language: Language) -> Searchable:
    """A public article as it can be found; `language` is that of the interface."""
    head = archive.head(id)
    card = cards.one(head)
    people = archive.people.of_article(id)
    works = list(_works(archive, head))
    status = card.status
    label = language.word(f"status-{status}") if status else ""
    journal, type_term = archive.journal_of(id), archive.type_of(id)
    facets: Mapping[str, Sequence[str]] = {
        "specialty": [term.name for term in archive.taxonomies["specialties"].of_article(head)],
        "series": [term.name for term in archive.taxonomies["series"].of_article(head)],
        "type": [card.type.name],
        "year": [str(head.published.year)] if head.published else [],
        "journal": [journal.name] if journal else [],
        "author": [person.name for person in people],
        "discusses": [work.journal or work.container for relation, work in works if relation in DISCUSSING],
        "status": [label],
    }
    return Searchable(
        id=id,
        address=card.address,
        title=full_title(head),
        authors=language.word("comma").join(map(str, head.authors)),
        citation=card.citation,
        type=card.type.name,
        language=card.language,
        is_notice=bool(type_term and type_term.notice),
        status=(status, label),
        identifiers=tuple(dict.fromkeys(_identifiers(head, [person.orcid for person in people]))),
        discusses=tuple(filter(None, (_described(work) for _, work in works))),
        facets=tuple(
            (name, tuple(filter(None, dict.fromkeys(values)))) for name, values in facets.items() if values
        ),
    )


def full_title(head: Head) -> str:
    """Title and subtitle as plain text."""
    return to_plain(head.title) + (f": {to_plain(head.subtitle)}" if head.subtitle else "")


DISCUSSING = frozenset({Relation.COMMENTS_ON, Relation.REPLIES_TO})
"""The relations to a work that the facet `discusses` speaks of."""


def texts(parts: ArticleParts, depth: str) -> tuple[str, ...]:
    """The texts of an article that are searched, as HTML, by the depth of the search."""
    short = (parts.summary_html, parts.abstract_html, parts.note_html)
    return (*short, parts.text_html) if depth == "full" else short


def suggested(archive: Archive) -> Mapping[str, Sequence[object]]:
    """What is suggested while a reader types."""
    people = archive.people
    pages = sorted(
        people.pages.items(), key=lambda page: (-sum(len(one.articles) for one in page[1]), page[0])
    )
    candidates = {
        name: [
            Candidate(term.name, addresses.term(name, term.id))
            for term in archive.taxonomies[name].terms
            if archive.taxonomies[name].count(term.id)
        ]
        for name in ("specialties", "series")
    }
    candidates["authors"] = [Candidate(page[0].name, addresses.author(slug)) for slug, page in pages]
    heads = [archive.head(id) for id in archive.order]
    candidates["titles"] = [Candidate(to_plain(head.title), addresses.article(head.id)) for head in heads]
    sources = (
        *(candidate.name for kind in ("specialties", "series", "titles") for candidate in candidates[kind]),
        *(person.sort_name.partition(",")[0] for person in people.all),
    )
    return suggestions(candidates, sources)


def _works(archive: Archive, head: Head) -> Iterator[tuple[Relation, Work]]:
    for link in archive.related(head.id):
        if link.article:
            journal = archive.journal_of(link.article)
            other = archive.head(link.article)
            name = journal.short_title if journal else ""
            yield link.relation, Work(title=other.title, journal=name, doi=other.doi, pmid=other.pmid)
        elif link.work:
            known = archive.work(link.work.key) if link.work.key else None
            yield link.relation, known.work if known else link.work


def _described(work: Work) -> str:
    return " ".join(filter(None, (to_plain(work.title), work.doi, work.pmid)))


def _identifiers(head: Head, orcids: Sequence[str]) -> Iterator[str]:
    page = head.elocation or head.pages
    known = (
        head.doi, head.doi.partition("/")[2], head.id, head.pmid, head.pmcid, *orcids,
        str(head.published.year) if head.published else "", head.volume, head.issue, page, page.partition("-")[0],
    )  # fmt: skip
    yield from filter(None, known)
