"""Related articles: the relation that JATS names, and boxes that cite the article that is discussed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from postilla.formats.reading.marks import Marked, Run, inline_text
from postilla.formats.reading.markup import Element, attribute, href, place, tag, words
from postilla.formats.reading.values import identifier
from postilla.model import Related, Relation, Work, doi_key

from .context import Context
from .phrases import phrases
from .references import read_work

RELATIONS: Mapping[str, Relation | None] = MappingProxyType(
    {
        "commentary-article": Relation.COMMENTS_ON, "article-commented": Relation.COMMENTS_ON,
        "peer-reviewed-article": Relation.COMMENTS_ON, "reviewed-article": Relation.COMMENTS_ON,
        "object-of-review": Relation.COMMENTS_ON, "letter": Relation.REPLIES_TO, "reply-to": Relation.REPLIES_TO,
        "corrected-article": Relation.CORRECTS, "addended-article": Relation.CORRECTS,
        "updated-article": Relation.CORRECTS,
        "retracted-article": Relation.RETRACTS, "partial-retraction-of": Relation.RETRACTS,
        "partially-retracted-article": Relation.RETRACTS, "object-of-concern": Relation.RAISES_CONCERN_ABOUT,
        "companion": Relation.COMPANION_TO, "article-reference": Relation.COMPANION_TO,
        "alt-language": Relation.TRANSLATION_OF,
        "translated-article": Relation.TRANSLATION_OF, "continues": Relation.CONTINUES,
        "continuation-of": Relation.CONTINUES,
        "supplement-to": Relation.SUPPLEMENT_TO, "supplements": Relation.SUPPLEMENT_TO,
        "parent": Relation.SUPPLEMENT_TO,
        "commentary": None, "correction-forward": None, "retraction-forward": None, "concern-forward": None,
        "addendum": None, "correction": None, "retraction": None, "expression-of-concern": None, "author-comment": None,
        "reply": None, "response": None, "partial-retraction": None, "continued-by": None, "corrected-by": None,
        "peer-review": None, "referee-report": None, "republished-article": None,
    }
)  # fmt: skip
"""`@related-article-type` → the relation; None for what leads back, which this archive works out itself."""
CITATION = 6
"""Words that a citation without a year has at least: an author, a journal, a volume and something of a title."""
_BOX = re.compile(
    r"related\s+(?:research\s+)?(?:articles?|papers?|content|publications?|reading)\b[\s:.]*", re.IGNORECASE
)
_DOI = re.compile(r"(?:\bdoi:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
_FOR_TYPE: Mapping[str, Relation] = MappingProxyType(
    {
        "correction": Relation.CORRECTS, "addendum": Relation.CORRECTS, "erratum": Relation.CORRECTS,
        "retraction": Relation.RETRACTS, "partial-retraction": Relation.RETRACTS, "reply": Relation.REPLIES_TO,
        "article-commentary": Relation.COMMENTS_ON, "expression-of-concern": Relation.RAISES_CONCERN_ABOUT,
    }
)  # fmt: skip


def read_related(context: Context, meta: Element) -> None:
    """The `related-article`s, `related-object`s and reviewed `product`s of an article's metadata."""
    kind = attribute(context.article, "article-type")
    for element in meta:
        name = tag(element)
        if name == "product":
            if work := read_work(context, element):
                add(context, Related(Relation.COMMENTS_ON, work=work))
            continue
        if name not in ("related-article", "related-object"):
            continue
        said = attribute(element, "related-article-type") or attribute(element, "link-type")
        relation = RELATIONS.get(said, Relation.COMPANION_TO)
        if said == "letter" and kind == "article-commentary":
            relation = Relation.COMMENTS_ON
        if relation is None:
            context.lose("dropped", element, f"{said}: the archive works out itself what leads back")
            continue
        if said not in RELATIONS:
            relation = _FOR_TYPE.get(kind, Relation.COMPANION_TO)
            context.lose("guessed", element, f"the relation `{said or 'unnamed'}` became {relation}")
        work = _work(context, element)
        if work is None:
            context.lose("dropped", element, f"a relation {said} that does not say to which article")
        else:
            add(context, Related(relation, work=work))


def _work(context: Context, element: Element) -> Work | None:
    target, kind = href(element), attribute(element, "ext-link-type")
    found = re.search(r"10\.\d{4,9}/\S+", target or words(element))
    doi = identifier("doi", found[0], context.candidate, place(element), "a related article") if found else ""
    pmid = (
        identifier("pmid", target, context.candidate, place(element), "a related article")
        if kind in ("pmid", "pubmed")
        else ""
    )
    work = read_work(context, element) or Work()
    doi, pmid = work.doi or doi, work.pmid or pmid
    if work.title or work.journal or not (doi or pmid):
        return work._replace(doi=doi, pmid=pmid) if work != Work() else None
    text = words(element)
    if text and not _is_citation(text):
        if text.lower() not in (target.lower(), doi.lower(), pmid):
            context.lose("dropped", element, f"the words of a link to a related article: `{text[:80]}`")
        text = ""
    return Work(doi=doi, pmid=pmid, text=text)


