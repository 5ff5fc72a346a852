"""The body: sections, paragraphs and what stands between them, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from postilla.formats.reading.characters import clean
from postilla.formats.reading.marks import Marked, Phrase, Raw, Run, markdown, plain
from postilla.formats.reading.markup import Element, attribute, href, tag, words

from .context import PARTS, Context
from .figures import figure, supplement
from .formulas import formula
from .phrases import BLOCKS, phrases, run_of
from .related import is_related_box, read_related_box
from .tables import table

_FLOATS = frozenset({
    "fig", "fig-group", "table-wrap", "table-wrap-group", "boxed-text", "supplementary-material", "media", "graphic",
    "floats-group",
})  # fmt: skip
"""What may stand in a paragraph without ending it: it goes after it."""
_SILENT = frozenset(
    {"label", "object-id", "sec-meta", "attrib", "permissions", "alt-text", "long-desc", "ref-list", "x"}
)
_ELSEWHERE = frozenset({"fn-group", "ref-list", "notes"})
FIRST = 2
"""The level of the first headings."""


def text(context: Context, parents: Sequence[Element]) -> list[str]:
    """The blocks of the elements one after the other."""
    return [block for parent in parents for block in blocks(context, parent, FIRST)]


def footnotes(context: Context) -> list[str]:
    """The notes that the text refers to, in its order; one may refer to further ones."""
    found: list[str] = []
    while len(found) < len(context.cited_notes):
        id, label = list(context.cited_notes.items())[len(found)]
        inner = blocks(context, context.notes[id], FIRST) or ["…"]
        found.append(f"[^{label}]: " + _indented(block(inner), "    ").lstrip())
    return found


def blocks(context: Context, parent: Element, level: int, *, boxed: bool = False) -> list[str]:
    """The blocks of an element's children; `boxed` where headings are paragraphs in bold."""
    found: list[str] = []
    if (parent.text or "").strip():
        found += _runs(context, [parent.text or ""])
    for child in parent:
        found += blocks_of(context, child, level, boxed=boxed)
        if (child.tail or "").strip():
            found += _runs(context, [child.tail or ""])
    return found


def blocks_of(context: Context, element: Element, level: int, *, boxed: bool = False) -> list[str]:
    """The blocks of an element itself, among others of its kind."""
    kind = tag(element)
    if kind in PARTS or kind in _SILENT:
        return []
    if kind in _BLOCKS:
        return _BLOCKS[kind](context, element, level, boxed)
    if kind in ("title", "subtitle"):
        return _bold(context, element)
    if any(tag(inner) in BLOCKS for inner in element.iter() if inner is not element):
        return blocks(context, element, level, boxed=boxed)
    return _runs(context, [element])


def _bold(context: Context, title: Element) -> list[str]:
    inner = phrases(context, title)
    return [markdown([Marked("bold", tuple(inner))])] if plain(inner) else []


def _headed(context: Context, element: Element) -> list[str]:
    title = element.find("title")
    return _bold(context, title) if title is not None else []


def _runs(context: Context, nodes: Sequence[Element | str]) -> list[str]:
    made = markdown(run_of(context, nodes))
    return [made] if made.strip() else []


