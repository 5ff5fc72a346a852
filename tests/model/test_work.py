from __future__ import annotations

import pytest

from postilla.model import PartialDate, Related, Relation, Work


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (Work(doi="10.5555/Lanterns", pmid="1"), "doi:10.5555/lanterns"),
        (Work(pmid="1"), "pmid:1"),
        (Work(title="A study", pmcid="PMC1"), ""),
        (Work(), ""),
    ],
)
def test_the_doi_or_else_the_pmid_says_which_work_it_is(work: Work, key: str) -> None:
    assert work.key == key


@pytest.mark.parametrize(
    ("work", "year"),
    [
        (Work(year="2013a", date=PartialDate(2012)), "2013a"),
        (Work(date=PartialDate(2012, 5)), "2012"),
        (Work(), ""),
    ],
)
def test_the_year_is_as_printed_or_that_of_the_date(work: Work, year: str) -> None:
    assert work.published_year == year


@pytest.mark.parametrize(
    ("work", "link"),
    [
        (Work(doi="10.5555/a<b", url="https://jim.example/", pmid="1"), "https://doi.org/10.5555/a%3Cb"),
        (Work(url="https://jim.example/", pmid="1"), "https://jim.example/"),
        (Work(pmid="1"), "https://pubmed.ncbi.nlm.nih.gov/1/"),
        (Work(title="A study"), ""),
    ],
)
def test_the_best_link_is_the_dois(work: Work, link: str) -> None:
    assert work.link == link


def test_a_relation_is_to_an_article_or_to_a_work() -> None:
    related = Related(Relation("comments-on"), work=Work(pmid="1"))
    assert (related.relation, related.article) == (Relation.COMMENTS_ON, "")
    assert Related(Relation.CORRECTS, "jim1").work is None
