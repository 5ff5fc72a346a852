"""Running text of JATS as phrases: emphasis, citations, links, notes, formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from postilla.formats.reading.characters import line
from postilla.formats.reading.marks import Cite, Link, Marked, Phrase, Raw, Run, plain, web_address
from postilla.formats.reading.markup import Element, attribute, href, tag, words

from .context import Context
from .formulas import formula

MARKS: Mapping[str, str] = MappingProxyType(
    {
        "italic": "italic", "i": "italic", "em": "italic", "bold": "bold", "b": "bold", "strong": "bold", "sup": "sup",
        "sub": "sub", "underline": "u", "u": "u", "strike": "s", "monospace": "code", "code": "code",
    }
)  # fmt: skip
"""Elements with a mark of their own. Fonts and small capitals say nothing, and keep their text only."""
BLOCKS = frozenset({
    "fig", "fig-group", "table-wrap", "table-wrap-group", "boxed-text", "supplementary-material", "media", "list",
    "def-list", "disp-quote", "disp-formula", "disp-formula-group", "preformat", "verse-group", "statement", "speech",
    "graphic", "array", "p", "sec", "code-block", "question-wrap", "block-alternatives", "floats-group",
})  # fmt: skip
"""Elements that are no running text, though they may stand in a paragraph."""
_SILENT = frozenset({
    "index-term", "target", "private-char", "processing-meta", "x", "alt-text", "long-desc",
    "milestone-start", "milestone-end",
})  # fmt: skip
_PARTED = frozenset(
    {"name", "string-name", "related-object", "related-article", "product", "element-citation"}
)
"""Elements whose parts may stand without a space between them."""
_YEAR = re.compile(
    r"(?:(?:1[6-9]|20)\d\d[a-z]?|in press|unpublished|n\.d\.|forthcoming|submitted)[)\]]?$", re.IGNORECASE
)
_NUMBERS = re.compile(
    r"[\[(]?\s*(?:refs?\.?\s*)?[\d\s,;–—‐-]*\d[a-z]?\s*[\])]?|[*†‡§]+|\[?\w{1,6}\d*\]", re.IGNORECASE
)
_RANGE = re.compile(r"[\])]?\s*[‐-―−-]\s*[\[(]?")
_BETWEEN = re.compile(r"[\])]?\s*[,;]?\s*[\[(]?")


def phrases(context: Context, element: Element) -> list[Phrase]:
    """The running text of an element, its own block elements left out; citations are joined and put in brackets."""
    return _settled(_within(context, element), context)


def run_of(context: Context, nodes: Sequence[Element | str]) -> list[Phrase]:
    """The same of a part of a paragraph."""
    found: list[Phrase] = []
    for node in nodes:
        found += [Run(_flat(node))] if isinstance(node, str) else _one(context, node)
    return _settled(found, context)


def _within(context: Context, element: Element) -> list[Phrase]:
    found: list[Phrase] = [Run(_flat(element.text))] if element.text else []
    for child in element:
        found += _one(context, child)
        if child.tail:
            found.append(Run(_flat(child.tail)))
        elif tag(element) in _PARTED:
            found.append(Run(" "))
    return found


def _flat(text: str | None) -> str:
    """Line ends and tabs of XML are spaces; those that no program should break stay."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _one(context: Context, element: Element) -> list[Phrase]:
    kind = tag(element)
    if kind in MARKS:
        inner = _within(context, element)
        return [Marked(MARKS[kind], tuple(inner))] if plain(inner) else inner
    if kind in _SILENT:
        return []
    return _READERS.get(kind, _within)(context, element)


def _formula(context: Context, element: Element) -> list[Phrase]:
    made = formula(context, element, display=False)
    return [made] if made else _within(context, element)


def _space(_context: Context, _element: Element) -> list[Phrase]:
    return [Run(" ")]


def _drawn(context: Context, element: Element) -> list[Phrase]:
    context.lose("dropped", element, f"a picture within a line of text: {href(element) or 'unnamed'}")
    return []


