"""The table of formats: of it are made citation files, bulk files, `postilla export` and the reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from .bibtex import bibtex
from .crossref import crossref
from .crossref import refused as refused_by_crossref
from .csl import csl
from .deposit import Deposit
from .doaj import doaj
from .doaj import refused as refused_by_doaj
from .jats import jats
from .jsonl import jsonl
from .nbib import nbib
from .publication import Item
from .pubmed import pubmed
from .pubmed import refused as refused_by_pubmed
from .ris import ris


class Frame(NamedTuple):
    """What stands around and between the entries of a file that holds several."""

    begin: str = ""
    between: str = ""
    end: str = ""


class Format(NamedTuple):
    """One format that articles are written in."""

    id: str
    name: str
    extension: str
    media_type: str
    doc: str
    """What it is for."""
    specification: str
    verified: str
    """By what its output is checked."""
    entry: Callable[[Item], str] | None = None
    """Writes one article; None where only a whole file makes sense."""
    frame: Frame | None = None
    """How entries become a file of several; None where each article is a document of its own."""
    document: Callable[[Iterable[Item], Deposit], Iterator[str]] | None = None
    """Writes a file of articles, in pieces, where more than a frame is needed."""
    refused: Callable[[Item], str] | None = None
    """Why an article cannot be in such a file; empty where it can."""
    is_beside_article: bool = False
    """Whether a file of it may stand beside the page of an article."""
    is_bulk: bool = False
    """Whether the site has a file of it for all articles."""
    is_of_lists: bool = False
    """Whether it has one for each issue, series and specialty too."""
    most: int = 10_000
    """So many articles go into one file of the whole archive; of more, each year has its own: hosts limit sizes."""


FORMATS: Mapping[str, Format] = {
    row.id: row
    for row in (
        Format(
            "bibtex", "BibTeX", "bib", "application/x-bibtex",
            "For LaTeX, and for reference managers.", "BibTeX and BibLaTeX 3",
            "pybtex, bibtexparser and biber", bibtex, Frame("", "\n", ""),
            is_beside_article=True, is_bulk=True, is_of_lists=True,
        ),
        Format(
            "ris", "RIS", "ris", "application/x-research-info-systems",
            "For EndNote, Zotero, Mendeley and every other reference manager.", "RIS, as reference managers read it",
            "rispy and pandoc", ris, Frame("", "\r\n", ""),
            is_beside_article=True, is_bulk=True, is_of_lists=True,
        ),
        Format(
            "csl", "CSL-JSON", "json", "application/vnd.citationstyles.csl+json",
            "For citation processors, such as pandoc's.", "Citation Style Language 1.0.2, CSL-JSON",
            "its JSON Schema and pandoc", csl, Frame("[\n", ",\n", "\n]\n"),
            is_beside_article=True, is_bulk=True,
        ),
        Format(
            "nbib", "NBIB", "nbib", "application/nbib",
            "The tagged format of PubMed.", "MEDLINE/PubMed data elements of the NLM", "Biopython", nbib, Frame(),
            is_beside_article=True,
        ),
        Format(
            "jats", "JATS XML", "xml", "application/jats+xml",
            "The whole article for archives, indexes and text miners: metadata, text, references, relations.",
            "JATS 1.3 (ANSI/NISO Z39.96-2021), Journal Publishing, or Archiving for journals without an ISSN",
            "the DTDs of JATS, and pandoc", jats, is_beside_article=True,
        ),
        Format(
            "jsonl", "JSON Lines", "jsonl", "application/jsonl",
            "The front matter of every record as data, one a line.",
            "The JSON Schema that `postilla schema` prints", "the JSON Schema", jsonl, Frame("", "\n", "\n"),
            is_bulk=True, most=4_000,
        ),
        Format(
            "crossref", "Crossref deposit", "xml", "application/vnd.crossref.unixref+xml",
            "What Crossref wants when DOIs are registered or their metadata changes.",
            "Crossref deposit schema 5.4.0", "the schema", document=crossref, refused=refused_by_crossref,
        ),
        Format(
            "doaj", "DOAJ article records", "xml", "application/xml",
            "For the upload of articles to the Directory of Open Access Journals.",
            "DOAJ article XML 1.3", "the order of its elements only: made from the specification",
            document=doaj, refused=refused_by_doaj,
        ),
        Format(
            "pubmed", "PubMed article set", "xml", "application/xml",
            "What publishers send to PubMed.", "PubMed DTD 2.8",
            "the order of its elements only: made from the specification; how a comment names its article is not "
            "verified", document=pubmed, refused=refused_by_pubmed,
        ),
    )
}  # fmt: skip
"""Every format by its id, in the order of the page and of the reference."""

BESIDE_ARTICLES: tuple[str, ...] = tuple(id for id, row in FORMATS.items() if row.is_beside_article)
BULK: tuple[str, ...] = tuple(id for id, row in FORMATS.items() if row.is_bulk)
OF_LISTS: tuple[str, ...] = tuple(id for id, row in FORMATS.items() if row.is_of_lists)


def written(format: Format, items: Iterable[Item], deposit: Deposit | None = None) -> Iterator[str]:
    """A file of several articles, in pieces; `ValueError` for a format in which each article is its own document."""
    if format.document:
        yield from format.document(items, deposit or Deposit())
        return
    if format.entry is None or format.frame is None:
        raise ValueError(f"{format.name}: each article is a document of its own")
    yield format.frame.begin
    for number, item in enumerate(items):
        yield (format.frame.between if number else "") + format.entry(item)
    yield format.frame.end
