from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from postilla.archive import natural, order_key, printed_key
from tests.builders import a_head


def test_numbers_sort_by_value_and_before_words() -> None:
    wanted = ["", "1", "2", "2-3", "9", "9a", "10", "e9", "e10", "Suppl 2", "suppl 10"]
    assert all(natural(a) < natural(b) for a, b in itertools.pairwise(wanted))


def test_leading_zeros_do_not_count() -> None:
    assert natural("007") == natural("7")


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_natural_order_is_the_order_of_numbers(a: int, b: int) -> None:
    assert (natural(str(a)) < natural(str(b))) == (a < b)


def test_newest_first_and_a_partial_date_last_within_its_period() -> None:
    dates = ["2022", "2021-10-02", "2021-10-01", "2021-10", "2021-09-30", "2021"]
    heads = [a_head(published=date) for date in dates]
    assert all(order_key(a) < order_key(b) for a, b in itertools.pairwise(heads))


def test_an_article_without_a_date_comes_before_all_others() -> None:
    assert order_key(a_head(published=None, in_press=True)) < order_key(a_head(published="2999-12-31"))


def test_on_one_day_volume_issue_page_and_id_decide() -> None:
    heads = [
        a_head("z", volume="9"),
        a_head("y", volume="10", issue="2"),
        a_head("x", volume="10", issue="10", pages="9-12"),
        a_head("w", volume="10", issue="10", pages="101-4"),
        a_head("u", volume="10", issue="10", elocation="e7"),
        a_head("v", volume="10", issue="10", elocation="e7"),
    ]
    assert all(order_key(a) < order_key(b) for a, b in itertools.pairwise(heads))


def test_in_print_an_article_without_a_page_is_last() -> None:
    heads = [a_head("c", pages="9"), a_head("b", pages="10", published="1999"), a_head("a")]
    assert all(printed_key(a) < printed_key(b) for a, b in itertools.pairwise(heads))
