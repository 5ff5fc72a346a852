"""The reference list: `ref` with structured or mixed citations, of JATS and of NLM 2 and 3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from postilla.formats.reading.characters import line
from postilla.formats.reading.fields import without_stop
from postilla.formats.reading.marks import inline_text, web_address
from postilla.formats.reading.markup import Element, attribute, href, place, tag, words
from postilla.formats.reading.values import identifier, name_of, pages, person
from postilla.model import Group, Name, NameText, Reference, Work

from .context import Context, safe, unique
from .phrases import phrases

CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation", "product", "related-object")
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "journal": "article", "preprint": "preprint", "book": "book", "bookchapter": "chapter", "chapter": "chapter",
        "data": "dataset", "dataset": "dataset", "software": "software", "web": "webpage", "website": "webpage",
        "webpage": "webpage", "thesis": "thesis", "report": "report", "patent": "patent", "confproc": "paper",
        "conf-proc": "paper", "conference": "paper", "newspaper": "news", "periodical": "article",
    }
)  # fmt: skip
"""`@publication-type` → the type of a work."""
_READ = frozenset({
    "person-group", "name", "string-name", "name-alternatives", "collab", "etal", "article-title", "chapter-title",
    "part-title", "data-title", "trans-title", "source", "trans-source", "year", "month", "day", "date", "volume",
    "issue", "supplement", "fpage", "lpage", "page-range", "elocation-id", "publisher-name", "pub-id",
    "object-id", "ext-link", "uri", "label",
    "x", "email", "institution", "date-in-citation", "article-version",
})  # fmt: skip
"""Parts that are read; others have no place in a work and are told."""
_FACES = frozenset({"italic", "bold", "sup", "sub", "sc", "underline", "roman"})
_LEADING = frozenset({
    "in", "and", "et", "al", "eds", "ed", "editor", "editors", "edited", "by", "pp", "p", "vol", "no", "doi", "pmid",
    "pmcid", "available", "from", "at", "accessed", "retrieved", "http", "https", "org", "dx", "press", "the", "of",
    "on", "online", "internet", "cited", "epub", "ahead", "print", "und", "e", "y", "issue", "article", "number", "id",
})  # fmt: skip
"""Words of a printed citation that say nothing by themselves."""
_TITLES = ("article-title", "chapter-title", "part-title", "data-title")
_EDITORIAL = frozenset(
    {"editor", "translator", "compiler", "guest-editor", "director", "illustrator", "transed", "assignee"}
)


def read_references(context: Context, lists: list[Element]) -> tuple[Reference, ...]:
    """All references of an article in printed order; the context learns their ids."""
    taken: set[str] = set()
    found: list[Reference] = []
    for ref in (ref for one in lists for ref in one.iter("ref")):
        own = attribute(ref, "id")
        citations = _citations(ref)
        # this program's own export puts `ref-` before ids, which are unique in an article only
        base = safe(re.sub(r"^ref-(?=[A-Za-z])", "", own)) if own else f"ref{len(found) + 1}"
        if not citations:
            works = [Work(text=words(ref, "label")[:4000])] if words(ref, "label") else []
        else:
            works = [work for citation in citations if (work := read_work(context, citation))]
        ids = []
        for work in works:
            id = unique(base, taken)
            found.append(Reference(id, work))
            ids.append(id)
        if not works:
            context.lose("dropped", ref, "a reference that says nothing")
        for name in filter(None, (own, *(attribute(citation, "id") for citation in citations))):
            context.references.setdefault(name, tuple(ids))
    context.numbered = [reference.id for reference in found]
    return tuple(found)


def _citations(ref: Element) -> list[Element]:
    found = []
    for child in ref:
        if tag(child) == "citation-alternatives":
            # the same work twice: the structured one says more
            inner = sorted(
                (c for c in child if tag(c) in CITATIONS), key=lambda c: tag(c) != "element-citation"
            )
            found += inner[:1]
        elif tag(child) in CITATIONS or tag(child) == "note":
            found.append(child)
    if any(tag(one) == "element-citation" for one in found):
        # beside a structured citation a mixed one says the same once more, as it is printed
        found = [one for one in found if tag(one) != "mixed-citation"]
    return found


def read_work(context: Context, citation: Element) -> Work | None:
    """One citation as a work; as text where nothing says which work it is; None where it is empty."""
    fields: dict[str, Any] = {}
    candidate = context.candidate
    whole = _text(citation)
    kind = attribute(citation, "publication-type") or attribute(citation, "citation-type")
    kind = _TYPES.get(kind.lower(), "")
    _read_titles(context, citation, kind, fields)
    names, et_al = _names(context, citation)
    fields["authors"], fields["et_al"] = tuple(names), et_al
    fields["year"] = words(citation.find("year")) or words(citation.find("date/year")) or ""
    fields["volume"] = words(citation.find("volume"))
    fields["issue"] = " ".join(filter(None, (words(citation.find(name)) for name in ("issue", "supplement"))))
    first, last = words(citation.find("fpage")), words(citation.find("lpage"))
    printed, article = pages(first or words(citation.find("page-range")), last)
    if article and not citation.findall("elocation-id") and re.fullmatch(r"[\d\s.,-]+", article):
        printed, article = article, ""
    number = citation.find("elocation-id")
    if printed and number is not None and words(number):
        context.lose("dropped", number, "an article number beside pages")
    fields["pages"] = printed
    fields["elocation"] = "" if printed else words(citation.find("elocation-id")) or article
    fields["publisher"] = words(citation.find("publisher-name"))
    _identifiers(context, citation, fields)
    ids = {key: fields[key] for key in ("doi", "pmid", "pmcid", "url") if fields.get(key)}
    beside = _beside(citation)
    if not fields.get("title") and (beside or not ids):
        return Work(type=kind, text=whole[:4000], **ids) if whole else None
    if beside:
        context.lose("dropped", citation, f"words between the parts of a reference: `{beside[:100]}`")
    for child in citation:
        if (
            tag(child) not in _READ
            and tag(child) not in _FACES
            and words(child)
            and words(child) != fields.get("container")
            and not (fields.get("doi") and fields["doi"].lower() in words(child).lower())
        ):
            candidate.lose("dropped", place(child), f"{tag(child)} of a reference: `{words(child)[:80]}`")
    return Work(type=kind, **{key: value for key, value in fields.items() if value})


def _read_titles(context: Context, citation: Element, kind: str, fields: dict[str, Any]) -> None:
    """The title of a work and what it stands in: a journal, a book, a conference; a book's own is its source."""
    is_printed = tag(citation) != "element-citation"
    title = next((e for name in _TITLES if (e := citation.find(name)) is not None and words(e)), None)
    source = citation.find("source")
    name = words(source)
    if is_printed and name.count(".") == 1:
        # what is marked in a printed citation takes the full stop between its parts along
        name = name.rstrip(".")
    if title is not None:
        made = _inline(context, title)
        fields["title"] = without_stop(made) if is_printed else made
        is_journal = kind in ("article", "") and citation.find("publisher-name") is None
        fields["journal" if name and is_journal else "container"] = name or words(citation.find("conf-name"))
        for other in (e for path in _TITLES for e in citation.findall(path) if e is not title and words(e)):
            context.lose("dropped", other, f"a second title: `{words(other)[:80]}`")
    elif source is not None and name:
        if kind == "article" or (not kind and citation.find("volume") is not None):
            fields["journal"] = name
        else:
            fields["title"] = _inline(context, source)


