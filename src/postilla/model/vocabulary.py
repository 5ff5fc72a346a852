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

    def span(self, field: str) -> Span:
        """The place of a field, or of the nearest thing around it that is in the file."""
        return nearest_span(self.spans, field)


def nearest_span(spans: Mapping[str, Span], field: str) -> Span:
    """The place of a field, or of the nearest thing around it that has one; else the file's beginning."""
    while field and field not in spans:
        field = field[: max(field.rfind("."), field.rfind("["), 0)]
    return spans.get(field, Span(1, 1))
