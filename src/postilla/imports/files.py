"""Pictures, PDFs and supplements that a source names: found beside it, looked into, copied beside the record."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple

from postilla.build import size_of
from postilla.checks import LARGEST, active, is_suspect
from postilla.formats.reading import Candidate
from postilla.model import Head, Pdf, Tail, doi_url

from .inputs import Companions, Item

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
"""Formats that browsers show, the best first."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class Copy(NamedTuple):
    """One file to copy: where it is, and its place beside the record."""

    item: Item
    found: str
    target: str
    """Relative to the folder of the record."""


def placed(
    head: Head, tail: Tail, candidate: Candidate, item: Item, companions: Companions
) -> tuple[Tail, tuple[Copy, ...]]:
    """The record with the files that are there, under the names that they get, and what is to be copied."""
    copies: dict[str, Copy] = {}
    figures = []
    for figure in tail.figures:
        name = ""
        if figure.file:
            found = companions.find(item, figure.file, PICTURES)
            name = _kept(head.id, item, found, copies, candidate, figure.file, picture=True)
        figures.append(figure._replace(file=name))
    supplements = []
    for supplement in tail.supplements:
        found = companions.find(item, supplement.file, (".pdf",)) if supplement.file else ""
        name = (
            _kept(head.id, item, found, copies, candidate, supplement.file, picture=False)
            if supplement.file
            else ""
        )
        if name:
            supplements.append(supplement._replace(file=name, url="", bytes=0))
        elif supplement.url:
            supplements.append(supplement._replace(file=""))
        elif head.doi:
            # the publisher's page of the article has it, and its label and title are not lost
            supplements.append(supplement._replace(file="", url=doi_url(head.doi)))
        else:
            label = " ".join(filter(None, (supplement.label, supplement.title)))
            candidate.lose(
                "dropped", candidate.place, f"a supplement whose file is not there: `{label[:80]}`"
            )
    pdf = tail.pdf
    if pdf and pdf.file:
        found = companions.find(item, pdf.file, (".pdf",))
        if found and companions.read(item, found)[:5] == b"%PDF-":
            copies[f"{head.id}.pdf"] = Copy(item, found, f"{head.id}.pdf")
            pdf = Pdf(file=f"{head.id}.pdf")
        else:
            candidate.lose("dropped", candidate.place, f"a PDF that is not beside the source: {pdf.file}")
            pdf = None
    return tail._replace(figures=tuple(figures), supplements=tuple(supplements), pdf=pdf), tuple(
        copies.values()
    )


def _kept(
    id: str,
    item: Item,
    found: str,
    copies: dict[str, Copy],
    candidate: Candidate,
    said: str,
    *,
    picture: bool,
) -> str:
    """The name that a file gets in the folder of the record; empty where it is not there or cannot be published."""
    kind = "picture" if picture else "file"
    if not found:
        candidate.lose("dropped", candidate.place, f"a {kind} that is not beside the source: {said}")
        return ""
    try:
        data = Companions.read(item, found)
    except OSError as error:
        candidate.lose(
            "dropped", candidate.place, f"a {kind} that cannot be read: {said} ({error.strerror or error})"
        )
        return ""
    name = posixpath.basename(found.replace("\\", "/"))
    if picture and size_of(io.BytesIO(data)) is None:
        candidate.lose(
            "dropped",
            candidate.place,
            f"a picture that browsers do not show: save {name} as PNG or JPEG",
        )
        return ""
    if is_suspect(name) and (why := active(name, data[: LARGEST + 1])):
        candidate.lose(
            "dropped", candidate.place, f"a {kind} that would run in a reader's browser: {name} {why}"
        )
        return ""
    made = _name(name, copies, id, found)
    copies[f"{id}/{made}"] = Copy(item, found, f"{id}/{made}")
    return made


def _name(name: str, copies: Mapping[str, Copy], id: str, found: str) -> str:
    """The name in characters that a record takes, and that no other file of it has."""
    made = re.sub(r"[^\w. ()+,=-]+", "-", name).strip(" .")
    if not re.match(r"\w", made) or _RESERVED.fullmatch(made):
        made = f"file-{made.lstrip('.-')}"
    stem, suffix = posixpath.splitext(made)
    made = stem.encode()[: 190 - len(suffix.encode())].decode("utf-8", "ignore") + suffix
    taken = {target.lower(): copy.found for target, copy in copies.items()}
    number, tried = 2, made
    while taken.get(f"{id}/{tried}".lower(), found) != found:
        stem, suffix = posixpath.splitext(made)
        tried, number = f"{stem}-{number}{suffix}", number + 1
    return tried
