from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postilla.model import PartialDate
from tests.records.generated import dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021", PartialDate(2021)),
        ("2021-10", PartialDate(2021, 10)),
        ("2021-10-01", PartialDate(2021, 10, 1)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
        ("1500", PartialDate(1500)),
        ("9999-12-31", PartialDate(9999, 12, 31)),
    ],
)
def test_a_date_is_as_precise_as_its_text(text: str, date: PartialDate) -> None:
    assert PartialDate.parse(text) == date


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not a date of the form 2021, 2021-10 or 2021-10-01"),
        ("2021-1-1", "is not a date of the form 2021, 2021-10 or 2021-10-01"),
        ("2021-10-01T10:00", "is not a date of the form 2021, 2021-10 or 2021-10-01"),
        ("2021\n", "is not a date of the form 2021, 2021-10 or 2021-10-01"),
        ("٢٠٢١", "is not a date of the form 2021, 2021-10 or 2021-10-01"),
        ("1499", "the year 1499 is before 1500"),
        ("2021-00", "there is no month 00"),
        ("2021-13-01", "there is no month 13"),
        ("2021-02-29", "February 2021 has no day 29"),
        ("2021-10-00", "October 2021 has no day 00"),
    ],
)
def test_what_is_no_date_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        PartialDate.parse(text)


@given(dates())
def test_a_date_reads_back(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date


@given(st.text())
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert str(date) == text


@given(dates(), dates())
def test_newest_first_puts_a_partial_date_last_within_its_period(
    one: PartialDate, other: PartialDate
) -> None:
    first, second = sorted((one, other), key=PartialDate.newest_first)
    assert first == second or first > second
    assert not str(second).startswith(f"{first}-")


@given(dates(), dates(), dates())
def test_dates_have_one_order(a: PartialDate, b: PartialDate, c: PartialDate) -> None:
    assert sorted([a, b, c]) == sorted([c, a, b])
    assert (a < b) == (b > a)
    assert (a == b) == (a <= b <= a)


@given(dates())
def test_the_earliest_day_lies_within_the_date(date: PartialDate) -> None:
    day = date.earliest()
    assert isinstance(day, dt.date)
    assert day.isoformat().startswith(str(date))
    assert date <= PartialDate(day.year, day.month, day.day)
