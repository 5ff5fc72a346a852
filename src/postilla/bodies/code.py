"""Code: spans between backticks, blocks between lines of three or more."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .scanner import Scanner, dedented
from .sheet import Placed, Sheet
from .tokens import Fault, Markup, escaped

TRIGGERS = {"ticks": r"`+", "tildes": r"~{3,}"}

_INFO = re.compile(r"[ \t]*+([A-Za-z0-9_+#.-]*+)[^`\n]*+$", re.MULTILINE)
_FENCES = {char: re.compile(rf"^[ \t>]*+({char}{{3,}}+)[ \t]*+$", re.MULTILINE) for char in "`~"}
_LINE = re.compile(r"\n[ \t]*(?:>[ \t]?)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence(Placed):
    """A fenced code block."""

    code: str
    language: str

    def render(self, sheet: Sheet) -> str:
        """As a code span: a block cannot stand within a paragraph."""
        sheet.use(self)
        return f"<code>{escaped(self.code.strip())}</code>"

    def block(self, sheet: Sheet) -> str:
        """As a block that the keyboard can scroll."""
        sheet.use(self)
        language = f' class="language-{escaped(self.language)}"' if self.language else ""
        return f'<pre tabindex="0"><code{language}>{escaped(self.code)}</code></pre>'


def read(scanner: Scanner, match: re.Match[str]) -> None:
    """A run of backticks or tildes."""
    run = match[0]
    if len(run) >= 3 and _fence(scanner, match):
        return
    if run[0] == "~":
        return
    close = scanner.tick_run(len(run))
    if close is None:
        return
    written = scanner.text[match.end() : close]
    code = _LINE.sub(" ", written).strip() if "\n" in written else written.strip()
    start, end = match.start(), close + len(run)
    html = f"<code>{escaped(code)}</code>"
    scanner.put(Markup(start=start, end=end, source=scanner.text[start:end], html=html, text=code))


def _fence(scanner: Scanner, match: re.Match[str]) -> bool:
    lead = scanner.lead(match.start())
    info = _INFO.match(scanner.text, match.end())
    if lead is None or info is None:
        return False
    begin = info.end() + 1
    faults: tuple[Fault, ...] = ()
    for last in _FENCES[match[0][0]].finditer(scanner.text, begin):
        if len(last[1]) >= len(match[0]):
            inside, end = scanner.text[begin : last.start()], last.end()
            break
    else:
        inside, end = scanner.text[begin:], len(scanner.text)
        note = "a line with the same marks further down"
        faults = (Fault(*match.span(), "P420", "this code block does not end", note),)
    token = Fence(
        start=match.start(), end=end, source=dedented(scanner.text[match.start() : end], lead),
        code=dedented(inside, lead), language=info[1], faults=faults,
    )  # fmt: skip
    scanner.put_block(token, lead)
    return True
