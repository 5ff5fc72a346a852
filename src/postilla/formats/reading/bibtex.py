"""BibTeX and BibLaTeX."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from bibtexparser import model as blocks
from bibtexparser.entrypoint import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from postilla.model import Group, Name, NameText, Pdf, Person, Related, Relation, Work

from .candidate import Candidate, JournalNames, Problem, Read
from .characters import decoded, line
from .marks import Marked, Phrase, Run, inline_text, markdown
from .values import author, date, identifier, keywords, pages, person, written_date

# what cannot be read is told as a problem, with its line
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_COMMANDS: Mapping[str, str] = MappingProxyType({
    "textit": "italic", "emph": "italic", "mkbibemph": "italic", "it": "italic", "em": "italic", "textbf": "bold",
    "mkbibbold": "bold", "bf": "bold", "textsuperscript": "sup", "textsubscript": "sub",
})  # fmt: skip
_MARKED = re.compile(
    r"\\(" + "|".join(_COMMANDS) + r")\s*\{|\{\\(it|em|bf)\s+|\$\s*([\^_])\s*(?:\{([^{}$]*)\}|(\w))\s*\$"
)
_USED = frozenset({
    "title", "subtitle", "shorttitle", "author", "editor", "journal", "journaltitle", "shortjournal", "journalsubtitle",
    "year", "month", "day", "date", "volume", "number", "issue", "pages", "eid", "articleno", "doi", "pmid",
    "pmcid", "issn",
    "publisher", "abstract", "keywords", "keyword", "language", "langid", "eprint", "eprinttype", "archiveprefix",
    "type",
    "url", "urldate", "file", "pdf", "related", "relatedtype", "relatedstring", "entrysubtype", "options", "timestamp",
    "owner", "bdsk-url-1", "bdsk-url-2", "date-added", "date-modified", "local-url", "citation-key", "pubstate", "note",
})  # fmt: skip
_RELATIONS: Mapping[str, Relation] = MappingProxyType(
    {"commenton": Relation.COMMENTS_ON, "reviewof": Relation.COMMENTS_ON, "replyto": Relation.REPLIES_TO,
     "translationof": Relation.TRANSLATION_OF, "correctionof": Relation.CORRECTS, "retractionof": Relation.RETRACTS}
)  # fmt: skip
_ARTICLES = frozenset(
    {"article", "misc", "online", "periodical", "suppperiodical", "review", "unpublished", "data"}
)


def is_bibtex(head: str) -> bool:
    """Whether an entry begins at the start of a line."""
    return bool(
        re.search(r"(?m)^\s*@\s*(?:comment|string|preamble|[A-Za-z]+)\s*[{(]\s*[^\s,]*\s*[,=\"}]?", head)
    ) and not head.lstrip().startswith(("<", "[", '{"'))


def read(data: bytes) -> Read:
    """The entries of a file; one that is broken is a problem, and the others are read all the same."""
    text, guess = decoded(data)
    if not text.strip():
        yield Problem("", "the file is empty")
        return
    library = parse_string(text, parse_stack=[])
    strings = {block.key.lower(): _bare(str(block.value)) for block in library.strings}
    if not library.blocks:
        yield Problem("", "no entry of BibTeX is in this file")
    keys: set[str] = set()
    for block in library.blocks:
        at = f"line {(block.start_line or 0) + 1}"
        if isinstance(block, blocks.DuplicateBlockKeyBlock):
            inner = block.ignore_error_block
            if isinstance(inner, blocks.Entry):
                candidate = _candidate(inner, strings, at)
                candidate.lose("changed", at, f"the key `{inner.key}` stands twice in the file")
                yield candidate
        elif isinstance(block, blocks.DuplicateFieldKeyBlock):
            inner_entry = block.ignore_error_block
            if isinstance(inner_entry, blocks.Entry):
                candidate = _candidate(inner_entry, strings, at)
                candidate.lose("dropped", at, "a field that stands twice: the last one counts")
                yield candidate
        elif isinstance(block, blocks.ParsingFailedBlock):
            first = line((block.raw or "").split("\n")[0])[:80]
            yield Problem(
                at, f"this entry cannot be read, most often for a brace that is not closed: `{first}`"
            )
        elif isinstance(block, blocks.Entry):
            candidate = _candidate(block, strings, at)
            if guess and not keys:
                candidate.lose("guessed", at, f"the encoding of the file: {guess}")
            keys.add(block.key)
            yield candidate
        elif isinstance(block, blocks.ImplicitComment) and re.search(r"(?m)^\s*@\w+\s*\{", block.comment):
            yield Problem(
                at,
                f"this entry cannot be read, most often for a brace that is not closed: `{line(block.comment)[:80]}`",
            )


def _bare(value: str) -> str:
    """A value without its outer braces or quotation marks."""
    text = value.strip()
    if len(text) > 1 and text[0] + text[-1] in ('""', "{}"):
        return text[1:-1]
    return text


def _value(raw: str, strings: Mapping[str, str]) -> str:
    """A field's value with `#` joined and names of strings replaced."""
    if raw[:1] in '{"' and "#" not in raw:
        return _bare(raw)
    parts = re.findall(
        r'"(?:[^"{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^\s#]+', raw
    )
    if raw[:1] in '{"' and len(parts) < 2:
        return _bare(raw)
    return "".join(_bare(part) if part[0] in '{"' else strings.get(part.lower(), part) for part in parts)


