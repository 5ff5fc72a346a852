"""The yardstick: the same articles as ordinary pages of MkDocs with Material, as one would write them by hand.

A page holds title, authors, abstract, text and reference list; citations are plain numbers in brackets. Only the index
stands in `nav`, and there is no search: both would cost far more than the pages themselves.
"""

from __future__ import annotations

import re
from pathlib import Path

from postilla.model import Tail, Work

from .articles import Article, Articles
from .generate import SEED, claim, write_text

CONFIG = """\
site_name: Ordinary pages
site_url: https://plain.example/
theme:
  name: material
plugins: []
markdown_extensions:
  - footnotes
nav:
  - index.md
"""

_CITATION = re.compile(r"\[(@[^\]]*)\]")
_CAPTION = re.compile(r"^Table: (.*?) \{#[^}]*\}$", re.MULTILINE)


def write(folder: Path, count: int, seed: int = SEED) -> None:
    """Write the pages and the settings into a folder, which need not exist.

    Raises:
        FileExistsError: the folder holds something already.
    """
    claim(folder)
    write_text(folder / "mkdocs.yml", CONFIG)
    write_text(folder / "docs" / "index.md", f"# Ordinary pages\n\n{count:,} articles.\n")
    for article in Articles(seed, count):
        write_text(folder / "docs" / article.path, page(article))


def page(article: Article) -> str:
    """An article as an ordinary page."""
    head = article.head
    authors = ", ".join(str(author) for author in head.authors)
    return "\n\n".join([f"# {head.title}", authors, f"{head.journal} {head.published}", text(article.tail)])


def text(tail: Tail) -> str:
    """Abstract, text and reference list of an article in ordinary Markdown."""
    references = [f"{number}. {citation(r.work)}" for number, r in enumerate(tail.references, 1)]
    return "\n\n".join([tail.abstract, _body(tail), "## References", "\n".join(references)]) + "\n"


def citation(work: Work) -> str:
    """A work as a line of a reference list."""
    names = ", ".join(author.initials() for author in work.authors)
    place = ";".join(part for part in (work.year, work.volume) if part)
    return ". ".join(part for part in (names, work.title, work.journal, place, work.pages, work.doi) if part)


def _body(tail: Tail) -> str:
    numbers = {reference.id: str(number) for number, reference in enumerate(tail.references, 1)}

    def shown(match: re.Match[str]) -> str:
        return f"[{', '.join(numbers[id.strip().removeprefix('@')] for id in match[1].split(';'))}]"

    return _CAPTION.sub(r"*\1*", _CITATION.sub(shown, tail.text))
