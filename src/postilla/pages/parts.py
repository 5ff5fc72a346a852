"""The parts of an article's page that come from its own record: made where the page is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from postilla import addresses
from postilla.bodies import Body
from postilla.model import CREDIT_ROLES, Affiliation, Author, Group, Head, Person, Tail, doi_url, license_of

from .citation import (
    article_line,
    author_searches,
    date_words,
    how_to_cite,
    reference_html,
    scholar_link,
    size_words,
    work_links,
)
from .pictures import with_sizes
from .views import ArticleParts, ArticleView, AuthorPart, Heading, Link, ReferencePart, Statement, Supplement

LONG_TEXT = 600
"""Words from which a text has a table of contents, if it has headings."""

_STATEMENTS = (
    ("competing_interests", "Competing interests"),
    ("acknowledgements", "Acknowledgements"),
    ("data_availability", "Data availability"),
    ("ethics", "Ethics"),
)
_DATES = (
    ("received", "Received"),
    ("accepted", "Accepted"),
    ("online", "First online"),
    ("updated", "Last updated"),
)
_ROLE_NAMES = {
    role: role.replace("writing-", "writing – ").replace("original-draft", "original draft")
    .replace("review-editing", "review and editing").replace("-", " ").capitalize()
    for role in CREDIT_ROLES
}  # fmt: skip


def article_parts(
    view: ArticleView, head: Head, tail: Tail, bodies: Mapping[str, Body], language: str
) -> ArticleParts:
    """The parts of one article; `language` is the site's."""
    numbers = _numbers(head, tail)
    if view.pictures:
        bodies = {
            field: replace(body, html=with_sizes(body.html, view.pictures)) for field, body in bodies.items()
        }
    text = bodies.get("text")
    withdrawn = head.withdrawn
    license = license_of(tail.license) if tail.license else None
    return ArticleParts(
        title=head.title,
        subtitle=head.subtitle,
        language=head.language if head.language != language else "",
        translated_titles=tuple((tail.translated_titles or {}).items()),
        authors=tuple(
            _author(a, numbers, here) for a, here in zip(head.authors, view.author_addresses, strict=True)
        ),
        affiliations=tuple(
            (number, str(tail.affiliations[key]), _ror(tail.affiliations[key]))
            for key, number in numbers.items()
        ),
        editors=tuple(
            f"{editor} ({editor.role} editor)" if editor.role else str(editor) for editor in tail.editors
        ),
        date=date_words(head.published),
        iso_date=str(head.published or ""),
        dates=tuple((name, date_words(d)) for key, name in _DATES if (d := getattr(head.dates, key))),
        citation=_stop(article_line(head, view.journal_title)),
        how_to_cite=how_to_cite(head, view.journal_title),
        doi=head.doi,
        doi_address=doi_url(head.doi) if head.doi else "",
        identifiers=_identifiers(head),
        keywords=tail.keywords,
        abstract_html=_html(bodies, "abstract"),
        summary_html=_html(bodies, "summary"),
        note_html=_html(bodies, "archive_note"),
        text_html=text.html if text and not withdrawn else "",
        contents=_contents(text, tail) if text and not withdrawn else (),
        references=_references(tail, text),
        supplements=() if withdrawn else _supplements(view, head, tail),
        statements=_statements(head, tail, bodies),
        license=Link(license.name, license.url) if license else view.license,
        copyright=_copyright(view, head, tail),
        history=tuple((v.version, v.date.words(), v.note) for v in tail.history),
        video=_video(head, bodies),
        withdrawn=(withdrawn.date.words(), withdrawn.reason) if withdrawn else ("", ""),
        words=text.words if text else 0,
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


def _author(author: Author, numbers: Mapping[str, int], here: str) -> AuthorPart:
    person = author if isinstance(author, Person) else Person(str(author))
    members = author.members if isinstance(author, Group) else ()
    return AuthorPart(
        str(author),
        here,
        person.orcid,
        tuple(sorted(numbers[key] for key in person.affiliations if key in numbers)),
        person.corresponding,
        person.equal_contribution,
        person.deceased,
        person.present_address,
        tuple(_ROLE_NAMES[role] for role in person.roles),
        tuple(str(member) for member in members),
        author_searches(author, here),
    )


def _ror(affiliation: Affiliation) -> str:
    return f"https://ror.org/{affiliation.ror}" if affiliation.ror else ""


def _identifiers(head: Head) -> tuple[tuple[str, Link], ...]:
    found = []
    if head.doi:
        found.append(("DOI", Link(head.doi, doi_url(head.doi))))
    if head.pmid:
        found.append(("PubMed", Link(head.pmid, f"https://pubmed.ncbi.nlm.nih.gov/{head.pmid}/")))
    if head.pmcid:
        found.append(("PMC", Link(head.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{head.pmcid}/")))
    return tuple(found)


def _html(bodies: Mapping[str, Body], field: str) -> str:
    body = bodies.get(field)
    return body.html if body else ""


def _contents(text: Body, tail: Tail) -> tuple[Heading, ...]:
    if text.words < LONG_TEXT or len(text.headings) < 2:
        return ()
    headings = [Heading(h.level, h.id, h.text) for h in text.headings if h.level <= 3]
    if tail.references:
        headings.append(Heading(2, "references", "References"))
    return tuple(headings)


def _references(tail: Tail, text: Body | None) -> tuple[ReferencePart, ...]:
    backs: dict[str, list[str]] = {}
    for number, cited in enumerate(text.citations if text else (), 1):
        backs.setdefault(cited, []).append(f"t-cite-{number}")
    return tuple(
        ReferencePart(
            reference.id,
            number,
            reference_html(reference.work),
            (*work_links(reference.work), *scholar_link(reference.work)),
            tuple(backs.get(reference.id, ())),
        )
        for number, reference in enumerate(tail.references, 1)
    )


def _supplements(view: ArticleView, head: Head, tail: Tail) -> tuple[Supplement, ...]:
    sizes = dict(view.supplements)
    return tuple(
        Supplement(
            s.label,
            s.title,
            addresses.file(head.id, s.file) if s.file else s.url,
            sizes.get(s.file, "") if s.file else size_words(s.bytes),
        )
        for s in tail.supplements
    )


def _statements(head: Head, tail: Tail, bodies: Mapping[str, Body]) -> tuple[Statement, ...]:
    statements = []
    for field, heading in _STATEMENTS:
        if field == "competing_interests" and tail.competing_interests == "none":
            count = len(head.authors)
            words = "The author declares" if count == 1 else "The authors declare"
            statements.append(
                Statement("competing-interests", heading, f"<p>{words} no competing interests.</p>")
            )
        elif field in bodies:
            statements.append(Statement(field.replace("_", "-"), heading, bodies[field].html))
    if tail.funding:
        items = "".join(f"<li>{_funder(f.funder, f.ror, f.doi, f.awards)}</li>" for f in tail.funding)
        statements.insert(1 if statements else 0, Statement("funding", "Funding", f"<ul>{items}</ul>"))
    return tuple(statements)


def _funder(name: str, ror: str, doi: str, awards: tuple[str, ...]) -> str:
    address = f"https://ror.org/{ror}" if ror else doi_url(doi) if doi else ""
    html = f'<a href="{escape(address)}">{escape(name)}</a>' if address else escape(name)
    return f"{html} ({escape(', '.join(awards))})" if awards else html


def _copyright(view: ArticleView, head: Head, tail: Tail) -> str:
    if tail.copyright:
        return str(tail.copyright)
    year = f"{head.published.year} " if head.published else ""
    return f"© {year}{view.copyright}" if view.copyright else ""


def _video(head: Head, bodies: Mapping[str, Body]) -> tuple[str, str, str, str, str]:
    video = head.video
    if video is None:
        return ("", "", "", "", "")
    kind = {"video-abstract": "Video abstract", "interview": "Interview"}[video.kind]
    return (video.url, video.title, kind, video.duration, _html(bodies, "video.transcript"))


def _stop(text: str) -> str:
    return f"{text}." if text and not text.endswith(".") else text