@lru_cache(maxsize=1)
def _converter() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="text", keep_comments=False, strict_latex_spaces=False)


@lru_cache(maxsize=4096)
def unlatex(text: str) -> str:
    """LaTeX as plain characters, its braces left out."""
    if not re.search(r"[\\${}~]|--|``|''", text):
        return line(text)
    guarded = text.replace("%", "\\%") if "\\%" not in text else re.sub(r"(?<!\\)%", r"\\%", text)
    try:
        made = _converter().latex_to_text(guarded)
    except Exception:  # noqa: BLE001  (the converter raises whatever the text makes it stumble over)
        made = re.sub(r"\\[A-Za-z]+\s*|[{}$]", "", text)
    return line(made)


def phrases(text: str) -> list[Phrase]:
    """LaTeX as phrases: its emphasis, raised and lowered text are kept."""
    found: list[Phrase] = []
    at = 0
    while match := _MARKED.search(text, at):
        found.append(Run(_spaced(text[at : match.start()])))
        if match[3]:
            inner, at = match[4] or match[5] or "", match.end()
            kind = "sup" if match[3] == "^" else "sub"
        else:
            end = _closing(text, match.end())
            inner, at = text[match.end() : end], end + 1
            kind = _COMMANDS[match[1] or match[2]]
        found.append(Marked(kind, tuple(phrases(inner))))
    found.append(Run(_spaced(text[at:])))
    return found


def _spaced(text: str) -> str:
    """Plain characters of a part of a text, with the spaces at its ends."""
    made = unlatex(text.strip())
    return (" " if text[:1].isspace() else "") + made + (" " if text[-1:].isspace() and made else "")


def _closing(text: str, at: int) -> int:
    depth = 1
    for index in range(at, len(text)):
        if text[index] == "{" and text[index - 1] != "\\":
            depth += 1
        elif text[index] == "}" and text[index - 1] != "\\":
            depth -= 1
            if not depth:
                return index
    return len(text)


def _candidate(entry: blocks.Entry, strings: Mapping[str, str], at: str) -> Candidate:
    candidate = Candidate(at, key=line(entry.key))
    fields = {field.key.lower(): _value(str(field.value).strip(), strings) for field in entry.fields}
    give = candidate.give

    def text(*names: str) -> str:
        return next((made for name in names if (made := unlatex(fields.get(name, "")))), "")

    for name, key in (("title", "title"), ("subtitle", "subtitle"), ("short_title", "shorttitle")):
        made, whole = inline_text(phrases(fields.get(key, "")))
        if not whole:
            candidate.lose("changed", at, "marks within a word were left out of a title")
        give(
            name,
            made[:-1]
            if re.search(r"[\w)]\.$", made) and not re.search(r"\b(?:[A-Z]|et al|spp?)\.$", made)
            else made,
        )
    authors = names_of(fields.get("author", ""))
    give(
        "authors",
        tuple(
            name if isinstance(name, Group) else author(name)
            for name in authors
            if str(name).lower() != "others"
        ),
    )
    if any(str(name).lower() == "others" for name in authors):
        candidate.lose("dropped", at, "further authors, whom the source calls `others`")
    give("editors", tuple(name for name in names_of(fields.get("editor", "")) if isinstance(name, Person)))
    titles = tuple(
        dict.fromkeys(filter(None, (text(key) for key in ("journaltitle", "journal", "shortjournal"))))
    )
    candidate.journal = JournalNames(
        titles, tuple(re.findall(r"\d{4}-?\d{3}[\dXx]", text("issn"))), text("publisher")
    )
    if fields.get("date"):
        give("published", written_date(text("date").partition("/")[0], candidate, at))
    else:
        give("published", date(text("year"), text("month"), text("day"), candidate, at))
    give("volume", text("volume"))
    give("issue", text("number", "issue"))
    printed, number = pages(text("pages"))
    given = text("eid", "articleno")
    give("pages", "" if given else printed)
    give("elocation", given or number)
    give("doi", identifier("doi", fields.get("doi", "").replace("\\_", "_"), candidate, at))
    give("pmid", identifier("pmid", text("pmid"), candidate, at))
    give("pmcid", identifier("pmcid", text("pmcid"), candidate, at))
    if text("eprinttype", "archiveprefix").lower() == "pubmed" and "pmid" not in candidate.fields:
        give("pmid", identifier("pmid", text("eprint"), candidate, at))
    elif text("eprint") and text("eprinttype", "archiveprefix").lower() != "pubmed":
        candidate.lose("dropped", at, f"eprint: `{text('eprint')[:60]}`")
    parts = re.split(r"\n\s*\n|\\par\b", fields.get("abstract", ""))
    give("abstract", "\n\n".join(made for part in parts if (made := markdown(phrases(part)))))
    give("keywords", keywords(text("keywords", "keyword")))
    language = text("langid", "language").lower()
    give(
        "language",
        _LANGUAGES.get(language, language if re.fullmatch(r"[a-z]{2}(?:-[a-z]{2})?", language) else ""),
    )
    candidate.types = [kind] if (kind := text("type", "entrysubtype")) else []
    found = re.search(r"doi\.org/(10\.\S+)", fields.get("url", ""))
    if found and "doi" not in candidate.fields:
        give("doi", identifier("doi", found[1], candidate, at))
    _files(candidate, fields)
    _related(candidate, fields, at)
    for key, value in fields.items():
        if key not in _USED and value:
            candidate.lose("dropped", at, f"{key}: `{line(value)[:100]}`")
    if entry.entry_type.lower() not in _ARTICLES:
        candidate.lose("changed", at, f"an entry of the kind {entry.entry_type} is kept as an article")
    return candidate