def _beside(citation: Element) -> str:
    """What a printed citation says outside its parts, but for the words that only lead from one to the next."""
    texts = [citation.text or ""]
    for child in citation:
        if tag(child) in _FACES:
            texts.append(words(child))
        texts.append(child.tail or "")
    kept = [word for word in re.findall(r"[^\W_]+", " ".join(texts)) if word.lower() not in _LEADING]
    return line(" ".join(texts)) if sum(len(word) > 1 and not word.isdecimal() for word in kept) > 1 else ""


def _text(citation: Element) -> str:
    """A citation as a line of text; where the parts of a structured one have nothing between them, spaces."""
    if (
        tag(citation) in ("element-citation", "product", "related-object")
        and not (citation.text or "").strip()
    ):
        parts: list[str] = []
        for child in citation:
            if tag(child) == "person-group":
                parts += [", ".join(filter(None, map(_flat_name, child)))]
            else:
                parts += [words(child)]
            parts[-1] += line(child.tail or "")
        return line(" ".join(parts))
    return words(citation, "label")


def _flat_name(element: Element) -> str:
    return (
        " ".join(words(part) for part in element)
        or words(element)
        or ("et al." if tag(element) == "etal" else "")
    )


def _inline(context: Context, element: Element) -> str:
    text, whole = inline_text(phrases(context, element))
    if not whole:
        context.lose("changed", element, "marks within a word were left out of a title")
    return text[:4000]


