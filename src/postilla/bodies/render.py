"""From BodySource to Body, step by step."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import figures, habits, limits, nesting, notes, written
from .blocks import Engine, engine
from .body import Body, BodyFinding, BodySource
from .codes import CODES
from .dialect import Scan, scan
from .phrases import Phrases
from .places import Lines
from .sanitise import clean
from .sheet import Sheet
from .tokens import FORBIDDEN, MARK, Fault, Markup, cleaned, escaped
from .weave import linked, weave

MOST = 500
"""Findings of one text; nobody would mend more one by one."""
LONGEST = 300
"""Characters of a finding's message: it may repeat what somebody wrote without an end."""

_FORBIDDEN_RUN = re.compile(f"{FORBIDDEN.pattern}+")
_EARLY = re.compile(f"<p>{MARK.pattern}</p>|{MARK.pattern}")
_NO_WORDS = re.compile(f"<annotation.*?</annotation>|<[^>]*>|{MARK.pattern}", re.DOTALL)
_LETTER = re.compile(r"[^\W_]")
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def render(source: BodySource, seconds: float = 10.0) -> Body:
    """Render a text; the same source gives the same body, in any order, process and thread.

    Never fails because of the text: all that is wrong with it is among the findings. A text that is too large, too
    deep or takes longer than `seconds` (0: no limit) becomes escaped paragraphs with the finding P407.
    """
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    lines = Lines(text)
    fault = limits.measure(text)
    if fault is None:
        try:
            with limits.time_limit(seconds):
                return _rendered(source, text, lines)
        except limits.OutOfTime:
            fault = Fault(0, 0, "P407", f"the text takes longer than {seconds:g} s to read")
        except Exception as error:  # noqa: BLE001  (a text must not stop a build with a traceback, whatever it makes a library do)
            fault = Fault(0, 0, "P407", f"the text cannot be read ({type(error).__name__})")
    return _plain(cleaned(text), fault, lines)


def _rendered(source: BodySource, text: str, lines: Lines) -> Body:
    safe = cleaned(text)
    scanned = scan(safe)
    sheet = Sheet(source, scanned.tokens)
    for match in _FORBIDDEN_RUN.finditer(text) if safe != text else ():
        message = f"the character U+{ord(match[0][0]):04X} may not stand in a text"
        sheet.faults.append(Fault(*match.span(), "P417", message))
    sheet.faults.extend(habits.faults(safe, scanned.tokens))
    phrases = Phrases(sheet, scanned.targets)
    items: list[str] = []
    with engine(sheet) as blocks:
        sanitised = _sanitised(scanned.marked, blocks, phrases, sheet, scanned)
        words = _words(sanitised)
        parts = [weave(sanitised, sheet)]
        # A note may refer to further notes, which join the list while it is gone through.
        for place in sheet.noted:
            sanitised = _sanitised(sheet.definitions[place.label], blocks, phrases, sheet, scanned)
            words += _words(sanitised)
            items.append(weave(sanitised, sheet))
    notes.unused(sheet)
    parts += figures.remaining(sheet)
    if items:
        # Only now is it known how many places refer to each note.
        parts.append(notes.section(sheet, items))
    html = linked("\n".join(part.strip() for part in parts if part.strip()), sheet)
    return Body(
        html=html,
        headings=tuple(sheet.headings),
        citations=tuple(sheet.citations),
        placed=tuple(sheet.placed),
        files=tuple(sheet.files),
        findings=_findings(sheet.faults, lines),
        words=words,
    )


def _sanitised(marked: str, blocks: Engine, phrases: Phrases, sheet: Sheet, scanned: Scan) -> str:
    """A part of the text as clean HTML, with marks where markup of ours will stand."""
    html = written.html(blocks.parse(marked), phrases, scanned.tokens)
    raw = False

    def early(match: re.Match[str]) -> str:
        nonlocal raw
        token = sheet.token(int(match[1] or match[2]))
        if not isinstance(token, Markup):
            return match[0]
        sheet.use(token)
        raw = raw or token.raw
        if match[1] and not token.html:
            return ""
        return token.html if match[2] or token.block else f"<p>{token.html}</p>"

    if any(type(token) is Markup for token in scanned.tokens):
        html = _EARLY.sub(early, html)
    html = clean(html)
    return nesting.mended(html) if raw else html


def _words(html: str) -> int:
    runs = _NO_WORDS.sub(" ", html).split()
    return len([run for run in runs if run[0].isalnum() or _LETTER.search(run)])


def _findings(faults: Sequence[Fault], lines: Lines) -> tuple[BodyFinding, ...]:
    ordered = sorted(set(faults), key=lambda fault: (fault.start, fault.end, fault.code, fault.message))
    if len(ordered) > MOST:
        message, help = f"the text has {len(ordered):,} findings", "mend those above, and check again"
        ordered[MOST:] = [Fault(ordered[MOST].start, ordered[MOST].end, "P422", message, "", help)]
    return tuple(
        BodyFinding(
            lines.span(fault.start, fault.end),
            CODES[fault.code].severity,
            fault.code,
            fault.message if len(fault.message) <= LONGEST else f"{fault.message[:LONGEST]}…",
            fault.note,
            fault.help,
        )
        for fault in ordered
    )


def _plain(text: str, fault: Fault, lines: Lines) -> Body:
    paragraphs = (paragraph.strip() for paragraph in _EMPTY_LINES.split(text))
    html = "\n".join(f"<p>{escaped(paragraph)}</p>" for paragraph in paragraphs if paragraph)
    return Body(html=html, findings=_findings([fault], lines), words=len(text.split()))
