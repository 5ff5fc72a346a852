from __future__ import annotations

import pytest

from postilla.checks import orcid_of_another
from postilla.model import Head, Person, PersonTerm
from tests.builders import a_context, a_head, found

ORCID = "0000-0002-1825-0097"


def by(id: str, family: str, given: str = "Edda") -> Head:
    return a_head(id, authors=(Person("Noor", "Safi"), Person(family, given, orcid=ORCID)))


def test_the_name_that_is_not_the_usual_one_is_found() -> None:
    context = a_context(by("a", "Okonjo", "Tobias"), by("b", "Lichtenau"), by("c", "Lichtenau"))
    assert found(orcid_of_another, context) == [
        "a authors[1].orcid: other articles give this ORCID iD to Edda Lichtenau"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Müller", "Anna"), ("Muller", "A.")),
        (("Mueller", "Anna"), ("Müller", "Anna")),
        (("García Márquez", "Ana"), ("García", "Ana")),
        (("Lichtenau-Quill", "Edda"), ("Quill", "Edda")),
        (("Wei", "Zhang"), ("Zhang", "Wei")),
        (("Lichtenau", "Edda"), ("Lichtenow", "Edda")),
    ],
)
def test_spellings_of_one_name_are_in_order(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert found(orcid_of_another, a_context(by("a", *one), by("b", *other))) == []


def test_an_entry_in_people_explains_two_names() -> None:
    entry = PersonTerm(id="edda", name="Edda Lichtenau", names=("Okonjo, Edda",), orcid=ORCID)
    context = a_context(by("a", "Okonjo"), by("b", "Lichtenau"), people=(entry,))
    assert found(orcid_of_another, context) == []