def _address(_context: Context, element: Element) -> list[Phrase]:
    return [Run(words(element))]


def _best(context: Context, element: Element) -> list[Phrase]:
    math = element.find("math")
    best = math if math is not None else next(iter(element), None)
    return _one(context, best) if best is not None else []


def _apart(context: Context, element: Element) -> list[Phrase]:
    return [Run(" "), *_within(context, element), Run(" ")]


def _link(context: Context, element: Element) -> list[Phrase]:
    inner = _within(context, element)
    target = href(element) or words(element)
    if attribute(element, "ext-link-type") == "doi" and not target.startswith("http"):
        target = f"https://doi.org/{target.removeprefix('doi:').strip()}"
    address = web_address(target)
    if not address or not plain(inner):
        if target and not address and href(element) and not target.startswith("#"):
            context.lose("dropped", element, f"a link to `{line(target)[:80]}`, which is no web address")
        return inner
    if any(isinstance(phrase, (Link, Cite, Raw)) for phrase in _flattened(inner)):
        return inner
    return [Link(address, tuple(inner))]


def _flattened(nodes: Sequence[Phrase]) -> list[Phrase]:
    found: list[Phrase] = []
    for node in nodes:
        found.append(node)
        if isinstance(node, (Marked, Link)):
            found += _flattened(node.children)
    return found


def _reference(context: Context, element: Element) -> list[Phrase]:
    rids = attribute(element, "rid").split()
    inner = _within(context, element)
    cited = [id for rid in rids for id in context.references.get(rid, ())]
    if cited:
        return [Cite(tuple(dict.fromkeys(cited)), plain(inner))]
    if rids and rids[0] in context.notes and not _in_table(element):
        return _note(context, context.notes[rids[0]])
    name = next((context.names[rid] for rid in rids if rid in context.names), "")
    if name and plain(inner):
        return [Link(f"#{name}", tuple(inner))]
    if attribute(element, "ref-type") == "bibr":
        context.lose(
            "changed",
            element,
            f"a citation of `{' '.join(rids)}`, which is not in the reference list, stayed as text",
        )
    return inner


def _in_table(element: Element) -> bool:
    return any(
        tag(parent) in ("table", "fig", "title", "article-title", "abstract")
        for parent in element.iterancestors()
    )


def _note(context: Context, note: Element) -> list[Phrase]:
    id = attribute(note, "id") or f"note{len(context.cited_notes) + 1}"
    if not words(note, "label"):
        return []
    context.notes.setdefault(id, note)
    label = context.cited_notes.setdefault(id, f"n{len(context.cited_notes) + 1}")
    return [Raw(f"[^{label}]", "")]


def _settled(nodes: Sequence[Phrase], context: Context) -> list[Phrase]:
    """Citations as readers of this site see them: numbers in brackets, whatever brackets or raised signs were there."""
    if not any(isinstance(node, Cite) for node in _flattened(nodes)):
        return list(nodes)
    return _bracketed(_spoken(_joined(_lowered(nodes), context), [0]))


def _lowered(nodes: Sequence[Phrase]) -> list[Phrase]:
    """Raised, slanted or bold citations are no longer so: nothing but citations and what separates them was marked."""
    found: list[Phrase] = []
    for one in nodes:
        node = one
        if isinstance(node, Marked):
            children = _lowered(node.children)
            others = [child for child in children if not isinstance(child, Cite)]
            if len(others) < len(children) and all(
                isinstance(other, Run) and re.fullmatch(r"[\s,;‐-―−\[\]()-]*", other.text) for other in others
            ):
                found += children
                continue
            node = Marked(node.kind, tuple(children))
        found.append(node)
    return found


