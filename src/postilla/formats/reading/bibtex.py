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

from postilla.model import Group, Name, NameText, Person, Related, Relation, Work

from .candidate import Candidate, Problem, Read
from .characters import decoded, line
from .fields import (
    give_doi_of_address,
    give_journal,
    give_language,
    give_pdf,
    give_people,
    give_place,
    give_short_title,
    kept_as_article,
    read_notice,
    titled,
)
from .marks import Marked, Phrase, Run, markdown
from .values import date, identifier, keywords, person, written_date

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

    def text(*names: str) -> str:
        return next((made for name in names if (made := unlatex(fields.get(name, "")))), "")

    for name in ("title", "subtitle"):
        candidate.give(name, titled(phrases(fields.get(name, "")), candidate, at))
    give_short_title(candidate, titled(phrases(fields.get("shorttitle", "")), candidate, at))
    authors = names_of(fields.get("author", ""))
    known = [name for name in authors if str(name).lower() != "others"]
    if len(known) < len(authors):
        candidate.lose("dropped", at, "further authors, whom the source calls `others`")
    give_people(candidate, known, names_of(fields.get("editor", "")))
    give_journal(
        candidate, map(text, ("journaltitle", "journal", "shortjournal")), text("issn"), text("publisher")
    )
    if fields.get("date"):
        candidate.give("published", written_date(text("date").partition("/")[0], candidate, at))
    else:
        candidate.give("published", date(text("year"), text("month"), text("day"), candidate, at))
    give_place(
        candidate, text("volume"), text("number", "issue"), (text("pages"), ""), text("eid", "articleno")
    )
    _identifiers(candidate, fields, at)
    parts = re.split(r"\n\s*\n|\\par\b", fields.get("abstract", ""))
    candidate.give("abstract", "\n\n".join(made for part in parts if (made := markdown(phrases(part)))))
    candidate.give("keywords", keywords(text("keywords", "keyword")))
    give_language(candidate, text("langid", "language"), at)
    candidate.types = [kind] if (kind := text("type", "entrysubtype")) else []
    for part in fields.get("file", fields.get("pdf", "")).replace("\\:", ":").split(";"):
        give_pdf(candidate, next((p for p in part.split(":") if p.lower().endswith(".pdf")), ""))
    _related(candidate, fields, at)
    for key, value in fields.items():
        if key not in _USED and value:
            candidate.lose("dropped", at, f"{key}: `{line(value)[:100]}`")
    kept_as_article(candidate, entry.entry_type.lower(), _ARTICLES, at, "an entry of the kind")
    return candidate


def _identifiers(candidate: Candidate, fields: Mapping[str, str], at: str) -> None:
    """DOI, PMID and PMCID, also from what says in which catalogue a number counts."""
    for scheme in ("doi", "pmid", "pmcid"):
        candidate.give(scheme, identifier(scheme, _plain(fields, scheme), candidate, at))
    eprint = _plain(fields, "eprint")
    if (_plain(fields, "eprinttype") or _plain(fields, "archiveprefix")).lower() != "pubmed":
        if eprint:
            candidate.lose("dropped", at, f"eprint: `{eprint[:60]}`")
    elif "pmid" not in candidate.fields:
        candidate.give("pmid", identifier("pmid", eprint, candidate, at))
    url = _plain(fields, "url")
    if not give_doi_of_address(candidate, url, at) and url:
        candidate.lose("dropped", at, f"an address: `{url[:100]}`")


def _plain(fields: Mapping[str, str], name: str) -> str:
    """What an identifier or address says: its characters are not LaTeX's, except where they had to be guarded."""
    return line(re.sub(r"\\([_%#&{}$])", r"\1", fields.get(name, "")))


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
    if note and not read_notice(candidate, note, at):
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
        elif one := person(
            pieces[0], ", ".join(pieces[2:]) or pieces[1], pieces[1] if len(pieces) > 2 else ""
        ):
            found.append(one)
    return found


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
