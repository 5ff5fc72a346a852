"""Stubs: an article as Pagefind is to read it, lean HTML with its texts, its facts and its facets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

FACETS = ("specialty", "series", "type", "year", "journal", "author", "discusses", "status")
"""What a search can be narrowed by, in the order of the page. `discusses` is the journal of the discussed work."""

_UNREADABLE = re.compile(
    r'<(math|svg)\b.*?</\1>|<span class="cites">.*?</span>|<sup class="fnref">.*?</sup>|<!--.*?-->', re.DOTALL
)
"""What stands in a text and is no text: formulas, and the marks of references and footnotes."""
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|kbd|mark|q|s|small|span|strong|sub|sup|u|var)\b[^>]*>")
"""Elements within a word: `CO<sub>2</sub>` is found as `CO2`."""
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"\s+")


class Searchable(NamedTuple):
    """What can be found of an article beside its texts. All of it is plain text."""

    id: str
    address: str
    title: str
    authors: str
    """As read, with commas between them."""
    citation: str
    type: str
    language: str
    """Of the title and the texts, where it is not that of the interface."""
    is_notice: bool
    """Whether it is a correction, retraction or the like: such an article is seldom what is looked for."""
    status: tuple[str, str]
    """`("retracted", "Retracted")`; both empty for most."""
    identifiers: tuple[str, ...]
    """DOI, PMID, PMCID, the ORCID iDs of the authors, year, volume, issue and page: each finds the article."""
    discusses: tuple[str, ...]
    """Titles and identifiers of the works that it is about."""
    facets: tuple[tuple[str, tuple[str, ...]], ...]
    """The values of each of `FACETS` that it has."""


def stub(article: Searchable, keywords: Iterable[str], texts: Iterable[str]) -> str:
    """The stub of an article.

    Args:
        article: what is known of it.
        keywords: its keywords, as plain text.
        texts: its abstract, summary and text as sanitised HTML, as far as they are to be searched.
    """
    metadata: Mapping[str, str] = {
        "title": article.title,
        "authors": article.authors,
        "citation": article.citation,
        "type": article.type,
        "lang": article.language,
        "notice": "1" if article.is_notice else "",
        "status": article.status[0],
        "label": article.status[1],
        "keywords": ", ".join(keywords),
        "discusses": "; ".join(article.discusses),
        "ids": " ".join(article.identifiers),
    }
    head = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{_attribute(value)}">'
        for name, value in metadata.items()
        if value
    )
    head += "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{_attribute(value)}">'
        for name, values in article.facets
        for value in values
    )
    # Pagefind leaves out a page that has no text at all
    body = (
        "".join(f"<p>{text}</p>" for text in map(readable, texts) if text)
        or f"<p>{escape(article.title)}</p>"
    )
    head = f'<meta charset="utf-8">{head}'
    return f"<!doctype html><html><head>{head}</head><body data-pagefind-body>{body}</body></html>"


def readable(html: str) -> str:
    """The words of sanitised HTML, still escaped, without what stands between them only for the eye."""
    return _SPACES.sub(" ", _TAG.sub(" ", _INLINE.sub("", _UNREADABLE.sub("", html)))).strip()


def _attribute(text: str) -> str:
    return _SPACES.sub(" ", escape(text)).strip()
