"""Which calendar day is so many months, weeks, days or working days after another?

Months, weeks, days and working days are four different units and are never converted into each other.
The calendar is that of England and Wales. Nothing here knows a clock, a case or Django.
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5
MONTHS_IN_YEAR = 12


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank and public holidays of England and Wales in one year, substitute and one-off days included.

    Source: Banking and Financial Dealings Act 1971, schedule 1, and royal proclamations, as published in the
    holidays package. England and Wales keep the same days. [V]
    """
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date, closures: Collection[date] = ()) -> bool:
    """A day is a working day unless it is a Saturday, a Sunday, a bank holiday or a closure day.

    `closures` are extra days on which a partnership's offices are shut, or holidays proclaimed after release.
    """
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year) and day not in closures


def add_months(start: date, count: int) -> date:
    """The same day of the month `count` months later, or that month's last day where it has no such day.

    Always counted in one step from the start: one month after 31 January and one after that is not two months
    after 31 January. Source: the guidance says "month"; clamping to the last day is ours. [D]
    """
    years, month_index = divmod(start.month - 1 + count, MONTHS_IN_YEAR)
    year, month = start.year + years, month_index + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def add_weeks(start: date, count: int) -> date:
    """The same day of the week `count` weeks later, working day or not."""
    return start + timedelta(weeks=count)


def add_days(start: date, count: int) -> date:
    """The day `count` calendar days later, working day or not; the day after the start is day one."""
    return start + timedelta(days=count)


def add_working_days(start: date, count: int, closures: Collection[date] = ()) -> date:
    """The `count`th working day after the start; the start itself never counts, even if it is a working day.

    From a Saturday, one working day later is the next working day, the same as from the Friday before it.
    A count of nought gives the start unchanged.
    """
    day = start
    for _ in range(count):
        day = _next_working_day(day, closures)
    return day


def working_days_between(start: date, end: date, closures: Collection[date] = ()) -> int:
    """How many working days lie after the start, up to and including the end; negative if end is earlier.

    The inverse of add_working_days: it is nought from a Friday to the Saturday or Sunday after it.
    """
    if end < start:
        return -working_days_between(end, start, closures)
    days = (start + ONE_DAY * step for step in range(1, (end - start).days + 1))
    return sum(is_working_day(day, closures) for day in days)


def _next_working_day(day: date, closures: Collection[date]) -> date:
    day += ONE_DAY
    while not is_working_day(day, closures):
        day += ONE_DAY
    return day
