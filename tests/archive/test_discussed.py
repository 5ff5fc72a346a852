from __future__ import annotations

from postilla.archive.discussed import merged
from postilla.model import PartialDate, Person, Work

LIU = (Person("Liu", "Bing"),)


def test_a_single_description_is_kept() -> None:
    work = Work(title="T", doi="10.5555/x")
    assert merged([work]) is work


def test_the_fullest_description_is_filled_from_the_others() -> None:
    poor = Work(doi="10.5555/X", pmid="7", volume="3")
    full = Work(doi="10.5555/x", title="T", authors=LIU, et_al=True, journal="J", year="2021")
    assert merged([poor, full]) == Work(
        doi="10.5555/x", pmid="7", title="T", authors=LIU, et_al=True, journal="J", year="2021", volume="3"
    )


def test_gaps_are_not_filled_with_what_would_contradict() -> None:
    full = Work(doi="10.5555/x", title="T", journal="J", year="2021", pages="1-2")
    other = Work(doi="10.5555/x", elocation="e1", date=PartialDate(2020), container="C", text="all of it")
    assert merged([full, other]) == full


def test_et_al_stays_with_its_authors() -> None:
    full = Work(doi="10.5555/x", title="T", authors=LIU, journal="J")
    assert merged([full, Work(doi="10.5555/x", authors=LIU, et_al=True)]) == full


def test_of_two_equally_full_ones_the_first_counts() -> None:
    first, second = Work(doi="10.5555/x", title="A"), Work(doi="10.5555/x", title="B")
    assert merged([first, second]) == first
    assert merged([second, first]) == second