def _joined(nodes: Sequence[Phrase], context: Context) -> list[Phrase]:
    """Neighbouring citations as one, ranges with all that they mean."""
    found: list[Phrase] = []
    for one in nodes:
        node = Marked(one.kind, tuple(_joined(one.children, context))) if isinstance(one, Marked) else one
        if not isinstance(node, Cite):
            found.append(node)
            continue
        before = found[-1] if found else None
        if isinstance(before, Cite):
            found[-1] = _sum(before, node, "")
            continue
        first = found[-2] if len(found) > 1 and isinstance(before, Run) else None
        if isinstance(first, Cite) and isinstance(before, Run):
            if _RANGE.fullmatch(before.text) and _is_number(first) and _is_number(node):
                found[-2:] = [Cite(_range(first.ids, node.ids, context), f"{first.shown}–{node.shown}")]
                continue
            if (
                _BETWEEN.fullmatch(before.text)
                and _is_number(first) == _is_number(node)
                and (_is_number(node) or before.text.strip() == ";" or (_is_dated(first) and _is_dated(node)))
            ):
                found[-2:] = [_sum(first, node, before.text)]
                continue
        found.append(node)
    return found


def _sum(first: Cite, second: Cite, between: str) -> Cite:
    return Cite(
        tuple(dict.fromkeys((*first.ids, *second.ids))),
        f"{first.shown}{re.sub(r'[][()]', '', between)}{second.shown}",
    )


def _range(first: tuple[str, ...], last: tuple[str, ...], context: Context) -> tuple[str, ...]:
    start, end = context.numbered.index(first[-1]), context.numbered.index(last[0])
    between = context.numbered[start + 1 : end] if start < end else []
    return tuple(dict.fromkeys((*first, *between, *last)))


def _is_number(cite: Cite) -> bool:
    return not cite.shown or bool(_NUMBERS.fullmatch(cite.shown) and not _YEAR.fullmatch(cite.shown))


def _is_dated(cite: Cite) -> bool:
    return bool(_YEAR.search(cite.shown)) or bool(re.fullmatch(r"[a-z]", cite.shown))


def _spoken(nodes: Sequence[Phrase], depth: list[int]) -> list[Phrase]:
    """Citations that are part of a sentence keep their words: `Knudsen and Scher (2009) found`."""
    found: list[Phrase] = []
    for node in nodes:
        if isinstance(node, Cite):
            if not _is_number(node) and (depth[0] <= 0 or not _is_dated(node)):
                found += [Run(node.shown), Raw(" ", ""), Cite(node.ids, "")]
            else:
                found.append(node)
            continue
        if isinstance(node, Marked):
            found.append(Marked(node.kind, tuple(_spoken(node.children, depth))))
            continue
        text = plain([node])
        depth[0] += text.count("(") + text.count("[") - text.count(")") - text.count("]")
        found.append(node)
    return found


def _bracketed(nodes: Sequence[Phrase]) -> list[Phrase]:
    """Brackets that held nothing but a citation are left out: it brings its own."""
    found = [Marked(n.kind, tuple(_bracketed(n.children))) if isinstance(n, Marked) else n for n in nodes]
    for index, node in enumerate(found):
        if not isinstance(node, Cite) or not 0 < index < len(found) - 1:
            continue
        before, after = found[index - 1], found[index + 1]
        if isinstance(before, Run) and isinstance(after, Run):
            opened, closed = before.text.rstrip(), after.text.lstrip()
            if opened[-1:] + closed[:1] in ("()", "[]"):
                found[index - 1], found[index + 1] = Run(opened[:-1]), Run(closed[1:])
                found[index] = Cite(node.ids, f"{opened[-1]}{node.shown}{closed[0]}")
    return found


_READERS: Mapping[str, Callable[[Context, Element], list[Phrase]]] = MappingProxyType(
    {
        "xref": _reference,
        **dict.fromkeys(("ext-link", "uri", "related-article", "related-object", "self-uri"), _link),
        **dict.fromkeys(("inline-formula", "math", "tex-math", "chem-struct"), _formula), "break": _space,
        **dict.fromkeys(("inline-graphic", "graphic"), _drawn), "fn": _note, "email": _address,
        **dict.fromkeys(("alternatives", "textual-form"), _best),
        **dict.fromkeys(("p", "title", "list", "list-item", "sec"), _apart),
    }
)  # fmt: skip
"""Element → what it becomes in running text; the text of any other goes on as it is."""
