"""Records and vocabularies with a vector in every place that takes text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from postilla.bodies import BodySource, FigureSource, render
from postilla.diagnostics import Severity
from postilla.model import IdentifierError
from postilla.model.identifiers import SCHEMES
from postilla.records.frontmatter import CONTROL

from .vectors import VECTORS

WRITABLE: Sequence[str] = [
    vector for vector in VECTORS if not CONTROL.search(vector) and not set("\u2028\u2029\ufeff") & set(vector)
]
"""What can stand in a file; the rest is refused there, and escaped it is refused by its field."""


def renders(vector: str) -> bool:
    """Whether a text may say so: one with errors is not published."""
    findings = render(BodySource(f"{vector}\n\n[@r1]", "t-", ("r1", "r2"), FIGURES)).findings
    return not any(finding.severity is Severity.ERROR for finding in findings)


FIGURES = (FigureSource("fig1", "Figure 1", "", "", "a", "fig1.svg"),)
BLOCKS: Sequence[str] = [vector for vector in WRITABLE if renders(vector)]
"""What may stand in a text."""
INTRODUCTIONS: Sequence[str] = [
    vector for vector in BLOCKS if not render(BodySource(vector, "intro-", (), ())).files
]
"""What may stand in the introduction of a term, which has no files."""
NAMES: Sequence[str] = [vector for vector in WRITABLE if "user:pass@" not in vector]
"""What may stand in a name: no e-mail address."""


def _accepted(scheme: str, before: str) -> Sequence[str]:
    found = []
    for vector in WRITABLE:
        text = before + "".join(vector.split())
        try:
            SCHEMES[scheme].parse(text)
        except IdentifierError:
            continue
        found.append(text)
    return found


DOIS = _accepted("doi", "10.5555/")
URLS = [
    f"https://a.example/{sign}"
    for sign in (
        "'onclick=alert(1)//",
        "?javascript:alert(1)",
        "#'-alert(1)-'",
        "%22%3E%3Cscript%3E",
        ";alert(1)",
        "&lt;b&gt;",
    )
]


class Words:
    """Vectors one after another, from a place of their own in each record."""

    def __init__(self, number: int) -> None:
        self._at = number

    def _next(self, all: Sequence[str]) -> str:
        self._at += 1
        return all[self._at % len(all)]

    def plain(self) -> str:
        return self._next(WRITABLE)

    def name(self) -> str:
        return self._next(NAMES)

    def introduction(self) -> str:
        return self._next(INTRODUCTIONS)

    def block(self) -> str:
        return self._next(BLOCKS)

    def doi(self) -> str:
        return self._next(DOIS)

    def url(self) -> str:
        return self._next(URLS)


def _person(words: Words) -> dict[str, Any]:
    n = words.name
    return {
        "given": n(), "particle": n(), "family": n(), "suffix": n(), "orcid": "0000-0002-1825-0097",
        "name_as_published": n(), "present_address": n(),
    }  # fmt: skip


def _group(words: Words) -> dict[str, Any]:
    return {"group": words.name(), "members": [_person(words), _person(words)]}


def _work(words: Words) -> dict[str, Any]:
    n, w = words.name, words.plain
    person = {"given": n(), "particle": n(), "family": n(), "suffix": n()}
    return {
        "type": w(), "title": w(), "authors": [person, _group(words), {"text": n()}], "et_al": True, "journal": w(),
        "container": w(), "year": w(), "volume": w(), "issue": w(), "pages": w(), "publisher": w(), "doi": words.doi(),
        "url": words.url(), "text": w(),
    }  # fmt: skip


def fields(number: int) -> dict[str, Any]:
    """Every field of a record, each with another vector."""
    words = Words(number)
    w, n, b = words.plain, words.name, words.block
    term = f"t{number}"
    return {
        "title": w(), "subtitle": w(), "short_title": w(), "translated_titles": {"de": w()}, "type": term,
        "authors": [
            _person(words) | {"affiliations": ["home"], "corresponding": True, "roles": ["software"]},
            {"family": n(), "given": n()}, _group(words),
        ],
        "affiliations": {"home": {"name": n(), "department": n(), "city": n(), "region": n(), "country": n()}},
        "editors": [_person(words) | {"role": "handling"}],
        "journal": term, "published": f"{2000 + number % 20}-01", "volume": w(), "issue": w(), "pages": w(),
        "doi": f"{words.doi()}.{number}", "specialties": [term], "series": [{"id": term, "position": 1}],
        "collections": [term], "keywords": [w(), w()], "abstract": b(), "summary": b(), "archive_note": b(),
        "related": [
            {"relation": "comments-on", **_work(words)}, {"relation": "continues", "title": w()},
            {"relation": "corrects", "text": w()},
        ],
        "references": [{"id": "r1", **_work(words)}, {"id": "r2", "text": w()}],
        "figures": [{"id": "fig1", "file": "fig1.svg", "label": w(), "caption": w(), "credit": w(), "alt": w()}],
        "supplements": [{"file": "fig1.svg", "label": w(), "title": w()}, {"url": words.url(), "title": w()}],
        "competing_interests": b(), "funding": [{"funder": w(), "doi": words.doi(), "awards": [w(), w()]}],
        "acknowledgements": b(), "data_availability": b(), "ethics": b(),
        "copyright": {"statement": w()} if number % 2 else {"year": w(), "holder": w()},
        "pdf": {"url": words.url()},
        "video": {"url": words.url(), "title": w(), "transcript": b()},
        "history": [{"version": w(), "date": "2021", "note": w()}],
        "source": {"format": w(), "file": w(), "date": "2021"},
        **({"withdrawn": {"date": "2021", "reason": w()}} if number % 10 == 9 else {}),
    }  # fmt: skip


def record(number: int) -> str:
    """A record whose fields and text are vectors; JSON is YAML."""
    front = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields(number).items()
    )
    return f"---\n{front}---\n\n{BLOCKS[number % len(BLOCKS)]}\n\n[@r1]\n"


def drawing(number: int) -> str:
    """A drawing with a vector as text, as an attribute and as a style."""
    words = Words(number)
    shown = [
        text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        for text in (words.plain() for _ in range(3))
    ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
        f'<title>{shown[0]}</title><text y="9" class="{shown[1]}">{shown[2]}</text></svg>'
    )


def terms(name: str, count: int) -> str:
    """A vocabulary of `count` terms, each with vectors."""
    rows = []
    for number in range(count):
        words = Words(number * 3)
        row: dict[str, Any] = {"id": f"t{number}", "name": words.plain()}
        row["description"] = words.introduction()
        if name == "journals":
            row |= {key: words.plain() for key in ("title", "abbreviation", "publisher", "copyright_holder")}
            row["url"] = words.url()
        if name == "types":
            row["plural"] = words.plain()
        if name == "specialties":
            row["aliases"] = [f"{number} {words.plain()}"]
        rows.append(f"- {json.dumps(row, ensure_ascii=False)}\n")
    return "".join(rows)
