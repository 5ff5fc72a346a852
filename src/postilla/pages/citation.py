"""Citation lines: the journal's own line and whole references, in the style of the NLM's Citing Medicine."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote, quote_plus

from postilla.formats import author_list, line, prefixed
from postilla.model import Group, Head, Name, Work, doi_url, url_of
from postilla.model.inline import to_html, to_plain
from postilla.words import Language

from .views import Link


def article_line(head: Head, journal: str) -> str:
    """The citation line of an article of the archive."""
    year = str(head.issued.year) if head.issued else ""
    return line(journal, year, head.volume, head.issue, head.elocation or head.pages)


def work_line(work: Work) -> str:
    """The citation line of any work; the publisher of a book ends it."""
    printed = line(
        work.journal or work.container,
        work.published_year,
        work.volume,
        work.issue,
        work.elocation or work.pages,
    )
    return ". ".join(part for part in (printed, work.publisher) if part)


def credit(head: Head, *status: str) -> str:
    """Authors and title of an article as plain text, as a citation begins; a retracted one says so."""
    title = prefixed(
        to_plain(head.title) + (f": {to_plain(head.subtitle)}" if head.subtitle else ""), *status
    )
    return " ".join(sentence(part) for part in (author_list(head.authors), title) if part)


def reference_html(work: Work) -> str:
    """A reference as HTML: authors, title, citation line; or the text where nothing was told apart."""
    if work.text and not work.title:
        return escape(work.text)
    parts = [
        escape(author_list(work.authors, work.et_al)),
        to_html(work.title),
        escape(work_line(work)),
    ]
    return " ".join(sentence(part) for part in parts if part) or escape(
        work.doi or work.url or work.pmid or work.pmcid
    )


def work_links(work: Work, language: Language) -> tuple[Link, ...]:
    """DOI, PubMed, PMC and the work's own address, as far as known."""
    links = []
    if work.doi:
        links.append(Link(work.doi, doi_url(work.doi)))
    if work.pmid:
        links.append(Link("PubMed", url_of("pmid", work.pmid)))
    if work.pmcid:
        links.append(Link("PMC", url_of("pmcid", work.pmcid)))
    if work.url and not work.doi:
        links.append(Link(language.word("full-text"), work.url))
    return tuple(links)


def scholar_link(work: Work) -> tuple[Link, ...]:
    """A search for the work's title in Google Scholar."""
    title = to_plain(work.title)
    return (
        (Link("Google Scholar", f"https://scholar.google.com/scholar?q={quote_plus(title)}"),)
        if title
        else ()
    )


def author_searches(name: Name, here: str, language: Language) -> tuple[Link, ...]:
    """Where to find other articles by an author: this archive, PubMed, Google Scholar."""
    links = [Link(language.word("this-archive"), here)] if here else []
    field = "Corporate+Author" if isinstance(name, Group) else "Author"
    links += [
        Link("PubMed", f"https://pubmed.ncbi.nlm.nih.gov/?term={quote_plus(name.initials())}%5B{field}%5D"),
        Link("Google Scholar", "https://scholar.google.com/scholar?q=" + quote(f'author:"{name}"')),
    ]
    return tuple(links)


def sentence(part: str) -> str:
    """The part with a full stop, unless it ends with a mark already."""
    if part.endswith((".", "?", "!")):
        return part
    return part if part.endswith(">") and re.search(r"[.?!](?:</\w+>)+$", part) else f"{part}."
