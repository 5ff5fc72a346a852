"""The template that `postilla new` writes: the fields that most records have, each with its line of the reference."""

from __future__ import annotations

from postilla.model import PartialDate

from .encode import quote
from .schema import FIELDS

_EXAMPLES = {
    "title": "{title}",
    "type": "{type}",
    "authors": "\n  - given: ''\n    family: ''\n    affiliations: [home]\n    corresponding: true",
    "affiliations": "\n  home: {{name: '', city: '', country: ''}}",
    "journal": "{journal}",
    "published": "{date}",
    "volume": "''",
    "issue": "''",
    "elocation": "''",
    "doi": "''",
    "specialties": "[]",
    "keywords": "[]",
    "abstract": "|\n  ",
    "related": "\n  - relation: comments-on\n    doi: ''\n    title: ''",
    "references": "\n  - id: ''\n    title: ''",
    "competing_interests": "none",
    "license": "''",
}


def template(title: str, type: str, journal: str, date: PartialDate) -> str:
    """A record to be filled in: a draft, so that it stays unpublished until `draft` is deleted.

    Fields that are still empty are comments, so that the new record passes `postilla check` at once.
    """
    given = {
        "title": quote(title), "type": type, "journal": journal, "date": str(date),
    }  # fmt: skip
    lines = ["---"]
    for field in FIELDS:
        example = _EXAMPLES.get(field.key)
        if example is None or (field.key == "journal" and not journal):
            continue
        text = f"{field.key}: {example.format(**given)}".replace(": \n", ":\n")
        if field.key in ("title", "type", "journal", "published"):
            lines.append(text)
        elif field.key == "authors":
            lines += [f"# {field.doc}", "authors: []", *(f"# {line}" for line in text.split("\n")[1:])]
        else:
            lines += [f"# {field.doc}", *(f"# {line}" for line in text.rstrip().split("\n"))]
    lines += ["draft: true", "---", "", "The text, in Markdown. Headings begin with `##`.", ""]
    return "\n".join(lines)
