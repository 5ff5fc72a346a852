"""The metadata of an article: journal, identifiers, titles, dates, its place in the journal, subjects, keywords."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from postilla.formats.reading.candidate import Candidate
from postilla.formats.reading.fields import give_journal, give_language, give_short_title, without_stop
from postilla.formats.reading.marks import inline_text, markdown, web_address
from postilla.formats.reading.markup import XML_LANG, Element, attribute, href, place, tag, words
from postilla.formats.reading.values import date, identifier, pages
from postilla.model import Dates, PartialDate, Pdf

from .context import Context
from .phrases import phrases

_JOURNALS = (
    "journal-title-group/journal-title", "journal-title", "journal-title-group/abbrev-journal-title",
    "abbrev-journal-title",
)  # fmt: skip
"""Where the titles of a journal stand, the full one first."""
_SCHEMES = {"doi": "doi", "pmid": "pmid", "medline": "pmid", "pmc": "pmcid", "pmcid": "pmcid"}
_KEYS = ("publisher-id", "manuscript", "publisher-manuscript", "pii", "other", "sici", "art-access-id")
"""Kinds of `article-id` that are the publisher's own."""
_RUNNING = ("running-head", "short", "left-running-head", "right-running-head", "running")
"""Kinds of `alt-title` that shorten the title."""
TYPES: Mapping[str, str] = MappingProxyType({
    "article-commentary": "commentary", "review-article": "review", "systematic-review": "review",
    "rapid-communication": "research-letter", "brief-report": "research-letter", "addendum": "correction",
    "erratum": "correction", "corrected-article": "correction", "partial-retraction": "retraction",
    "expression-of-concern": "expression-of-concern", "concern": "expression-of-concern",
    "author-comment": "reply", "response": "reply", "editorial-comment": "editorial",
})  # fmt: skip
"""`@article-type` → the usual id of a type; others are looked up as they are."""
_PUBLISHED = ("epub", "epub-ppub", "pub", "electronic", "ppub", "print", "collection", "epreprint", "")
"""Kinds of `pub-date`, the one that counts first."""


def read_journal(candidate: Candidate, meta: Element) -> None:
    """What `journal-meta` says of the journal."""
    titles = (words(e) for path in (*_JOURNALS, "journal-id") for e in meta.findall(path))
    issns = [*meta.findall("issn"), *meta.findall("issn-l")]
    kinds = {
        attribute(e, "pub-type") or attribute(e, "publication-format"): words(e) for e in reversed(issns)
    }
    give_journal(
        candidate,
        titles,
        " ".join(map(words, issns)),
        words(meta.find("publisher/publisher-name")),
        kinds.get("ppub") or kinds.get("print", ""),
        kinds.get("epub") or kinds.get("electronic") or kinds.get("online", ""),
    )


def read_identifiers(context: Context, meta: Element) -> None:
    """DOI, PMID, PMCID; the publisher's own number is the key."""
    candidate = context.candidate
    for element in meta.findall("article-id"):
        kind, text = attribute(element, "pub-id-type"), words(element)
        if kind in _SCHEMES and text:
            if _SCHEMES[kind] == "pmcid" and text.isdecimal():
                text = f"PMC{text}"
            if _SCHEMES[kind] not in candidate.fields:
                candidate.give(_SCHEMES[kind], identifier(_SCHEMES[kind], text, candidate, place(element)))
        elif kind in _KEYS:
            candidate.key = candidate.key or text
    for element in meta.findall("volume-id"):
        if words(element):
            context.lose("dropped", element, f"an identifier of the volume: `{words(element)[:60]}`")


