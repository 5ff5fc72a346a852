from __future__ import annotations

from postilla.checks import duplicate_term
from postilla.model import Collection, Specialty
from tests.builders import a_context


def told(*terms: Specialty) -> list[tuple[str, str, str]]:
    return [(one.path, one.field, one.message) for one in duplicate_term.check(a_context(specialties=terms))]


def test_ids_and_aliases_lead_to_one_term() -> None:
    path = "articles/_vocabulary/specialties.yml"
    assert told(
        Specialty(id="oncology", name="Oncology", aliases=("Cancer",)),
        Specialty(id="cancer", name="Cancer"),
        Specialty(id="oncology", name="Again"),
    ) == [
        (path, "[0].id", "`oncology` also leads to the term oncology, at [2].id"),
        (path, "[2].id", "`oncology` also leads to the term oncology, at [0].id"),
        (path, "[0].aliases[0]", "`cancer` also leads to the term cancer, at [1].id"),
        (path, "[1].id", "`cancer` also leads to the term oncology, at [0].aliases[0]"),
    ]


def test_a_term_may_name_itself_twice() -> None:
    assert told(Specialty(id="a", name="A", aliases=("X  y", "x Y", "A")), Specialty(id="b", name="B")) == []


def test_other_vocabularies_have_their_own_ids() -> None:
    context = a_context(specialties=[Specialty(id="a", name="A")], collections=[Collection(id="a", name="A")])
    assert list(duplicate_term.check(context)) == []
