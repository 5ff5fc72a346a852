"""Figures and what is like them: pictures with a caption, and files that come along."""

from __future__ import annotations

import re

from postilla.formats.reading.marks import inline_text, web_address
from postilla.formats.reading.markup import Element, attribute, href, tag, words
from postilla.model import Figure, Supplement

from .context import Context, safe, unique
from .phrases import phrases

LONGEST = 4_000
"""Characters that a caption may have."""
_REST = frozenset({
    "label", "caption", "graphic", "media", "alternatives", "alt-text", "long-desc", "attrib", "permissions",
    "object-id",
    "title", "p", "email", "ext-link", "uri", "kwd-group", "subj-group", "abstract", "x", "disp-formula", "table",
    "list",
})  # fmt: skip


def figure(context: Context, element: Element, label: str = "", caption: str = "") -> list[str]:
    """Keep a `fig` (or `graphic`, or a table that is a picture); returns the blocks that stand in its place."""
    taken = {one.id for one in context.figures} | set(context.names.values())
    id = context.names.get(attribute(element, "id"), "")
    if not id or id in {one.id for one in context.figures}:
        id = unique(safe(attribute(element, "id") or f"figure{len(context.figures) + 1}"), taken)
    graphics = _graphics(element)
    label = (words(element.find("label")) or label).rstrip(".:")
    own, rest = caption_of(context, element)
    caption = own or caption
    credit = _credit(context, element)
    alt = " ".join(filter(None, (words(e) for e in element.iter("alt-text"))))
    described = " ".join(filter(None, (words(e) for e in element.iter("long-desc"))))
    file = href(graphics[0]) if graphics else ""
    context.figures.append(Figure(id, file, alt or described[:LONGEST], label, caption, credit))
    blocks = [f"![{id}]"]
    for number, other in enumerate(graphics[1:], 2):
        more = unique(f"{id}-{number}", taken)
        context.figures.append(Figure(more, href(other), alt, f"{label} ({number})".strip()))
        blocks.append(f"![{more}]")
    for child in element:
        if tag(child) not in _REST and words(child):
            context.lose("dropped", child, f"{tag(child)} of a figure: `{words(child)[:80]}`")
    return blocks + ([rest] if rest else [])


def _graphics(element: Element) -> list[Element]:
    if tag(element) in ("graphic", "inline-graphic", "media"):
        return [element]
    found = []
    for child in element:
        if tag(child) in ("graphic", "media", "inline-graphic"):
            found.append(child)
        elif tag(child) in ("alternatives", "p"):
            inner = [g for g in child.iter("graphic", "inline-graphic") if href(g)]
            # alternatives are one picture in several forms: one that browsers show goes first
            inner.sort(
                key=lambda g: not href(g).lower().endswith((".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp"))
            )
            found += inner[:1]
    return found


def caption_of(context: Context, element: Element) -> tuple[str, str]:
    """The caption as inline text, and what is too much for one as a paragraph of Markdown."""
    parts = []
    direct = [e for e in element if tag(e) in ("caption", "title", "p")] or list(
        element.findall("alternatives/caption")
    )
    for caption in direct:
        inner = list(caption) if tag(caption) == "caption" else [caption]
        if tag(caption) == "caption" and words(caption) and not len(caption):
            inner = [caption]
        for part in inner:
            text, whole = inline_text(phrases(context, part))
            if not whole:
                context.lose("changed", part, "marks within a word were left out of a caption")
            if text:
                parts.append(text)
    text = " ".join(parts)
    if len(text) <= LONGEST:
        return text, ""
    cut = text.rfind(". ", 0, LONGEST) + 1 or text.rfind(" ", 0, LONGEST)
    context.lose("changed", element, f"a caption of {len(text):,} characters: its end became a paragraph")
    return text[:cut], text[cut:].strip()


def _credit(context: Context, element: Element) -> str:
    parts = []
    for one in (*element.iter("attrib"), *element.findall("permissions")):
        text, _ = inline_text(phrases(context, one))
        parts.append(text)
    return " ".join(filter(None, parts))[:LONGEST]


def supplement(context: Context, element: Element) -> None:
    """Keep a `supplementary-material`, `media` or the like as a file that comes along."""
    holder = (
        element
        if href(element)
        else next((e for e in element.iter("media", "graphic", "self-uri", "ext-link") if href(e)), None)
    )
    target = href(holder) if holder is not None else ""
    if found := re.fullmatch(r"(?:info:)?doi[:/](10\.\d{4,9}/\S+)", target):
        target = f"https://doi.org/{found[1]}"
    doi = next((words(e) for e in element.iter("object-id") if attribute(e, "pub-id-type") == "doi"), "")
    url = web_address(target) or (web_address(f"https://doi.org/{doi}") if doi else "")
    title, rest = caption_of(context, element)
    label = words(element.find("label")).rstrip(".:")
    if not title and holder is not element and holder is not None:
        title, rest = caption_of(context, holder)
    if rest:
        context.lose("dropped", element, f"the end of a long caption: `{rest[:80]}`")
    file = "" if web_address(target) else target
    if not file and not url:
        context.lose("dropped", element, f"{tag(element)} without a file: `{words(element)[:80]}`")
        return
    context.supplements.append(Supplement(file, url, label, title))
