"""What one file's reading has found so far, each with the source line that it is about."""

from __future__ import annotations

from postilla.diagnostics import Diagnostic, Span

from .codes import CODES
from .frontmatter import MAX_FILE, source_lines

MAX_FINDINGS = 500
"""A file with more is no record: it is not read to its end."""


class EnoughError(Exception):
    """The file has more findings than anybody would mend one by one."""


class Findings:
    """The findings of one file, in the order in which they are found; called to report one."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path, self._data = path, data
        self._lines: list[str] | None = None
        self._found: list[Diagnostic] = []

    def __call__(
        self, code: str, span: Span, field: str, message: str, note: str = "", help: str = ""
    ) -> None:
        """Report one finding.

        Raises:
            EnoughError: after `MAX_FINDINGS`, with a last finding that says so.
        """
        if len(self._found) == MAX_FINDINGS:
            code, field, note = "P114", "", ""
            message = f"the file has more than {MAX_FINDINGS} findings"
            help = "mend those above, and check again"
        lines = self._source()
        source = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
        self._found.append(
            Diagnostic(self._path, span, CODES[code].severity, code, field, message, note, help, source)
        )
        if len(self._found) > MAX_FINDINGS:
            raise EnoughError

    def all(self) -> tuple[Diagnostic, ...]:
        """What was found."""
        return tuple(self._found)

    def _source(self) -> list[str]:
        if self._lines is None:
            self._lines = source_lines(self._data if len(self._data) <= MAX_FILE else b"")
        return self._lines
