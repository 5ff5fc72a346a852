"""What is in the archive already: by identifier, by place in the journal, probably by title and year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from postilla.archive import slug
from postilla.model import Head, doi_key
from postilla.model.inline import to_plain

LONGEST = 64
"""Characters of an id."""


class Known:
    """Every article that is there, and every one that this import has added."""

    def __init__(self, heads: Iterable[tuple[str, Head | None]]) -> None:
        self._keys: dict[str, str] = {}
        self._places: dict[str, Head] = {}
        self._titles: dict[str, str] = {}
        self._ids: set[str] = set()
        self.paths: dict[str, str] = {}
        """The file of each id."""
        for path, head in heads:
            self._ids.add(path.rpartition("/")[2].removesuffix(".md"))
            if head is not None:
                self.add(head, path)

    def add(self, head: Head, path: str) -> None:
        """From now on the article is there."""
        self._ids.update((head.id, *head.aliases))
        self.paths[head.id] = path
        for key in _keys(head):
            self._keys.setdefault(key, head.id)
        if place := _place(head):
            self._places.setdefault(place, head)
        if title := _title(head):
            self._titles.setdefault(title, head.id)

    def with_key(self, key: str) -> str:
        """The id of the article with a DOI or PMID, as works write it (`doi:10.…`); empty where there is none."""
        return self._keys.get(key, "")

    def match(self, head: Head) -> str:
        """The id of the same article, empty where there is none.

        It has the same DOI or PMID, or the same place in the journal and no identifier that says otherwise.
        """
        for key in _keys(head):
            if key in self._keys:
                return self._keys[key]
        there = self._places.get(_place(head))
        if there is None or any(a and b for a, b in ((head.doi, there.doi), (head.pmid, there.pmid))):
            return ""
        return there.id

    def probable(self, head: Head) -> str:
        """The id of an article with the same title in the same year."""
        title = _title(head)
        return self._titles.get(title, "") if title else ""

    def new_id(self, wanted: str) -> str:
        """An id that nobody has, as near to the wanted one as can be."""
        base = fitted(wanted)
        made, number = base, 2
        while made in self._ids:
            end = f"-{number}"
            made, number = base[: LONGEST - len(end)].rstrip("-") + end, number + 1
        self._ids.add(made)
        return made


def fitted(text: str) -> str:
    """A text as an id of at most `LONGEST` characters."""
    made = slug(text)
    return made if len(made) <= LONGEST else made[: LONGEST - 11].rstrip("-") + slug(made * 2)[-11:]


def _keys(head: Head) -> Iterable[str]:
    if head.doi:
        yield f"doi:{doi_key(head.doi)}"
    if head.pmid:
        yield f"pmid:{head.pmid}"


def _place(head: Head) -> str:
    """Journal, volume and first page or article number: articles that share a page have identifiers or titles."""
    first = re.split(r"[-,]", head.pages or head.elocation)[0].strip().lower()
    return f"{head.journal} {head.volume.lower()} {first}" if head.journal and head.volume and first else ""


def _title(head: Head) -> str:
    words = re.sub(r"[^\w]+", " ", unicodedata.normalize("NFKD", to_plain(head.title)).casefold()).strip()
    return f"{words} {head.published.year if head.published else ''}" if len(words) > 12 else ""
