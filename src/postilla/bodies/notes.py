"""Footnotes: `[^1]` in the text, `[^1]: The note.` at the beginning of a line, its further lines indented by four."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .scanner import Scanner
from .sheet import NotePlace, Placed, Sheet
from .tokens import escaped

TRIGGERS = {"note": r"\[\^[^\[\]\s^]+\]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMark(Placed):
    """A reference to a footnote."""

    links: ClassVar[bool] = True

    label: str

    def render(self, sheet: Sheet) -> str:
        """The number of the note, linked to it; as it stands when there is no such note."""
        if self.label not in sheet.definitions:
            note = sheet.suggestion(self.label, sheet.definitions, "[^{}]")
            help = f"add a line `[^{self.label}]: …`"
            sheet.faults.append(self.fault("P411", f"the footnote `{self.label}` is not defined", note, help))
            return escaped(self.source)
        place = sheet.notes.get(self.label)
        if place is None:
            place = sheet.notes[self.label] = NotePlace(self.label, len(sheet.noted) + 1)
            sheet.noted.append(place)
        again = f"-{len(place.ids) + 1}" if place.ids else ""
        place.ids.append(sheet.id(f"fnref-{place.number}{again}"))
        target = escaped(f"{sheet.source.prefix}fn-{place.number}")
        return (
            f'<sup class="fnref"><a id="{escaped(place.ids[-1])}" href="#{target}" role="doc-noteref" '
            f'aria-label="{sheet.word("footnote", number=place.number)}">{place.number}</a></sup>'
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDefinition(Placed):
    """The beginning of a footnote."""

    label: str

    def render(self, sheet: Sheet) -> str:  # noqa: ARG002
        """As it stands: what was taken for a definition is none."""
        return escaped(self.source)


def read(scanner: Scanner, match: re.Match[str]) -> None:
    """`[^label]`, which begins a note where it begins a line and a colon follows."""
    start, end = match.span()
    label = match[0][2:-1]
    lead = scanner.lead(start)
    if scanner.text.startswith(":", end) and lead is not None and len(lead) <= 3 and ">" not in lead:
        source = scanner.text[start : end + 1]
        token = NoteDefinition(start=start, end=end + 1, source=source, label=label)
        scanner.replace(start - len(lead), end + 1, f"\n\n{scanner.register(token)}")
    else:
        scanner.put(NoteMark(start=start, end=end, source=match[0], label=label))


def section(sheet: Sheet, contents: Sequence[str]) -> str:
    """All footnotes that the text refers to, each with its ways back; `contents` is their HTML, in order."""
    listed = "".join(
        _item(sheet, place, html.strip()) for place, html in zip(sheet.noted, contents, strict=True)
    )
    name = sheet.word("footnotes")
    return f'<section class="footnotes" role="doc-endnotes" aria-label="{name}"><ol>\n{listed}</ol></section>'


def unused(sheet: Sheet) -> None:
    """Tell of notes that nothing refers to, and of labels defined more than once."""
    seen: set[str] = set()
    for token in sheet.tokens:
        if not isinstance(token, NoteDefinition):
            continue
        if token.label in seen:
            sheet.faults.append(
                token.fault(
                    "P416", f"the footnote `{token.label}` is defined twice", "", "delete one of them"
                )
            )
        elif token.label in sheet.definitions and token.label not in sheet.notes:
            help = f"put `[^{token.label}]` into the text, or delete the note"
            sheet.faults.append(
                token.fault("P416", f"nothing refers to the footnote `{token.label}`", "", help)
            )
        seen.add(token.label)


def _item(sheet: Sheet, place: NotePlace, html: str) -> str:
    back = " ".join(_back(sheet, place, index) for index in range(len(place.ids)))
    html = f"{html.removesuffix('</p>')} {back}</p>" if html.endswith("</p>") else f"{html}<p>{back}</p>"
    made = escaped(sheet.id(f"fn-{place.number}"))
    return f'<li id="{made}">{html}</li>\n'


def _back(sheet: Sheet, place: NotePlace, index: int) -> str:
    if len(place.ids) > 1:
        label = sheet.word("back-to-place", number=place.number, place=index + 1)
    else:
        label = sheet.word("back-to-text", number=place.number)
    return (
        f'<a class="fn-back" href="#{escaped(place.ids[index])}" role="doc-backlink" aria-label="{label}">'
        "\N{LEFTWARDS ARROW WITH HOOK}\ufe0e</a>"
    )
