"""Are months, weeks, days and working days of England and Wales counted as four different things?"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.working_days import (
    add_days,
    add_months,
    add_weeks,
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(date(2005, 1, 1), date(2050, 12, 31))
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 3, day) for day in (6, 7, 8, 9))


def test_lists_the_bank_holidays_of_2026_with_the_substitute_for_boxing_day() -> None:
    days = {(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 26), (12, 28)}
    assert {(day.month, day.day) for day in bank_holidays(2026)} == days


def test_knows_the_coronation_holiday() -> None:
    assert not is_working_day(date(2023, 5, 8))


def test_takes_weekends_for_days_off() -> None:
    assert [is_working_day(day) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY)] == [True, False, False, True]


def test_takes_a_closure_day_for_a_day_off_only_when_told() -> None:
    assert is_working_day(MONDAY)
    assert not is_working_day(MONDAY, {MONDAY})


def test_steps_over_closure_days() -> None:
    assert add_working_days(FRIDAY, 1, {MONDAY}) == date(2026, 3, 10)


def test_counts_no_closure_day_between_two_days() -> None:
    assert working_days_between(FRIDAY, date(2026, 3, 13)) == 5
    assert working_days_between(FRIDAY, date(2026, 3, 13), [MONDAY, date(2026, 3, 11)]) == 3


def test_counts_no_working_day_from_friday_to_sunday() -> None:
    assert working_days_between(FRIDAY, SUNDAY) == 0


def test_counts_the_end_and_not_the_start() -> None:
    assert working_days_between(FRIDAY, MONDAY) == 1
    assert working_days_between(FRIDAY, FRIDAY) == 0


def test_counts_backwards_as_a_negative_number() -> None:
    assert working_days_between(MONDAY, FRIDAY) == -1


def test_leaves_the_start_alone_for_a_count_of_nought() -> None:
    assert add_working_days(SUNDAY, 0) == SUNDAY
    assert add_months(SUNDAY, 0) == SUNDAY


def test_counts_two_months_in_one_step_and_not_month_by_month() -> None:
    start = date(2026, 1, 31)
    assert add_months(start, 2) == date(2026, 3, 31)
    assert add_months(add_months(start, 1), 1) == date(2026, 3, 28)


@pytest.mark.parametrize(
    ("count", "end"),
    [(1, date(2026, 12, 30)), (2, date(2027, 1, 30)), (13, date(2027, 12, 30)), (14, date(2028, 1, 30))],
)
def test_counts_months_over_one_new_year_and_two(count: int, end: date) -> None:
    assert add_months(date(2026, 11, 30), count) == end


def test_counts_weeks_and_days_without_regard_to_holidays() -> None:
    assert add_weeks(date(2026, 12, 18), 1) == date(2026, 12, 25)
    assert add_days(date(2026, 12, 18), 7) == date(2026, 12, 25)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(DAYS, st.integers(1, 60))
def test_undoes_what_adding_working_days_did(start: date, count: int) -> None:
    assert working_days_between(start, add_working_days(start, count)) == count


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(DAYS, st.integers(1, 60))
def test_always_lands_on_a_working_day(start: date, count: int) -> None:
    assert is_working_day(add_working_days(start, count))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(DAYS, st.integers(0, 240))
def test_lands_on_the_same_day_of_the_month_or_on_the_last(start: date, count: int) -> None:
    end = add_months(start, count)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == count
    assert end.day == start.day or (end + timedelta(days=1)).day == 1
