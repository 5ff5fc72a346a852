"""Citations: `[@id]` and `[@id; @id]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from .scanner import Scanner
from .sheet import Placed, Sheet
from .tokens import Fault, Markup, Token, escaped

TRIGGERS = {"cite": r"\[@"}

_ID = r"@[A-Za-z0-9_.:-]++"
_GAP = r"[ \t]*+\n?+[ \t>]*+"
_CITATION = re.compile(rf"\[{_ID}(?:{_GAP};{_GAP}{_ID})*+{_GAP}\]")
_EACH = re.compile(_ID)
_BROKEN = re.compile(r"\[@[^\[\]\n]*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Placed):
    """One citation; `cited` holds the ids and their offsets in the text."""

    links: ClassVar[bool] = True

    cited: tuple[tuple[str, int], ...]

    def render(self, sheet: Sheet) -> str:
        """The numbers in brackets, each linked to its reference."""
        shown = []
        for reference, at in self.cited:
            number = sheet.numbers.get(reference)
            if number is None:
                sheet.faults.append(_undefined(reference, at, sheet))
                shown.append(f"<span>{escaped(reference)}</span>")
                continue
            sheet.citations.append(reference)
            place = sheet.id(f"cite-{len(sheet.citations)}")
            target = escaped(quote(f"ref-{reference}", safe=":.-_~"))
            shown.append(f'<a class="cite" id="{place}" href="#{target}">{number}</a>')
        return f'<span class="cites">[{", ".join(shown)}]</span>'


def find(text: str, at: int, limit: int) -> Token | None:
    """The citation, or what was meant to be one, at `at`."""
    if match := _CITATION.match(text, at, limit):
        cited = tuple((each[0][1:], each.start()) for each in _EACH.finditer(text, at, match.end()))
        return Citation(start=at, end=match.end(), source=match[0], cited=cited)
    if match := _BROKEN.match(text, at, limit):
        html = escaped(match[0])
        fault = Fault(
            at, match.end(), "P414", f"`{match[0]}` cannot be read as a citation", "`[@id]` or `[@id; @id]`",
            "write pages and remarks outside the brackets: `[@liu2021] (p. 3)`",
        )  # fmt: skip
        return Markup(start=at, end=match.end(), source=match[0], html=html, text=match[0], faults=(fault,))
    return None


def read(scanner: Scanner, match: re.Match[str]) -> None:
    """An opening bracket and `@`."""
    if token := find(scanner.text, match.start(), scanner.limit()):
        scanner.put(token)


def _undefined(reference: str, at: int, sheet: Sheet) -> Fault:
    note = sheet.suggestion(reference, sheet.source.references)
    help = "correct the id, or add the reference to the front matter"
    return Fault(at, at + len(reference) + 1, "P401", f"no reference has the id `{reference}`", note, help)
