"""Invented articles: number n of a seed is the same in an archive of any size, but for the issue it stands in."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from postilla.model import Copyright, Funding, Head, PartialDate, Pdf, Place, Related, Relation, Tail, Work

from . import prose
from .people import People
from .references import Invented, reference_list, works
from .vocabularies import COLLECTIONS, JOURNALS, SERIES, SPECIALTIES
from .words import Lexicon

FIRST_YEAR = 1996
YEARS = 30
AN_ISSUE = 5
"""Articles of an issue that the number of issues is chosen for."""
LAST_DAY = datetime.date(FIRST_YEAR + YEARS - 1, 12, 31)

_TYPES = {
    4: "editorial", 7: "viewpoint", 17: "viewpoint", 24: "review", 27: "viewpoint", 34: "editorial", 37: "viewpoint",
    44: "review", 47: "viewpoint", 50: "reply", 57: "letter", 64: "review", 67: "correction", 74: "review",
    77: "letter", 87: "interview", 94: "editorial", 99: "retraction",
}  # fmt: skip
"""The type of number n by the last two digits of n; every other is a commentary."""

_ANSWERS = {"reply": Relation.REPLIES_TO, "correction": Relation.CORRECTS, "retraction": Relation.RETRACTS}
"""Types that are about the article before."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article, and where its record lies in an archive."""

    path: str
    head: Head
    tail: Tail


def id_of(number: int) -> str:
    """The id of an article."""
    return f"{JOURNALS[number % len(JOURNALS)].id}{number:06d}"


def type_of(number: int) -> str:
    """The type of an article: four in five are commentaries."""
    return _TYPES.get(number % 100, "commentary")


class Articles:
    """The articles of one seed in an archive of `count`."""

    def __init__(self, seed: int, count: int) -> None:
        self._seed, self._count = seed, count
        self._lexicon = Lexicon(seed)
        self._people = People(seed)
        self._invented = Invented(seed, self._lexicon, self._people)
        self._works = works(seed, self._lexicon, self._people)
        self._issues = min(24, max(1, round(count / (len(JOURNALS) * YEARS * AN_ISSUE))))

    def __iter__(self) -> Iterator[Article]:
        return (self.article(number) for number in range(self._count))

    def article(self, number: int) -> Article:
        """Number n, from 0."""
        rng = random.Random(f"{self._seed}:article:{number}")
        type = type_of(number)
        day = self._day(number)
        count = 1 if type in _ANSWERS else rng.randint(10, 14)
        references = reference_list(self._works, rng, day.year, count)
        authors, affiliations = self._people.authors(rng)
        journal = JOURNALS[number % len(JOURNALS)]
        volume = day.year - FIRST_YEAR + 1
        first = number // len(JOURNALS) % 3000 + 1
        head = Head(
            id=id_of(number),
            title=self._lexicon.title(rng),
            type=type,
            authors=authors,
            journal=journal.id,
            published=PartialDate(day.year, day.month, 0 if rng.random() < 0.1 else day.day),
            volume=str(volume),
            issue=str((day.timetuple().tm_yday - 1) * self._issues // 366 + 1),
            pages=f"{first}-{first + rng.randint(1, 5)}" if journal.paged else "",
            elocation="" if journal.paged else f"e{number:06d}",
            doi=f"10.5555/{id_of(number)}",
            specialties=_specialties(rng),
            series=_series(number),
            collections=(Place(COLLECTIONS[number // 50 % len(COLLECTIONS)]),) if number % 50 == 11 else (),
            related=self._related(number, type),
        )
        tail = Tail(
            affiliations=affiliations,
            keywords=tuple(dict.fromkeys(self._lexicon.rare(rng) for _ in range(rng.randint(3, 6)))),
            abstract=prose.abstract(self._lexicon, rng),
            references=references,
            competing_interests="none" if rng.random() < 0.7 else self._lexicon.sentence(rng),
            funding=(Funding(f"{authors[-1].family} Foundation", awards=(str(rng.randint(1000, 99999)),)),)
            if rng.random() < 0.4
            else (),
            acknowledgements=self._lexicon.paragraph(rng, 1, 2) if rng.random() < 0.3 else "",
            license=rng.choice(("CC-BY-4.0", "CC-BY-NC-ND-4.0", "")),
            copyright=Copyright(str(day.year), authors[-1].family),
            pdf=Pdf(
                url=f"https://journal.example/{id_of(number)}.pdf", bytes=rng.randint(150_000, 2_000_000)
            ),
            text=prose.body(self._lexicon, rng, [r.id for r in references]),
        )
        return Article(self.path(number), head, tail)

    def path(self, number: int) -> str:
        """Where the record of number n lies in the archive."""
        return f"articles/{self._day(number).year}/{id_of(number)}.md"

    def work(self, number: int) -> Work:
        """The work that commentaries discuss under this number: 2n by article n, 2n + 1 by some of them as well."""
        rng = random.Random(f"{self._seed}:work:{number}")
        day = self._day(number // 2)
        journal = JOURNALS[number // 2 % len(JOURNALS)].abbreviation
        return Work(
            title=self._lexicon.title(rng, 9, 18),
            authors=self._people.cited(rng, 3),
            et_al=rng.random() < 0.8,
            journal=journal if rng.random() < 0.6 else rng.choice(self._invented.journals),
            year=str(day.year),
            volume=str(day.year - FIRST_YEAR + 1),
            elocation=f"w{number:06d}",
            doi=f"10.5555/w{number:06d}",
        )

    def _related(self, number: int, type: str) -> tuple[Related, ...]:
        if relation := _ANSWERS.get(type):
            return (Related(relation, article=id_of(number - 1)),)
        if type != "commentary":
            return ()
        discussed = [2 * (number - 1 if _is_second(number) else number)]
        if number % 25 == 3:
            discussed.append(2 * number + 1)
        return tuple(Related(Relation.COMMENTS_ON, work=self.work(n)) for n in discussed)

    def _day(self, number: int) -> datetime.date:
        """When an article was published: later years have more of them; what answers another comes after it."""
        if _is_second(number) or type_of(number) in _ANSWERS:
            return min(LAST_DAY, self._day(number - 1) + datetime.timedelta(days=10 + number % 80))
        rng = random.Random(f"{self._seed}:day:{number}")
        year = FIRST_YEAR + int(YEARS * rng.random() ** 0.7)
        return datetime.date(year, 1, 1) + datetime.timedelta(days=rng.randrange(365))


def _is_second(number: int) -> bool:
    """Whether an article discusses the same work as the one before it."""
    return number % 20 == 1


def _specialties(rng: random.Random) -> tuple[str, ...]:
    ranks = (int(len(SPECIALTIES) * rng.random() ** 2) for _ in range(rng.choice((1, 1, 2, 2, 3))))
    return tuple(dict.fromkeys(SPECIALTIES[rank].id for rank in ranks))


def _series(number: int) -> tuple[Place, ...]:
    """Every twelfth article stands in a series; the series are filled in turn."""
    turn, rest = divmod(number, 12)
    return (Place(SERIES[turn % len(SERIES)], turn // len(SERIES) + 1),) if rest == 5 else ()
