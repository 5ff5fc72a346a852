"""Reference lists: invented works, or real ones where the corpus is at hand."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import unicodedata
from pathlib import Path
from typing import Any, Protocol

from postilla.model import IdentifierError, Name, NameText, Person, Reference, Work
from postilla.model.identifiers import parse_doi, parse_pmid
from postilla.model.inline import escape

from .people import People
from .words import Lexicon, word

CORPUS = "POSTILLA_CORPUS"
"""The environment variable that names the folder of the corpus."""
FILE = "references-journal.jsonl.gz"
JOURNALS = 60
"""Journals whose works are cited and discussed."""


class Works(Protocol):
    """Where the works of a reference list come from."""

    def work(self, rng: random.Random, latest: int) -> Work:
        """A work, published in the year `latest` at the latest where its year is invented."""


def corpus_file() -> Path | None:
    """The file of real references; None where `POSTILLA_CORPUS` names no folder that holds it."""
    folder = os.environ.get(CORPUS)
    file = Path(folder or "") / FILE
    return file if folder and file.is_file() else None


def works(seed: int, lexicon: Lexicon, people: People) -> Works:
    """The corpus where it is at hand, invented works otherwise."""
    file = corpus_file()
    return Corpus(file) if file else Invented(seed, lexicon, people)


class Invented:
    """Works that nobody wrote; three in four have a DOI."""

    def __init__(self, seed: int, lexicon: Lexicon, people: People) -> None:
        self._lexicon, self._people = lexicon, people
        rng = random.Random(f"{seed}:journals")
        self.journals = tuple(f"{word(rng, 1, 2)} {word(rng, 2, 3)}".title() for _ in range(JOURNALS))

    def work(self, rng: random.Random, latest: int) -> Work:
        number = rng.randrange(10**9)
        year = latest - int(25 * rng.random() ** 2)
        first = rng.randint(1, 2000)
        return Work(
            title=self._lexicon.title(rng),
            authors=self._people.cited(rng),
            journal=self.journals[int(JOURNALS * rng.random() ** 3)],
            year=str(year),
            volume=str(max(1, year - 1960)),
            issue=str(rng.randint(1, 24)) if rng.random() < 0.4 else "",
            pages=f"{first}-{first + rng.randint(2, 18)}",
            doi=f"10.5555/r{number:09d}" if rng.random() < 0.75 else "",
        )


class Corpus:
    """Real references, any of them, as their articles print them; kept as lines, for few are asked for at a time."""

    def __init__(self, path: Path) -> None:
        with gzip.open(path, "rb") as file:
            self._lines = file.read().splitlines()

    def work(self, rng: random.Random, latest: int) -> Work:  # noqa: ARG002 - what is real keeps its year
        return real_work(json.loads(rng.choice(self._lines)))


def real_work(facts: dict[str, Any]) -> Work:
    """A line of the corpus as a work; identifiers that are none are left out."""
    first, last = _text(facts, "fpage"), _text(facts, "lpage")
    authors: list[Name] = []
    for author in facts["authors"]:
        family, given = _text(author, "family"), _text(author, "given")
        if family:
            authors.append(Person(family=family, given=given))
        elif given or _text(author, "literal"):
            authors.append(NameText(given or _text(author, "literal")))
    return Work(
        title=escape(_text(facts, "title")),
        authors=tuple(authors),
        journal=_text(facts, "container"),
        year=_text(facts, "year"),
        volume=_text(facts, "volume"),
        issue=_text(facts, "issue"),
        pages=f"{first}-{last}" if first and last else first,
        doi=_identifier(parse_doi, _text(facts, "doi")),
        pmid=_identifier(parse_pmid, _text(facts, "pmid")),
    )


def reference_list(source: Works, rng: random.Random, latest: int, count: int) -> tuple[Reference, ...]:
    """References with ids such as `liu2021` and `liu2021b`, none twice."""
    found: dict[str, Reference] = {}
    while len(found) < count:
        work = source.work(rng, latest)
        if not (work.title or work.doi or work.pmid):
            continue
        stem = _reference_id(work)
        id = next(
            i
            for i in (stem, *(f"{stem}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"))
            if i not in found
        )
        found[id] = Reference(id, work)
    return tuple(found.values())


def _reference_id(work: Work) -> str:
    name = work.authors[0].sort_name.split(",")[0] if work.authors else "anon"
    letters = re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", name).lower())[:24]
    return f"{letters or 'anon'}{re.sub(r'[^0-9a-z]', '', work.year)}"


def _text(facts: dict[str, Any], key: str) -> str:
    return " ".join(str(facts.get(key) or "").split())


def _identifier(parse: Any, text: str) -> str:
    try:
        return str(parse(text)) if text else ""
    except IdentifierError:
        return ""
