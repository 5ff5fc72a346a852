"""An article as Markdown, for language models and other readers of text: first what must be known before it is used.

The file's name follows https://llmstxt.org: the address of a page with `index.html.md` behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .metadata import CitedWork, Metadata

TWIN = "index.html.md"
"""The file of the twin, in the folder of the page."""
TWIN_TYPE = "text/markdown"

_MARKS = re.compile(r"https?://\S+|[\\`*_\[\]<>#]")
"""Addresses, and the characters that may be marks."""


def twin(
    meta: Metadata,
    facts: Sequence[tuple[str, str]],
    works: Sequence[tuple[str, str]],
    sections: Sequence[tuple[str, str]],
    references: str,
) -> str:
    """The twin of an article.

    Args:
        meta: the article.
        facts: name and value of what comes first: status, citation, licence; plain text, addresses among it.
        works: relation and description of the works that it is about.
        sections: heading (or nothing) and Markdown of each part.
        references: the heading of the list of references.
    """
    return "\n".join(_lines(meta, facts, works, sections, references)) + "\n"


def _lines(
    meta: Metadata,
    facts: Sequence[tuple[str, str]],
    works: Sequence[tuple[str, str]],
    sections: Sequence[tuple[str, str]],
    references: str,
) -> Iterator[str]:
    yield f"# {plain(meta.title)}"
    yield ""
    for name, value in (*facts, *works):
        yield f"- {name}: {plain(value)}"
    for heading, text in sections:
        yield ""
        if heading:
            yield f"## {heading}"
            yield ""
        yield text.strip("\n")
    if meta.record.references:
        yield ""
        yield f"## {references}"
        yield ""
        for number, work in enumerate(meta.record.references, 1):
            yield f"{number}. {plain(reference(work))}"


def plain(text: str) -> str:
    """Text on one line in which nothing is a mark of Markdown; addresses stay as they are."""
    return _MARKS.sub(_escaped, " ".join(text.split()))


def _escaped(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) > 1 else f"\\{match[0]}"


def reference(work: CitedWork) -> str:
    """A work in one line: authors, title, place, address."""
    if work.text and not work.title:
        return " ".join(part for part in (work.text, work.link) if part)
    authors = "; ".join(work.authors[:3]) + (" et al" if len(work.authors) > 3 else "")
    place = work.journal + (f" {work.year}" if work.year else "")
    numbers = ":".join(part for part in (work.volume, work.pages) if part)
    parts = [authors, work.title, ", ".join(part for part in (place.strip(), numbers) if part)]
    line = ". ".join(part.rstrip(".") for part in parts if part)
    return " ".join(part for part in (f"{line}." if line else "", work.link) if part)
