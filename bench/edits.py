"""What is done to an archive between two builds, and how it is seen in the site that the edit has arrived."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from postilla import addresses
from postilla.records import encode

from .articles import Articles, id_of, type_of
from .generate import write_text
from .vocabularies import RENAMED, RENAMED_IN_MENU, Specialty


class EditError(Exception):
    """A site does not show what was done to its archive."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where one size is measured: a folder with one for each generator, and the round that is under way."""

    folder: Path
    articles: Articles
    count: int
    round: int = 0

    def place(self, name: str) -> Path:
        """The folder of one generator."""
        return self.folder / name

    @property
    def archive(self) -> Path:
        """The archive."""
        return self.place("archive")

    @property
    def plain(self) -> Path:
        """The same as ordinary pages."""
        return self.place("plain")

    @property
    def title(self) -> str:
        """What the edited article is called in this round."""
        return f"Edited in round {self.round}"

    @property
    def paragraph(self) -> str:
        """What is added to it."""
        return f"A paragraph that was added in round {self.round}."

    @property
    def edited(self) -> int:
        """The number of the article that is edited: a commentary in the middle."""
        return next(n for n in range(self.count // 2, self.count) if type_of(n) == "commentary")


Step = Callable[[Ground], None]


def nothing(ground: Ground) -> None:
    """Leave everything as it is."""


def forget_plain(ground: Ground) -> None:
    """Take away the site of ordinary pages."""
    shutil.rmtree(ground.plain / "site", ignore_errors=True)


def forget_site(ground: Ground) -> None:
    """Take away the site and the cache of the archive, and what was set for its files in other formats."""
    shutil.rmtree(ground.archive / "site", ignore_errors=True)
    forget_cache(ground)
    path = ground.archive / "mkdocs.yml"
    text = re.sub(
        r"(?m)^      (?:citation_files|bulk_files|linksets|twins|feeds): .*\n", "", path.read_text("utf-8")
    )
    path.write_text(text, "utf-8", newline="\n")


def forget_cache(ground: Ground) -> None:
    """Take away the cache only."""
    shutil.rmtree(ground.archive / ".cache", ignore_errors=True)


def edit_article(ground: Ground) -> None:
    """Give one article another title and one more paragraph."""
    path = ground.archive / ground.articles.path(ground.edited)
    text = path.read_text("utf-8")
    text = re.sub(r"^title: .*$", f"title: '{ground.title}'", text, count=1, flags=re.MULTILINE)
    path.write_text(f"{text}\n{ground.paragraph}\n", "utf-8", newline="\n")


def restore_article(ground: Ground) -> None:
    """Give it back what it had, so that the same edit changes as much again."""
    article = ground.articles.article(ground.edited)
    write_text(ground.archive / article.path, encode(article.head, article.tail, article.head.id))


def rename(ground: Ground) -> None:
    """Give a specialty another name."""
    _rename(ground, RENAMED)


def rename_in_menu(ground: Ground) -> None:
    """Give a specialty that stands in the menu of every page another name."""
    _rename(ground, RENAMED_IN_MENU)


def pages_only(ground: Ground) -> None:
    """Take away the site, and have no files in other formats from now on."""
    set_formats(ground, "citation_files: none", "bulk_files: false")


def every_format(ground: Ground) -> None:
    """Take away the site, and have files in every format from now on."""
    set_formats(ground, "citation_files: bibtex ris csl nbib jats", "bulk_files: true")


def set_formats(ground: Ground, *settings: str) -> None:
    """Take away the site, and set what files there are in other formats."""
    forget_site(ground)
    path = ground.archive / "mkdocs.yml"
    text = path.read_text("utf-8")
    if "  - postilla:\n" not in text:
        raise EditError("mkdocs.yml gives the plugin no settings")
    lines = "".join(f"      {setting}\n" for setting in settings)
    path.write_text(text.replace("  - postilla:\n", f"  - postilla:\n{lines}"), "utf-8", newline="\n")


def plain_stands(ground: Ground) -> None:
    """Every article has its page."""
    pages = sum(1 for _ in (ground.plain / "site" / "articles").rglob("index.html"))
    if pages < ground.count:
        raise EditError(f"plain MkDocs made {pages} pages of {ground.count}")


def archive_stands(ground: Ground) -> None:
    """Every article has its page."""
    for number in range(ground.count):
        if not (page := _page(ground, addresses.article(id_of(number)))).is_file():
            raise EditError(f"{page} is missing")


def pages_stand(ground: Ground) -> None:
    """Every article has its page, and nothing in another format."""
    archive_stands(ground)
    _formats_stand(ground, are_there=False)


def formats_stand(ground: Ground) -> None:
    """Every article has its page and its files, and the archive its own."""
    archive_stands(ground)
    _formats_stand(ground, are_there=True)


def article_shows(ground: Ground) -> None:
    """The page of the edited article has its new title and paragraph."""
    text = _page(ground, addresses.article(id_of(ground.edited))).read_text("utf-8")
    for wanted in (ground.title, ground.paragraph):
        if wanted not in text:
            raise EditError(f"the page of {id_of(ground.edited)} does not show {wanted!r}")


def name_shows(ground: Ground) -> None:
    """The page of the renamed specialty has its new name."""
    _name_shows(ground, RENAMED)


def name_shows_in_menu(ground: Ground) -> None:
    """So has the page of an article, in its menu."""
    _name_shows(ground, RENAMED_IN_MENU)
    if _name(ground, RENAMED_IN_MENU) not in _page(ground, addresses.article(id_of(0))).read_text("utf-8"):
        raise EditError("the menu does not show the new name")


def _formats_stand(ground: Ground, *, are_there: bool) -> None:
    id = id_of(ground.count - 1)
    folder = ground.archive / "site" / "articles" / id
    if any((folder / f"{id}.{extension}").is_file() != are_there for extension in ("bib", "xml")):
        raise EditError(f"{id} {'lacks' if are_there else 'has'} files in other formats")
    home = ground.archive / "site"
    if bool([*home.glob("articles.*"), *home.glob("years/*/articles.*")]) != are_there:
        raise EditError(f"the archive {'lacks' if are_there else 'has'} bulk files")


def _page(ground: Ground, address: str) -> Path:
    return ground.archive / "site" / addresses.output(address)


def _name(ground: Ground, term: Specialty) -> str:
    return f"{term.name} of round {ground.round}"


def _rename(ground: Ground, term: Specialty) -> None:
    path = ground.archive / "articles" / "_vocabulary" / "specialties.yml"
    pattern = rf"^(- id: {re.escape(term.id)}\n  name: ).*$"
    text = re.sub(
        pattern, rf"\g<1>{_name(ground, term)}", path.read_text("utf-8"), count=1, flags=re.MULTILINE
    )
    path.write_text(text, "utf-8", newline="\n")


def _name_shows(ground: Ground, term: Specialty) -> None:
    if _name(ground, term) not in _page(ground, addresses.term("specialties", term.id)).read_text("utf-8"):
        raise EditError(f"the page of the specialty does not show {_name(ground, term)!r}")