def read_titles(context: Context, meta: Element) -> None:
    """Title, subtitle, running head, titles in other languages."""
    candidate = context.candidate
    group = meta.find("title-group")
    group = meta if group is None else group
    for name, path in (("title", "article-title"), ("subtitle", "subtitle"), ("short_title", "alt-title")):
        for element in group.findall(path):
            kind = attribute(element, "alt-title-type")
            if name == "short_title" and kind not in _RUNNING:
                if words(element) and words(element) != words(group.find("article-title")):
                    context.lose(
                        "dropped",
                        element,
                        f"an alternative title ({kind or 'unnamed'}): `{words(element)[:80]}`",
                    )
                continue
            text = _title(context, element)
            if name in candidate.fields:
                if text and text != candidate.fields[name]:
                    context.lose("dropped", element, f"a second {tag(element)}: `{text[:80]}`")
                continue
            candidate.give(name, text)
    give_short_title(candidate, candidate.fields.pop("short_title", ""))
    translated = {}
    for trans in (*group.findall("trans-title-group"), *group.findall("trans-title")):
        inner = trans if tag(trans) == "trans-title" else trans.find("trans-title")
        language = attribute(trans, XML_LANG) or (attribute(inner, XML_LANG) if inner is not None else "")
        if inner is not None and language and (text := _title(context, inner)):
            translated[language] = text
        elif inner is not None:
            context.lose("dropped", trans, "a translated title without its language")
    candidate.give("translated_titles", translated)
    for note in (*group.findall("fn-group/fn"), *group.findall("fn")):
        if words(note):
            context.lose("dropped", note, f"a note to the title: `{words(note)[:120]}`")
    title = candidate.fields.get("title", "")
    if without_stop(title) != title:
        candidate.fields["title"] = without_stop(title)
        context.lose("changed", group, "the full stop at the end of the title was left out")


def _title(context: Context, element: Element) -> str:
    for note in element.iter("xref", "fn"):
        if attribute(note, "ref-type") in ("fn", "") and words(note):
            context.lose("dropped", note, f"a mark of a note in a title: `{words(note)[:20]}`")
            note.text, note[:] = "", []
    text, whole = inline_text(phrases(context, element))
    if not whole:
        context.lose("changed", element, "marks within a word were left out of a title")
    return text[:4000]


def read_dates(context: Context, meta: Element) -> None:
    """The date of publication, and those of the way there."""
    candidate = context.candidate
    found: list[tuple[int, PartialDate, Element]] = []
    for element in meta.findall("pub-date"):
        kind = _kind_of_date(element)
        medium = attribute(element, "publication-format")
        if kind in ("retraction", "correction", "corrected", "pmc-release", "nihms-submitted", "preprint"):
            if kind != "pmc-release":
                context.lose("dropped", element, f"the date {kind}: {words(element)}")
            continue
        if kind in ("pub", "publication") and medium:
            kind = {"electronic": "epub", "print": "ppub"}.get(medium, kind)
        if value := _date(context, element):
            rank = _PUBLISHED.index(kind) if kind in _PUBLISHED else len(_PUBLISHED)
            found.append((rank, value, element))
    # a collection's year says less than the day on which the article appeared
    found.sort(key=lambda one: one[0] if one[1].month else one[0] + len(_PUBLISHED))
    if found:
        candidate.fields["published"] = found[0][1]
    for _, value, element in found[1:]:
        if not str(found[0][1]).startswith(str(value)):
            context.lose(
                "dropped",
                element,
                f"a further date of publication, {_kind_of_date(element)}: {value}",
            )
    dates: dict[str, PartialDate] = {}
    for parent in (*meta.findall("history"), *meta.findall("pub-history")):
        for element in parent.iter("date"):
            kind = attribute(element, "date-type")
            value = _date(context, element)
            if value and kind in ("received", "accepted"):
                dates.setdefault(kind, value)
            elif value and kind in ("corrected", "updated", "rev-recd-final"):
                dates.setdefault("updated", value)
            elif value:
                context.lose("dropped", element, f"the date {kind or 'unnamed'}: {value}")
    if dates:
        candidate.fields["dates"] = Dates(**dates)


def _kind_of_date(element: Element) -> str:
    return attribute(element, "pub-type") or attribute(element, "date-type") or "unnamed"


def _date(context: Context, element: Element) -> PartialDate | None:
    iso = attribute(element, "iso-8601-date")
    parts = [words(element.find(name)) for name in ("year", "month", "day")]
    if not parts[0] and iso:
        parts = [*iso[:10].split("-"), "", ""][:3]
    if not parts[0]:
        year = re.search(r"\d{4}", words(element))
        parts = [year[0] if year else "", "", ""]
    if words(element.find("season")) and not parts[1]:
        context.lose("dropped", element, f"the season of a date: {words(element.find('season'))}")
    return date(parts[0], parts[1], parts[2], context.candidate, place(element))


