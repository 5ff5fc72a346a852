"""Why an article cannot be sent to an agency: what it lacks, said in one way by every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .publication import Publication


def _issn(publication: Publication) -> str:
    journal = publication.journal
    return f"its journal {journal.name} has no ISSN" if journal and not journal.issn else ""


_LACKING: Mapping[str, Callable[[Publication], str]] = {
    "doi": lambda of: "" if of.head.doi else "it has no DOI",
    "journal": lambda of: "" if of.journal else "it has no journal",
    "issn": _issn,
    "date": lambda of: "" if of.head.issued else "it has no date of publication",
    "address": lambda of: "" if of.url else "the site has no address (`site_url`)",
}
"""By the fact that is wanted, what says that it is not there."""


def lacking(publication: Publication, *facts: str) -> str:
    """The first of some facts that an article lacks, as the reason why it is left out; empty where it has all."""
    return next((why for fact in facts if (why := _LACKING[fact](publication))), "")
