from __future__ import annotations

from postilla.checks import retired_term
from postilla.model import PartialDate, Retired, Specialty
from tests.builders import a_context, a_head, found

SINCE = PartialDate(2024, 5)
SPECIALTIES = (
    Specialty(id="haematology", name="Haematology", aliases=("blood",), retired=Retired(SINCE, "hemato")),
    Specialty(id="hemato", name="Hemato", retired=Retired(SINCE, "hematology")),
    Specialty(id="hematology", name="Hematology"),
    Specialty(id="phrenology", name="Phrenology", retired=Retired(SINCE)),
)


def test_the_successor_in_use_is_named() -> None:
    context = a_context(a_head("a", specialties=("Blood", "phrenology")), specialties=SPECIALTIES)
    assert found(retired_term, context) == [
        "a specialties[0]: haematology was retired in 2024-05",
        "a specialties[1]: phrenology was retired in 2024-05",
    ]
    assert [one.note for one in retired_term.check(context)] == [
        "wanted hematology",
        "nothing took its place",
    ]


def test_terms_in_use_and_unknown_ones_are_in_order() -> None:
    context = a_context(a_head("a", specialties=("hematology", "zoology")), specialties=SPECIALTIES)
    assert found(retired_term, context) == []
