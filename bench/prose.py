"""Bodies and abstracts: about 1,000 words in sections, with citations, and now and then what else a text has."""

from __future__ import annotations

import random
from collections.abc import Sequence

from .words import Lexicon

WORDS = 1_000
"""Words of a body, give or take a fifth."""
FORMULAS = (
    r"$\frac{k_1}{k_2} = e^{-\Delta G / RT}$",
    r"$x_{n+1} = r x_n (1 - x_n)$",
    r"$\sum_{i=1}^{n} w_i^2 \le 1$",
)


def abstract(lexicon: Lexicon, rng: random.Random) -> str:
    """One paragraph, one in six with the labels of a structured abstract."""
    if rng.random() < 1 / 6:
        labels = ("Background", "Findings", "Conclusion")
        return "\n\n".join(f"**{label}.** {lexicon.paragraph(rng, 2, 2)}" for label in labels)
    return lexicon.paragraph(rng, 5, 8)


def body(lexicon: Lexicon, rng: random.Random, references: Sequence[str]) -> str:
    """The text of an article in the dialect of records; most of its references are cited, in their order."""
    waiting = list(references)
    aim = int(WORDS * rng.uniform(0.8, 1.2))
    blocks = [_paragraph(lexicon, rng, waiting, references)]
    extras = _extras(lexicon, rng)
    written = sum(block.count(" ") + 1 for block in [*blocks, *extras])
    while written < aim:
        if len(blocks) % 4 == 0:
            blocks.append(f"## {lexicon.title(rng, 3, 6)}")
        paragraph = _paragraph(lexicon, rng, waiting, references)
        written += paragraph.count(" ") + 1
        blocks.append(paragraph)
        if extras and len(blocks) % 3 == 2:
            blocks.append(extras.pop())
    return "\n\n".join([*blocks, *extras])


def _paragraph(lexicon: Lexicon, rng: random.Random, waiting: list[str], references: Sequence[str]) -> str:
    return " ".join(
        lexicon.sentence(rng, _citation(rng, waiting, references)) for _ in range(rng.randint(3, 6))
    )


def _citation(rng: random.Random, waiting: list[str], references: Sequence[str]) -> str:
    """What stands before the full stop of every third sentence: the next references, or when all are cited any one."""
    if not references or rng.random() > 0.35:
        return ""
    if not waiting:
        return f" [@{rng.choice(references)}]"
    count = rng.choice((1, 1, 2, 3))
    cited, waiting[:count] = waiting[:count], []
    return f" [{'; '.join(f'@{id}' for id in cited)}]"


def _extras(lexicon: Lexicon, rng: random.Random) -> list[str]:
    """Blocks that some articles have, each with its share of them."""
    makers = (
        (1 / 3, _items), (1 / 8, _table), (1 / 12, _footnote), (1 / 15, _quotation), (1 / 25, _box), (1 / 40, _formula),
    )  # fmt: skip
    return [make(lexicon, rng) for share, make in makers if rng.random() < share]


def _items(lexicon: Lexicon, rng: random.Random) -> str:
    mark = rng.choice(("-", "1."))
    return "\n".join(f"{mark} {lexicon.sentence(rng)}" for _ in range(rng.randint(3, 6)))


def _table(lexicon: Lexicon, rng: random.Random) -> str:
    rows = [
        f"| {lexicon.rare(rng)} | {rng.randint(2, 400)} | {rng.random():.3f} |"
        for _ in range(rng.randint(3, 8))
    ]
    head = f"| {lexicon.rare(rng).capitalize()} | n | P |\n|---|--:|--:|"
    return "\n".join([f"Table: {lexicon.title(rng, 4, 8)}. {{#table1}}", "", head, *rows])


def _footnote(lexicon: Lexicon, rng: random.Random) -> str:
    return f"{lexicon.sentence(rng)}[^1]\n\n[^1]: {lexicon.sentence(rng)}"


def _quotation(lexicon: Lexicon, rng: random.Random) -> str:
    return f"> {lexicon.paragraph(rng, 1, 2)}"


def _box(lexicon: Lexicon, rng: random.Random) -> str:
    return f"> [!BOX] {lexicon.title(rng, 3, 6)}\n>\n> {lexicon.paragraph(rng, 2, 3)}"


def _formula(lexicon: Lexicon, rng: random.Random) -> str:
    return f"{lexicon.sentence(rng)} {rng.choice(FORMULAS)}"
