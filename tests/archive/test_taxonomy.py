from __future__ import annotations

from postilla.archive import TAXONOMIES, Taxonomy
from postilla.model import Head, PartialDate, Place, Retired, Series, Specialty, Term
from tests.builders import a_head, an_archive


def specialties(*terms: Specialty, heads: tuple[Head, ...] = ()) -> Taxonomy[Term]:
    return Taxonomy.of(TAXONOMIES["specialties"], terms, heads)


def ids(heads: tuple[Head, ...]) -> list[str]:
    return [head.id for head in heads]


def test_a_term_is_found_by_id_and_alias_without_regard_to_case() -> None:
    taxonomy = specialties(Specialty(id="covid-19", name="COVID-19", aliases=("SARS-CoV-2", "Corona  virus")))
    term = taxonomy.terms[0]
    assert all(taxonomy.get(key) is term for key in ("covid-19", "Covid-19", "sars-cov-2", "corona virus"))
    assert taxonomy.get("covid") is None


def test_an_id_goes_before_another_terms_alias() -> None:
    taxonomy = specialties(
        Specialty(id="oncology", name="Oncology", aliases=("cancer",)), Specialty(id="cancer", name="Cancer")
    )
    found = taxonomy.get("Cancer")
    assert found is not None
    assert found.id == "cancer"


def test_terms_stay_in_display_order_with_the_retired_ones() -> None:
    retired = Specialty(id="b", name="B", retired=Retired(PartialDate(2024), "c"))
    taxonomy = specialties(Specialty(id="z", name="Z"), retired, Specialty(id="c", name="C"))
    assert [term.id for term in taxonomy.terms] == ["z", "b", "c"]


def test_a_successor_is_followed_to_the_end_and_never_in_circles() -> None:
    since = PartialDate(2024)
    taxonomy = specialties(
        Specialty(id="a", name="A", retired=Retired(since, "b")),
        Specialty(id="b", name="B", retired=Retired(since, "c")),
        Specialty(id="c", name="C"),
        Specialty(id="x", name="X", retired=Retired(since, "y")),
        Specialty(id="y", name="Y", retired=Retired(since, "x")),
        Specialty(id="gone", name="Gone", retired=Retired(since)),
    )
    successors = {term.id: taxonomy.successor(term.id) for term in taxonomy.terms}
    assert {name: term.id for name, term in successors.items() if term} == {"a": "c", "b": "c"}


def test_articles_stand_in_the_archives_order_and_once_each() -> None:
    heads = (a_head("new", specialties=("Cancer", "oncology")), a_head("old", specialties=("oncology",)))
    taxonomy = specialties(Specialty(id="oncology", name="Oncology", aliases=("Cancer",)), heads=heads)
    assert ids(taxonomy.articles("oncology")) == ["new", "old"]
    assert taxonomy.count("oncology") == 2
    assert [term.id for term in taxonomy.of_article(heads[0])] == ["oncology"]


def test_a_term_without_articles_has_none() -> None:
    taxonomy = specialties(
        Specialty(id="oncology", name="Oncology"), heads=(a_head(specialties=("unknown",)),)
    )
    assert taxonomy.articles("oncology") == ()
    assert taxonomy.years("oncology") == ()
    assert taxonomy.in_year("oncology", 2021) == ()
    assert taxonomy.count("oncology") == 0


def test_years_are_newest_first_and_leave_out_what_has_no_date() -> None:
    archive = an_archive(
        a_head("a", published="2019"),
        a_head("b", published="2021-02"),
        a_head("c", published="2021-03"),
        a_head("d", published=None, in_press=True),
    )
    taxonomy = archive.taxonomies["specialties"]
    assert taxonomy.years("immunology") == ((2021, 2), (2019, 1))
    assert ids(taxonomy.in_year("immunology", 2021)) == ["c", "b"]
    assert ids(taxonomy.in_year("immunology", 0)) == ["d"]
    assert taxonomy.count("immunology") == 4


def test_a_series_stands_by_position_and_then_in_the_archives_order() -> None:
    archive = an_archive(
        a_head("newest", published="2024", series=(Place("lanterns"),)),
        a_head("second", published="2023", series=(Place("lanterns", 2),)),
        a_head("first", published="2022", series=(Place("lanterns", 1), Place("gardens", 7))),
        a_head("oldest", published="2021", series=(Place("lanterns"),)),
    )
    series = archive.taxonomy(Series)
    assert ids(series.articles("lanterns")) == ["first", "second", "newest", "oldest"]
    assert series.position("lanterns", "first") == 1
    assert series.position("gardens", "first") == 7
    assert series.position("lanterns", "newest") == 0
    assert series.position("gardens", "second") == 0


def test_neighbours_follow_the_order_of_the_series() -> None:
    archive = an_archive(*(a_head(f"a{n}", series=(Place("lanterns", n),)) for n in (1, 2, 3)))
    series = archive.taxonomy(Series)
    first, second, third = series.articles("lanterns")
    assert series.neighbours("lanterns", "a1") == (None, second)
    assert [series.rank("lanterns", id) for id in ("a1", "a2", "a3", "elsewhere")] == [1, 2, 3, 0]
    assert series.neighbours("lanterns", "a2") == (first, third)
    assert series.neighbours("lanterns", "a3") == (second, None)
    assert series.neighbours("lanterns", "unknown") == (None, None)
    assert archive.taxonomies["specialties"].neighbours("immunology", "a2") == (None, None)


def test_articles_without_a_journal_have_the_default_one() -> None:
    archive = an_archive(a_head("a", journal=""), a_head("b", journal="jit"), default_journal="jim")
    journals = archive.taxonomies["journals"]
    assert ids(journals.articles("jim")) == ["a"]
    assert ids(journals.articles("jit")) == ["b"]


def test_every_row_names_the_place_of_its_values() -> None:
    assert {name: row.path(2) for name, row in TAXONOMIES.items()} == {
        "specialties": "specialties[2]",
        "series": "series[2].id",
        "collections": "collections[2].id",
        "types": "type",
        "journals": "journal",
    }
