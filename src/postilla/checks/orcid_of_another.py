"""One ORCID iD, two family names.

An ORCID iD belongs to one person. When the family names beside it have nothing in common, one of the records
probably has a co-author's iD.

Wrong: `orcid: 0000-0002-1825-0097` beside `family: Carberry` in one record and `family: Okonjo` in another.

To mend it, look the iD up at https://orcid.org/. If the person published under both names, add an entry with the
iD and all names to `_vocabulary/people.yml`.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator

from postilla.archive import slug
from postilla.diagnostics import Severity
from postilla.model import Person, PersonTerm

from .context import Context, Finding

CODE = "P324"
SEVERITY = Severity.WARNING

ALIKE = 0.75
"""How alike two spellings of one family name are at least (`difflib` ratio)."""


def check(context: Context) -> Iterator[Finding]:
    """Compare the family names beside each ORCID iD with the most frequent one."""
    signed: dict[str, list[tuple[str, str, Person]]] = {}
    for entry in context.entries:
        for index, author in enumerate(entry.head.authors):
            if isinstance(author, Person) and author.orcid:
                signed.setdefault(author.orcid, []).append((entry.path, f"authors[{index}].orcid", author))
    explained = {term.orcid for term in context.terms("people").values() if isinstance(term, PersonTerm)}
    for orcid, of_orcid in signed.items():
        if orcid in explained or len(of_orcid) == 1:
            continue
        counts = Counter(person.family for _, _, person in of_orcid)
        usual = min(counts, key=lambda family: (-counts[family], family))
        usually = next(person for _, _, person in of_orcid if person.family == usual)
        for path, field, person in of_orcid:
            if person.family != usual and not _alike(person, usually):
                yield Finding(
                    path,
                    field,
                    f"other articles give this ORCID iD to {usually}",
                    f"here it is {person}",
                    "look it up at https://orcid.org/, or add an entry with both names to _vocabulary/people.yml",
                )


def _alike(one: Person, other: Person) -> bool:
    names = [
        {*slug(p.family).split("-"), *slug(p.name_as_published or p.family).split("-")} for p in (one, other)
    ]
    # A double name shares a part; where given and family name were exchanged, one stands in the other.
    if names[0] & names[1]:
        return True
    given = [set(slug(person.given).split("-")) for person in (one, other)]
    if names[0] & given[1] and names[1] & given[0]:
        return True
    return difflib.SequenceMatcher(None, slug(one.family), slug(other.family)).ratio() >= ALIKE
