from __future__ import annotations

import pytest
from hypothesis import given

from postilla.model import Affiliation, Group, NameText, Person
from tests.records.generated import LINE


@pytest.mark.parametrize(
    ("person", "read", "sorted_", "initials"),
    [
        (Person("Invented"), "Invented", "Invented", "Invented"),
        (Person("Invented", "Ada B."), "Ada B. Invented", "Invented, Ada B.", "Invented AB"),
        (
            Person("Berg", "Jan", "van der", "Jr."),
            "Jan van der Berg Jr.",
            "Berg, Jan van der, Jr.",
            "van der Berg J Jr",
        ),
        (Person("Invented", "Jean-Pierre"), "Jean-Pierre Invented", "Invented, Jean-Pierre", "Invented JP"),
        (Person("Invented", "J.-P."), "J.-P. Invented", "Invented, J.-P.", "Invented JP"),
        (Person("Invented", "A.B."), "A.B. Invented", "Invented, A.B.", "Invented AB"),
        (Person("Invented", "Jean‐Pierre"), "Jean‐Pierre Invented", "Invented, Jean‐Pierre", "Invented JP"),
        (Person("Invented", "William (Bill)"), "William (Bill) Invented", "Invented, William (Bill)", "Invented WB"),
        (Person("Made-Up", "élodie", suffix="III"), "élodie Made-Up III", "Made-Up, élodie, III", "Made-Up É III"),
        (Person("発明", "太郎"), "太郎 発明", "発明, 太郎", "発明 太"),
        (Person("Invented", "JMG"), "JMG Invented", "Invented, JMG", "Invented JMG"),
        (Person("Invented", "J-BM"), "J-BM Invented", "Invented, J-BM", "Invented JBM"),
        (Person("Invented", "ÉA"), "ÉA Invented", "Invented, ÉA", "Invented ÉA"),
        (Person("Invented", "GEORGE"), "GEORGE Invented", "Invented, GEORGE", "Invented G"),
        (Person("Invented", "-"), "- Invented", "Invented, -", "Invented"),
        (Person("Souza", particle="de"), "de Souza", "Souza, de", "de Souza"),
    ],
    ids=lambda value: str(value) if isinstance(value, Person) else "",
)  # fmt: skip
def test_a_person_is_named_in_three_ways(person: Person, read: str, sorted_: str, initials: str) -> None:
    assert str(person) == read
    assert person.sort_name == sorted_
    assert person.initials() == initials


def test_a_name_is_inverted_for_readers_of_two_parts() -> None:
    assert Person("Linde", "Jan", "van der", "Jr.").inverted == "van der Linde, Jan Jr."
    assert Person("Plato").inverted == "Plato"
    assert Group("The Lantern Group").inverted == "The Lantern Group"
    assert NameText("Feigned & Daughters").inverted == "Feigned & Daughters"


def test_a_name_as_published_is_what_readers_see() -> None:
    person = Person("Invented", "Ada Beatrix", name_as_published="A. B. Invented")
    assert str(person) == "A. B. Invented"
    assert person.sort_name == "Invented, Ada Beatrix"
    assert person.initials() == "Invented AB"


def test_groups_and_texts_are_named_as_they_are() -> None:
    group = Group("The Lantern Group", (Person("Invented"),))
    assert str(group) == group.sort_name == group.initials() == "The Lantern Group"
    text = NameText("Feigned & Daughters")
    assert str(text) == text.sort_name == text.initials() == "Feigned & Daughters"


@given(LINE, LINE, LINE, LINE)
def test_no_name_is_too_strange(family: str, given_: str, particle: str, suffix: str) -> None:
    person = Person(family, given_, particle, suffix)
    for told in (str(person), person.sort_name, person.initials()):
        assert family in told
        assert told == told.strip()


def test_an_affiliation_reads_like_an_address() -> None:
    assert str(Affiliation("A Hall")) == "A Hall"
    hall = Affiliation("A Hall", "Lamps", "Nowhere", "Nether", "Utopia", "03vek6s52")
    assert str(hall) == "Lamps, A Hall, Nowhere, Nether, Utopia"
