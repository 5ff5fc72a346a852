"""Abstracts of every kind: the abstract itself, and summaries in plain language."""

from __future__ import annotations

import re

from postilla.formats.reading.marks import Marked, Run, markdown, plain
from postilla.formats.reading.markup import XML_LANG, Element, attribute, tag, words

from .body import blocks, blocks_of
from .context import Context
from .phrases import phrases

_SUMMARIES = frozenset({
    "executive-summary", "plain-language-summary", "plain-language", "lay-summary", "lay", "summary",
    "author-summary", "synopsis",
})  # fmt: skip
_ABSTRACTS = frozenset({
    "", "abstract", "section", "structured", "main", "short", "graphical-abstract-text", "key-points", "keypoints",
    "highlights", "significance", "objectives", "web-summary", "precis",
})  # fmt: skip
_PLAIN = re.compile(
    r"(?:the )?(?:abstract|(?:author )?summary|elife digest|plain[- ]language summary|resumo|resumen|résumé|abrégé"
    r"|riassunto|zusammenfassung|kurzfassung|samenvatting|sammanfattning|resumé)?[.:]?",
    re.IGNORECASE,
)
"""Headings that say nothing but what the field says."""


def read_abstracts(context: Context, meta: Element) -> None:
    """Abstract, plain-language summary; kinds that have no place are told."""
    candidate = context.candidate
    for element in meta.findall("abstract"):
        kind = attribute(element, "abstract-type").lower()
        field = "summary" if kind in _SUMMARIES else "abstract" if kind in _ABSTRACTS else ""
        text = "\n\n".join(_abstract(context, element)) if field else ""
        if not field:
            context.lose("dropped", element, f"an abstract of the kind {kind}: `{words(element)[:80]}`")
        candidate.add(field, text)
    for element in meta.findall("trans-abstract"):
        language = attribute(element, XML_LANG)
        if language not in context.translations:
            context.lose(
                "dropped",
                element,
                f"the abstract in {language or 'another language'}: `{words(element)[:80]}`",
            )


def read_translated(context: Context, meta: Element, language: str) -> None:
    """The abstract of a translation that stands with its article."""
    for element in meta.findall("trans-abstract"):
        if attribute(element, XML_LANG) == language:
            context.candidate.add("abstract", "\n\n".join(_abstract(context, element)))


def _abstract(context: Context, element: Element) -> list[str]:
    """The paragraphs of an abstract, the titles of its parts in bold before the first of each."""
    heading = element.find("title")
    said = words(heading)
    if heading is not None:
        heading.tag = "x"
    found = [] if _PLAIN.fullmatch(said) else [f"**{markdown([Run(said)])}**"]
    for child in element:
        if tag(child) == "sec":
            title = child.find("title")
            label = phrases(context, title) if title is not None else []
            if title is not None:
                title.tag = "x"
            inner = blocks(context, child, 3, boxed=True)
            if plain(label) and inner:
                shown = plain(label)
                mark = markdown(
                    [Marked("bold", tuple(label) if shown.endswith((".", ":", "?")) else (*label, Run(".")))]
                )
                inner[0] = f"{mark} {inner[0]}"
            found += inner
        elif tag(child) not in ("x", "title", "object-id", "label"):
            found += blocks_of(context, child, 3, boxed=True)
    if not len(element) and (element.text or "").strip():
        found.append(markdown(phrases(context, element)))
    return found
