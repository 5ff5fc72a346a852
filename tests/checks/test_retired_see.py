from __future__ import annotations

from postilla.checks import retired_see
from postilla.model import PartialDate, Retired, Specialty
from tests.builders import a_context


def a_term(id: str, see: str | None = None) -> Specialty:
    return Specialty(id=id, name=id, retired=None if see is None else Retired(PartialDate(2024), see))


def told(*terms: Specialty) -> list[tuple[str, str]]:
    return [(one.field, one.message) for one in retired_see.check(a_context(specialties=terms))]


def test_the_successor_exists() -> None:
    terms = (a_term("haematology", "hematolgy"), a_term("hematology"))
    assert told(*terms) == [("[0].retired.see", "there is no term hematolgy")]
    assert next(iter(retired_see.check(a_context(specialties=terms)))).note == "did you mean hematology?"


def test_successors_do_not_go_round_in_circles() -> None:
    assert told(a_term("a", "b"), a_term("b", "c"), a_term("c", "b"), a_term("d", "d")) == [
        ("[1].retired.see", "b and c name each other in a circle"),
        ("[2].retired.see", "c and b name each other in a circle"),
        ("[3].retired.see", "d and d name each other in a circle"),
    ]


def test_a_chain_to_a_term_in_use_and_no_successor_are_in_order() -> None:
    assert told(a_term("a", "b"), a_term("b", "c"), a_term("c"), a_term("d", "")) == []
