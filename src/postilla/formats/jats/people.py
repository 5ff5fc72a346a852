"""Authors and editors with their affiliations, as JATS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from postilla.formats.xml import EMPTY, Xml, element, joined, void
from postilla.model import Affiliation, Author, Group, Head, Person, Tail, url_of

from .references import name

_CREDIT = "https://credit.niso.org/"
_YES = "yes"


def contributors(head: Head, tail: Tail) -> Xml:
    """The groups of contributors, their affiliations, and the notes about authors."""
    numbers = _numbers(head, tail)
    notes = Notes()
    authors = [_author(author, numbers, notes) for author in head.authors]
    editors = [_person(person, numbers, notes, "editor") for person in tail.editors]
    affiliations = [_affiliation(tail.affiliations[key], number) for key, number in numbers.items()]
    return joined([
        element("contrib-group", *authors, of={"content-type": "authors"}),
        element("contrib-group", *editors, of={"content-type": "editors"}),
        *affiliations,
        element("author-notes", *notes.made),
    ])  # fmt: skip


class Notes:
    """The notes about authors that were made on the way."""

    def __init__(self) -> None:
        self.made: list[Xml] = []

    def add(self, kind: str, text: str) -> Xml:
        """Make a note, and give the reference to it."""
        place = f"note{len(self.made) + 1}"
        self.made.append(element("fn", element("p", text), of={"id": place, "fn-type": kind}))
        return void("xref", {"ref-type": "fn", "rid": place})


def _numbers(head: Head, tail: Tail) -> dict[str, int]:
    """Every affiliation that somebody has, in the order in which they are met."""
    numbers: dict[str, int] = {}
    for person in (*_people(head.authors), *tail.editors):
        for key in person.affiliations:
            if key in tail.affiliations:
                numbers.setdefault(key, len(numbers) + 1)
    return numbers


def _people(authors: Sequence[Author]) -> Iterator[Person]:
    for author in authors:
        yield from author.members if isinstance(author, Group) else (author,)


def _author(author: Author, numbers: Mapping[str, int], notes: Notes) -> Xml:
    if isinstance(author, Person):
        return _person(author, numbers, notes, "author")
    members = [_person(member, numbers, notes, "member") for member in author.members]
    collab = element("collab", author.group, element("contrib-group", *members))
    return element("contrib", collab, of={"contrib-type": "author"})


def _person(person: Person, numbers: Mapping[str, int], notes: Notes, kind: str) -> Xml:
    printed = element("string-name", person.name_as_published, of={"specific-use": "as-published"})
    named = element("name-alternatives", name(person), printed) if printed else name(person)
    present = f"Present address: {person.present_address}" if person.present_address else ""
    return element(
        "contrib",
        element("contrib-id", url_of("orcid", person.orcid), of={"contrib-id-type": "orcid"}),
        named,
        *map(_role, person.roles),
        element("role", f"{person.role.capitalize()} editor" if person.role else ""),
        *(
            element(
                "xref", element("sup", str(numbers[key])), of={"ref-type": "aff", "rid": f"aff{numbers[key]}"}
            )
            for key in person.affiliations
            if key in numbers
        ),
        notes.add("present-address", present) if present else EMPTY,
        of={
            "contrib-type": kind,
            "corresp": _YES if person.corresponding else "",
            "equal-contrib": _YES if person.equal_contribution else "",
            "deceased": _YES if person.deceased else "",
        },
    )


def _role(role: str) -> Xml:
    """A role of CRediT; its terms join two words with an en dash."""
    words = role.replace("-", " ").capitalize()
    words = words.replace("Writing original draft", "Writing – original draft")
    words = words.replace("Writing review editing", "Writing – review & editing")
    of = {
        "vocab": "credit", "vocab-identifier": _CREDIT, "vocab-term": words,
        "vocab-term-identifier": f"{_CREDIT}contributor-roles/{role}/",
    }  # fmt: skip
    return element("role", words, of=of)


def _affiliation(of: Affiliation, number: int) -> Xml:
    parts = [
        element("institution", of.department, of={"content-type": "dept"}),
        element(
            "institution-wrap",
            element("institution", of.name),
            element("institution-id", url_of("ror", of.ror), of={"institution-id-type": "ror"}),
        ),
        element("city", of.city),
        element("state", of.region),
        element("country", of.country),
    ]
    known = [part for part in parts if part]
    apart = [known[0], *(joined((", ", part)) for part in known[1:])]
    return element("aff", element("label", str(number)), *apart, of={"id": f"aff{number}"})
