"""What has become of an article, in the words that stand wherever it is cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postilla.model import Head

from .publication import Publication

PREFIXES: Mapping[str, str] = {"withdrawn": "WITHDRAWN: ", "retracted": "RETRACTED: "}
"""What stands before the title, the gravest status first (NISO RP-45-2024, COPE)."""

NOTES: Mapping[str, str] = {
    "retracts": "Retracted",
    "corrects": "Corrected",
    "raises-concern-about": "Expression of concern",
}
"""The words for each relation of a notice, in the language of the formats."""


def prefixed(title: str, *status: str) -> str:
    """The title with the prefix of the gravest status, unless it bears that already."""
    prefix = next((words for kind, words in PREFIXES.items() if kind in status), "")
    return title if title.upper().startswith(prefix.strip()) else prefix + title


def display_title(head: Head, status: tuple[str, ...] = ()) -> str:
    """Title and subtitle as inline text, with the prefix that a retraction puts before them."""
    return prefixed(f"{head.title}: {head.subtitle}" if head.subtitle else head.title, *status)


def notes(publication: Publication) -> Iterator[str]:
    """What notices say of the article: `Retracted 2022-01-01, https://doi.org/…`."""
    for link in publication.incoming:
        kind = NOTES.get(link.relation)
        if kind:
            told = (f"{kind} {link.work.date or ''}".strip(), link.work.link or link.url)
            yield ", ".join(part for part in told if part)
