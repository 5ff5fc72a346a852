"""The references of an article, as Crossref matches them with other works."""

from __future__ import annotations

import re
from collections.abc import Iterable

from postilla.formats.kinds import kind_of_work
from postilla.formats.plain import inline_line, one_line
from postilla.formats.publication import first_and_last
from postilla.formats.xml import Xml, element
from postilla.model import Person, Reference, Work

_DOI = re.compile(r"10\.[0-9]{4,9}/.{1,200}")


def citation_list(references: Iterable[Reference]) -> Xml:
    """Every reference by its id, in printed order."""
    return element("citation_list", *(_citation(entry.id, entry.work) for entry in references))


def _citation(key: str, work: Work) -> Xml:
    kind = kind_of_work(work).crossref
    first = work.authors[0] if work.authors else None
    author = "" if first is None else first.family if isinstance(first, Person) else str(first)
    title = inline_line(work.title)
    is_part = bool(work.journal or work.container)
    told = (
        element("journal_title", one_line(work.journal)),
        element("author", one_line(author)),
        element("volume", _short(work.volume)),
        element("issue", _short(work.issue)),
        element("first_page", _short("" if work.elocation else first_and_last(work.pages)[0])),
        element("elocation_id", _short(work.elocation)),
        element("cYear", one_line(work.published_year)),
        element("doi", work.doi if _DOI.fullmatch(work.doi) else ""),
        element("volume_title", one_line(work.container) or ("" if is_part else title)),
        element("article_title", title if is_part else ""),
    )
    text = one_line(work.text or ("" if any(told) else work.url))
    return element(
        "citation", *told, element("unstructured_citation", text), of={"key": key[:128], "type": kind}
    )


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= 32 else ""
