"""The parts of an article's page that come from its own record: made once, when the record is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from postilla import addresses
from postilla.bodies import Body
from postilla.model import Author, Group, Head, Person, Tail, license_of, url_of
from postilla.words import Language

from .citation import author_searches
from .metadata import record_metadata
from .references import reference_list
from .views import ArticleParts, AuthorPart, Heading, Link, Statement, Supplement

LONG_TEXT = 600
"""Words from which a text has a table of contents, if it has headings."""

_STATEMENTS = ("competing-interests", "acknowledgements", "data-availability", "ethics")
_DATES = ("received", "accepted", "online", "updated")


def article_parts(head: Head, tail: Tail, bodies: Mapping[str, Body], language: Language) -> ArticleParts:
    """The parts of one article; `language` is that of the interface."""
    numbers = _numbers(head, tail)
    text = bodies.get("text")
    withdrawn = head.withdrawn
    license = license_of(tail.license) if tail.license else None
    return ArticleParts(
        title=head.title,
        subtitle=head.subtitle,
        translated_titles=tuple((tail.translated_titles or {}).items()),
        authors=tuple(_author(author, numbers, language) for author in head.authors),
        affiliations=tuple(
            (number, str(tail.affiliations[key]), url_of("ror", tail.affiliations[key].ror))
            for key, number in numbers.items()
        ),
        editors=tuple(_editor(editor, tail, language) for editor in tail.editors),
        date=language.date(head.published),
        iso_date=str(head.published or ""),
        dates=tuple(
            (language.word(key), language.date(date)) for key in _DATES if (date := getattr(head.dates, key))
        ),
        head=head,
        doi_address=url_of("doi", head.doi),
        identifiers=_identifiers(head),
        keywords=tail.keywords,
        abstract_html=_html(bodies, "abstract"),
        summary_html=_html(bodies, "summary"),
        note_html=_html(bodies, "archive_note"),
        text_html=text.html if text and not withdrawn else "",
        contents=_contents(text, tail, language) if text and not withdrawn else (),
        references_html=reference_list(tail.references, text.citations if text else (), language),
        supplements=() if withdrawn else _supplements(head, tail, language),
        statements=_statements(head, tail, bodies, language),
        license=Link(license.name, license.url) if license else Link(""),
        copyright=str(tail.copyright or ""),
        history=tuple((v.version, language.date(v.date), v.note) for v in tail.history),
        video=_video(head, bodies, language),
        withdrawn=(language.date(withdrawn.date), withdrawn.reason) if withdrawn else ("", ""),
        words=text.words if text and not withdrawn else 0,
        metadata=record_metadata(head, tail, bodies),
    )


def _numbers(head: Head, tail: Tail) -> dict[str, int]:
    """The numbers of affiliations, in the order in which the authors use them."""
    numbers: dict[str, int] = {}
    for author in head.authors:
        for person in author.members if isinstance(author, Group) else (author,):
            for key in person.affiliations:
                if key in tail.affiliations:
                    numbers.setdefault(key, len(numbers) + 1)
    return numbers


def _author(author: Author, numbers: Mapping[str, int], language: Language) -> AuthorPart:
    person = author if isinstance(author, Person) else Person(str(author))
    members = author.members if isinstance(author, Group) else ()
    return AuthorPart(
        str(author),
        person.orcid,
        _marks(person, numbers),
        person.corresponding,
        person.equal_contribution,
        person.deceased,
        person.present_address,
        tuple(language.word(f"role-{role}") for role in person.roles),
        tuple(_noted(member, map(str, _marks(member, numbers))) for member in members),
        author_searches(author, "", language),
    )


def _marks(person: Person, numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted(numbers[key] for key in person.affiliations if key in numbers))


def _editor(editor: Person, tail: Tail, language: Language) -> str:
    role = [language.word(f"editor-{editor.role}")] if editor.role else []
    # the numbers of affiliations are those of the authors
    places = (str(tail.affiliations[key]) for key in editor.affiliations if key in tail.affiliations)
    return _noted(editor, [*role, *places])


def _noted(person: Person, notes: Iterable[str]) -> str:
    """`Perpetua Ashdown (handling editor, A Lodge)`."""
    told = ", ".join(notes)
    return f"{person} ({told})" if told else str(person)


def _identifiers(head: Head) -> tuple[tuple[str, Link], ...]:
    found = []
    if head.doi:
        found.append(("DOI", Link(head.doi, url_of("doi", head.doi))))
    if head.pmid:
        found.append(("PubMed", Link(head.pmid, url_of("pmid", head.pmid))))
    if head.pmcid:
        found.append(("PMC", Link(head.pmcid, url_of("pmcid", head.pmcid))))
    return tuple(found)


def _html(bodies: Mapping[str, Body], field: str) -> str:
    body = bodies.get(field)
    return body.html if body else ""


def _contents(text: Body, tail: Tail, language: Language) -> tuple[Heading, ...]:
    if text.words < LONG_TEXT or len(text.headings) < 2:
        return ()
    headings = [Heading(h.level, h.id, h.text) for h in text.headings if h.level <= 3]
    if tail.references:
        headings.append(Heading(2, "references", language.word("references")))
    return tuple(headings)


def _supplements(head: Head, tail: Tail, language: Language) -> tuple[Supplement, ...]:
    return tuple(
        Supplement(
            s.label,
            s.title,
            addresses.file(head.id, s.file) if s.file else s.url,
            "" if s.file else language.size(s.bytes),
            s.file,
        )
        for s in tail.supplements
    )


def _statements(
    head: Head, tail: Tail, bodies: Mapping[str, Body], language: Language
) -> tuple[Statement, ...]:
    statements = []
    for key in _STATEMENTS:
        field = key.replace("-", "_")
        if field == "competing_interests" and tail.competing_interests == "none":
            words = escape(language.form(len(head.authors), "no-competing-interests"))
            statements.append(Statement(key, language.word(key), f"<p>{words}</p>", is_ours=True))
        elif field in bodies:
            statements.append(Statement(key, language.word(key), bodies[field].html))
    if tail.funding:
        items = "".join(f"<li>{_funder(f.funder, f.ror, f.doi, f.awards)}</li>" for f in tail.funding)
        statements.insert(
            1 if statements else 0, Statement("funding", language.word("funding"), f"<ul>{items}</ul>")
        )
    return tuple(statements)


def _funder(name: str, ror: str, doi: str, awards: tuple[str, ...]) -> str:
    address = url_of("ror", ror) or url_of("doi", doi)
    html = f'<a href="{escape(address)}">{escape(name)}</a>' if address else escape(name)
    return f"{html} ({escape(', '.join(awards))})" if awards else html


def _video(head: Head, bodies: Mapping[str, Body], language: Language) -> tuple[str, str, str, str, str]:
    video = head.video
    if video is None:
        return ("", "", "", "", "")
    return (
        video.url,
        video.title,
        language.word(video.kind),
        video.duration,
        _html(bodies, "video.transcript"),
    )