def _paragraph(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    found: list[str] = []
    floats: list[str] = []
    run: list[Element | str] = [element.text or ""]
    for child in element:
        kind = tag(child)
        if kind in _FLOATS:
            floats += _BLOCKS[kind](context, child, level, boxed)
            run.append(" ")
        elif kind == "inline-graphic" and not words(element):
            floats += _graphic(context, child, level, boxed)
        elif kind in BLOCKS and kind in _BLOCKS:
            found += _runs(context, run) + _BLOCKS[kind](context, child, level, boxed)
            run = []
        elif (drawn := _picture_as_formula(child)) is not None:
            floats += _graphic(context, drawn, level, boxed)
        else:
            run.append(child)
        if child.tail:
            run.append(child.tail)
    return [*found, *_runs(context, run), *floats]


def _picture_as_formula(element: Element) -> Element | None:
    """The picture of a formula that is nothing but one."""
    if (
        tag(element) != "inline-formula"
        or words(element)
        or next(element.iter("math", "tex-math"), None) is not None
    ):
        return None
    return next(element.iter("graphic"), None)


def _section(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    title = element.find("title")
    inner: list[Phrase] = []
    if title is not None and words(title):
        label = words(element.find("label"))
        inner = [*([Run(f"{label} ")] if label else []), *phrases(context, title)]
    rest = blocks(
        context, _without(element, "title"), level + 1 if inner and not boxed else level, boxed=boxed
    )
    if not inner:
        return rest
    if not rest and element.find("supplementary-material") is not None:
        context.lose("dropped", element, f"the heading of the supplements: `{plain(inner)[:60]}`")
        return []
    if not rest:
        context.lose(
            "changed", element, f"the section `{plain(inner)[:60]}` holds a heading and nothing else"
        )
    if boxed:
        return [markdown([Marked("bold", tuple(inner))]), *rest]
    id = attribute(element, "id")
    name = context.names.get(id, "") if id in context.wanted else ""
    anchor: list[Phrase] = [Raw(f'<span id="{name}"></span>', "")] if name else []
    return [f"{'#' * min(level, 6)} {markdown([*anchor, *inner])}", *rest]


def _without(element: Element, *names: str) -> Element:
    """The element as it is; its children of these names are told apart by the caller, who has read them."""
    for child in list(element):
        if tag(child) in names:
            child.tag = "x"
    return element


def _list(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    kind = attribute(element, "list-type")
    ordered = kind.startswith(("order", "alpha", "roman")) or kind in ("number", "numbered")
    if kind.startswith(("alpha", "roman")):
        context.lose("changed", element, f"a list counted in the manner {kind} is counted in numbers")
    items: list[str] = []
    heading = _headed(context, element)
    for item in element.findall("list-item"):
        label = words(item.find("label"))
        inner = blocks(context, item, 6, boxed=True)
        if label and not re.fullmatch(r"[•▪●○–—*·-]|\(?\w{1,4}[.)]?", label):
            inner = [f"{markdown([Run(label)])} {inner[0]}" if inner else markdown([Run(label)]), *inner[1:]]
        if inner:
            sign = f"{len(items) + 1}." if ordered else "-"
            items.append(f"{sign} {_indented(block(inner), '    ').lstrip()}")
    loose = any("\n\n" in item for item in items)
    return heading + (["\n\n".join(items) if loose else "\n".join(items)] if items else [])


def _definitions(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    found = _headed(context, element)
    items = []
    for item in element.findall("def-item"):
        term = [phrase for one in item.findall("term") for phrase in phrases(context, one)]
        inner = [block for one in item.findall("def") for block in blocks(context, one, 6, boxed=True)]
        lead = markdown([Marked("bold", tuple(term))]) if plain(term) else ""
        inner = [f"{lead} {inner[0]}".strip(), *inner[1:]] if inner else [lead]
        items.append(f"- {_indented(block(inner), '    ').lstrip()}")
    nested = [
        block for one in element.findall("def-list") for block in _definitions(context, one, level, boxed)
    ]
    return (
        found
        + (["\n\n".join(items) if any("\n\n" in i for i in items) else "\n".join(items)] if items else [])
        + nested
    )


def block(inner: Sequence[str]) -> str:
    """Blocks with empty lines between them."""
    return "\n\n".join(inner)


def _indented(text: str, pad: str) -> str:
    return "\n".join(f"{pad}{line}" if line else "" for line in text.split("\n"))


def _quoted(inner: Sequence[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in block(inner).split("\n"))


def _quote(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    inner = blocks(context, element, level, boxed=True)
    inner += [f"— {made}" for one in element.findall("attrib") if (made := markdown(phrases(context, one)))]
    return [_quoted(inner)] if inner else []


def _box(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    if is_related_box(element):
        return read_related_box(
            context, element, lambda graphic, caption: figure(context, graphic, "Image", caption)
        )
    title = next(
        (
            e
            for path in ("caption/title", "title", "sec/title")
            if (e := element.find(path)) is not None and words(e)
        ),
        None,
    )
    label = words(element.find("label"))
    heading: list[Phrase] = [Run(f"{label} ")] if label else []
    if title is not None:
        heading += phrases(context, title)
        title.tag = "x"
    inner = blocks(context, element, level, boxed=True)
    # a figure that has a place of its own needs no box around it
    if inner and all(block.startswith("![") for block in inner) and not plain(heading):
        return inner
    if not inner and not plain(heading):
        return []
    first = f"[!BOX] {markdown(heading)}".strip()
    return [_quoted([first, *inner]).replace("\n>\n", "\n>\n", 1)]


def _figure(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    return figure(context, element)


def _figures(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    found: list[str] = []
    label = words(element.find("label"))
    caption = element.find("caption")
    if label or (caption is not None and words(caption)):
        heading: list[Phrase] = [Marked("bold", (Run(label),)), Run(" ")] if label else []
        for part in caption if caption is not None else ():
            heading += [*phrases(context, part), Run(" ")]
        found.append(markdown(heading))
    for child in element:
        if tag(child) in _FLOATS:
            found += _BLOCKS[tag(child)](context, child, level, boxed)
    return found


def _graphic(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    if not href(element):
        return []
    return figure(context, element)


def _table(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    return table(context, element)


def _tables(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    return [block for one in element.iter("table-wrap") for block in table(context, one)]


def _formula(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    made = formula(context, element, display=True)
    label = words(element.find("label"))
    if made is None:
        drawn = next((g for g in element.iter("graphic", "inline-graphic") if href(g)), None)
        if drawn is not None and not words(element, "label"):
            return figure(context, drawn, f"Formula {label}".strip())
        inner: list[Phrase] = phrases(context, element)
        return [markdown(inner)] if plain(inner) else []
    id = attribute(element, "id")
    name = context.names.get(id, "") if id in context.wanted else ""
    tail: list[Phrase] = []
    if name:
        tail = [Run(" "), Raw(f'<span id="{name}">{markdown([Run(label)])}</span>', label)]
    elif label:
        tail = [Run(f" {label}")]
    return [markdown([made, *tail]).removeprefix("\\")]


def _code(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    source = clean("".join(map(str, element.itertext()))).strip("\n")
    longest = max((len(run) for run in re.findall(r"`+", source)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}\n{source}\n{fence}"] if source.strip() else []


def _verse(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    lines = [markdown(phrases(context, line)) for line in element.iter("verse-line")]
    heading = _headed(context, element)
    return [*heading, "\\\n".join(filter(None, lines))] if any(lines) else heading


def _supplement(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    supplement(context, element)
    return []


def _nothing(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    return []


def _inside(context: Context, element: Element, level: int, boxed: bool) -> list[str]:
    label = words(element.find("label"))
    heading = [markdown([Marked("bold", (Run(label),))])] if label else []
    return heading + blocks(context, element, level, boxed=boxed)


_Block = Callable[[Context, Element, int, bool], list[str]]
_BLOCKS: Mapping[str, _Block] = MappingProxyType(
    {
        "p": _paragraph, "sec": _section, "list": _list, "def-list": _definitions, "disp-quote": _quote,
        "boxed-text": _box,
        "fig": _figure, "fig-group": _figures, "graphic": _graphic, "table-wrap": _table, "table-wrap-group": _tables,
        "disp-formula": _formula, "preformat": _code, "code": _code, "verse-group": _verse,
        "supplementary-material": _supplement, "media": _supplement, "statement": _inside, "speech": _inside,
        "disp-formula-group": _inside, "floats-group": _figures, "fn-group": _nothing, "app": _section,
        "glossary": _section, "array": _tables,
    }
)  # fmt: skip
"""Element → what it becomes: blocks of Markdown, or something kept elsewhere."""
