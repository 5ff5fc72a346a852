"""Bundles have a bound, hold every article once, and stay what they are when an article comes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postilla.search import Weighed, split
from postilla.search.bundles import OWN

ARTICLES = st.lists(
    st.builds(
        Weighed,
        st.text("abcdefghij0123456789", min_size=1, max_size=8),
        st.integers(0, 2030),
        st.integers(0, 900),
    ),
    unique_by=lambda article: article.id,
    max_size=80,
)
BOUND = 3_000


@given(ARTICLES, st.randoms())
def test_every_article_is_in_one_bundle_whatever_the_order(articles: list[Weighed], random: object) -> None:
    bundles = split(articles, BOUND)
    assert sorted(id for bundle in bundles for id in bundle.articles) == sorted(a.id for a in articles)
    assert len({bundle.name for bundle in bundles}) == len(bundles)
    random.shuffle(articles)  # type: ignore[attr-defined]
    assert split(articles, BOUND) == bundles


@given(ARTICLES)
def test_no_bundle_is_heavier_than_the_bound(articles: list[Weighed]) -> None:
    words = {article.id: article.words for article in articles}
    for bundle in split(articles, BOUND):
        assert bundle.weight == sum(words[id] + OWN for id in bundle.articles)
        assert bundle.weight <= BOUND or len(bundle.articles) == 1


@given(ARTICLES, st.integers(0, 2030), st.integers(0, 900))
def test_an_article_that_comes_changes_one_bundle(articles: list[Weighed], year: int, words: int) -> None:
    before = {bundle.name: bundle for bundle in split(articles, BOUND)}
    after = {bundle.name: bundle for bundle in split([*articles, Weighed("new", year, words)], BOUND)}
    gone = [bundle for bundle in before.values() if after.get(bundle.name) != bundle]
    come = [bundle for bundle in after.values() if before.get(bundle.name) != bundle]
    assert len(gone) <= 1
    moved = {id for bundle in gone for id in bundle.articles}
    assert {id for bundle in come for id in bundle.articles} == moved | {"new"}


def test_a_small_archive_is_one_bundle_and_a_large_one_is_split_by_years() -> None:
    articles = [Weighed(f"a{number}", 1990 + number % 40, 200) for number in range(400)]
    assert [bundle.name for bundle in split(articles[:9], BOUND)] == ["all"]
    names = [bundle.name for bundle in split(articles, 30_000)]
    assert names == ["1984-1999", "2000-2007", "2008-2015", "2016-2023", "2024-2031"]


def test_a_year_that_is_too_heavy_is_split_by_ids() -> None:
    names = [bundle.name for bundle in split([Weighed(f"a{n}", 2021, 200) for n in range(30)], BOUND)]
    assert len(names) > 2
    assert all(name.startswith("2021-") and set(name[5:]) <= {"0", "1"} for name in names)


def test_articles_without_a_year_have_a_place_too() -> None:
    (bundle,) = split([Weighed("press", 0, 10)], BOUND)
    assert bundle.articles == ("press",)