def read_places(context: Context, meta: Element) -> None:
    """Volume, issue, pages or article number, PDF, language."""
    candidate = context.candidate
    candidate.give("volume", words(meta.find("volume")))
    issue = words(meta.find("issue"))
    extra = words(meta.find("supplement")) or words(meta.find("issue-part"))
    candidate.give("issue", " ".join(filter(None, (issue, extra if extra not in issue else ""))))
    first, last = words(meta.find("fpage")), words(meta.find("lpage"))
    printed, article = pages(first or words(meta.find("page-range")), last)
    number = words(meta.find("elocation-id"))
    if article and re.fullmatch(r"\d+", article):
        printed, article = article, ""
    if number:
        candidate.fields["elocation"] = number
        if printed and printed not in (number, f"{number}-{number}"):
            context.lose("dropped", meta, f"the pages {printed} beside the article number {number}")
    else:
        candidate.give("pages", printed)
        candidate.give("elocation", article)
    for element in meta.findall("self-uri"):
        target, kind = href(element), attribute(element, "content-type").lower()
        if "pdf" in kind or target.lower().endswith(".pdf"):
            url = web_address(target)
            candidate.fields.setdefault("pdf", Pdf(url=url) if url else Pdf(file=target))
    give_language(candidate, attribute(context.article, XML_LANG), place(context.article))
    for element in meta.findall("conference"):
        context.lose("dropped", element, f"a conference: `{words(element)[:80]}`")


def read_subjects(context: Context, meta: Element) -> None:
    """Subjects, series and collections by their names; the heading of the journal's contents is a type."""
    candidate = context.candidate
    kind = attribute(context.article, "article-type") or attribute(context.article, "response-type")
    subjects: list[str] = []
    for group in meta.findall("article-categories/subj-group"):
        sort = attribute(group, "subj-group-type").lower()
        names = [words(e) for e in group.iter("subject", "compound-subject-part") if words(e)]
        if sort in ("display-channel", "toc-heading", "article-type", "category", "article-types"):
            candidate.types += names[:1]
            subjects += names[1:]
        elif "sub-display-channel" in sort or "short" in sort:
            context.lose("dropped", group, f"the line above the title: `{'; '.join(names)[:80]}`")
        elif "series" in sort:
            candidate.series += names
        elif "collection" in sort:
            candidate.collections += names
        else:
            # many journals print the kind of article there; a name that is no type is a subject only
            candidate.types += names if sort in ("heading", "") else []
            subjects += names
    candidate.types.append(TYPES.get(kind, kind or "other"))
    candidate.specialties = list(dict.fromkeys(subjects))
    for element in meta.findall("article-categories/series-title"):
        candidate.series.append(words(element))
    for element in (*meta.findall("issue-title"), *meta.findall("volume-series")):
        if words(element):
            context.lose("dropped", element, f"{tag(element)}: `{words(element)[:80]}`")


def read_keywords(context: Context, meta: Element) -> None:
    """Keywords of every group; those in another language are told."""
    language = attribute(context.article, XML_LANG)[:2]
    found: list[str] = []
    groups = meta.findall("kwd-group")
    for group in groups:
        own, names = attribute(group, XML_LANG), _keywords(group)
        if not own or not language or own[:2] == language or len(groups) == 1:
            found += names
        elif own not in context.translations:
            context.lose("dropped", group, f"keywords in {own}: `{', '.join(names)[:80]}`")
    context.candidate.give("keywords", tuple(dict.fromkeys(found)))


def read_keywords_in(context: Context, meta: Element, language: str) -> None:
    """The keywords of a translation that stand with its article."""
    groups = (group for group in meta.findall("kwd-group") if attribute(group, XML_LANG) == language)
    context.candidate.give("keywords", tuple(dict.fromkeys(name for g in groups for name in _keywords(g))))


def _keywords(group: Element) -> list[str]:
    return [words(e)[:4000] for e in group.iter("kwd", "compound-kwd", "nested-kwd") if words(e)]


def read_rest(context: Context, meta: Element) -> None:
    """Tell of what has no place in a record."""
    for element in meta.findall("custom-meta-group/custom-meta"):
        name, value = words(element.find("meta-name")), words(element.find("meta-value"))
        said = element.find("meta-value")
        if said is not None and re.fullmatch(r"(?i)data[- ]availability(?: statement)?", name):
            context.candidate.add("data_availability", markdown(phrases(context, said)))
            continue
        if value and not re.search(r"version|template|status|system", name, re.IGNORECASE):
            context.lose("dropped", element, f"{name}: `{value[:120]}`")
