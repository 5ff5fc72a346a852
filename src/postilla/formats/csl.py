"""CSL-JSON: what citation processors read (Citation Style Language 1.0.2, `csl-data.json`).

Titles have the few HTML tags that processors know. An article number stands in `page` and not in `number` too, which
several processors would print twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from postilla.model import Name, PartialDate, Person
from postilla.model.inline import Kind, Node, Text, parse

from .plain import html_line, one_line
from .publication import Item
from .status import display_title

_encode = json.JSONEncoder(ensure_ascii=False).encode
_TAGS: Mapping[Kind, str] = {"italic": "i", "bold": "b", "sup": "sup", "sub": "sub"}
_LOOKS_LIKE_TAG = re.compile(r"<(?=/?(?:i|b|sup|sub|sc|span)\b)", re.IGNORECASE)


def csl(item: Item) -> str:
    """One item, as JSON on one line."""
    return _encode(csl_item(item))


def csl_item(item: Item) -> dict[str, Any]:
    """One item as plain data; what is not known is left out."""
    publication = item.publication
    head, journal = publication.head, publication.journal
    values: dict[str, Any] = {
        "id": head.id,
        "type": "article-journal" if journal else "article",
        "title": "".join(map(_marked, parse(display_title(head, publication.status)))),
        "author": [csl_name(author) for author in head.authors],
        "container-title": journal.full_title if journal else "",
        "container-title-short": journal.abbreviation if journal else "",
        "issued": csl_date(head.issued) if head.issued else None,
        "volume": head.volume,
        "issue": head.issue,
        "page": (head.elocation or head.pages).replace("–", "-"),
        "DOI": head.doi,
        "PMID": head.pmid,
        "PMCID": head.pmcid,
        "ISSN": journal.issn if journal else "",
        "publisher": journal.publisher if journal else "",
        "URL": publication.url,
        "language": publication.language,
        "keyword": ", ".join(item.tail.keywords),
        "abstract": html_line(item.bodies.get("abstract", "")),
    }
    return {
        key: one_line(value) if isinstance(value, str) else value for key, value in values.items() if value
    }


def csl_name(name: Name) -> dict[str, str]:
    """A name; groups and names that were not told apart are literal."""
    if not isinstance(name, Person):
        return {"literal": one_line(str(name))}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: one_line(value) for key, value in parts.items() if value}


def csl_date(date: PartialDate) -> dict[str, Any]:
    """A date as far as it is known."""
    return {"date-parts": [[part for part in date if part]]}


def _marked(node: Node) -> str:
    if isinstance(node, Text):
        return _LOOKS_LIKE_TAG.sub("&lt;", node.text)
    tag = _TAGS[node.kind]
    return f"<{tag}>{''.join(map(_marked, node.children))}</{tag}>"
