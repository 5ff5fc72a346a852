"""A controlled vocabulary as its file gives it, and how a place in a file is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from postilla.diagnostics import Span

from .terms import Term


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of one file of `articles/_vocabulary/`, in display order, and where they stand."""

    name: str
    """`specialties`, `people` …: the file's stem."""
    path: str
    """The file, relative to the root of the archive, with forward slashes."""
    terms: tuple[Term, ...]
    spans: Mapping[str, Span]
    """The place of every value in the file, by its path (`[3].retired.see`)."""
    lost: frozenset[int] = frozenset()
    """The places of terms that could not be read, counted from 0."""
    is_whole: bool = True
    """Whether all of the file could be read; otherwise nothing can be said of what is not in it."""

    @property
    def numbered(self) -> Mapping[int, Term]:
        """The terms by their places in the file, counted from 0."""
        places = (n for n in range(len(self.terms) + len(self.lost)) if n not in self.lost)
        return dict(zip(places, self.terms, strict=True))

    def span(self, field: str) -> Span:
        """The place of a field, or of the nearest thing around it that is in the file."""
        return nearest_span(self.spans, field)


def nearest_span(spans: Mapping[str, Span], field: str) -> Span:
    """The place of a field, or of the nearest thing around it that has one; else the file's beginning."""
    while field and field not in spans:
        field = field[: max(field.rfind("."), field.rfind("["), 0)]
    return spans.get(field, Span(1, 1))
