"""Figures of the record: `![fig1]` as a paragraph of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from postilla.model import inline

from .body import FigureSource
from .links import encoded
from .scanner import Scanner
from .sheet import Placed, Sheet
from .tokens import cleaned, escaped

TRIGGERS = {"figure": r"!\[[A-Za-z0-9_.:-]+\](?![(\[])"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMark(Placed):
    """The place of a figure."""

    figure: str

    def render(self, sheet: Sheet) -> str:
        """As it stands, for a figure is no part of a paragraph."""
        note = "an empty line before and after it"
        sheet.faults.append(self.fault("P415", f"the figure `{self.figure}` stands within a paragraph", note))
        return escaped(self.source)

    def block(self, sheet: Sheet) -> str:
        """The figure; nothing when it is not defined or has its place already."""
        figure = sheet.figures.get(self.figure)
        if figure is None:
            note = sheet.suggestion(self.figure, sheet.figures)
            help = "correct the id, or add the figure to the front matter"
            sheet.faults.append(self.fault("P402", f"no figure has the id `{self.figure}`", note, help))
            return ""
        if self.figure in sheet.placed:
            help = f"refer to it with a link: `[{figure.label}](#{figure.id})`"
            sheet.faults.append(
                self.fault("P409", f"the figure `{self.figure}` has its place already", "", help)
            )
            return ""
        sheet.placed.append(self.figure)
        return written(figure, sheet)


def read(scanner: Scanner, match: re.Match[str]) -> None:
    """`![id]` with nothing of a link after it."""
    scanner.put(FigureMark(start=match.start(), end=match.end(), source=match[0], figure=match[0][2:-1]))


def remaining(sheet: Sheet) -> list[str]:
    """The figures that the text did not place, in their order."""
    return [written(figure, sheet) for figure in sheet.source.figures if figure.id not in sheet.placed]


def written(figure: FigureSource, sheet: Sheet) -> str:
    """One figure with its caption."""
    label = cleaned(figure.label).strip()
    alt = cleaned(figure.alt).strip() or label.rstrip(".")
    label += "" if not label or label.endswith((".", ":", "?", "!")) else "."
    caption = inline.to_html(cleaned(figure.caption).strip())
    credit = inline.to_html(cleaned(figure.credit).strip())
    parts = (
        f"<b>{escaped(label)}</b>" if label else "",
        caption,
        f'<span class="credit">{credit}</span>' if credit else "",
    )
    url = encoded(cleaned(figure.url)) if figure.url else ""
    image = f'<img src="{escaped(url)}" alt="{escaped(alt)}" loading="lazy">' if url else ""
    return (
        f'<figure class="figure" id="{escaped(sheet.names[figure.id])}">{image}'
        f"<figcaption>{' '.join(part for part in parts if part)}</figcaption></figure>"
    )
