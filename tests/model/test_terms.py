from __future__ import annotations

from postilla.model import Journal, PartialDate, Retired, Specialty


def test_a_journal_is_called_by_the_shortest_name_that_is_given() -> None:
    bare = Journal(id="jim", name="JIM")
    assert (bare.full_title, bare.short_title) == ("JIM", "JIM")
    titled = Journal(id="jim", name="JIM", title="Journal of Imagined Medicine")
    assert (titled.full_title, titled.short_title) == ("Journal of Imagined Medicine",) * 2
    whole = Journal(id="jim", name="JIM", title="Journal of Imagined Medicine", abbreviation="J Imagin Med")
    assert (whole.full_title, whole.short_title) == ("Journal of Imagined Medicine", "J Imagin Med")


def test_a_term_is_in_use_unless_it_is_retired() -> None:
    assert Specialty(id="lamps", name="Lamps").retired is None
    retired = Specialty(id="lamps", name="Lamps", retired=Retired(PartialDate(2020), see="lanterns"))
    assert retired.retired == Retired(PartialDate(2020), "lanterns")
