"""Invented people, institutions and journals of the field; each is a pure function of the seed and a number."""

from __future__ import annotations

import math
import random
from functools import lru_cache

from postilla.model import Affiliation, Person
from postilla.model.identifiers import orcid_check_character

from .words import word

POOL = 300_000
"""People who may sign."""
FLAT = 300
"""Mandelbrot's constant of the law by which they do: the greater, the less the first of them sign."""
INSTITUTIONS = 400
_GIVEN = 160
_PARTICLES = ("van", "de", "von", "della")
_KINDS = ("University of {}", "{} Institute", "{} Medical School", "{} Hospital", "{} Center for Research")


class People:
    """Everybody of one seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        rng = random.Random(f"{seed}:people")
        self._given = tuple(word(rng, 2, 3).capitalize() for _ in range(_GIVEN))
        self._countries = tuple(word(rng, 2, 4).capitalize() for _ in range(30))
        self.person = lru_cache(maxsize=20_000)(self._person)
        self.institution = lru_cache(maxsize=INSTITUTIONS)(self._institution)

    def authors(self, rng: random.Random) -> tuple[tuple[Person, ...], dict[str, Affiliation]]:
        """Who signs an article, mostly two, and where they work."""
        count = rng.choices((1, 2, 3, 4, 6), (30, 40, 18, 9, 3))[0]
        people = [self.person(number) for number in dict.fromkeys(_rank(rng) for _ in range(count))]
        places = [
            self.institution(int(INSTITUTIONS * rng.random() ** 2)) for _ in range(rng.choice((1, 1, 1, 2)))
        ]
        keys = [f"a{number}" for number in range(1, min(len(places), len(people)) + 1)]
        signed = (
            person._replace(affiliations=(keys[at % len(keys)],), corresponding=at == len(people) - 1)
            for at, person in enumerate(people)
        )
        return tuple(signed), dict(zip(keys, places, strict=False))

    def cited(self, rng: random.Random, most: int = 8) -> tuple[Person, ...]:
        """Authors of a work, by name only."""
        people = (self.person(_rank(rng)) for _ in range(rng.randint(1, most)))
        return tuple(Person(family=p.family, given=p.given, particle=p.particle) for p in people)

    def _person(self, number: int) -> Person:
        """One person; a fifth have an ORCID, of the block below all that were ever given out."""
        rng = random.Random(f"{self._seed}:person:{number}")
        given = rng.choice(self._given)
        if rng.random() < 0.5:
            given += f" {rng.choice('ABCDEFGHJKLMNPRSTVW')}."
        particle = rng.choice(_PARTICLES) if rng.random() < 0.03 else ""
        orcid = _orcid(number) if number % 5 == 0 else ""
        return Person(family=word(rng, 2, 3).capitalize(), given=given, particle=particle, orcid=orcid)

    def _institution(self, number: int) -> Affiliation:
        rng = random.Random(f"{self._seed}:institution:{number}")
        city = word(rng, 2, 3).capitalize()
        name = rng.choice(_KINDS).format(city)
        return Affiliation(
            name=name,
            department=f"Department of {word(rng, 3, 4).capitalize()}",
            city=city,
            country=self._countries[number % len(self._countries)],
        )


def _rank(rng: random.Random) -> int:
    """The number of a person: density 1 / (rank + FLAT), so few sign often and most once."""
    return int(FLAT * (math.exp(rng.random() * math.log1p(POOL / FLAT)) - 1))


def _orcid(number: int) -> str:
    digits = f"00000000{number:07d}"
    whole = digits + orcid_check_character(digits)
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4))
