"""A thousand articles whose words are what formats trip over; the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from html import escape as html_escape

from postilla.formats import Item, Publication, RelatedWork
from postilla.model import (
    Affiliation,
    ArticleType,
    Author,
    Dates,
    Funding,
    Group,
    Head,
    Journal,
    NameText,
    PartialDate,
    Person,
    Reference,
    Relation,
    Tail,
    Work,
)
from postilla.model.inline import escape

COUNT = 1_000
TROUBLE = (
    "&", "<", ">", "<b>", "</article>", "&amp;", "]]>", "{", "}", "{{", "\\", "\\textbf{", "%", "$", "$x$", "#", "_",
    "^", "~", '"', "'", "''", "``", "--", "---", "?`", "@", "@article{a,", "“quoted”", "‘q’", "«q»", " and ",
    "others", ";", "=", "|", "🏮", "👩\u200d🔬", "لـ ضوء", "\u202eabc\u202c", "תורה", "e\u0301", "a\u0308\u0323", "ß",
    "İ", "發明", "Ω", "−", "β", "\xa0", "\u2028", "\u2029", "\t", "\n", "\r\n", "  ", "\x85", "ER  - ", "TY  - JOUR",
    "PMID- 1", "[doi]", "//",
)  # fmt: skip
"""What one format or another takes for its own."""
WORDS = (
    "lamp",
    "evening",
    "of",
    "Salicornia",
    "HLA-B",
    "trial",
    "walks",
    "CO2",
    "the",
    "pH",
    "2021",
    "de",
    "Ca2+",
)
JOURNALS = (
    Journal(
        id="jim", name="Imagined & <Medicine> 100%", abbreviation="Imagin. Med.", issn_print="1234-5679",
        issn_online="2434-561X", publisher="Press_#1", license="CC-BY-4.0",
    ),
    Journal(id="jit", name="Journal of {Imagined} Tests"),
)  # fmt: skip
TYPES = (
    ArticleType(id="commentary", name="Commentary"),
    ArticleType(id="retraction", name="Retraction", notice=True),
    ArticleType(id="odd-thing", name="An <odd> thing"),
)


class Made:
    """One generator of articles."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def text(self, most: int = 8) -> str:
        """Some words and trouble among them; never only space."""
        rng = self.rng
        parts = [rng.choice(WORDS)]
        parts += [rng.choice((*TROUBLE, *WORDS, *WORDS)) for _ in range(rng.randrange(most))]
        rng.shuffle(parts)
        return " ".join("".join(part + rng.choice(("", " ")) for part in parts).split())

    def maybe(self, make: Callable[[], str], share: float = 0.5) -> str:
        """A value, or none."""
        return make() if self.rng.random() < share else ""

    def number(self) -> str:
        """A volume, an issue or a page."""
        return self.rng.choice(("1", "131", "Suppl 1", "S2", "12-13", "e1", "7&8"))

    def person(self) -> Person:
        rng = self.rng
        return Person(
            self.text(3), self.maybe(lambda: self.text(3), 0.9), self.maybe(lambda: "van der", 0.1),
            self.maybe(lambda: "Jr.", 0.1), "0000-0002-1825-0097" if rng.random() < 0.2 else "",
            ("a", "b")[: rng.randrange(3)], corresponding=rng.random() < 0.3,
        )  # fmt: skip

    def author(self) -> Author:
        return Group(self.text(3), (self.person(),)) if self.rng.random() < 0.1 else self.person()

    def date(self) -> PartialDate | None:
        year, rng = self.rng.randint(1900, 2026), self.rng
        return rng.choice((None, PartialDate(year), PartialDate(year, 2), PartialDate(year, 10, 31)))

    def work(self) -> Work:
        rng = self.rng
        if rng.random() < 0.2:
            return Work(text=self.text())
        return Work(
            type=rng.choice(("", "journal-article", "book", "book-chapter", "webpage", "odd")),
            title=escape(self.text()), authors=(self.person(), NameText(self.text(2)))[: rng.randrange(3)],
            et_al=rng.random() < 0.3, journal=self.maybe(lambda: self.text(2)), year=self.maybe(lambda: "2013a"),
            volume=self.maybe(self.number), pages=self.maybe(lambda: "101-4"), doi=self.maybe(self.doi),
            pmid=self.maybe(lambda: "34596053", 0.2), url=self.maybe(lambda: "https://example.org/?a=1&b=<2>", 0.2),
        )  # fmt: skip

    def doi(self) -> str:
        return (
            f"10.5555/{self.rng.choice(('a', 'A_b(1)<2>', 'x;y&z', 'ü', '%41'))}{self.rng.randrange(10**9)}"
        )

    def item(self, number: int) -> Item:
        rng = self.rng
        count = 400 if number == 0 else rng.choice((0, 1, 1, 2, 3, 7, 12))
        title = escape(self.text(12))
        head = Head(
            f"h{number}",
            f"{title} *italic* CO~2~ ^13^C **bold**" if rng.random() < 0.2 else title,
            rng.choice(TYPES).id,
            tuple(self.author() for _ in range(count)),
            published=self.date(),
            volume=self.maybe(self.number), issue=self.maybe(self.number),
            **rng.choice(({"pages": "101-104"}, {"pages": "S1"}, {"elocation": "e153204"}, {})),  # type: ignore[arg-type]
            doi=self.maybe(self.doi, 0.8), pmid=self.maybe(lambda: "34596053", 0.3),
            subtitle=self.maybe(lambda: escape(self.text()), 0.3),
            dates=Dates(online=self.date()) if rng.random() < 0.2 else Dates(),
        )  # fmt: skip
        related = tuple(RelatedWork(rng.choice(list(Relation)), self.work()) for _ in range(rng.randrange(3)))
        publication = Publication(
            head, rng.choice((*JOURNALS, None)), next(t for t in TYPES if t.id == head.type),
            f"https://example.org/articles/h{number}/", language=rng.choice(("en", "de", "ar", "zh-Hans")),
            license=rng.choice(("", "CC-BY-4.0", "LicenseRef-odd")), related=related, incoming=related[:1],
            status=rng.choice(((), (), (), ("retracted",), ("concern", "corrected"))),
        )  # fmt: skip
        tail = Tail(
            affiliations={
                "a": Affiliation(self.text(2), self.maybe(lambda: self.text(2))),
                "b": Affiliation("B", city="<C>"),
            },
            keywords=tuple(self.text(2) for _ in range(rng.randrange(3))),
            references=tuple(Reference(f"r{n}", self.work()) for n in range(rng.randrange(4))),
            funding=(Funding(self.text(2), awards=(self.text(1),)),) if rng.random() < 0.2 else (),
            competing_interests="none",
        )  # fmt: skip
        return Item(publication, tail, {"abstract": f"<p>{html_escape(self.text())}</p>"})


def items(count: int = COUNT) -> Iterator[Item]:
    """The articles."""
    made = Made(1)
    return (made.item(number) for number in range(count))
