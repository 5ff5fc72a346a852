"""What is wrong in the data, and where: Span, Severity, Code, Diagnostic, Report."""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

EXCERPT_WIDTH = 100
"""Characters of a source line that an excerpt shows; longer lines are cut around the caret."""


class Severity(enum.StrEnum):
    """How much a finding matters: an error stops a build, a warning is told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding, as the reference tells it."""

    code: str
    """Permanent, such as `P204`."""
    severity: Severity
    title: str
    """A sentence without a full stop."""
    explanation: str
    """What it means and how to mend it, in Markdown."""


class Span(NamedTuple):
    """A place in a file: 1-based line and column (in characters), and a length in characters on that line."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: where, how bad, what was found, what was wanted, how to mend it."""

    path: str
    """The file, relative to the root of the archive, with forward slashes."""
    span: Span
    severity: Severity
    code: str
    """The rule's permanent code, such as `P204`; it names the rule's page in the reference."""
    field: str
    """The path of the value, such as `authors[0].orcid`; empty where the finding is about the file."""
    message: str
    """The fact: lower case, no full stop."""
    note: str = ""
    """What was wanted, shown beside the caret."""
    help: str = ""
    """How to mend it."""
    source: str = ""
    """The source line that `span` points into, for the excerpt; empty when there is none."""

    @property
    def sort_key(self) -> tuple[str, Span, str, str, str]:
        """Stable order of a report: by file, place and code."""
        return (self.path, self.span, self.code, self.field, self.message)

    def headline(self) -> str:
        """`path:line:column: error P204 field: message`, on one line whatever the file and its name hold."""
        subject = f" {self.field}:" if self.field else ""
        return _printable(
            f"{self.path}:{self.span.line}:{self.span.column}: "
            f"{self.severity} {self.code}{subject} {self.message}"
        )

    def text(self) -> str:
        """The finding with its excerpt and remedy, as shown in a terminal."""
        lines = [self.headline()]
        if self.source:
            lines += self._excerpt()
        elif self.note:
            lines.append(f"   {_printable(self.note)}")
        if self.help:
            lines.append(f"   help: {_printable(self.help)}")
        return "\n".join(lines)

    def _excerpt(self) -> list[str]:
        start = self.span.column - 1
        cut = max(0, start - EXCERPT_WIDTH // 2) if len(self.source) > EXCERPT_WIDTH else 0
        shown = _printable(self.source[cut : cut + EXCERPT_WIDTH])
        before, marked = shown[: start - cut], shown[start - cut : start - cut + self.span.length]
        margin = f"{self.span.line:>4} | "
        pad = " " * (len(margin) - 2)
        caret = "^" * max(1, _columns(marked))
        return [margin + shown, f"{pad}| {' ' * _columns(before)}{caret} {_printable(self.note)}".rstrip()]


def _printable(text: str) -> str:
    return "".join(" " if c == "\t" else c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _columns(text: str) -> int:
    """How many columns of a terminal the text fills (Unicode Standard Annex 11)."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


@dataclass(frozen=True, slots=True)
class Report:
    """All findings at once, in stable order, and how many articles they were looked for in."""

    findings: tuple[Diagnostic, ...]
    articles: int = 0
    _counts: tuple[int, int] = field(init=False, repr=False, compare=False, default=(0, 0))

    def __post_init__(self) -> None:
        # what two parts of the program found alike is told once
        ordered = tuple(sorted(dict.fromkeys(self.findings), key=lambda finding: finding.sort_key))
        errors = sum(finding.severity is Severity.ERROR for finding in ordered)
        object.__setattr__(self, "findings", ordered)
        object.__setattr__(self, "_counts", (errors, len(ordered) - errors))

    @classmethod
    def of(cls, findings: Iterable[Diagnostic], articles: int = 0) -> Report:
        """A report of `findings`, in any order."""
        return cls(tuple(findings), articles)

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return self._counts[0]

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return self._counts[1]

    def stops(self, fail_on: Severity) -> bool:
        """Whether a build with this setting of `fail_on` must stop."""
        return bool(self.errors or (fail_on is Severity.WARNING and self.warnings))

    def summary(self) -> str:
        """`3 errors, 1 warning in 2 of 10,412 articles`."""
        if not self.findings:
            return f"no findings in {_count(self.articles, 'article')}"
        told = ", ".join(
            _count(number, noun)
            for number, noun in ((self.errors, "error"), (self.warnings, "warning"))
            if number
        )
        files = len({finding.path for finding in self.findings})
        return f"{told} in {_count(files, 'file')} ({_count(self.articles, 'article')} read)"

    def text(self) -> str:
        """Every finding and the summary, as shown in a terminal."""
        return "\n".join([*(finding.text() for finding in self.findings), self.summary()])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
