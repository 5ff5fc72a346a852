"""The invented article that the pages of the formats show, written in each of them."""

from __future__ import annotations

import json

from postilla.formats import Deposit, Format, Item, Publication, RelatedWork, written
from postilla.model import (
    Affiliation,
    ArticleType,
    Head,
    Journal,
    PartialDate,
    Person,
    Reference,
    Relation,
    Tail,
    Work,
)

_DISCUSSED = Work(
    type="article", title="Evening lantern walks for lamp-lag", authors=(Person("Quill", "Ambrosia"),),
    journal="J Imagin Med", year="2024", volume="12", issue="3", elocation="e1187", doi="10.5555/jim.2024.1187",
)  # fmt: skip
_HEAD = Head(
    "jim2024001", "Reading a small trial by *lantern* light", "commentary",
    (Person("Varga-Holm", "Ilse", orcid="0000-0002-1825-0097", affiliations=("light",), corresponding=True),
     Person("Linde", "Marieke", particle="van der")),
    "jim", PartialDate(2024, 9, 12), "12", "3", elocation="e1201", doi="10.5555/jim.2024.1201",
)  # fmt: skip
_JOURNAL = Journal(
    id="jim", name="Journal of Imagined Medicine", abbreviation="J Imagin Med", issn_online="2434-561X",
    publisher="The Imagined Press",
)  # fmt: skip
ARTICLE = Item(
    Publication(
        _HEAD, _JOURNAL, ArticleType(id="commentary", name="Commentary"), "https://example.org/articles/jim2024001/",
        ("Research methods",), license="CC-BY-4.0", related=(RelatedWork(Relation.COMMENTS_ON, _DISCUSSED),),
    ),
    Tail(
        affiliations={"light": Affiliation("University of Upper Weathering", city="Weathering")},
        keywords=("lamp-lag", "small trials"), references=(Reference("quill2024", _DISCUSSED),),
    ),
    {
        "abstract": "<p>Lantern walks may help a little: 3.8 points &amp; no more.</p>",
        "text": "<p>Everybody in the imagined town of Dusk knows lamp-lag.</p>",
    },
)  # fmt: skip
"""One author has an ORCID, a place and a particle between them; the title has emphasis, the abstract an ampersand."""

DEPOSIT = Deposit(
    "The Imagined Press", "doi@example.org", "The Imagined Press", "10.5555/jim.policy", "postilla-20260101000000",
    "20260101000000",
)  # fmt: skip


def example(row: Format) -> str:
    """The article in a format, as a block of code in Markdown; XML and JSON have more line breaks than in a file."""
    text = (
        row.entry(ARTICLE) if row.entry and row.frame is None else "".join(written(row, [ARTICLE], DEPOSIT))
    )
    kind = {"xml": "xml", "json": "json", "jsonl": "json"}.get(row.extension, "text")
    if kind == "xml":
        text = text.replace("><", ">\n<")
    elif kind == "json":
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    lines = "\n".join(text.strip().splitlines())
    return f"```{kind}\n{lines}\n```"
