from __future__ import annotations

from postilla.archive import Identity, People
from postilla.model import Author, Group, Head, Person, PersonTerm
from tests.builders import a_head, an_archive

ONE, TWO = "0000-0002-1825-0097", "0000-0001-5109-3700"
EDDA = Person("Lichtenau", "Edda")


def by(id: str, *authors: Author, **values: object) -> Head:
    return a_head(id, authors=authors, **values)


def people(*heads: Head, entries: tuple[PersonTerm, ...] = ()) -> People:
    return an_archive(*heads, people=entries).people


def told(identities: tuple[Identity, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(identity.name, identity.articles) for identity in identities]


def test_one_name_is_one_person_with_articles_newest_first() -> None:
    found = people(by("old", EDDA, published="2019"), by("new", EDDA, published="2021"))
    assert told(found.all) == [("Edda Lichtenau", ("new", "old"))]


def test_case_stops_hyphens_and_apostrophes_do_not_tell_people_apart() -> None:
    found = people(by("a", Person("O’Hara", "Jean-Luc A.")), by("b", Person("O'HARA", "Jean Luc A")))
    assert told(found.all) == [("Jean-Luc A. O’Hara", ("a", "b"))]
    assert found.all[0].names == ("Jean-Luc A. O’Hara", "Jean Luc A O'HARA")


def test_accents_and_initials_do_tell_people_apart() -> None:
    found = people(
        by("a", Person("Müller", "Anna")), by("b", Person("Muller", "Anna")), by("c", Person("Muller", "A"))
    )
    assert [identity.slug for identity in found.all] == ["muller-a", "muller-anna", "muller-anna"]


def test_an_orcid_makes_one_person_of_several_names() -> None:
    found = people(
        by("new", Person("Lichtenau-Quill", "Edda", orcid=ONE), published="2023"),
        by("old", Person("Lichtenau", "Edda", orcid=ONE), published="2019"),
    )
    (edda,) = found.all
    assert edda.name == "Edda Lichtenau-Quill"
    assert edda.sort_name == "Lichtenau-Quill, Edda"
    assert edda.names == ("Edda Lichtenau-Quill", "Edda Lichtenau")
    assert edda.orcid == ONE
    assert dict(found.redirects) == {"lichtenau-edda": "lichtenau-quill-edda"}


def test_who_has_no_orcid_is_the_only_namesake_who_has_one() -> None:
    found = people(by("a", Person("Lichtenau", "Edda", orcid=ONE)), by("b", EDDA))
    assert told(found.all) == [("Edda Lichtenau", ("a", "b"))]


def test_between_two_namesakes_with_orcids_nobody_guesses() -> None:
    found = people(
        by("a", Person("Lichtenau", "Edda", orcid=ONE)),
        by("b", Person("Lichtenau", "Edda", orcid=TWO)),
        by("c", EDDA),
    )
    assert sorted(identity.articles for identity in found.all) == [("a",), ("b",), ("c",)]
    assert list(found.pages) == ["lichtenau-edda"]
    assert len(found.pages["lichtenau-edda"]) == 3


def test_an_entry_makes_one_person_of_two_names() -> None:
    entry = PersonTerm(id="edda", name="Edda Lichtenau", names=("Lichtenau, E.",))
    found = people(by("a", EDDA), by("b", Person("Lichtenau", "E.")), entries=(entry,))
    (edda,) = found.all
    assert told(found.all) == [("Edda Lichtenau", ("a", "b"))]
    assert edda.entry is entry
    assert edda.slug == "lichtenau-e"
    assert dict(found.redirects) == {"lichtenau-edda": "lichtenau-e"}


def test_an_entry_may_give_its_name_in_either_form() -> None:
    entry = PersonTerm(id="edda", name="Lichtenau, Edda Q.", names=("Lichtenau, Edda",))
    (edda,) = people(by("a", EDDA), entries=(entry,)).all
    assert (edda.name, edda.sort_name) == ("Edda Q. Lichtenau", "Lichtenau, Edda Q.")


def test_an_entry_with_articles_takes_these_only() -> None:
    entries = (PersonTerm(id="younger", name="Edda Lichtenau", articles=("b",), orcid=ONE),)
    found = people(
        by("a", EDDA), by("b", EDDA), by("c", Person("Lichtenau", "Edda", orcid=ONE)), entries=entries
    )
    assert {(identity.key, identity.articles) for identity in found.all} == {
        ("entry:younger", ("b", "c")),
        ("name:lichtenau,edda", ("a",)),
    }


def test_two_entries_tell_namesakes_apart() -> None:
    entries = (
        PersonTerm(id="elder", name="Edda Lichtenau"),
        PersonTerm(id="younger", name="Edda Lichtenau", articles=("b",)),
    )
    found = people(by("a", EDDA), by("b", EDDA), entries=entries)
    assert {(identity.key, identity.articles) for identity in found.all} == {
        ("entry:elder", ("a",)),
        ("entry:younger", ("b",)),
    }


def test_an_entry_is_not_meant_where_the_orcid_is_anothers() -> None:
    entry = PersonTerm(id="edda", name="Edda Lichtenau", orcid=ONE)
    found = people(by("a", Person("Lichtenau", "Edda", orcid=TWO)), by("b", EDDA), entries=(entry,))
    assert {identity.key for identity in found.all} == {f"orcid:{TWO}", "entry:edda"}


def test_a_namesake_without_orcid_is_the_person_of_the_entry_with_that_orcid() -> None:
    entry = PersonTerm(id="edda", name="Edda Quill", orcid=ONE)
    found = people(by("a", Person("Lichtenau", "Edda", orcid=ONE)), by("b", EDDA), entries=(entry,))
    assert [(identity.key, identity.articles) for identity in found.all] == [("entry:edda", ("a", "b"))]


def test_a_page_is_for_two_articles_an_orcid_or_an_entry() -> None:
    found = people(
        by("a", EDDA, Person("Quill", "Amy"), Person("Okonjo", "Tobi", orcid=ONE), Person("Noor", "Safi")),
        by("b", EDDA),
        entries=(PersonTerm(id="noor", name="Safi Noor"),),
    )
    assert list(found.pages) == ["lichtenau-edda", "noor-safi", "okonjo-tobi"]
    assert [found.has_page(identity) for identity in found.of_article("a")] == [True, False, True, True]


def test_a_name_of_two_people_with_an_article_each_has_a_page_too() -> None:
    found = people(by("a", Person("Müller", "Anna")), by("b", Person("Muller", "Anna")))
    assert {name: len(sections) for name, sections in found.pages.items()} == {"muller-anna": 2}


def test_an_old_name_that_is_somebodys_page_is_no_redirect() -> None:
    found = people(
        by("a", Person("Lichtenau", "Edda", orcid=ONE)),
        by("b", Person("Quill", "Edda", orcid=ONE), published="2024"),
        by("c", Person("Lichtenau", "Edda", orcid=TWO)),
    )
    assert dict(found.redirects) == {}


def test_a_group_signs_under_its_name() -> None:
    found = people(by("a", Group("Lantern Study Group"), EDDA), by("b", Group("LANTERN study group")))
    group = found.of_article("a")[0]
    assert (group.name, group.articles, group.is_group) == ("Lantern Study Group", ("a", "b"), True)
    assert not found.of_article("a")[1].is_group


def test_coauthors_are_those_with_most_articles_in_common_first() -> None:
    amy, tobi, safi = Person("Quill", "Amy"), Person("Okonjo", "Tobi"), Person("Noor", "Safi")
    found = people(by("a", EDDA, amy, tobi), by("b", EDDA, tobi), by("c", safi, amy), by("d", EDDA))
    edda = found.of_article("a")[0]
    assert [other.name for other in found.coauthors(edda)] == ["Tobi Okonjo", "Amy Quill"]
    assert found.coauthors(found.of_article("d")[0]) == found.coauthors(edda)


def test_the_name_is_that_of_the_newest_article_as_it_prints_it() -> None:
    printed = Person("Lichtenau", "Edda", name_as_published="E. LICHTENAU")
    (edda,) = people(
        by("a", EDDA, published="2019"), by("b", printed, published="2023"), by("c", EDDA, published="2021")
    ).all
    assert (edda.name, edda.sort_name) == ("E. LICHTENAU", "Lichtenau, Edda")
    assert edda.names == ("E. LICHTENAU", "Edda Lichtenau")


def test_everyone_stands_in_alphabetical_order_by_family_name() -> None:
    found = people(by("a", Person("Öz", "B"), Person("Abt", "Z"), Person("Zahn", "A"), Person("Oz", "A")))
    assert [identity.sort_name for identity in found.all] == ["Abt, Z", "Oz, A", "Öz, B", "Zahn, A"]