def _names(context: Context, citation: Element) -> tuple[list[Name], bool]:
    groups = citation.findall("person-group")
    chosen = [
        g for g in groups if (attribute(g, "person-group-type") or "author") not in _EDITORIAL
    ] or groups[:1]
    for group in groups:
        if not any(group is one for one in chosen):
            context.lose(
                "dropped",
                group,
                f"{attribute(group, 'person-group-type')}s of a reference: `{', '.join(map(_flat_name, group))[:80]}`",
            )
    names: list[Name] = []
    et_al = False
    # in print the names behind the title of a chapter are those of the book's editors
    chapter = citation.find("chapter-title")
    after = [] if chapter is None else list(chapter.itersiblings("name", "string-name"))
    before = [child for child in citation if child not in after]
    if not chosen and not any(read_name(child) for child in before):
        before = list(citation)
    elif after:
        context.lose("dropped", citation, f"editors of a book: `{', '.join(map(words, after))[:80]}`")
    for element in (child for parent in (*chosen, before) for child in parent):
        if tag(element) == "etal":
            et_al = True
        elif (name := read_name(element)) is not None:
            names.append(name)
    return names, et_al


def read_name(element: Element) -> Name | None:
    """A `name`, `string-name`, `collab` or what stands for one; None for any other element."""
    kind = tag(element)
    if kind == "name-alternatives":
        return next((name for child in element if (name := read_name(child))), None)
    if kind in ("name", "string-name") and element.find("surname") is not None:
        family = " ".join(filter(None, (words(element.find("surname")),)))
        return person(family, words(element.find("given-names")), words(element.find("suffix")))
    if kind == "name":
        return person(words(element.find("given-names")))
    if kind == "string-name":
        return name_of(words(element))
    if kind == "anonymous":
        return NameText("Anonymous")
    if kind in ("collab", "institution"):
        text = words(element, "contrib-group")
        return Group(text) if text else None
    return None


def _identifiers(context: Context, citation: Element, fields: dict[str, Any]) -> None:
    candidate = context.candidate
    for element in _all(citation):
        kind = tag(element)
        scheme = attribute(element, "pub-id-type") or attribute(element, "assigning-authority")
        text = words(element)
        if kind in ("pub-id", "object-id", "article-id"):
            scheme = {"medline": "pmid", "pmcid": "pmcid", "pmc": "pmcid"}.get(scheme, scheme)
            if scheme == "pmcid" and text.isdecimal():
                text = f"PMC{text}"
            if scheme in ("doi", "pmid", "pmcid"):
                fields.setdefault(scheme, identifier(scheme, text, candidate, place(element), "a reference"))
            elif text:
                candidate.lose(
                    "dropped",
                    place(element),
                    f"an identifier of a reference: {scheme or 'unnamed'} `{text[:60]}`",
                )
        elif kind in ("ext-link", "uri", "self-uri"):
            target = href(element) or text
            doi = re.search(r"(?:doi\.org/|^doi:\s*|^)(10\.\d{4,9}/\S+)", target)
            if doi and not fields.get("doi"):
                fields["doi"] = identifier("doi", doi[1], candidate, place(element), "a reference")
            elif not doi and (address := web_address(target)):
                fields.setdefault("url", address)
    for scheme in ("doi", "pmid", "pmcid"):
        if not fields.get(scheme):
            fields.pop(scheme, None)


def _all(citation: Element) -> Iterator[Element]:
    """The elements that hold identifiers, those named as such before links."""
    yield from citation.iter("pub-id", "object-id")
    yield from citation.iter("ext-link", "uri")