_LANGUAGES = {
    "english": "en", "american": "en-US", "british": "en-GB", "usenglish": "en-US", "ukenglish": "en-GB",
    "german": "de", "ngerman": "de", "french": "fr", "spanish": "es", "portuguese": "pt", "brazilian": "pt-BR",
    "italian": "it", "dutch": "nl",
}  # fmt: skip


def _files(candidate: Candidate, fields: Mapping[str, str]) -> None:
    for part in fields.get("file", fields.get("pdf", "")).replace("\\:", ":").split(";"):
        name = next((p for p in part.split(":") if p.lower().endswith(".pdf")), "")
        if name:
            candidate.fields.setdefault("pdf", Pdf(file=name))


def _related(candidate: Candidate, fields: Mapping[str, str], at: str) -> None:
    kind = fields.get("relatedtype", "").lower()
    if fields.get("related") and kind in _RELATIONS:
        doi = re.search(r"10\.\d{4,9}/[^\s,]+", fields["related"])
        if doi:
            work = Work(doi=identifier("doi", doi[0], candidate, at, "a related work"))
            candidate.give("related", (Related(_RELATIONS[kind], work=work),) if work.doi else ())
            return
    if fields.get("related"):
        candidate.lose("dropped", at, f"related: `{line(fields['related'])[:80]}`")
    note = unlatex(fields.get("note", ""))
    match = re.match(r"(?i)comments? on:?\s.*?\b(10\.\d{4,9}/\S+)", note)
    if match:
        work = Work(doi=identifier("doi", match[1], candidate, at, "a related work"))
        candidate.give("related", (Related(Relation.COMMENTS_ON, work=work),) if work.doi else ())
    elif note:
        candidate.lose("dropped", at, f"note: `{note[:100]}`")


def names_of(text: str) -> list[Name]:
    """The names of an `author` field: parted by `and`, in braces where a group."""
    found: list[Name] = []
    for part in _split(text):
        if part.startswith("{") and _closing(part, 1) == len(part) - 1:
            if name := unlatex(part):
                found.append(Group(name))
            continue
        pieces = [unlatex(piece) for piece in _commas(part)]
        if len(pieces) == 1:
            found += _plain_name(pieces[0])
        elif (len(pieces) == 2 and (one := _with_particle(pieces[0], pieces[1]))) or (
            len(pieces) > 2 and (one := _with_particle(pieces[0], ", ".join(pieces[2:]), pieces[1]))
        ):
            found.append(one)
    return found


def _with_particle(family: str, given: str, suffix: str = "") -> Person | None:
    return person(family, given, suffix)


def _plain_name(text: str) -> list[Name]:
    """`Ilse von Varga`: what is in lower case before the last word belongs to the family name."""
    words = text.split()
    if not words:
        return []
    if len(words) == 1:
        return [NameText(words[0])] if words[0].lower() == "others" else [Person(words[0])]
    at = len(words) - 1
    for index, word in enumerate(words[1:-1], 1):
        if word[:1].islower():
            at = index
            break
    one = person(" ".join(words[at:]), " ".join(words[:at]))
    return [one] if one else []


def _split(text: str) -> list[str]:
    """The parts between `and`s that stand in no braces."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"[{}]|\s+and\s+", text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif depth <= 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def _commas(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for index, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if char == "," and depth <= 0:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]