def _is_citation(text: str) -> bool:
    """Whether a text describes a work, as `Version 1` and `the original` do not."""
    count = len(text.split())
    return count >= CITATION or (count > 2 and bool(re.search(r"\b(?:1[6-9]|20)\d\d\b", text)))


def add(context: Context, related: Related) -> None:
    """Add an entry unless the same relation to the same work is there."""
    entries: tuple[Related, ...] = context.candidate.fields.get("related", ())
    if any(one.relation == related.relation and _same(one.work, related.work) for one in entries):
        return
    context.candidate.fields["related"] = (*entries, related)


def _same(first: Work | None, second: Work | None) -> bool:
    if first is None or second is None:
        return first is second
    return bool(first.key and first.key == second.key) or first == second


def described(context: Context) -> None:
    """Say of each related work what the reference list says of it, or else the box that names it."""
    known = {}
    for reference in context.candidate.fields.get("references", ()):
        work = reference.work
        if work.doi:
            known[doi_key(work.doi)] = work
    entries = tuple(
        related._replace(work=_described(context, related.work, known)) if related.work else related
        for related in context.candidate.fields.get("related", ())
    )
    for element, cited in context.boxes.values():
        context.lose(
            "dropped", element, f"the box of the related article, which is in `related`: `{cited[:80]}`"
        )
    context.candidate.give("related", entries)


def _described(context: Context, work: Work, known: Mapping[str, Work]) -> Work:
    if not work.doi or work.authors:
        return work
    key = doi_key(work.doi)
    if fuller := known.get(key):
        context.boxes.pop(key, None)
        return fuller._replace(doi=work.doi)
    if not work.title and key in context.boxes:
        return work._replace(text=context.boxes.pop(key)[1][:4000])
    return work


def is_related_box(box: Element) -> bool:
    """Whether a box says nothing but which article is discussed."""
    heading = next((words(e) for e in box.iter("title", "bold", "label") if words(e)), "")
    return bool(_BOX.fullmatch(heading)) or (
        len(box) > 0 and all(tag(c) in ("related-article", "related-object") for c in box)
    )


def read_related_box(
    context: Context, box: Element, figure: Callable[[Element, str], list[str]]
) -> list[str]:
    """Turn the box into entries of `related`; what else it holds, such as a picture, is returned as blocks."""
    entries = context.candidate.fields.get("related", ())
    blocks: list[str] = []
    caption: Element | None = None
    for part in box.iter("p", "related-article", "related-object", "caption"):
        text = words(part)
        lead = words(part.find("bold")) if part.find("bold") is not None else ""
        if re.fullmatch(r"(?:image|picture|photo(?:graph)?)s?[:.]?", lead, re.IGNORECASE):
            caption = part
        graphic = next((g for g in part.iter("graphic", "inline-graphic") if href(g)), None)
        if graphic is not None:
            blocks += figure(graphic, _beside(context, caption if caption is not None else part))
            caption = None
            continue
        if caption is part or not text or _BOX.fullmatch(text):
            continue
        _cited(context, part, bool(entries))
    if caption is not None:
        context.lose(
            "dropped", caption, f"the caption of a picture that is not there: `{words(caption)[:80]}`"
        )
    return blocks


def _beside(context: Context, caption: Element) -> str:
    """The words beside a picture, without the word `Image` before them, which is the figure's label."""
    first, *rest = phrases(context, caption) or [Run("")]
    if isinstance(first, Run) and not first.text.strip() and rest:
        first, *rest = rest
    text, _ = inline_text(rest if isinstance(first, Marked) else [first, *rest])
    return text


def _cited(context: Context, part: Element, known: bool) -> None:
    """The works that a paragraph of the box cites: by DOI where it gives one, else as text."""
    dois = dict.fromkeys(
        doi
        for text in (*(href(link) for link in part.iter("ext-link", "uri", "related-article")), words(part))
        for found in _DOI.findall(text)
        if (doi := identifier("doi", found.rstrip(".,;)"), context.candidate, place(part), "a box"))
    )
    entries = context.candidate.fields.get("related", ())
    relation = Relation.COMMENTS_ON
    text = re.sub(_BOX, "", words(part), count=1) if _BOX.match(words(part)) else words(part)
    keys = {doi_key(one.work.doi) for one in entries if one.work and one.work.doi}
    for doi in dois:
        if doi_key(doi) not in keys:
            add(context, Related(relation, work=Work(doi=doi)))
            keys.add(doi_key(doi))
    told = dict(_citations(text))
    for key in map(doi_key, dois):
        if cited := told.get(key, text if len(dois) == 1 and not told else ""):
            context.boxes[key] = (part, cited)
    if not dois and text:
        if known:
            context.lose(
                "dropped", part, f"the box of the related article, which is in `related`: `{text[:80]}`"
            )
        else:
            add(context, Related(relation, work=Work(text=text[:4000])))


def _citations(text: str) -> Iterator[tuple[str, str]]:
    """The DOIs of a paragraph, each with the citation that it ends."""
    before = 0
    for found in _DOI.finditer(text):
        cited = re.sub(r"^(?:[\W_]|and\b)+", "", text[before : found.start()], flags=re.IGNORECASE).strip()
        if _is_citation(cited):
            yield doi_key(found[1].rstrip(".,;)")), cited
        before = found.end()
