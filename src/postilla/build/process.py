"""One record file, from bytes to all that is made of it alone: values, findings, bodies. Pure, for any worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from postilla.bodies import Body, BodyFinding, BodySource, FigureSource, render
from postilla.diagnostics import Diagnostic
from postilla.model import Author, Group, Head, Tail
from postilla.pages import article_parts
from postilla.records import BlockPlace, Decoded, decode, source_lines
from postilla.words import language_of

from .cache import digest, pack
from .fingerprint import READING, fingerprint
from .plan import canonical

BLOCKS = {
    "text": "t-",
    "abstract": "abstract-",
    "summary": "summary-",
    "archive_note": "note-",
    "competing_interests": "interests-",
    "acknowledgements": "thanks-",
    "data_availability": "data-",
    "ethics": "ethics-",
    "video.transcript": "transcript-",
}
"""The fields of Markdown and the prefix of the ids in each, so that no two on a page are the same."""


class Named(NamedTuple):
    """A file that a record names: the field, the name, whether it lies in the folder that bears the record's id."""

    field: str
    name: str
    inside: bool


class HeadPart(NamedTuple):
    """What every build needs of a record."""

    head: Head | None
    findings: tuple[Diagnostic, ...]
    named: tuple[Named, ...]
    pdf: tuple[str, str, int]
    """File, address and bytes of the PDF, as the record says."""
    license: str
    copyrighted: bool
    institutions: tuple[tuple[str, ...], ...]
    """The institutions of each author, in order."""
    metadata: str = ""
    """The digest of what metadata tell of the record: a change of its text is none of theirs."""
    words: str = ""
    """The digest of that and of the text itself."""
    structure: str = ""
    """The digest of everything here that pages which do not show the article's title can be made from."""
    findable: tuple[int, int] = (0, 0)
    """How many words a search can find: of abstract, summary and note, and of the text."""


class Processed(NamedTuple):
    """The packed parts of one record, as they are kept."""

    key: str
    head: bytes
    page: bytes
    tail: bytes
    """For the formats: without the Markdown after the front matter, which the page has as HTML."""


def key_of(path: str, data: bytes, language: str) -> str:
    """The key of a record: its bytes, its path (which gives the id), the site's language, the code that reads it."""
    return digest(f"{fingerprint(READING)}\0{language}\0{path}\0".encode() + data).hex()


def process(path: str, data: bytes, language: str) -> Processed:
    """Decode a record and render its bodies; `language` is the site's."""
    decoded = decode(path, data)
    record = decoded.record
    key = key_of(path, data, language)
    if record is None:
        return Processed(
            key, pack(HeadPart(None, decoded.findings, (), ("", "", 0), "", False, ())), b"", b""
        )
    head, tail = record.head, record.tail
    bodies, findings = _bodies(decoded, head, tail, data, language)
    pdf = tail.pdf
    parts = article_parts(head, tail, bodies, language_of(language))
    part = HeadPart(
        head,
        (*decoded.findings, *findings),
        _named(tail, bodies),
        (pdf.file, pdf.url, pdf.bytes) if pdf else ("", "", 0),
        tail.license,
        tail.copyright is not None,
        tuple(_institutions(author, tail) for author in head.authors),
        findable=(
            sum(bodies[field].words for field in ("abstract", "summary", "archive_note") if field in bodies),
            bodies["text"].words if "text" in bodies and not head.withdrawn else 0,
        ),
    )
    # the titles are the only part of a head of which `Shown` is told
    bare = part._replace(
        head=head._replace(title="", short_title="", subtitle=""), findings=(), findable=(0, 0)
    )
    part = part._replace(structure=digest(canonical(bare).encode()).hex())
    part = part._replace(
        metadata=digest(pack(parts.metadata)).hex(),
        words=digest(pack((parts.metadata, parts.withdrawn, parts.license, tail.text))).hex(),
    )
    return Processed(key, pack(part), pack(parts), pack(tail._replace(text="")))


def _institutions(author: Author, tail: Tail) -> tuple[str, ...]:
    people = author.members if isinstance(author, Group) else (author,)
    keys = dict.fromkeys(key for person in people for key in person.affiliations if key in tail.affiliations)
    return tuple(tail.affiliations[key].name for key in keys)


def _named(tail: Tail, bodies: Mapping[str, Body]) -> tuple[Named, ...]:
    """Every file that the record names, each once."""
    named = []
    if tail.pdf and tail.pdf.file:
        named.append(Named("pdf", tail.pdf.file, inside=False))
    named += [Named(f"figures[{i}].file", f.file, inside=True) for i, f in enumerate(tail.figures) if f.file]
    named += [
        Named(f"supplements[{i}].file", s.file, inside=True) for i, s in enumerate(tail.supplements) if s.file
    ]
    known = {name.name for name in named if name.inside}
    for field, body in bodies.items():
        named += [Named(field, path, inside=True) for path in body.files if path not in known]
        known.update(body.files)
    return tuple(named)


def _bodies(
    decoded: Decoded, head: Head, tail: Tail, data: bytes, language: str
) -> tuple[dict[str, Body], list[Diagnostic]]:
    references = tuple(reference.id for reference in tail.references)
    bodies: dict[str, Body] = {}
    speech = language_of(head.language or language, otherwise=language_of(language))
    findings: list[Diagnostic] = []
    lines: list[str] | None = None
    for field, prefix in BLOCKS.items():
        text = _markdown(field, head, tail)
        figures: tuple[FigureSource, ...] = ()
        if field == "text":
            figures = tuple(
                FigureSource(f.id, f.label, f.caption, f.credit, f.alt, f.file) for f in tail.figures
            )
        elif not text or (field == "competing_interests" and text == "none"):
            continue
        body = render(BodySource(text, prefix, references, figures, 2 if field == "text" else 3, speech))
        bodies[field] = body
        if body.findings:
            lines = lines or source_lines(data)
            place = decoded.blocks[field]
            findings += [_told(decoded.path, field, place, found, lines) for found in body.findings]
    return bodies, findings


def _markdown(field: str, head: Head, tail: Tail) -> str:
    if field == "video.transcript":
        return head.video.transcript if head.video else ""
    return str(getattr(tail, field))


def _told(path: str, field: str, place: BlockPlace, found: BodyFinding, lines: list[str]) -> Diagnostic:
    where = place.span(found.span)
    source = lines[where.line - 1] if where.line <= len(lines) else ""
    return Diagnostic(
        path, where, found.severity, found.code, field, found.message, found.note, found.help, source
    )
