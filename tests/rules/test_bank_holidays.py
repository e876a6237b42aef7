"""On which days of the week was and is nobody at work in England and Wales, and how far do they push a clock?

Source: bank holidays as published for England and Wales, one-off days by proclamation [K].
"""

from datetime import date, timedelta

import pytest

from dhr_cases.deadlines import ClockState, Extension, due_date, read_clock
from dhr_cases.policy import Period, clock, regime
from dhr_cases.working_days import (
    SATURDAY,
    add_days,
    add_months,
    add_weeks,
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_between,
)

ONE = timedelta(days=1)
DAYS_OFF = {
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
"""Weekdays off by year: two jubilees, two weddings or crownings, a funeral, and substitutes for weekends."""


def days_off(year: int) -> list[date]:
    """The weekdays of a year on which nobody works."""
    return sorted(day for day in bank_holidays(year) if day.weekday() < SATURDAY)


@pytest.mark.parametrize("year", DAYS_OFF)
def test_knows_each_weekday_off_of_a_year_and_no_other(year: int) -> None:
    expected = [date.fromisoformat(f"{year}-{day}") for day in DAYS_OFF[year].split()]
    assert days_off(year) == expected
    first, last = date(year, 1, 1), date(year, 12, 31)
    weekdays = sum((first + step * ONE).weekday() < SATURDAY for step in range((last - first).days + 1))
    worked = working_days_between(first - ONE, last)
    assert worked == weekdays - len(expected)


@pytest.mark.parametrize("day", ["2025-01-02", "2025-03-17", "2024-07-12", "2026-11-30", "2025-08-04", "2022-12-28"])
def test_works_on_days_that_only_scotland_and_northern_ireland_keep(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("year", range(2011, 2051))
def test_has_eight_weekdays_off_or_more_in_every_year_a_review_can_touch(year: int) -> None:
    """From the first year of the regime in force, so that no year is missing from the calendar."""
    effective_from = regime("DHR_S9_2016").effective_from
    assert effective_from is not None
    assert effective_from.year <= year
    found = days_off(year)
    assert 8 <= len(found) <= 10
    assert {day.year for day in found} == {year}


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2021-12-24", 1, "2021-12-29"), ("2021-12-31", 1, "2022-01-04"), ("2022-06-01", 1, "2022-06-06"),
        ("2022-09-16", 1, "2022-09-20"), ("2020-05-07", 1, "2020-05-11"), ("2023-05-05", 1, "2023-05-09"),
        ("2011-04-21", 1, "2011-04-26"), ("2011-04-28", 1, "2011-05-03"), ("2012-06-01", 1, "2012-06-06"),
        ("2026-12-23", 5, "2027-01-04"), ("2026-12-24", 1, "2026-12-29"), ("2026-12-26", 1, "2026-12-29"),
        ("2024-03-28", 1, "2024-04-02"), ("2024-02-28", 1, "2024-02-29"), ("2025-02-28", 1, "2025-03-03"),
    ],
)  # fmt: skip  # a start, so many working days, the day they end on
def test_steps_over_every_day_off(start: str, count: int, end: str) -> None:
    """And counts the same way back."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert add_working_days(first, count) == last
    assert working_days_between(first, last) == count
    assert working_days_between(last, first) == -count
    assert working_days_between(first, last - ONE) == count - 1


@pytest.mark.parametrize(
    ("limit", "start", "due"),
    [
        ("P5WD", "2026-12-18", "2026-12-29"), ("P5WD", "2026-12-19", "2026-12-29"), ("P5D", "2026-12-23", "2026-12-28"),
        ("P1M", "2026-11-30", "2026-12-30"), ("P1M", "2026-01-31", "2026-02-28"), ("P1M", "2024-01-31", "2024-02-29"),
        ("P3M", "2026-11-30", "2027-02-28"), ("P6M", "2025-08-31", "2026-02-28"), ("P6M", "2026-06-30", "2026-12-30"),
        ("P12M", "2024-02-29", "2025-02-28"), ("P12M", "2023-02-28", "2024-02-28"), ("P8W", "2026-11-06", "2027-01-01"),
        ("P56D", "2026-11-06", "2027-01-01"),
    ],
)  # fmt: skip  # a limit, the day it starts, the day it ends
def test_ends_each_kind_of_limit_on_its_day_and_is_late_on_the_next(limit: str, start: str, due: str) -> None:
    """Months, weeks and calendar days may end on a day off; only working days never do."""
    first, last = date.fromisoformat(start), date.fromisoformat(due)
    period = Period.parse(limit)
    assert due_date(first, period) == last
    row = clock("DHR_S9_2016", "tell_home_office")
    states = [read_clock(row, {row.start: first}, last + step * ONE, local_limit=period).state for step in (-1, 0, 1)]
    assert states == [ClockState.RUNNING, ClockState.RUNNING, ClockState.OVERDUE]
    for step, met in ((-1, ClockState.MET), (0, ClockState.MET), (1, ClockState.MET_LATE)):
        stop = last + step * ONE
        assert read_clock(row, {row.start: first, row.stop: stop}, stop, local_limit=period).state is met


def test_takes_the_agreed_day_before_any_count_even_one_off_work() -> None:
    christmas = date(2026, 12, 25)
    agreed = Extension("tell_home_office", christmas, date(2026, 12, 1))
    assert due_date(date(2026, 12, 1), Period.parse("P5WD"), agreed) == christmas
    assert due_date(date(2026, 12, 1), None, agreed) == christmas
    assert due_date(date(2026, 12, 1), None) is None


def test_keeps_units_apart_that_look_alike() -> None:
    """Four weeks, 28 days, one month and twenty working days are four different things over the year's end."""
    start = date(2026, 12, 4)
    ends = (add_weeks(start, 4), add_days(start, 28), add_months(start, 1), add_working_days(start, 20))
    assert ends == (date(2027, 1, 1), date(2027, 1, 1), date(2027, 1, 4), date(2027, 1, 6))
