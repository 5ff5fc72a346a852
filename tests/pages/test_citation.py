from __future__ import annotations

import pytest

from postilla.formats import author_list, line
from postilla.model import Group, NameText, PartialDate, Person, Work
from postilla.pages.citation import (
    article_line,
    author_searches,
    reference_html,
    scholar_link,
    work_line,
    work_links,
)
from postilla.pages.views import Link
from postilla.words import ENGLISH
from tests.builders import a_head


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("J Clin Invest", "2021", "131", "19", "e153204"), "J Clin Invest. 2021;131(19):e153204"),
        (("J Clin Invest.", "2021", "131", "", "101-104"), "J Clin Invest. 2021;131:101-104"),
        (("J Clin Invest", "2021", "", "Suppl 1", "S1"), "J Clin Invest. 2021;(Suppl 1):S1"),
        (("J Clin Invest", "2021", "", "", "e1"), "J Clin Invest. 2021:e1"),
        (("J Clin Invest", "2021", "", "", ""), "J Clin Invest. 2021"),
        (("J Clin Invest", "", "131", "19", ""), "J Clin Invest. 131(19)"),
        (("J Clin Invest", "", "", "", "e1"), "J Clin Invest. e1"),
        (("J Clin Invest", "", "", "", ""), "J Clin Invest"),
        (("", "2021", "131", "19", "e1"), "2021;131(19):e1"),
        (("", "", "", "", ""), ""),
    ],
)
def test_a_line_says_what_is_known(parts: tuple[str, str, str, str, str], expected: str) -> None:
    assert line(*parts) == expected


def test_the_line_of_an_article_prefers_its_article_number() -> None:
    head = a_head(volume="131", issue="19", elocation="e153204", published="2021-10-01")
    assert article_line(head, "J Imagin Med") == "J Imagin Med. 2021;131(19):e153204"
    assert article_line(a_head(pages="1-4", published=None), "J Imagin Med") == "J Imagin Med. 1-4"


def test_the_line_of_a_work_may_have_a_container_and_a_year_as_printed() -> None:
    assert work_line(Work(container="Handbook of Lanterns", year="2013a", pages="88-107")) == (
        "Handbook of Lanterns. 2013a:88-107"
    )
    assert work_line(Work(journal="J", container="B", date=PartialDate(2013, 5))) == "J. 2013"
    assert work_line(Work(year="1999", publisher="The Lamp Press")) == "1999. The Lamp Press"
    assert work_line(Work(publisher="The Lamp Press")) == "The Lamp Press"


PEOPLE = tuple(Person(f"Family{letter}", f"{letter}nna B.") for letter in "ABCDEFGH")


@pytest.mark.parametrize(
    ("count", "et_al", "expected"),
    [
        (0, False, ""),
        (0, True, ""),
        (1, False, "FamilyA AB"),
        (2, False, "FamilyA AB, FamilyB BB"),
        (2, True, "FamilyA AB, FamilyB BB, et al"),
        (7, False, "FamilyA AB, FamilyB BB, FamilyC CB, FamilyD DB, FamilyE EB, FamilyF FB, FamilyG GB"),
        (8, False, "FamilyA AB, FamilyB BB, FamilyC CB, FamilyD DB, FamilyE EB, FamilyF FB, et al"),
    ],
)
def test_six_authors_are_named_before_et_al_and_seven_where_that_is_all(
    count: int, et_al: bool, expected: str
) -> None:
    assert author_list(PEOPLE[:count], et_al) == expected


def test_names_of_every_kind() -> None:
    names = (
        Person("Linde", "Marieke", particle="van der", suffix="Jr."),
        Group("Study Group"),
        NameText("A. Nonym"),
    )
    assert author_list(names) == "van der Linde M Jr, Study Group, A. Nonym"


def test_a_reference_is_html_with_everything_escaped() -> None:
    work = Work(
        title="*Salt* <b> & CO~2~", authors=(Person("O'<Hara>", "A"),), et_al=True, journal="J & K", year="2013a",
        volume="1", publisher="P <p>",
    )  # fmt: skip
    assert reference_html(work) == (
        "O&#x27;&lt;Hara&gt; A, et al. <em>Salt</em> &lt;b&gt; &amp; CO<sub>2</sub>. J &amp; K. 2013a;1. P &lt;p&gt;."
    )


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (Work(text="Anon. <Untitled> 1847"), "Anon. &lt;Untitled&gt; 1847"),
        (Work(text="ignored", title="Known"), "Known."),
        (Work(title="Why *not?*"), "Why <em>not?</em>"),
        (Work(doi="10.5555/<x>"), "10.5555/&lt;x&gt;"),
        (Work(url="https://x.example/?a&b"), "https://x.example/?a&amp;b"),
        (Work(pmid="12"), "12"),
    ],
)
def test_a_reference_of_which_little_is_known(work: Work, expected: str) -> None:
    assert reference_html(work) == expected


def test_the_links_of_a_work() -> None:
    work = Work(doi="10.5555/a b", pmid="1", pmcid="PMC2", url="https://x.example/")
    assert work_links(work, ENGLISH) == (
        Link("10.5555/a b", "https://doi.org/10.5555/a%20b"),
        Link("PubMed", "https://pubmed.ncbi.nlm.nih.gov/1/"),
        Link("PMC", "https://pmc.ncbi.nlm.nih.gov/articles/PMC2/"),
    )
    assert work_links(Work(url="https://x.example/"), ENGLISH) == (Link("Full text", "https://x.example/"),)
    assert work_links(Work(title="x"), ENGLISH) == ()


def test_searches_are_escaped_for_addresses() -> None:
    (scholar,) = scholar_link(Work(title="*Salt* & water?"))
    assert scholar.address == "https://scholar.google.com/scholar?q=Salt+%26+water%3F"
    assert scholar_link(Work(doi="10.5555/x")) == ()
    here, pubmed, scholar = author_searches(Person("Müller & Söhne", "Anna"), "authors/x/", ENGLISH)
    assert here == Link("this archive", "authors/x/")
    assert pubmed.address == "https://pubmed.ncbi.nlm.nih.gov/?term=M%C3%BCller+%26+S%C3%B6hne+A%5BAuthor%5D"
    assert (
        scholar.address
        == "https://scholar.google.com/scholar?q=author%3A%22Anna%20M%C3%BCller%20%26%20S%C3%B6hne%22"
    )
    pubmed, _ = author_searches(Group("Study Group"), "", ENGLISH)
    assert pubmed.address.endswith("?term=Study+Group%5BCorporate+Author%5D")
