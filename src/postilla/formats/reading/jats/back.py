"""The end of an article: acknowledgements, statements, notes, appendices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postilla.formats.reading.marks import Marked, Run, markdown
from postilla.formats.reading.markup import Element, attribute, place, tag, words
from postilla.formats.reading.statements import interests

from .body import FIRST, blocks, blocks_of
from .context import Context, own

_KINDS = (
    ("competing_interests", re.compile(r"conflict|coi|competing|disclosure|interest", re.IGNORECASE)),
    (
        "data_availability",
        re.compile(r"data[- ]?(?:and code )?(?:availab|access|sharing|deposit)|availability", re.IGNORECASE),
    ),
    ("ethics", re.compile(r"ethic|consent|irb", re.IGNORECASE)),
    ("funding", re.compile(r"financial[- ]support|funding|supported-by|financial-disclosure", re.IGNORECASE)),
    ("acknowledgements", re.compile(r"acknowledg|^ack$", re.IGNORECASE)),
)
_ABOUT_PEOPLE = frozenset({"corresp", "equal", "present-address", "current-aff", "deceased", "con"})


def read_back(context: Context, meta: Element, ends: Sequence[Element]) -> list[str]:
    """The parts around the text: statements go to their fields, returned are blocks that belong behind the text."""
    rest: list[str] = []
    for note in (note for parent in meta.findall("author-notes") for note in parent):
        if tag(note) == "fn":
            _note(context, note)
        elif words(note, "email") and tag(note) == "corresp":
            context.lose("dropped", note, "the address for correspondence: the site would publish it")
        elif tag(note) == "p" and words(note):
            _keep(context, "acknowledgements", note)
    for part in ends:
        rest += _part(context, part)
    return rest


def _part(context: Context, element: Element) -> list[str]:
    kind = tag(element)
    title = words(element.find("title"))
    if kind == "ack":
        _keep(context, "acknowledgements", element)
    elif kind == "fn-group":
        for note in element:
            if tag(note) == "fn":
                _note(context, note, f"{attribute(element, 'content-type')} {title}".strip())
    elif kind in ("sec", "notes"):
        said = " ".join((attribute(element, "sec-type"), attribute(element, "notes-type"), title))
        inner = [child for child in element if tag(child) not in ("title", "label")]
        if (
            inner
            and all(tag(child) in ("fn-group", "supplementary-material", "sec") for child in inner)
            and "additional" in said + " additional"
        ):
            return [block for child in inner for block in _part(context, child)]
        field = _field(said)
        if field:
            _keep(context, field, element)
            return []
        return _section(context, element)
    elif kind == "supplementary-material":
        _section(context, element)
    elif kind == "app-group":
        return [block for app in element for block in _part(context, app)]
    elif kind == "app" or kind in ("glossary", "def-list", "p"):
        return _section(context, element)
    elif kind == "bio" and words(element):
        context.lose("dropped", element, f"a biography: `{words(element)[:80]}`")
    elif kind not in ("ref-list", "title", "label", "x") and words(element):
        return _section(context, element)
    return []


def _section(context: Context, element: Element) -> list[str]:
    return blocks_of(context, element, FIRST)


def _field(said: str) -> str:
    return next((name for name, pattern in _KINDS if pattern.search(said)), "")


def _note(context: Context, note: Element, group: str = "") -> None:
    """A note that nobody's text refers to: a statement, or something about authors."""
    if attribute(note, "id") in context.cited_notes:
        return
    kind, text = attribute(note, "fn-type"), words(note, "label")
    if not text:
        return
    if kind in _ABOUT_PEOPLE or (not kind and attribute(note, "id") in _author_notes(context)):
        if kind == "con":
            context.lose("dropped", note, f"who did what: `{text[:80]}`")
        elif not kind:
            context.lose("dropped", note, f"a note about authors: `{text[:80]}`")
        return
    field = _field(f"{kind} {group}" if kind not in ("", "other", "fn") else f"{group} {text[:60]}")
    if field:
        _keep(context, field, note)
    else:
        context.lose("dropped", note, f"a note ({kind or 'unnamed'}): `{text[:120]}`")


def _author_notes(context: Context) -> set[str]:
    return {
        rid
        for element in own(context.article)
        if tag(element) == "contrib"
        for xref in element.iter("xref")
        for rid in attribute(xref, "rid").split()
    }


def _keep(context: Context, field: str, element: Element) -> None:
    """Add what an element says to a field of Markdown; statements about money stand with the acknowledgements."""
    fields = context.candidate.fields
    title, label = element.find("title"), words(element.find("label"))
    for child in list(element):
        if tag(child) in ("title", "label"):
            child.tag = "x"
    made = "\n\n".join(blocks(context, element, 3, boxed=True))
    if not made:
        return
    if field == "funding":
        context.lose("changed", element, "a statement about funding became part of the acknowledgements")
        field = "acknowledgements"
    if field == "competing_interests":
        made = interests(context.candidate, made, words(element, "x"), place(element))
        before = fields.get(field, "")
        if before and before != made:
            made = made if before == "none" else before if made == "none" else f"{before}\n\n{made}"
        fields[field] = made
        return
    if label and title is None and not re.fullmatch(r"\W*\w{0,3}\W*", label):
        made = f"{markdown([Marked('bold', (Run(label),))])} {made}"
    context.candidate.add(field, made)
