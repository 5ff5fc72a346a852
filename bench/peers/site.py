"""A peer, and its site of one archive: source, edit, and what the pages must show."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from bench import generate
from bench.articles import id_of
from bench.edits import EditError, Ground

from .content import Content

_ARTICLE = re.compile(r"articles/([a-z0-9-]+)/")


class Peer(NamedTuple):
    """A generator beside postilla."""

    name: str
    place: str
    program: tuple[str, str]
    """Its lock, and its program in the environment; empty for what the project has anyway."""
    files: Callable[[Content], Iterable[tuple[str, str]]]
    command: tuple[str, ...]
    again: tuple[str, ...] | None
    """Further arguments to build after an edit; None where it always builds everything."""
    caches: tuple[str, ...] = ()
    """Folders that a cold build has to do without."""


class Site:
    """The site of one peer: its source, what is done to it, and what its pages must show."""

    def __init__(self, peer: Peer, content: Content) -> None:
        self.peer = peer
        self._content = content

    def write(self, ground: Ground) -> None:
        """Write the source; files that are right already are left alone, and so seem unchanged to the peer."""
        place = ground.place(self.peer.place)
        for name, text in self.peer.files(self._content):
            path = place / name
            if not path.is_file() or path.read_text("utf-8") != text:
                generate.write_text(path, text)

    def forget(self, ground: Ground) -> None:
        """Take away the site and the caches."""
        for name in ("site", *self.peer.caches):
            shutil.rmtree(ground.place(self.peer.place) / name, ignore_errors=True)

    def edit(self, ground: Ground) -> None:
        """Give one article another title and one more paragraph, also in what lists it; forget the search."""
        shutil.rmtree(self._site(ground) / "pagefind", ignore_errors=True)
        self._content = self._content.edited(id_of(ground.edited), ground.title, ground.paragraph)
        self.write(ground)

    def stands(self, ground: Ground) -> None:
        """Every article and every index page has its page, and each lists what it has to and no more.

        Raises:
            EditError: one has not.
        """
        for article in self._content.articles.values():
            self._text(ground, article.address)
        for index in self._content.indexes.values():
            text = self._text(ground, index.address)
            shown = set(_ARTICLE.findall(text)) & self._content.articles.keys()
            if index.title not in text or shown != set(index.articles):
                raise EditError(
                    f"{self.peer.name}: {index.address} lists {len(shown)} articles of {len(index.articles)}"
                )

    def shows(self, ground: Ground) -> None:
        """The edited article has its new title and paragraph, and a list has its title.

        Raises:
            EditError: one has not.
        """
        self.stands(ground)
        article = self._content.articles[id_of(ground.edited)]
        wanted = [(article.address, ground.title), (article.address, ground.paragraph)]
        wanted += [(address, ground.title) for address in self._content.lists_of()[article.id]]
        for address, text in wanted:
            if text not in self._text(ground, address):
                raise EditError(f"{self.peer.name}: {address} does not show {text!r}")

    def searches(self, ground: Ground) -> None:
        """The search has every article.

        Raises:
            EditError: it has not.
        """
        entry = self._site(ground) / "pagefind" / "pagefind-entry.json"
        languages = json.loads(entry.read_text("utf-8"))["languages"] if entry.is_file() else {}
        found = sum(language["page_count"] for language in languages.values())
        if found != ground.count:
            raise EditError(f"{self.peer.name}: the search has {found} articles of {ground.count}")

    def _site(self, ground: Ground) -> Path:
        return ground.place(self.peer.place) / "site"

    def _text(self, ground: Ground, address: str) -> str:
        page = self._site(ground) / address / "index.html"
        if not page.is_file():
            raise EditError(f"{self.peer.name} made no page {address or 'of the archive'}")
        return page.read_text("utf-8")
