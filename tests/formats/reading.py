"""What a reader must find in a citation file, whatever the format."""

from __future__ import annotations

import re
from html import unescape

from postilla.formats import Item, display_title
from postilla.model import Name, Person
from postilla.model.inline import to_plain


def spaced(text: str) -> str:
    """Text with single spaces."""
    return " ".join(text.split())


def title(item: Item) -> str:
    return spaced(to_plain(display_title(item.publication.head, item.publication.status)))


def journal(item: Item) -> str:
    found = item.publication.journal
    return spaced(found.full_title) if found else ""


def family(name: Name) -> str:
    """The family name with its particle, or the whole name of a group."""
    if not isinstance(name, Person):
        return spaced(str(name))
    return spaced(f"{name.particle} {name.family}")


def pages(item: Item) -> tuple[str, str]:
    """First and last page as the items of `hostile` and of the demonstration have them."""
    head = item.publication.head
    if head.elocation:
        return head.elocation, ""
    first, _, last = head.pages.partition("-")
    return first, last


def abstract(item: Item) -> str:
    """The abstract as one line; those of `hostile` and of the demonstration have paragraphs only."""
    return spaced(unescape(re.sub("<[^>]*>", "", item.bodies.get("abstract", "").replace("</p>", " "))))


def year(item: Item) -> str:
    date = item.publication.head.issued
    return str(date.year) if date else ""


def ascii_hyphens(text: str) -> str:
    return re.sub("[–—]", "-", text)
