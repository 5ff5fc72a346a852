"""Writes a whole archive of invented articles: records, vocabularies, settings and two pages by hand.

What is written depends on the seed, the number of articles and the corpus of `references` only. One article is in
memory at a time.
"""

from __future__ import annotations

from pathlib import Path

from postilla.records import encode

from . import vocabularies
from .articles import Articles

SEED = 20210
CONFIG = """\
site_name: Archive of Invented Commentaries
site_url: https://archive.example/
site_description: {count} articles that nobody wrote, to measure what building them costs.
theme:
  name: material
plugins:
  - postilla:
      intro: Articles that nobody wrote, on works that do not exist.
      search: false
nav:
  - About: about.md
  - For contributors: contribute.md
"""
PAGES = {
    "about.md": "# About\n\nThe articles of this archive are invented.\n\n## Why\n\nTo measure what they cost.\n",
    "contribute.md": "# For contributors\n\nNobody does.\n\n| what | where |\n|---|---|\n| records | `articles/` |\n",
}


def write(folder: Path, count: int, seed: int = SEED) -> None:
    """Write an archive into a folder, which need not exist.

    Raises:
        FileExistsError: the folder holds something already.
    """
    claim(folder)
    write_text(folder / "mkdocs.yml", CONFIG.format(count=f"{count:,}"))
    for name, text in PAGES.items():
        write_text(folder / "docs" / name, text)
    for name, text in vocabularies.files().items():
        write_text(folder / "articles" / "_vocabulary" / f"{name}.yml", text)
    for article in Articles(seed, count):
        write_text(folder / article.path, encode(article.head, article.tail, article.head.id))


def claim(folder: Path) -> None:
    """Make a folder; `FileExistsError` where there is something in it."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")


def write_text(path: Path, text: str) -> None:
    """Write a file and the folders above it; lines end the same everywhere."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
