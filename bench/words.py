"""Invented prose: words made of syllables, as frequent as Zipf's law says of real ones."""

from __future__ import annotations

import itertools
import random

SIZE = 50_000
"""Words of a lexicon: what is left of a language when 100,000 articles have drawn from it."""

_ONSETS = (*"bcdfglmnprstv", *"cdlmnprst", "br", "cr", "gl", "pl", "st", "tr", "ph", "th")
_NUCLEI = (*"aeiou", *"aeio", *"aei", "ae", "ia", "io")
_CODAS = ("", "", "", "", "n", "r", "s", "l", "m", "x", "nt", "st")
_SYLLABLES = ((40, 1, 1), (600, 1, 2), (6_000, 2, 3), (SIZE, 3, 4))
"""Up to which rank words have how many syllables: frequent words are short."""


def word(rng: random.Random, least: int, most: int) -> str:
    """A word of some syllables."""
    count = rng.randint(least, most)
    open_ones = "".join(rng.choice(_ONSETS) + rng.choice(_NUCLEI) for _ in range(count))
    return open_ones + rng.choice(_CODAS)


class Lexicon:
    """The words of one seed, and sentences of them.

    Frequencies follow Zipf and Mandelbrot: a word of rank r has the weight (r + 2.7)^-1.05.
    """

    def __init__(self, seed: int, size: int = SIZE) -> None:
        rng = random.Random(f"{seed}:lexicon")
        found: dict[str, None] = {}
        for highest, least, most in _SYLLABLES:
            while len(found) < min(highest, size):
                found[word(rng, least, most)] = None
        self._words = tuple(found)
        self._weights = tuple(
            itertools.accumulate((rank + 2.7) ** -1.05 for rank in range(1, len(found) + 1))
        )

    def words(self, rng: random.Random, count: int) -> list[str]:
        """Some words, the frequent ones often."""
        return rng.choices(self._words, cum_weights=self._weights, k=count)

    def rare(self, rng: random.Random) -> str:
        """A word as a term of the field is: any of the lexicon, all alike."""
        return rng.choice(self._words)

    def title(self, rng: random.Random, least: int = 7, most: int = 14) -> str:
        """A title: words as in a sentence, two of them rare, no full stop."""
        chosen = self.words(rng, rng.randint(least, most) - 2)
        for _ in range(2):
            chosen.insert(rng.randint(0, len(chosen)), self.rare(rng))
        return " ".join(chosen).capitalize()

    def sentence(self, rng: random.Random, end: str = "") -> str:
        """A sentence of 8 to 30 words; `end` stands before its full stop."""
        chosen = self.words(rng, rng.randint(8, 30))
        if len(chosen) > 14:
            chosen[len(chosen) // 2] += ","
        if rng.random() < 0.25:
            chosen[rng.randrange(1, len(chosen))] = self._special(rng)
        return " ".join(chosen).capitalize() + end + "."

    def paragraph(self, rng: random.Random, least: int = 3, most: int = 6) -> str:
        """Some sentences."""
        return " ".join(self.sentence(rng) for _ in range(rng.randint(least, most)))

    def _special(self, rng: random.Random) -> str:
        """What stands between the words of such articles: names of genes, ions, isotopes, shares."""
        name, number = self.rare(rng), rng.randint(2, 98)
        return rng.choice((f"*{name}*", f"{name[:2]}^{number % 3 + 1}+^", f"{name[:2]}~2~", f"{number}%"))
