"""Does every day fall in the financial year from 1 April to 31 March, and is a year read as people write it?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.years import FinancialYear, parse_year, year_of

YEARS = st.integers(1900, 2199).map(FinancialYear)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2022, 3, 31), "2021/22"),
        (date(2022, 4, 1), "2022/23"),
        (date(2021, 12, 31), "2021/22"),
        (date(2022, 1, 1), "2021/22"),
        (date(2000, 3, 31), "1999/00"),
    ],
)
def test_gives_each_day_its_year(day: date, label: str) -> None:
    assert year_of(day).label == label


@given(YEARS)
def test_runs_from_1_april_to_31_march_without_a_gap(year: FinancialYear) -> None:
    assert (year.first.month, year.first.day, year.last.month, year.last.day) == (4, 1, 3, 31)
    assert year.next.first - year.last == timedelta(days=1)
    assert year.next.previous == year
    assert year_of(year.first) == year_of(year.last) == year


def test_counts_366_days_where_the_29_of_february_lies_in_the_year() -> None:
    assert [FinancialYear(start).days for start in (2021, 2022, 2023, 1899)] == [365, 365, 366, 365]


def test_is_ordered_by_its_start_and_prints_as_its_label() -> None:
    assert FinancialYear(2021) < FinancialYear(2022)
    assert str(FinancialYear(2021)) == "2021/22"


@pytest.mark.parametrize("text", ["2021/22", "2021-22", "2021–22", "2021/2022", "2021-2022", "2021", " 2021 / 22 "])
def test_reads_a_year_as_people_write_it(text: str) -> None:
    assert parse_year(text) == FinancialYear(2021)


@given(YEARS)
def test_reads_back_every_label(year: FinancialYear) -> None:
    assert parse_year(year.label) == parse_year(str(year.start)) == year


@pytest.mark.parametrize("text", ["", "21/22", "2021/", "2021/222", "2021.0", "-2021", "1800", "9999/00", "２０２１"])
def test_refuses_what_is_no_year(text: str) -> None:
    with pytest.raises(ValueError, match="is not a financial year. Write it like 2021/22."):
        parse_year(text)


@pytest.mark.parametrize("text", ["2021/23", "2021/21", "2021/2020", "1999/01"])
def test_refuses_two_years_that_do_not_follow_each_other(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a financial year: \d{4} is followed by \d{4}\."):
        parse_year(text)
