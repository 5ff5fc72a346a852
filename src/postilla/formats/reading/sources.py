"""The table of source formats, and how a file's content tells which it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from . import bibtex, crossref, csl, endnote, jats, nbib, pubmed, ris, spreadsheet
from .candidate import Read
from .characters import decoded


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """One format that can be imported."""

    name: str
    title: str
    detect: Callable[[str], bool]
    """Whether the beginning of a file looks like it."""
    read: Callable[[bytes], Read]
    suffixes: tuple[str, ...]
    """What its files are usually called; only these are looked at in folders and archives."""
    doc: str
    """What it is and where it comes from, in a sentence."""


def _xml(*roots: str) -> Callable[[str], bool]:
    """Whether the first elements of XML have one of these names."""
    pattern = re.compile(
        rf"\A\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:\w+:)?(?:{'|'.join(roots)})[\s>/]",
        re.DOTALL,
    )

    def detect(head: str) -> bool:
        return bool(pattern.match(head))

    return detect


SOURCES: Mapping[str, SourceFormat] = {
    row.name: row
    for row in (
        SourceFormat(
            "jats", "JATS", _xml("article", "articles", "pmc-articleset", "OAI-PMH", "collection"),
            jats.read, (".xml", ".nxml"),
            "JATS 1.0 to 1.4 and NLM 3.0, full text or metadata, as publishers and PubMed Central give it.",
        ),
        SourceFormat(
            "pubmed", "PubMed XML", _xml("PubmedArticleSet", "PubmedArticle", "MedlineCitationSet"),
            pubmed.read, (".xml",),
            "What PubMed's `efetch` and its web site give as XML.",
        ),
        SourceFormat(
            "endnote", "EndNote XML", _xml("xml>\\s*<records", "records"), endnote.read, (".xml",),
            "What EndNote exports as XML.",
        ),
        SourceFormat(
            "crossref", "Crossref JSON", crossref.is_crossref, crossref.read, (".json", ".jsonl", ".ndjson"),
            "Saved answers of Crossref's REST API, or one work on each line.",
        ),
        SourceFormat(
            "csl", "CSL-JSON", csl.is_csl, csl.read, (".json", ".jsonl", ".ndjson"),
            "The data of citation processors, as Zotero exports it.",
        ),
        SourceFormat("nbib", "NBIB", nbib.is_nbib, nbib.read, (".nbib", ".txt", ".medline"),
            "PubMed's format of tagged lines."),
        SourceFormat("ris", "RIS", ris.is_ris, ris.read, (".ris", ".txt"), "The tagged lines of reference managers."),
        SourceFormat("bibtex", "BibTeX", bibtex.is_bibtex, bibtex.read, (".bib", ".bibtex"), "BibTeX and BibLaTeX."),
        SourceFormat(
            "csv", "CSV and TSV", spreadsheet.is_table, spreadsheet.read, (".csv", ".tsv"),
            "A spreadsheet, one article in a row, the names of the columns in the first.",
        ),
    )
}  # fmt: skip
"""Every format by its name, in the order in which files are tried."""

HEAD = 65_536
"""Bytes by which a file's format is told."""


def detect(data: bytes) -> SourceFormat | None:
    """The format of a file by its content; None where it is none of them."""
    head = decoded(data[:HEAD]).text.lstrip("\ufeff")
    return next((row for row in SOURCES.values() if row.detect(head)), None)


def read(data: bytes, format: SourceFormat) -> Read:
    """What a file holds."""
    return format.read(data)
