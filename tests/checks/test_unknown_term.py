from __future__ import annotations

from postilla.checks import unknown_term
from postilla.model import Place
from tests.builders import a_context, a_head, found


def test_terms_of_every_vocabulary_are_looked_up() -> None:
    head = a_head(
        "a",
        type="comentary",
        journal="jin",
        specialties=("immunology", "zoology"),
        series=(Place("lantern", 1),),
        collections=(Place("second"),),
    )
    assert found(unknown_term, a_context(head)) == [
        "a specialties[1]: there is no specialty zoology",
        "a series[0].id: there is no review series lantern",
        "a collections[0].id: there is no collection second",
        "a type: there is no type comentary",
        "a journal: there is no journal jin",
    ]


def test_a_guess_may_be_an_alias() -> None:
    context = a_context(a_head("a", specialties=("immunitty",)))
    assert next(iter(unknown_term.check(context))).note == "did you mean Immunity?"


def test_aliases_and_an_absent_journal_are_in_order() -> None:
    assert found(unknown_term, a_context(a_head("a", specialties=("Cancer", "immunity"), journal=""))) == []


def test_without_a_vocabulary_no_term_is_known() -> None:
    context = a_context(a_head("a"), specialties=())
    assert found(unknown_term, context) == ["a specialties[0]: there is no specialty immunology"]
