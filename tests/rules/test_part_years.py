"""Is a year shared by days to the penny, and does a withdrawal leave earlier years alone?"""

from datetime import date, timedelta

import pytest

from funding.part_years import (
    days_before_and_after,
    first_year_touched,
    notice_days,
    reaches_into,
    split_among,
    split_by_days,
    withdrawal_touches,
)
from funding.terms import PartYear
from funding.years import FinancialYear

YEAR = FinancialYear(2021)
LEAP = FinancialYear(2023)
SHARE = 100_001


@pytest.mark.parametrize(
    ("year", "changes_on", "days"),
    [
        (YEAR, date(2021, 6, 26), (86, 279)),
        (YEAR, date(2021, 4, 1), (0, 365)),
        (YEAR, date(2020, 7, 1), (0, 365)),
        (YEAR, date(2022, 3, 31), (364, 1)),
        (YEAR, date(2022, 4, 1), (365, 0)),
        (YEAR, date(2022, 7, 1), (365, 0)),
        (LEAP, date(2024, 3, 1), (335, 31)),
    ],
)
def test_counts_the_days_before_and_from_a_change(year: FinancialYear, changes_on: date, days: tuple[int, int]) -> None:
    assert days_before_and_after(year, changes_on) == days


@pytest.mark.parametrize("year", [YEAR, LEAP])
def test_adds_back_for_every_last_day_of_a_year(year: FinancialYear) -> None:
    days = [year.first + timedelta(days=count) for count in range(-2, year.days + 2)]
    parts = [split_by_days(SHARE, year, day, PartYear.BY_DAYS) for day in days]
    assert {sum(part) for part in parts} == {SHARE}
    kept = [part[0] for part in parts]
    assert kept == sorted(kept)
    assert (kept[0], kept[-1]) == (0, SHARE)


@pytest.mark.parametrize(
    ("ended_on", "parts"),
    [
        (date(2021, 3, 31), (0, SHARE)),
        (date(2021, 4, 1), (SHARE, 0)),
        (date(2021, 6, 25), (SHARE, 0)),
        (date(2022, 6, 25), (SHARE, 0)),
    ],
)
def test_leaves_a_whole_year_with_who_exists_on_1_april(ended_on: date, parts: tuple[int, int]) -> None:
    assert split_by_days(SHARE, YEAR, ended_on, PartYear.WHOLE_YEAR) == parts


@pytest.mark.parametrize(
    ("ended_on", "by_days", "whole_year"),
    [
        (date(2021, 3, 31), True, True),
        (date(2021, 4, 1), True, False),
        (date(2022, 3, 31), True, False),
        (date(2022, 4, 1), False, False),
    ],
)
def test_says_whether_an_end_reaches_into_the_year(ended_on: date, by_days: bool, whole_year: bool) -> None:
    assert reaches_into(YEAR, ended_on, PartYear.BY_DAYS) is by_days
    assert reaches_into(YEAR, ended_on, PartYear.WHOLE_YEAR) is whole_year


def test_splits_what_is_passed_on_by_stored_shares() -> None:
    assert split_among(76_438, [2, 1]) == [50_959, 25_479]
    assert split_among(100, [1, 1, 1]) == [34, 33, 33]


def test_refuses_successors_without_a_share() -> None:
    with pytest.raises(ValueError, match="at least one above it"):
        split_among(100, [0, 0])


def test_counts_notice_below_nought_where_a_withdrawal_reaches_back() -> None:
    assert notice_days(date(2023, 4, 10), date(2023, 4, 1)) == -9
    assert notice_days(date(2023, 4, 1), date(2023, 4, 1)) == 0


def test_leaves_years_before_a_withdrawal_alone() -> None:
    effective_on = date(2022, 10, 1)
    assert first_year_touched(effective_on) == FinancialYear(2022)
    touched = [withdrawal_touches(FinancialYear(start), effective_on) for start in (2021, 2022, 2023)]
    assert touched == [False, True, True]


def test_takes_a_withdrawal_without_a_day_to_touch_its_year() -> None:
    assert withdrawal_touches(YEAR, None)
