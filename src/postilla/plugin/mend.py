"""One function that mends what extensions of Markdown and stock templates get wrong in HTML.

Each fault was found with the Nu HTML checker (vnu) or axe on pages as MkDocs makes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from postilla.words import Language


@dataclass(frozen=True, slots=True)
class Mend:
    """One fault: what makes it and who minds, where it is, and what belongs there."""

    reason: str
    pattern: re.Pattern[str]
    replacement: str
    word: str = ""
    """The key of what stands in place of `{word}`."""


def _mend(reason: str, pattern: str, replacement: str, word: str = "") -> Mend:
    return Mend(reason, re.compile(pattern), replacement, word)


MENDS: Sequence[Mend] = (
    _mend(
        "stock Material puts it on its switches, where vnu forbids it: a checkbox completes nothing",
        r'(<input\b(?=[^>]*\stype="(?:checkbox|radio)")[^>]*?) autocomplete="[^"]*"',
        r"\1",
    ),
    _mend(
        "Python-Markdown writes XHTML, and vnu mentions every one of its slashes",
        r"(<(?:area|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b[^<>]*?)\s*/>",
        r"\1>",
    ),
    _mend(
        "pymdownx.tasklist gives its boxes no name (axe: label); the text beside them follows",
        r"(<input\b(?![^>]*\saria-label=)(?=[^>]*\stype=\"checkbox\")(?=[^>]*\sdisabled)[^>]*)>",
        r'\1 aria-label="{word}">',
        "task",
    ),
    _mend(
        "pymdownx.highlight with anchor_linenums puts an empty link before each line (vnu: name, href; axe: link-name)",
        r'<a id="(__codelineno-[^"]+)" name="\1"(?: href="#\1")?></a>',
        r'<span id="\1"></span>',
    ),
    _mend(
        "long lines of code scroll, which axe wants to be possible with the keys too; not every browser sees to it",
        r'(?<!<div class="linenodiv">)<pre>',
        '<pre tabindex="0">',
    ),
    _mend(
        "a wide table scrolls inside itself, not the page; one that holds code and its line numbers does so already",
        r'<table\b(?! class="highlighttable")',
        '<div class="p-scroll" role="group" aria-label="{word}" tabindex="0"><table',
        "table",
    ),
    _mend("so that every table ends alike", r'<table class="highlighttable"', r"<div>\g<0>"),
    _mend("the end of the box of either", r"</table>", r"\g<0></div>"),
)
"""Every mend, in the order in which they are made."""


def mend(html: str, language: Language) -> str:
    """The page without the faults of `MENDS`. For whole pages of MkDocs and for shells, once each."""
    for row in MENDS:
        word = escape(language.word(row.word)).replace("\\", r"\\") if row.word else ""
        html = row.pattern.sub(row.replacement.replace("{word}", word), html)
    return html
